#include "db/schema_graph.h"

namespace dealgraph {

// Deals and circles kept up to date pair by pair, and what people say about them. Facts: evidence,
// judgements, rates, deal_history, cycle_events; derived from them: deals, deal_revisions, nodes,
// edges, cycles, cycle_members, cycle_overflow, parties.merged_into, evidence.payer and payee.
// `hash` columns are XXH64 of the other facts of their row (row_hash in db/sqlite.h).
const char* const schema_step_3 = R"sql(
DROP VIEW v_cycle_deals;
DROP VIEW v_new_cycles;
DROP VIEW v_cycles;
DROP VIEW v_edges;
DROP VIEW v_deals;
DROP VIEW v_evidence;

ALTER TABLE parties ADD COLUMN parent TEXT NOT NULL DEFAULT '';
ALTER TABLE parties ADD COLUMN merged_into TEXT REFERENCES parties (id);
CREATE INDEX parties_merged ON parties (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE aliases (
  party  TEXT NOT NULL REFERENCES parties (id),
  name   TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('list', 'article', 'person')),
  PRIMARY KEY (party, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX aliases_name ON aliases (name);

CREATE TABLE judgements (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  at             INTEGER NOT NULL,
  verdict        TEXT NOT NULL CHECK (verdict IN
    ('merge', 'split', 'accept', 'reject', 'one_deal', 'two_deals', 'supersede')),
  party          TEXT REFERENCES parties (id),
  other_party    TEXT REFERENCES parties (id),
  article_id     INTEGER REFERENCES articles (id),
  deal_id        INTEGER REFERENCES deals (id),
  other_deal     INTEGER REFERENCES deals (id),
  evidence_id    INTEGER REFERENCES evidence (id),
  other_evidence INTEGER REFERENCES evidence (id),
  note           TEXT NOT NULL,
  undone_at      INTEGER,
  hash           INTEGER NOT NULL
) STRICT;

CREATE INDEX judgements_split ON judgements (article_id, party) WHERE verdict = 'split';

CREATE TABLE rates (
  currency TEXT NOT NULL,
  since    TEXT NOT NULL,
  usd      REAL NOT NULL,
  PRIMARY KEY (currency, since)
) STRICT, WITHOUT ROWID;

CREATE TABLE derived_with (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE pending (
  first  TEXT NOT NULL,
  second TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('evidence', 'rules', 'human', 'rates', 'rebuild')),
  PRIMARY KEY (first, second)
) STRICT, WITHOUT ROWID;

ALTER TABLE articles ADD COLUMN hash INTEGER NOT NULL DEFAULT 0;
UPDATE articles SET hash = row_hash(key, url, doc, canonical_url, authors, published, lang, site,
  site_currency, text, title_size, fingerprint);

ALTER TABLE evidence ADD COLUMN payer_read TEXT NOT NULL DEFAULT '';
ALTER TABLE evidence ADD COLUMN payee_read TEXT NOT NULL DEFAULT '';
ALTER TABLE evidence ADD COLUMN revises INTEGER NOT NULL DEFAULT 0 CHECK (revises IN (0, 1));
ALTER TABLE evidence ADD COLUMN run_id INTEGER REFERENCES runs (id);
ALTER TABLE evidence ADD COLUMN retired_run INTEGER REFERENCES runs (id);
ALTER TABLE evidence ADD COLUMN hash INTEGER NOT NULL DEFAULT 0;
UPDATE evidence SET payer_read = payer, payee_read = payee;
UPDATE evidence SET run_id = (SELECT run_id FROM articles a WHERE a.id = article_id),
  hash = row_hash(article_id, type, payer_read, payer_surface, payer_begin, payer_end, payee_read,
    payee_surface, payee_begin, payee_end, nth, amount_min, amount_max, currency, qualifier, per,
    amount_quote, stake_pct, shared, status, revises, announced, sentence_begin, sentence_end,
    span_begin, span_end, rule, rule_version, confidence);
DROP INDEX evidence_payer;
CREATE INDEX evidence_pair ON evidence (payer, payee);
INSERT INTO aliases (party, name, origin)
  SELECT payer, payer_surface, 'article' FROM evidence WHERE true
  UNION SELECT payee, payee_surface, 'article' FROM evidence;
INSERT INTO pending (first, second, reason)
  SELECT DISTINCT min(payer, payee), max(payer, payee), 'rebuild' FROM evidence;

ALTER TABLE deals ADD COLUMN usd REAL;
ALTER TABLE deals ADD COLUMN usd_converted INTEGER NOT NULL DEFAULT 0
  CHECK (usd_converted IN (0, 1));
ALTER TABLE deals ADD COLUMN verdict TEXT CHECK (verdict IN ('accepted', 'rejected'));
ALTER TABLE deals ADD COLUMN superseded_by INTEGER REFERENCES deals (id);
ALTER TABLE deals ADD COLUMN run_id INTEGER REFERENCES runs (id);

CREATE TABLE deal_revisions (
  deal_id     INTEGER NOT NULL REFERENCES deals (id),
  nth         INTEGER NOT NULL,
  date        TEXT,
  change      TEXT NOT NULL CHECK (change IN ('told', 'amount', 'raised', 'cut', 'status')),
  amount_text TEXT NOT NULL,
  usd         REAL,
  status      TEXT NOT NULL,
  evidence_id INTEGER NOT NULL REFERENCES evidence (id),
  PRIMARY KEY (deal_id, nth)
) STRICT, WITHOUT ROWID;

CREATE TABLE deal_history (
  id      INTEGER PRIMARY KEY,
  deal_id INTEGER NOT NULL REFERENCES deals (id),
  run_id  INTEGER NOT NULL REFERENCES runs (id),
  reason  TEXT NOT NULL,
  change  TEXT NOT NULL CHECK (change IN ('changed', 'gone', 'back')),
  before  TEXT NOT NULL,
  after   TEXT NOT NULL
) STRICT;
CREATE INDEX deal_history_deal ON deal_history (deal_id);

DROP TABLE edges;
CREATE TABLE nodes (
  id    INTEGER PRIMARY KEY,
  party TEXT NOT NULL UNIQUE REFERENCES parties (id)
) STRICT;
CREATE TABLE edges (
  payer   INTEGER NOT NULL REFERENCES nodes (id),
  payee   INTEGER NOT NULL REFERENCES nodes (id),
  usd     REAL,
  day     INTEGER,
  deals   INTEGER NOT NULL,
  deal_id INTEGER NOT NULL REFERENCES deals (id),
  PRIMARY KEY (payer, payee)
) STRICT, WITHOUT ROWID;

DROP TABLE cycle_members;
CREATE TABLE cycle_members (
  cycle_id INTEGER NOT NULL REFERENCES cycles (id),
  position INTEGER NOT NULL,
  payer    INTEGER NOT NULL REFERENCES nodes (id),
  payee    INTEGER NOT NULL REFERENCES nodes (id),
  PRIMARY KEY (cycle_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX cycle_members_pair ON cycle_members (payer, payee);

ALTER TABLE cycles ADD COLUMN span_days INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cycles ADD COLUMN newest TEXT;
ALTER TABLE cycles ADD COLUMN news INTEGER NOT NULL DEFAULT 0;
DROP INDEX cycles_rank;
CREATE INDEX cycles_rank ON cycles
  (bottleneck_usd DESC, undisclosed, length, span_days, newest DESC, key) WHERE live;
CREATE INDEX cycles_news ON cycles (news) WHERE live;

ALTER TABLE cycle_events ADD COLUMN before_usd REAL;
ALTER TABLE cycle_events ADD COLUMN deal_id INTEGER REFERENCES deals (id);
ALTER TABLE cycle_events ADD COLUMN run_id INTEGER REFERENCES runs (id);
UPDATE cycles SET news = coalesce(
  (SELECT max(id) FROM cycle_events e WHERE e.cycle_id = cycles.id AND event = 'closed'), 0);

CREATE TABLE cycle_overflow (
  payer     INTEGER NOT NULL REFERENCES nodes (id),
  payee     INTEGER NOT NULL REFERENCES nodes (id),
  run_id    INTEGER NOT NULL REFERENCES runs (id),
  kept      INTEGER NOT NULL,
  at_least  INTEGER NOT NULL,
  floor_usd REAL,
  PRIMARY KEY (payer, payee)
) STRICT, WITHOUT ROWID;

CREATE TABLE reader_marks (
  reader   TEXT PRIMARY KEY,
  event_id INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO reader_marks (reader, event_id)
  SELECT m.reader, max(c.news) FROM cycle_marks m JOIN cycles c ON c.id = m.cycle_id
  GROUP BY m.reader;
DROP TABLE cycle_marks;

CREATE VIRTUAL TABLE article_fts USING fts5 (title, body, content = '', tokenize = 'unicode61');
INSERT INTO article_fts (rowid, title, body)
  SELECT id, spaced(title), spaced(CAST(substr(CAST(text AS BLOB), title_size + 2) AS TEXT))
  FROM articles;

CREATE VIEW v_evidence AS
SELECT e.id, e.deal_id, e.live, e.type,
       p.name AS payer, q.name AS payee, e.payer AS payer_id, e.payee AS payee_id,
       e.payer_surface, e.payee_surface,
       e.amount_min, e.amount_max, e.currency, e.qualifier, e.per, e.amount_quote,
       e.stake_pct, e.shared, e.status, e.announced,
       coalesce(e.retired_text, CAST(substr(CAST(a.text AS BLOB), e.sentence_begin + 1,
                                            e.sentence_end - e.sentence_begin) AS TEXT))
         AS sentence,
       a.title, CASE a.url WHEN '' THEN a.doc ELSE a.url END AS url, a.site, a.lang, a.published,
       e.rule, e.rule_version, e.confidence, e.revises, e.article_id
FROM evidence e
JOIN articles a ON a.id = e.article_id
JOIN parties p ON p.id = e.payer
JOIN parties q ON q.id = e.payee;

CREATE VIEW v_deals AS
SELECT d.id, p.name AS payer, q.name AS payee, d.type, d.amount_text,
       d.amount_min, d.amount_max, d.currency, d.qualifier, d.per, d.amount_quote,
       d.usd, d.usd_converted, d.stake_pct, d.shared, d.status, d.announced, d.verdict,
       d.superseded_by,
       (SELECT count(DISTINCT article_id) FROM evidence WHERE deal_id = d.id AND live) AS articles,
       e.sentence, e.title, e.url, d.payer AS payer_id, d.payee AS payee_id,
       strftime('%Y-%m-%dT%H:%M:%SZ', d.found_at, 'unixepoch') AS found_at,
       strftime('%Y-%m-%dT%H:%M:%SZ', d.changed_at, 'unixepoch') AS changed_at
FROM deals d
JOIN parties p ON p.id = d.payer
JOIN parties q ON q.id = d.payee
JOIN v_evidence e ON e.id = d.first_evidence
WHERE d.live AND d.verdict IS NOT 'rejected';

CREATE VIEW v_revisions AS
SELECT r.deal_id, r.nth, r.date, r.change, r.amount_text, r.usd, r.status, e.sentence, e.title,
       e.url
FROM deal_revisions r
JOIN v_evidence e ON e.id = r.evidence_id;

CREATE VIEW v_edges AS
SELECT p.name AS payer, q.name AS payee, g.usd, g.deals, d.id AS deal_id, d.type, d.amount_text,
       d.status, d.announced, d.sentence, d.url, m.party AS payer_id, n.party AS payee_id
FROM edges g
JOIN nodes m ON m.id = g.payer
JOIN nodes n ON n.id = g.payee
JOIN parties p ON p.id = m.party
JOIN parties q ON q.id = n.party
JOIN v_deals d ON d.id = g.deal_id;

CREATE VIEW v_cycles AS
SELECT c.id, c.title, c.length, c.bottleneck_usd, c.undisclosed, c.span_days, c.newest,
       strftime('%Y-%m-%dT%H:%M:%SZ', c.found_at, 'unixepoch') AS closed_at,
       strftime('%Y-%m-%dT%H:%M:%SZ', c.changed_at, 'unixepoch') AS changed_at,
       c.news > coalesce((SELECT event_id FROM reader_marks WHERE reader = 'cli'), 0) AS is_new
FROM cycles c
WHERE c.live;

CREATE VIEW v_new_cycles AS
SELECT c.id, c.title, c.length, c.bottleneck_usd, c.undisclosed, c.span_days, c.newest,
       strftime('%Y-%m-%dT%H:%M:%SZ', c.found_at, 'unixepoch') AS closed_at,
       e.event, strftime('%Y-%m-%dT%H:%M:%SZ', e.at, 'unixepoch') AS event_at, e.before_usd,
       e.deal_id
FROM cycles c
JOIN cycle_events e ON e.id = c.news
WHERE c.live
  AND c.news > coalesce((SELECT event_id FROM reader_marks WHERE reader = 'cli'), 0);

CREATE VIEW v_cycle_events AS
SELECT e.id, e.cycle_id, c.title, e.event,
       strftime('%Y-%m-%dT%H:%M:%SZ', e.at, 'unixepoch') AS at,
       e.before_usd, e.bottleneck_usd, e.deal_id, e.run_id
FROM cycle_events e
JOIN cycles c ON c.id = e.cycle_id;

CREATE VIEW v_cycle_deals AS
SELECT c.id AS cycle_id, c.title, m.position, p.name AS payer, q.name AS payee, d.type,
       d.amount_text, d.amount_min, d.amount_max, d.currency, d.per, g.usd AS edge_usd, d.status,
       d.announced, d.sentence, d.title AS article, d.url, d.id AS deal_id,
       a.party AS payer_id, b.party AS payee_id
FROM cycles c
JOIN cycle_members m ON m.cycle_id = c.id
JOIN edges g ON g.payer = m.payer AND g.payee = m.payee
JOIN nodes a ON a.id = m.payer
JOIN nodes b ON b.id = m.payee
JOIN parties p ON p.id = a.party
JOIN parties q ON q.id = b.party
JOIN v_deals d ON d.id = g.deal_id
WHERE c.live;

CREATE VIEW v_parties AS
SELECT p.id, p.name, p.name_zh, p.kind, p.country, p.parent AS parent_id, p.merged_into,
       (SELECT group_concat(name, '; ') FROM (SELECT name FROM aliases WHERE party = p.id
                                              ORDER BY name)) AS aliases,
       (SELECT count(*) FROM deals d WHERE d.live AND d.payer = p.id) AS deals_paid,
       (SELECT count(*) FROM deals d WHERE d.live AND d.payee = p.id) AS deals_received
FROM parties p;

CREATE VIEW v_flows AS
SELECT p.name AS payer, q.name AS payee, d.type, substr(d.announced, 1, 4) AS year,
       count(*) AS deals, sum(d.usd) AS usd, sum(d.usd IS NULL) AS undisclosed,
       sum(d.usd_converted) AS converted, d.payer AS payer_id, d.payee AS payee_id
FROM deals d
JOIN parties p ON p.id = d.payer
JOIN parties q ON q.id = d.payee
WHERE d.live AND d.verdict IS NOT 'rejected' AND d.superseded_by IS NULL AND d.type <> 'partnership' AND d.payer <> d.payee
  AND d.status IN ('completed', 'agreed', 'planned')
GROUP BY d.payer, d.payee, d.type, year;
)sql";

}  // namespace dealgraph

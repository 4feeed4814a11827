#include <array>

#include "db/schema.h"
#include "db/schema_crawl.h"
#include "db/schema_graph.h"

namespace dealgraph {
namespace {

// Times are seconds since 1970 UTC, dates "YYYY-MM-DD", money plain units of the currency.
// Spans are bytes of articles.text, which SQLite counts only in a BLOB: hence the casts.
constexpr const char* step_1 = R"sql(
CREATE TABLE runs (
  id            INTEGER PRIMARY KEY,
  started_at    INTEGER NOT NULL,
  finished_at   INTEGER,
  articles      INTEGER NOT NULL DEFAULT 0,
  new_deals     INTEGER NOT NULL DEFAULT 0,
  changed_deals INTEGER NOT NULL DEFAULT 0,
  new_cycles    INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE sources (
  id              TEXT PRIMARY KEY,
  last_crawled_at INTEGER NOT NULL,
  problem         TEXT NOT NULL
) STRICT;

CREATE TABLE pages (
  id            INTEGER PRIMARY KEY,
  key           TEXT NOT NULL UNIQUE,
  url           TEXT NOT NULL,
  doc           TEXT NOT NULL,
  fetched_at    INTEGER NOT NULL,
  content_type  TEXT NOT NULL,
  etag          TEXT NOT NULL,
  last_modified TEXT NOT NULL,
  body_hash     INTEGER NOT NULL,
  body_zstd     BLOB
) STRICT;
CREATE INDEX pages_by_doc ON pages (doc);

CREATE TABLE articles (
  id            INTEGER PRIMARY KEY,
  key           TEXT NOT NULL UNIQUE,
  page_id       INTEGER NOT NULL REFERENCES pages (id),
  run_id        INTEGER NOT NULL REFERENCES runs (id),
  doc           TEXT NOT NULL,
  url           TEXT NOT NULL,
  canonical_url TEXT NOT NULL,
  authors       TEXT NOT NULL,
  published     TEXT NOT NULL,
  lang          TEXT NOT NULL,
  site          TEXT NOT NULL,
  site_currency TEXT NOT NULL,
  text          TEXT NOT NULL,
  title_size    INTEGER NOT NULL,
  text_hash     INTEGER NOT NULL,
  fingerprint   TEXT NOT NULL,
  title         TEXT GENERATED ALWAYS AS
    (CAST(substr(CAST(text AS BLOB), 1, title_size) AS TEXT)) VIRTUAL
) STRICT;
CREATE INDEX articles_text_hash ON articles (text_hash);
CREATE INDEX articles_page ON articles (page_id);

CREATE TABLE parties (
  id      TEXT PRIMARY KEY,
  name    TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  kind    TEXT NOT NULL,
  country TEXT NOT NULL
) STRICT;

CREATE TABLE deals (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  live           INTEGER NOT NULL CHECK (live IN (0, 1)),
  type           TEXT NOT NULL,
  payer          TEXT NOT NULL REFERENCES parties (id),
  payee          TEXT NOT NULL REFERENCES parties (id),
  amount_min     REAL,
  amount_max     REAL,
  currency       TEXT,
  qualifier      TEXT,
  per            TEXT,
  amount_quote   TEXT,
  amount_text    TEXT NOT NULL,
  stake_pct      REAL,
  shared         INTEGER NOT NULL CHECK (shared IN (0, 1)),
  status         TEXT NOT NULL,
  announced      TEXT,
  first_evidence INTEGER NOT NULL REFERENCES evidence (id),
  found_at       INTEGER NOT NULL,
  changed_at     INTEGER NOT NULL
) STRICT;
CREATE INDEX deals_payer ON deals (payer, payee);
CREATE INDEX deals_payee ON deals (payee);
CREATE INDEX deals_announced ON deals (announced DESC, id) WHERE live;

CREATE TABLE evidence (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  article_id     INTEGER NOT NULL REFERENCES articles (id),
  deal_id        INTEGER REFERENCES deals (id),
  live           INTEGER NOT NULL CHECK (live IN (0, 1)),
  type           TEXT NOT NULL,
  payer          TEXT NOT NULL REFERENCES parties (id),
  payer_surface  TEXT NOT NULL,
  payer_begin    INTEGER NOT NULL,
  payer_end      INTEGER NOT NULL,
  payee          TEXT NOT NULL REFERENCES parties (id),
  payee_surface  TEXT NOT NULL,
  payee_begin    INTEGER NOT NULL,
  payee_end      INTEGER NOT NULL,
  nth            INTEGER NOT NULL,
  amount_min     REAL,
  amount_max     REAL,
  currency       TEXT,
  qualifier      TEXT,
  per            TEXT,
  amount_quote   TEXT,
  stake_pct      REAL,
  shared         INTEGER NOT NULL CHECK (shared IN (0, 1)),
  status         TEXT NOT NULL,
  announced      TEXT,
  sentence_begin INTEGER NOT NULL,
  sentence_end   INTEGER NOT NULL,
  span_begin     INTEGER NOT NULL,
  span_end       INTEGER NOT NULL,
  rule           TEXT NOT NULL,
  rule_version   INTEGER NOT NULL,
  confidence     REAL NOT NULL,
  retired_text   TEXT,
  UNIQUE (article_id, payer_begin, payer_end, payee_begin, payee_end, type, nth)
) STRICT;
CREATE INDEX evidence_deal ON evidence (deal_id, live);
CREATE INDEX evidence_payer ON evidence (payer);
CREATE INDEX evidence_payee ON evidence (payee);

CREATE TABLE edges (
  payer   TEXT NOT NULL REFERENCES parties (id),
  payee   TEXT NOT NULL REFERENCES parties (id),
  usd     REAL,
  deals   INTEGER NOT NULL,
  deal_id INTEGER NOT NULL REFERENCES deals (id),
  PRIMARY KEY (payer, payee)
) STRICT, WITHOUT ROWID;
CREATE INDEX edges_payee ON edges (payee);
CREATE INDEX edges_deal ON edges (deal_id);

CREATE TABLE cycles (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  key            BLOB NOT NULL UNIQUE,
  live           INTEGER NOT NULL CHECK (live IN (0, 1)),
  title          TEXT NOT NULL,
  length         INTEGER NOT NULL,
  bottleneck_usd REAL,
  undisclosed    INTEGER NOT NULL,
  found_at       INTEGER NOT NULL,
  changed_at     INTEGER NOT NULL
) STRICT;
CREATE INDEX cycles_rank ON cycles (bottleneck_usd DESC, undisclosed, length, key) WHERE live;

CREATE TABLE cycle_members (
  cycle_id INTEGER NOT NULL REFERENCES cycles (id),
  position INTEGER NOT NULL,
  payer    TEXT NOT NULL REFERENCES parties (id),
  payee    TEXT NOT NULL REFERENCES parties (id),
  deal_id  INTEGER NOT NULL REFERENCES deals (id),
  PRIMARY KEY (cycle_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX cycle_members_payer ON cycle_members (payer);
CREATE INDEX cycle_members_payee ON cycle_members (payee);
CREATE INDEX cycle_members_deal ON cycle_members (deal_id);

CREATE TABLE cycle_events (
  id             INTEGER PRIMARY KEY,
  cycle_id       INTEGER NOT NULL REFERENCES cycles (id),
  at             INTEGER NOT NULL,
  event          TEXT NOT NULL
    CHECK (event IN ('closed', 'stronger', 'weaker', 'broken', 'restored')),
  bottleneck_usd REAL
) STRICT;
CREATE INDEX cycle_events_cycle ON cycle_events (cycle_id);

CREATE TABLE cycle_marks (
  reader   TEXT NOT NULL,
  cycle_id INTEGER NOT NULL REFERENCES cycles (id),
  PRIMARY KEY (reader, cycle_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX cycle_marks_cycle ON cycle_marks (cycle_id);

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
       e.rule, e.rule_version, e.confidence, e.article_id
FROM evidence e
JOIN articles a ON a.id = e.article_id
JOIN parties p ON p.id = e.payer
JOIN parties q ON q.id = e.payee;

CREATE VIEW v_deals AS
SELECT d.id, p.name AS payer, q.name AS payee, d.type, d.amount_text,
       d.amount_min, d.amount_max, d.currency, d.qualifier, d.per, d.amount_quote,
       d.stake_pct, d.shared, d.status, d.announced,
       (SELECT count(DISTINCT article_id) FROM evidence WHERE deal_id = d.id AND live) AS articles,
       e.sentence, e.title, e.url, d.payer AS payer_id, d.payee AS payee_id,
       strftime('%Y-%m-%dT%H:%M:%SZ', d.found_at, 'unixepoch') AS found_at,
       strftime('%Y-%m-%dT%H:%M:%SZ', d.changed_at, 'unixepoch') AS changed_at
FROM deals d
JOIN parties p ON p.id = d.payer
JOIN parties q ON q.id = d.payee
JOIN v_evidence e ON e.id = d.first_evidence
WHERE d.live;

CREATE VIEW v_edges AS
SELECT p.name AS payer, q.name AS payee, g.usd, g.deals, d.id AS deal_id, d.type, d.amount_text,
       d.status, d.announced, d.sentence, d.url, g.payer AS payer_id, g.payee AS payee_id
FROM edges g
JOIN parties p ON p.id = g.payer
JOIN parties q ON q.id = g.payee
JOIN v_deals d ON d.id = g.deal_id;

CREATE VIEW v_cycles AS
SELECT c.id, c.title, c.length, c.bottleneck_usd, c.undisclosed,
       strftime('%Y-%m-%dT%H:%M:%SZ', c.found_at, 'unixepoch') AS closed_at,
       NOT EXISTS (SELECT 1 FROM cycle_marks m WHERE m.cycle_id = c.id) AS is_new
FROM cycles c
WHERE c.live;

CREATE VIEW v_new_cycles AS
SELECT id, title, length, bottleneck_usd, undisclosed, closed_at FROM v_cycles WHERE is_new;

CREATE VIEW v_cycle_deals AS
SELECT c.id AS cycle_id, c.title, m.position, p.name AS payer, q.name AS payee, d.type,
       d.amount_text, d.amount_min, d.amount_max, d.currency, d.per, g.usd AS edge_usd, d.status,
       d.announced, d.sentence, d.title AS article, d.url, d.id AS deal_id,
       m.payer AS payer_id, m.payee AS payee_id
FROM cycles c
JOIN cycle_members m ON m.cycle_id = c.id
JOIN edges g ON g.payer = m.payer AND g.payee = m.payee
JOIN parties p ON p.id = m.payer
JOIN parties q ON q.id = m.payee
JOIN v_deals d ON d.id = m.deal_id
WHERE c.live;
)sql";

// Names that no list held when the article was read: what a person may want to judge.
constexpr const char* step_2 = R"sql(
CREATE TABLE sightings (
  article_id     INTEGER NOT NULL REFERENCES articles (id),
  party_id       TEXT NOT NULL,
  name           TEXT NOT NULL,
  kind           TEXT NOT NULL,
  count          INTEGER NOT NULL,
  sentence_begin INTEGER NOT NULL,
  sentence_end   INTEGER NOT NULL,
  PRIMARY KEY (article_id, party_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sightings_party ON sightings (party_id);
)sql";

const std::array steps{Migration{step_1}, Migration{step_2}, Migration{schema_step_3},
                       Migration{schema_step_crawl}, Migration{schema_step_frontier}};

}  // namespace

std::span<const Migration> migrations() { return steps; }

}  // namespace dealgraph

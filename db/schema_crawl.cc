#include "db/schema_crawl.h"

namespace dealgraph {

// head_zstd: status line and header fields, without Set-Cookie. Times are seconds since 1970 UTC.
const char* const schema_step_crawl = R"sql(
CREATE TABLE hosts (
  host       TEXT PRIMARY KEY,
  not_before INTEGER NOT NULL,
  failures   INTEGER NOT NULL,
  reason     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE pages ADD COLUMN head_zstd BLOB;
ALTER TABLE sources ADD COLUMN last_success_at INTEGER;
ALTER TABLE sources ADD COLUMN failing_since INTEGER;
ALTER TABLE sources ADD COLUMN fetched INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sources ADD COLUMN articles INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sources ADD COLUMN failed INTEGER NOT NULL DEFAULT 0;
)sql";

// frontier: pages that were announced and are to be fetched, or failed too often (not_before is the
// end of time). story: the first article of which this one is a copy, else its own id; articles
// that share a band of their sketches may be copies.
const char* const schema_step_frontier = R"sql(
CREATE TABLE frontier (
  id           INTEGER PRIMARY KEY,
  url          TEXT NOT NULL UNIQUE,
  source       TEXT NOT NULL,
  depth        INTEGER NOT NULL,
  published_at INTEGER,
  published    TEXT NOT NULL,
  title        TEXT NOT NULL,
  content_zstd BLOB,
  found_at     INTEGER NOT NULL,
  not_before   INTEGER NOT NULL,
  failures     INTEGER NOT NULL,
  problem      TEXT NOT NULL
) STRICT;
CREATE INDEX frontier_order ON frontier (source, published_at DESC, depth, id);
CREATE INDEX frontier_found ON frontier (found_at);

CREATE TABLE robots (
  origin     TEXT PRIMARY KEY,
  fetched_at INTEGER NOT NULL,
  missing    INTEGER NOT NULL CHECK (missing IN (0, 1)),
  body_zstd  BLOB NOT NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE articles ADD COLUMN sketch BLOB;
ALTER TABLE articles ADD COLUMN story INTEGER;
CREATE INDEX articles_story ON articles (story);
CREATE TABLE sketch_bands (
  band       INTEGER NOT NULL,
  value      INTEGER NOT NULL,
  article_id INTEGER NOT NULL REFERENCES articles (id),
  PRIMARY KEY (band, value, article_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sketch_bands_article ON sketch_bands (article_id);

CREATE VIEW v_stories AS
SELECT s.id AS story, s.title, count(*) AS articles, count(DISTINCT a.site) AS sites,
       group_concat(DISTINCT a.site) AS told_by, min(nullif(a.published, '')) AS first_published
FROM articles a
JOIN articles s ON s.id = coalesce(a.story, a.id)
GROUP BY s.id;

DROP VIEW v_deals;
CREATE VIEW v_deals AS
SELECT d.id, p.name AS payer, q.name AS payee, d.type, d.amount_text,
       d.amount_min, d.amount_max, d.currency, d.qualifier, d.per, d.amount_quote,
       d.usd, d.usd_converted, d.stake_pct, d.shared, d.status, d.announced, d.verdict,
       d.superseded_by,
       (SELECT count(DISTINCT article_id) FROM evidence WHERE deal_id = d.id AND live) AS articles,
       (SELECT count(DISTINCT coalesce(a.story, a.id)) FROM evidence x
        JOIN articles a ON a.id = x.article_id WHERE x.deal_id = d.id AND x.live) AS stories,
       e.sentence, e.title, e.url, d.payer AS payer_id, d.payee AS payee_id,
       strftime('%Y-%m-%dT%H:%M:%SZ', d.found_at, 'unixepoch') AS found_at,
       strftime('%Y-%m-%dT%H:%M:%SZ', d.changed_at, 'unixepoch') AS changed_at
FROM deals d
JOIN parties p ON p.id = d.payer
JOIN parties q ON q.id = d.payee
JOIN v_evidence e ON e.id = d.first_evidence
WHERE d.live AND d.verdict IS NOT 'rejected';
)sql";

}  // namespace dealgraph

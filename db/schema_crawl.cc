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

}  // namespace dealgraph

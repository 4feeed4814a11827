#include "db/compress.h"
#include "db/store_impl.h"

namespace dealgraph {
namespace {

HostStatus read_host(const Statement& row) {
  return {row.text(0), row.integer(1), row.integer(2), row.text(3)};
}

}  // namespace

void Store::for_each_page(const std::function<void(FetchedPage&&)>& use) const {
  auto row = impl_->database->prepare(
      "SELECT doc, url, content_type, etag, last_modified, fetched_at, body_zstd, head_zstd "
      "FROM pages WHERE body_zstd IS NOT NULL AND url LIKE 'http%' ORDER BY id");
  while (row.step()) {
    FetchedPage page;
    page.doc = row.text(0);
    page.url = row.text(1);
    page.content_type = row.text(2);
    page.etag = row.text(3);
    page.last_modified = row.text(4);
    page.fetched_at = row.integer(5);
    page.body = decompress(row.text(6));
    if (!row.is_null(7)) page.head = decompress(row.text(7));
    use(std::move(page));
  }
}

std::optional<std::int64_t> Store::last_crawled(const std::string& source_id) const {
  auto row = impl_->database->prepare("SELECT last_crawled_at FROM sources WHERE id = ?1");
  if (!row.bind(source_id).step()) return std::nullopt;
  return row.integer(0);
}

void Store::mark_crawled(const std::string& source_id, const SourceVisit& visit) {
  Transaction transaction(*impl_->database);
  impl_->database
      ->prepare(
          "INSERT INTO sources (id, last_crawled_at, problem, last_success_at, failing_since, "
          "fetched, articles, failed) VALUES (?1, ?2, ?3, iif(?3 = '', ?2, NULL), "
          "iif(?3 = '', NULL, ?2), ?4, ?5, ?6) "
          "ON CONFLICT (id) DO UPDATE SET last_crawled_at = ?2, problem = ?3, "
          "last_success_at = coalesce(excluded.last_success_at, last_success_at), "
          "failing_since = iif(?3 = '', NULL, coalesce(failing_since, ?2)), "
          "fetched = ?4, articles = ?5, failed = ?6")
      .bind(source_id, visit.at, visit.problem, static_cast<std::int64_t>(visit.fetched),
            static_cast<std::int64_t>(visit.articles), static_cast<std::int64_t>(visit.failed))
      .run();
  transaction.commit();
}

std::vector<SourceStatus> Store::source_status() const {
  std::vector<SourceStatus> out;
  auto row = impl_->database->prepare(
      "SELECT id, last_crawled_at, last_success_at, failing_since, fetched, articles, failed, "
      "problem FROM sources ORDER BY id");
  while (row.step())
    out.push_back({row.text(0), row.integer(1), row.optional_integer(2), row.optional_integer(3),
                   row.integer(4), row.integer(5), row.integer(6), row.text(7)});
  return out;
}

std::optional<HostStatus> Store::host(const std::string& name) const {
  auto row = impl_->database->prepare(
      "SELECT host, not_before, failures, reason FROM hosts WHERE host = ?1");
  if (!row.bind(name).step()) return std::nullopt;
  return read_host(row);
}

std::vector<HostStatus> Store::hosts() const {
  std::vector<HostStatus> out;
  auto row = impl_->database->prepare(
      "SELECT host, not_before, failures, reason FROM hosts ORDER BY host");
  while (row.step()) out.push_back(read_host(row));
  return out;
}

void Store::keep_host(const HostStatus& host) {
  Transaction transaction(*impl_->database);
  if (host.failures == 0)
    impl_->database->prepare("DELETE FROM hosts WHERE host = ?1").bind(host.host).run();
  else
    impl_->database
        ->prepare(
            "INSERT OR REPLACE INTO hosts (host, not_before, failures, reason) "
            "VALUES (?1, ?2, ?3, ?4)")
        .bind(host.host, host.not_before, host.failures, host.reason)
        .run();
  transaction.commit();
}

}  // namespace dealgraph

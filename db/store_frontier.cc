#include <ctime>

#include "db/compress.h"
#include "db/store_impl.h"

namespace dealgraph {
namespace {

constexpr std::size_t max_waiting = 100'000;  // of a source

bool was_fetched(const Database& database, const std::string& url) {
  auto row = database.prepare(
      "SELECT 1 FROM pages WHERE key = ?1 AND url = ?1 "
      "UNION ALL SELECT 1 FROM pages WHERE doc = ?1 AND url <> '' LIMIT 1");
  return row.bind(url).step();
}

bool insert(const Database& database, const WaitingPage& page, std::int64_t now) {
  std::optional<std::string> packed;
  if (!page.content.empty()) packed = compress(page.content);
  auto row = database.prepare(
      "INSERT INTO frontier (url, source, depth, published_at, published, title, content_zstd, "
      "found_at, not_before, failures, problem) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, 0, '') "
      "ON CONFLICT (url) DO NOTHING RETURNING id");
  row.bind(page.url, page.source, page.depth, page.published_at, page.published, page.title,
           packed ? std::optional(Blob{*packed}) : std::nullopt, now);
  if (row.step()) return true;
  // Who announced it before may be crawled less often, or no longer.
  database.prepare("UPDATE frontier SET source = ?2 WHERE url = ?1 AND source <> ?2")
      .bind(page.url, page.source)
      .run();
  return false;
}

}  // namespace

Announcement Store::announce(const std::vector<WaitingPage>& pages, const FetchedPage* listing) {
  auto& database = *impl_->database;
  Announcement out;
  if (pages.empty() && !listing) return out;
  const auto now = static_cast<std::int64_t>(std::time(nullptr));
  Transaction transaction(database);
  for (const auto& page : pages) {
    if (was_fetched(database, page.url)) {
      ++out.stored;
      continue;
    }
    const auto [entry, first] = impl_->waiting.try_emplace(page.source);
    if (first) entry->second = waiting_count(page.source, end_of_time);
    if (entry->second >= max_waiting) continue;
    const bool added = insert(database, page, now);
    out.added += added;
    entry->second += added;
  }
  if (listing) store_page(database, *listing, false);
  transaction.commit();
  return out;
}

std::vector<WaitingPage> Store::waiting(const std::string& source_id, std::int64_t now,
                                        std::size_t limit) const {
  std::vector<WaitingPage> out;
  auto row = impl_->database->prepare(
      "SELECT url, depth, published_at, published, title, content_zstd, failures FROM frontier "
      "WHERE source = ?1 AND not_before <= ?2 ORDER BY published_at DESC, depth, id LIMIT ?3");
  row.bind(source_id, now, static_cast<std::int64_t>(limit));
  while (row.step()) {
    WaitingPage page;
    page.url = row.text(0);
    page.source = source_id;
    page.depth = static_cast<int>(row.integer(1));
    page.published_at = row.optional_integer(2);
    page.published = row.text(3);
    page.title = row.text(4);
    if (!row.is_null(5)) page.content = decompress(row.text(5));
    page.failures = static_cast<int>(row.integer(6));
    out.push_back(std::move(page));
  }
  return out;
}

std::size_t Store::waiting_count(const std::string& source_id, std::int64_t now) const {
  auto row = impl_->database->prepare(
      "SELECT count(*) FROM frontier WHERE source = ?1 AND not_before <= ?2");
  row.bind(source_id, now).step();
  return static_cast<std::size_t>(row.integer(0));
}

std::vector<FailedPage> Store::failed_pages() const {
  std::vector<FailedPage> out;
  auto row = impl_->database->prepare(
      "SELECT source, url, failures, not_before, problem FROM frontier WHERE failures > 0 "
      "ORDER BY source, id DESC");
  while (row.step())
    out.push_back({row.text(0), row.text(1), row.integer(2), row.integer(3), row.text(4)});
  return out;
}

void Store::stop_waiting(const std::string& url) {
  Transaction transaction(*impl_->database);
  impl_->database->prepare("DELETE FROM frontier WHERE url = ?1").bind(url).run();
  transaction.commit();
}

void Store::postpone(const std::string& url, std::int64_t not_before, const std::string& problem) {
  Transaction transaction(*impl_->database);
  impl_->database
      ->prepare(
          "UPDATE frontier SET not_before = ?2, failures = failures + 1, problem = ?3, "
          "content_zstd = NULL WHERE url = ?1")
      .bind(url, not_before, problem)
      .run();
  transaction.commit();
}

void Store::drop_waiting(std::int64_t found_before) {
  Transaction transaction(*impl_->database);
  impl_->database->prepare("DELETE FROM frontier WHERE found_at < ?1").bind(found_before).run();
  transaction.commit();
}

void Store::keep_page(const FetchedPage& page) {
  Transaction transaction(*impl_->database);
  store_page(*impl_->database, page, true);
  transaction.commit();
}

std::optional<RobotsRow> Store::robots(const std::string& origin) const {
  auto row = impl_->database->prepare(
      "SELECT fetched_at, missing, body_zstd FROM robots WHERE origin = ?1");
  if (!row.bind(origin).step()) return std::nullopt;
  return RobotsRow{row.integer(0), row.integer(1) != 0, decompress(row.text(2))};
}

void Store::keep_robots(const std::string& origin, const RobotsRow& file) {
  const auto packed = compress(file.body);
  Transaction transaction(*impl_->database);
  impl_->database
      ->prepare(
          "INSERT OR REPLACE INTO robots (origin, fetched_at, missing, body_zstd) "
          "VALUES (?1, ?2, ?3, ?4)")
      .bind(origin, file.fetched_at, file.missing, Blob{packed})
      .run();
  transaction.commit();
}

}  // namespace dealgraph

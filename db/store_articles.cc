#include <ctime>
#include <string>

#include "core/error.h"
#include "db/compress.h"
#include "db/hash.h"
#include "db/rows.h"
#include "db/store.h"
#include "db/store_impl.h"

namespace dealgraph {
namespace {

std::string key_of(const std::string& url, const std::string& doc) {
  return url.empty() ? doc : url;
}

std::string join_lines(const std::vector<std::string>& lines) {
  std::string joined;
  for (const auto& line : lines) joined += (joined.empty() ? "" : "\n") + line;
  return joined;
}

// The very same article, extracted with the same rules?
bool is_stored(Database& database, const Article& article, const std::string& fingerprint) {
  auto row = database.prepare(
      "SELECT 1 FROM articles WHERE key = ?1 AND text_hash = ?2 AND text = ?3 AND title_size = ?4 "
      "AND fingerprint = ?5 AND url = ?6 AND canonical_url = ?7 AND authors = ?8 "
      "AND published = ?9 AND lang = ?10 AND site = ?11 AND site_currency = ?12");
  return row
      .bind(key_of(article.url, article.doc), content_hash(article.text), article.text,
            article.title_size, fingerprint, article.url, article.canonical_url,
            join_lines(article.authors), article.published, article.lang, article.site,
            article.site_currency)
      .step();
}

std::int64_t find_article(Database& database, const std::string& key) {
  auto row = database.prepare("SELECT id FROM articles WHERE key = ?1");
  return row.bind(key).step() ? row.integer(0) : 0;
}

bool has_text(Database& database, std::int64_t id, const Article& article) {
  auto row = database.prepare("SELECT 1 FROM articles WHERE id = ?1 AND text = ?2");
  return row.bind(id, article.text).step();
}

std::int64_t store_article(Database& database, const Article& article,
                           const std::string& fingerprint, std::int64_t page, std::int64_t run) {
  auto upsert = database.prepare(
      "INSERT INTO articles (key, page_id, run_id, doc, url, canonical_url, authors, published, "
      "lang, site, site_currency, text, title_size, text_hash, fingerprint, hash) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, "
      "row_hash(?1, ?5, ?4, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?15)) "
      "ON CONFLICT (key) DO UPDATE SET page_id = ?2, run_id = ?3, doc = ?4, url = ?5, "
      "canonical_url = ?6, authors = ?7, published = ?8, lang = ?9, site = ?10, "
      "site_currency = ?11, text = ?12, title_size = ?13, text_hash = ?14, fingerprint = ?15, "
      "hash = excluded.hash "
      "RETURNING id");
  const auto key = key_of(article.url, article.doc);
  upsert.bind(key, page, run, article.doc, article.url, article.canonical_url,
              join_lines(article.authors), article.published, article.lang, article.site,
              article.site_currency, article.text, article.title_size, content_hash(article.text),
              fingerprint);
  upsert.step();
  const auto id = upsert.integer(0);
  upsert.run();
  return id;
}

struct ForgetOnFailure {
  Known& known;
  bool done = false;
  ~ForgetOnFailure() {
    if (!done) known = {};
  }
};

// The wall clock only dates the run; nothing is computed from it.
std::int64_t start_run(Database& database) {
  database.prepare("INSERT INTO runs (started_at) VALUES (?1)")
      .bind(static_cast<std::int64_t>(std::time(nullptr)))
      .run();
  return database.last_id();
}

}  // namespace

std::int64_t store_page(Database& database, const FetchedPage& page, bool with_body) {
  // Spelt out, because an upsert without a change would still write the row.
  const std::optional<std::string> body =
      with_body ? std::optional(compress(page.body)) : std::nullopt;
  const std::optional<std::string> head =
      with_body && !page.head.empty() ? std::optional(compress(page.head)) : std::nullopt;
  const std::optional<Blob> head_blob = head ? std::optional(Blob{*head}) : std::nullopt;
  const std::optional<Blob> blob = body ? std::optional(Blob{*body}) : std::nullopt;
  auto insert = database.prepare(
      "INSERT INTO pages (key, url, doc, fetched_at, content_type, etag, last_modified, body_hash, "
      "body_zstd, head_zstd) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) "
      "ON CONFLICT (key) DO UPDATE SET url = ?2, doc = ?3, fetched_at = ?4, content_type = ?5, "
      "etag = ?6, last_modified = ?7, body_hash = ?8, body_zstd = coalesce(?9, body_zstd), "
      "head_zstd = coalesce(?10, head_zstd) "
      "RETURNING id");
  const auto key = key_of(page.url, page.doc);
  insert.bind(key, page.url, page.doc, page.fetched_at, page.content_type, page.etag,
              page.last_modified, content_hash(page.body), blob, head_blob);
  insert.step();
  const auto id = insert.integer(0);
  insert.run();
  return id;
}

std::optional<KnownPage> Store::known_page(const std::string& url) const {
  auto row = impl_->database->prepare(
      "SELECT etag, last_modified, fetched_at FROM pages WHERE key = ?1 AND url = ?1 "
      "UNION ALL SELECT etag, last_modified, fetched_at FROM pages WHERE doc = ?1 AND url <> '' "
      "LIMIT 1");
  if (!row.bind(url).step()) return std::nullopt;
  return KnownPage{row.text(0), row.text(1), row.integer(2)};
}

void Store::keep_listing(const FetchedPage& page) {
  Transaction transaction(*impl_->database);
  store_page(*impl_->database, page, false);
  transaction.commit();
}

std::optional<std::int64_t> Store::keep_article(const FetchedPage& page, const Article& article,
                                                const std::vector<DealMention>& mentions,
                                                const std::vector<Party>& parties,
                                                const std::string& fingerprint,
                                                const std::vector<Sighting>& unlisted) {
  auto& database = *impl_->database;
  if (is_stored(database, article, fingerprint)) return std::nullopt;
  Transaction transaction(database);
  ForgetOnFailure guard{impl_->known};
  const auto run = impl_->run ? impl_->run : start_run(database);
  const auto known = find_article(database, key_of(article.url, article.doc));
  const auto reason = known && has_text(database, known, article) ? "rules" : "evidence";
  if (known) {
    retire_lost_evidence(database, known, mentions, run, reason);
    unindex_article(database, known);
  }
  const auto page_id = store_page(database, page, true);
  const auto id = store_article(database, article, fingerprint, page_id, run);
  store_parties(database, impl_->known, parties, mentions);
  store_evidence(database, impl_->known, id, article, mentions, run, reason);
  index_article(database, id);
  store_story(database, id, article);
  store_sightings(database, id, article, unlisted);
  database.prepare("UPDATE runs SET articles = articles + 1 WHERE id = ?1").bind(run).run();
  transaction.commit();
  guard.done = true;
  impl_->run = run;
  return id;
}

void Store::keep_extraction(std::int64_t id, const Article& article,
                            const std::vector<DealMention>& mentions,
                            const std::vector<Party>& parties, const std::string& fingerprint,
                            const std::vector<Sighting>& unlisted) {
  auto& database = *impl_->database;
  Transaction transaction(database);
  ForgetOnFailure guard{impl_->known};
  const auto run = impl_->run ? impl_->run : start_run(database);
  retire_lost_evidence(database, id, mentions, run, "rules");
  store_parties(database, impl_->known, parties, mentions);
  store_evidence(database, impl_->known, id, article, mentions, run, "rules");
  store_sightings(database, id, article, unlisted);
  store_story(database, id, article);
  database
      .prepare(
          "UPDATE articles SET fingerprint = ?2, hash = row_hash(key, url, doc, canonical_url, "
          "authors, published, lang, site, site_currency, text, title_size, ?2) WHERE id = ?1")
      .bind(id, fingerprint)
      .run();
  transaction.commit();
  guard.done = true;
  impl_->run = run;
}

std::vector<std::int64_t> Store::stale_articles(const std::string& fingerprint) const {
  std::vector<std::int64_t> stale;
  auto row =
      impl_->database->prepare("SELECT id FROM articles WHERE fingerprint <> ?1 ORDER BY id");
  row.bind(fingerprint);
  while (row.step()) stale.push_back(row.integer(0));
  return stale;
}

struct Store::Batch::Open {
  explicit Open(Database& database) : transaction(database) {}
  Transaction transaction;
};

Store::Batch::Batch(Store& store)
    : store_(store), open_(std::make_unique<Open>(*store.impl_->database)) {}

// What was not committed is not there.
Store::Batch::~Batch() { store_.impl_->known = {}; }

void Store::Batch::commit() {
  open_->transaction.commit();
  open_.reset();
  open_ = std::make_unique<Open>(*store_.impl_->database);
}

}  // namespace dealgraph

#include "db/doctor.h"

#include <fmt/format.h>

#include <string_view>

#include "core/error.h"
#include "db/compress.h"
#include "db/hash.h"
#include "db/store_impl.h"

namespace dealgraph {
namespace {

// Lines up to a limit; what comes after is only counted.
class Report {
 public:
  explicit Report(std::size_t most) : most_(most) {}
  void add(std::string line) {
    if (lines_.size() < most_)
      lines_.push_back(std::move(line));
    else
      ++more_;
  }
  std::vector<std::string> lines() {
    if (more_) lines_.push_back(fmt::format("… and {} more", more_));
    more_ = 0;
    return std::move(lines_);
  }

 private:
  std::size_t most_;
  std::size_t more_ = 0;
  std::vector<std::string> lines_;
};

// The same columns in the same order as where the row is written.
constexpr std::string_view article_hash =
    "SELECT id FROM articles WHERE hash <> row_hash(key, url, doc, canonical_url, authors, "
    "published, lang, site, site_currency, text, title_size, fingerprint) ORDER BY id";
constexpr std::string_view evidence_hash =
    "SELECT id FROM evidence WHERE hash <> row_hash(article_id, type, payer_read, payer_surface, "
    "payer_begin, payer_end, payee_read, payee_surface, payee_begin, payee_end, nth, amount_min, "
    "amount_max, currency, qualifier, per, amount_quote, stake_pct, shared, status, revises, "
    "announced, sentence_begin, sentence_end, span_begin, span_end, rule, rule_version, "
    "confidence) ORDER BY id";
constexpr std::string_view judgement_hash =
    "SELECT id FROM judgements WHERE hash <> row_hash(at, verdict, party, other_party, article_id, "
    "deal_id, other_deal, evidence_id, other_evidence, note) ORDER BY id";

void check_rows(const Database& database, std::string_view sql, std::string_view what,
                Report& report) {
  auto row = database.prepare(sql);
  while (row.step()) report.add(fmt::format("{} {} is not as it was stored", what, row.integer(0)));
}

void check_pages(const Database& database, Report& report) {
  auto row = database.prepare(
      "SELECT id, url, body_hash, body_zstd FROM pages WHERE body_zstd IS NOT NULL ORDER BY id");
  while (row.step()) {
    bool good = false;
    try {
      good = content_hash(decompress(row.text(3))) == row.integer(2);
    } catch (const Error&) {
    }
    if (!good)
      report.add(fmt::format("page {} ({}) is not as it was fetched", row.integer(0), row.text(1)));
  }
}

}  // namespace

std::vector<std::string> Doctor::check_file() const {
  const auto& database = *store_.impl_->database;
  Report report(most_);
  auto page = database.prepare("PRAGMA integrity_check");
  while (page.step())
    if (page.text(0) != "ok") report.add("SQLite: " + page.text(0));
  auto reference = database.prepare("PRAGMA foreign_key_check");
  while (reference.step())
    report.add(fmt::format("row {} of {} refers to a row of {} that is not there",
                           reference.integer(1), reference.text(0), reference.text(2)));
  return report.lines();
}

std::vector<std::string> Doctor::check_facts() const {
  const auto& database = *store_.impl_->database;
  Report report(most_);
  check_pages(database, report);
  check_rows(database, article_hash, "article", report);
  check_rows(database, evidence_hash, "evidence", report);
  check_rows(database, judgement_hash, "judgement", report);
  return report.lines();
}

std::vector<std::string> Doctor::check_index() const {
  auto& database = *store_.impl_->database;
  Report report(most_);
  const auto missing = database.value(
      "SELECT count(*) FROM articles WHERE id NOT IN (SELECT id FROM article_fts_docsize)");
  const auto extra = database.value(
      "SELECT count(*) FROM article_fts_docsize WHERE id NOT IN (SELECT id FROM articles)");
  if (missing) report.add(fmt::format("the search index lacks {} articles", missing));
  if (extra) report.add(fmt::format("the search index has {} articles too many", extra));
  try {
    database.prepare("INSERT INTO article_fts (article_fts) VALUES ('integrity-check')").run();
  } catch (const Error&) {
    report.add("the search index is damaged");
  }
  return report.lines();
}

void Doctor::rebuild_index() {
  auto& database = *store_.impl_->database;
  Transaction transaction(database);
  database.prepare("INSERT INTO article_fts (article_fts) VALUES ('delete-all')").run();
  database
      .prepare(
          "INSERT INTO article_fts (rowid, title, body) SELECT id, spaced(title), "
          "spaced(CAST(substr(CAST(text AS BLOB), title_size + 2) AS TEXT)) FROM articles")
      .run();
  transaction.commit();
}

std::size_t Doctor::pending() const {
  return static_cast<std::size_t>(store_.impl_->database->value("SELECT count(*) FROM pending"));
}

}  // namespace dealgraph

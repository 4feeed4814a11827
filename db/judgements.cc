#include "db/judgements.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "core/error.h"
#include "db/store_impl.h"

namespace dealgraph {
namespace {

constexpr std::string_view columns =
    "SELECT id, at, verdict, party, other_party, article_id, deal_id, other_deal, evidence_id, "
    "other_evidence, note, undone_at FROM judgements ";

std::optional<std::string> optional_text(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return row.text(column);
}

Judgement judgement_at(const Statement& row) {
  Judgement read;
  read.id = row.integer(0);
  read.at = row.integer(1);
  read.verdict = row.text(2);
  read.party = optional_text(row, 3);
  read.other_party = optional_text(row, 4);
  read.article_id = row.optional_integer(5);
  read.deal_id = row.optional_integer(6);
  read.other_deal = row.optional_integer(7);
  read.evidence_id = row.optional_integer(8);
  read.other_evidence = row.optional_integer(9);
  read.note = row.text(10);
  read.undone_at = row.optional_integer(11);
  return read;
}

void mark_pair(Database& database, const std::string& a, const std::string& b) {
  database
      .prepare(
          "INSERT INTO pending (first, second, reason) VALUES (min(?1, ?2), max(?1, ?2), 'human') "
          "ON CONFLICT DO UPDATE SET reason = 'human'")
      .bind(a, b)
      .run();
}

void mark_deal(Database& database, std::int64_t deal) {
  auto row = database.prepare("SELECT payer, payee FROM deals WHERE id = ?1");
  if (!row.bind(deal).step())
    throw Error(ExitCode::no_input, fmt::format("no deal {} in {}; dealgraph deals lists them",
                                                deal, database.file().string()));
  mark_pair(database, row.text(0), row.text(1));
}

void mark_evidence(Database& database, std::int64_t evidence) {
  auto row = database.prepare("SELECT payer, payee FROM evidence WHERE id = ?1");
  if (!row.bind(evidence).step())
    throw Error(ExitCode::no_input, fmt::format("no evidence {} in {}; dealgraph why DEAL lists it",
                                                evidence, database.file().string()));
  mark_pair(database, row.text(0), row.text(1));
}

void require_party(const Database& database, const std::string& party) {
  auto row = database.prepare("SELECT 1 FROM parties WHERE id = ?1");
  if (!row.bind(party).step())
    throw Error(ExitCode::no_input,
                fmt::format("no party {} in {}", party, database.file().string()));
}

// Follows who was merged into whom; the newest judgement of a party counts.
std::map<std::string, std::string> merged_parties(const Database& database) {
  std::map<std::string, std::string> direct;
  auto row = database.prepare(
      "SELECT party, other_party FROM judgements WHERE verdict = 'merge' AND undone_at IS NULL "
      "ORDER BY id");
  while (row.step()) direct[row.text(0)] = row.text(1);
  std::map<std::string, std::string> roots;
  for (const auto& [party, into] : direct) {
    std::set<std::string> seen{party};
    auto root = into;
    for (auto next = direct.find(root); next != direct.end() && seen.insert(root).second;
         next = direct.find(root))
      root = next->second;
    if (root != party) roots[party] = root;
  }
  return roots;
}

// Returns the parties whose root is another one now.
std::set<std::string> store_roots(Database& database) {
  const auto roots = merged_parties(database);
  std::map<std::string, std::string> before;
  auto row = database.prepare("SELECT id, merged_into FROM parties WHERE merged_into IS NOT NULL");
  while (row.step()) before[row.text(0)] = row.text(1);
  std::set<std::string> changed;
  for (const auto& [party, root] : roots)
    if (const auto was = before.find(party); was == before.end() || was->second != root) {
      database.prepare("UPDATE parties SET merged_into = ?2 WHERE id = ?1").bind(party, root).run();
      changed.insert(party);
    }
  for (const auto& [party, root] : before)
    if (!roots.contains(party)) {
      database.prepare("UPDATE parties SET merged_into = NULL WHERE id = ?1").bind(party).run();
      changed.insert(party);
    }
  return changed;
}

struct Resolved {
  std::int64_t id = 0;
  std::string payer, payee, was_payer, was_payee;
};

void check(Database& database, const Judgement& judged) {
  for (const auto& party : {judged.party, judged.other_party})
    if (party) require_party(database, *party);
  if (judged.verdict != "merge") return;
  if (judged.party == judged.other_party)
    throw UsageError("dealgraph: " + *judged.party + " cannot be merged into itself");
  const auto roots = merged_parties(database);
  const auto root = roots.find(*judged.other_party);
  if ((root == roots.end() ? *judged.other_party : root->second) == *judged.party)
    throw UsageError("dealgraph: " + *judged.other_party + " is merged into " + *judged.party +
                     " already; dealgraph judge list shows it, judge undo takes it back");
}

void mark(Database& database, const Judgement& judged) {
  for (const auto& deal : {judged.deal_id, judged.other_deal})
    if (deal) mark_deal(database, *deal);
  for (const auto& evidence : {judged.evidence_id, judged.other_evidence})
    if (evidence) mark_evidence(database, *evidence);
}

}  // namespace

std::size_t resolve_evidence(Database& database) {
  store_roots(database);
  std::vector<Resolved> changed;
  auto row = database.prepare(
      "SELECT id, article_id, payer_read, payee_read, payer, payee FROM evidence ORDER BY id");
  while (row.step()) {
    Resolved now{row.integer(0), resolve_party(database, row.integer(1), row.text(2)),
                 resolve_party(database, row.integer(1), row.text(3)), row.text(4), row.text(5)};
    if (now.payer != now.was_payer || now.payee != now.was_payee) changed.push_back(std::move(now));
  }
  for (const auto& now : changed) {
    mark_pair(database, now.was_payer, now.was_payee);
    mark_pair(database, now.payer, now.payee);
    database.prepare("UPDATE evidence SET payer = ?2, payee = ?3 WHERE id = ?1")
        .bind(now.id, now.payer, now.payee)
        .run();
  }
  return changed.size();
}

Judgements::Judgements(Store& store) : store_(store) {}

void Judgements::add(std::vector<Judgement> judgements) {
  auto& database = *store_.impl_->database;
  Transaction transaction(database);
  for (const auto& judged : judgements) {
    check(database, judged);
    mark(database, judged);
    database
        .prepare(
            "INSERT INTO judgements (at, verdict, party, other_party, article_id, deal_id, "
            "other_deal, evidence_id, other_evidence, note, hash) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, "
            "row_hash(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10))")
        .bind(judged.at, judged.verdict, judged.party, judged.other_party, judged.article_id,
              judged.deal_id, judged.other_deal, judged.evidence_id, judged.other_evidence,
              judged.note)
        .run();
  }
  resolve_evidence(database);
  transaction.commit();
}

Judgement Judgements::undo(std::optional<std::int64_t> id, std::int64_t at) {
  auto& database = *store_.impl_->database;
  Transaction transaction(database);
  Judgement judged;
  {
    auto row = database.prepare(fmt::format(
        "{} WHERE undone_at IS NULL AND (?1 IS NULL OR id = ?1) ORDER BY id DESC LIMIT 1",
        columns));
    if (!row.bind(id).step())
      throw Error(
          ExitCode::no_input,
          id ? fmt::format("no judgement {} that counts; dealgraph judge list shows them", *id)
             : "there is no judgement to undo");
    judged = judgement_at(row);
  }
  database.prepare("UPDATE judgements SET undone_at = ?2 WHERE id = ?1").bind(judged.id, at).run();
  mark(database, judged);
  resolve_evidence(database);
  transaction.commit();
  return judged;
}

std::vector<Judgement> Judgements::all() const {
  std::vector<Judgement> found;
  auto row = store_.impl_->database->prepare(fmt::format("{} ORDER BY id DESC", columns));
  while (row.step()) found.push_back(judgement_at(row));
  return found;
}

void Judgements::ensure_party(const std::string& id, const std::string& name) {
  store_.impl_->database
      ->prepare(
          "INSERT INTO parties (id, name, name_zh, kind, country) "
          "VALUES (?1, ?2, '', 'unknown', '') ON CONFLICT (id) DO NOTHING")
      .bind(id, name)
      .run();
}

std::vector<std::int64_t> Judgements::articles_of(const std::string& party) const {
  std::vector<std::int64_t> found;
  auto row = store_.impl_->database->prepare(
      "SELECT DISTINCT article_id FROM evidence WHERE live AND (payer_read = ?1 OR "
      "payee_read = ?1) ORDER BY 1");
  row.bind(party);
  while (row.step()) found.push_back(row.integer(0));
  return found;
}

}  // namespace dealgraph

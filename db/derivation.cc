#include "db/derivation.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/error.h"
#include "db/evidence_reading.h"
#include "db/rows.h"
#include "db/store_impl.h"

namespace dealgraph {
namespace {

std::string read_setting(const Database& database, std::string_view name) {
  auto row = database.prepare("SELECT value FROM derived_with WHERE name = ?1");
  return row.bind(name).step() ? row.text(0) : "";
}

std::vector<Rate> stored_rates(const Database& database) {
  std::vector<Rate> rates;
  auto row = database.prepare("SELECT currency, since, usd FROM rates ORDER BY currency, since");
  while (row.step()) rates.push_back({row.text(0), date_at(row, 1).value_or(Date{}), row.real(2)});
  return rates;
}

void store_rates(Database& database, const std::vector<Rate>& rates) {
  database.prepare("DELETE FROM rates").run();
  for (const auto& rate : rates)
    database.prepare("INSERT INTO rates (currency, since, usd) VALUES (?1, ?2, ?3)")
        .bind(rate.currency, to_string(rate.since), rate.usd)
        .run();
}

Verdict verdict_of(std::string_view judgement) {
  return judgement == "accept" ? Verdict::accepted : Verdict::rejected;
}

}  // namespace

Derivation::Derivation(Store& store, std::int64_t at)
    : store_(store),
      database_(*store.impl_->database),
      transaction_(database_),
      at_(at),
      run_before_(store.impl_->run) {}

// A run that was rolled back has no row.
Derivation::~Derivation() {
  if (!committed_) store_.impl_->run = run_before_;
}

void Derivation::use(const Rates& rates, const std::string& options) {
  const bool other_rates = stored_rates(database_) != rates.all();
  if (other_rates) store_rates(database_, rates.all());
  if (other_rates) {
    database_
        .prepare(
            "INSERT INTO pending (first, second, reason) "
            "SELECT DISTINCT min(payer, payee), max(payer, payee), 'rates' FROM deals WHERE live "
            "ON CONFLICT DO NOTHING")
        .run();
    any_ = true;
  }
  if (read_setting(database_, "rings") == options) return;
  mark_all_pending();
  database_.prepare("DELETE FROM cycle_overflow").run();
  database_
      .prepare(
          "INSERT INTO derived_with (name, value) VALUES ('rings', ?1) "
          "ON CONFLICT (name) DO UPDATE SET value = ?1")
      .bind(options)
      .run();
  scope_ = Scope::anew;
}

void Derivation::mark_all_pending() {
  resolve_evidence(database_);
  database_
      .prepare(
          "INSERT INTO pending (first, second, reason) "
          "SELECT min(payer, payee), max(payer, payee), 'rebuild' FROM evidence WHERE live "
          "UNION SELECT min(payer, payee), max(payer, payee), 'rebuild' FROM deals WHERE live "
          "UNION SELECT min(m.party, n.party), max(m.party, n.party), 'rebuild' FROM edges e "
          "JOIN nodes m ON m.id = e.payer JOIN nodes n ON n.id = e.payee WHERE true "
          "ON CONFLICT DO NOTHING")
      .run();
  if (scope_ == Scope::changes) scope_ = Scope::again;
}

std::vector<PartyPair> Derivation::pending() {
  std::vector<PartyPair> pairs;
  auto row = database_.prepare("SELECT first, second, reason FROM pending ORDER BY first, second");
  while (row.step()) {
    pairs.push_back({row.text(0), row.text(1)});
    reasons_.emplace_hint(reasons_.end(), pairs.back(), row.text(2));
  }
  return pairs;
}

std::vector<Evidence> Derivation::evidence(const std::vector<PartyPair>& pairs) {
  std::vector<Evidence> found;
  const auto sql = select_evidence("WHERE e.live AND e.payer = ?1 AND e.payee = ?2");
  const auto read = [&](const std::string& payer, const std::string& payee) {
    auto row = database_.prepare(sql);
    row.bind(payer, payee);
    while (row.step()) found.push_back(evidence_at(row));
  };
  for (const auto& pair : pairs) {
    read(pair.first, pair.second);
    if (pair.first != pair.second) read(pair.second, pair.first);
  }
  std::sort(found.begin(), found.end(),
            [](const Evidence& a, const Evidence& b) { return a.id < b.id; });
  for (const auto& evidence : found) links_[evidence.id] = evidence.deal_id;
  return found;
}

DealJudgements Derivation::judgements() const {
  DealJudgements judged;
  auto row = database_.prepare(
      "SELECT id, verdict, deal_id, other_deal, evidence_id, other_evidence FROM judgements "
      "WHERE undone_at IS NULL AND verdict NOT IN ('merge', 'split') ORDER BY id");
  while (row.step()) {
    const auto verdict = row.text(1);
    if (verdict == "one_deal")
      judged.together.emplace_back(row.integer(4), row.integer(5));
    else if (verdict == "two_deals")
      judged.apart[row.integer(4)] = row.integer(0);
    else if (verdict == "supersede")
      judged.superseded[row.integer(2)] = row.integer(3);
    else
      judged.verdicts[row.integer(2)] = verdict_of(verdict);
  }
  return judged;
}

std::string Derivation::reason_of(const std::string& payer, const std::string& payee) const {
  const auto [first, second] = std::minmax(payer, payee);
  const auto found = reasons_.find({first, second});
  return found == reasons_.end() ? "rebuild" : found->second;
}

std::int64_t Derivation::run() {
  any_ = true;
  auto& run = store_.impl_->run;
  if (!run) {
    database_.prepare("INSERT INTO runs (started_at) VALUES (?1)").bind(at_).run();
    run = database_.last_id();
  }
  return run;
}

ChangeSummary Derivation::commit() {
  database_.prepare("DELETE FROM pending").run();
  if (const auto run = any_ ? this->run() : store_.impl_->run)
    database_
        .prepare(
            "UPDATE runs SET finished_at = ?1, new_deals = new_deals + ?2, "
            "changed_deals = changed_deals + ?3, new_cycles = new_cycles + ?4 WHERE id = ?5")
        .bind(at_, summary_.new_deals, summary_.changed_deals, summary_.new_cycles, run)
        .run();
  transaction_.commit();
  committed_ = true;
  return summary_;
}

}  // namespace dealgraph

#include <fmt/format.h>

#include <tuple>

#include "core/error.h"
#include "db/derivation.h"
#include "db/readable_amount.h"
#include "db/rows.h"
#include "db/store_impl.h"

namespace dealgraph {
namespace {

// What a row of `deals` holds of a deal.
auto content(const Deal& deal) {
  return std::tie(deal.type, deal.payer, deal.payee, deal.amount, deal.usd, deal.converted,
                  deal.stake_pct, deal.shared, deal.status, deal.announced, deal.verdict,
                  deal.superseded_by);
}

struct StoredDeal {
  Deal deal;
  bool live = false;
  std::int64_t first_evidence = 0;
};

constexpr std::string_view stored_columns =
    "SELECT id, type, payer, payee, amount_min, amount_max, currency, qualifier, per, "
    "amount_quote, stake_pct, shared, status, announced, usd, usd_converted, verdict, "
    "superseded_by, live, first_evidence FROM deals ";

StoredDeal stored_at(const Statement& row) {
  Deal deal;
  deal.id = row.integer(0);
  deal.type = type_at(row, 1);
  deal.payer = row.text(2);
  deal.payee = row.text(3);
  deal.amount = amount_at(row, 4);
  deal.stake_pct = row.optional_real(10);
  deal.shared = row.integer(11) != 0;
  deal.status = status_at(row, 12);
  deal.announced = date_at(row, 13);
  deal.usd = row.optional_real(14);
  deal.converted = row.integer(15) != 0;
  deal.verdict = verdict_at(row, 16);
  deal.superseded_by = row.integer(17);
  return {std::move(deal), row.integer(18) != 0, row.integer(19)};
}

using StoredDeals = std::map<std::int64_t, StoredDeal>;

StoredDeals stored_deals(const Database& database, const std::vector<PartyPair>& pairs) {
  StoredDeals stored;
  const auto sql = fmt::format("{} WHERE payer = ?1 AND payee = ?2", stored_columns);
  const auto read = [&](const std::string& payer, const std::string& payee) {
    auto row = database.prepare(sql);
    row.bind(payer, payee);
    while (row.step()) stored[row.integer(0)] = stored_at(row);
  };
  for (const auto& [first, second] : pairs) {
    read(first, second);
    if (first != second) read(second, first);
  }
  return stored;
}

const StoredDeal* find_stored(const Database& database, StoredDeals& stored, std::int64_t id) {
  const auto found = stored.find(id);
  if (found != stored.end()) return &found->second;
  auto row = database.prepare(fmt::format("{} WHERE id = ?1", stored_columns));
  if (!row.bind(id).step()) return nullptr;
  return &(stored[id] = stored_at(row));
}

// The same values for insert and update: ?1 to ?21.
void write_deal(Statement statement, const Deal& deal, std::int64_t at, std::int64_t run,
                std::optional<std::int64_t> id) {
  const auto amount = to_columns(deal.amount);
  statement.bind(to_string(deal.type), deal.payer, deal.payee, amount.min, amount.max,
                 amount.currency, amount.qualifier, amount.per, amount.quote,
                 readable_amount(deal.amount), deal.stake_pct, deal.shared, to_string(deal.status),
                 to_column(deal.announced), deal.evidence.front(), at, id, deal.usd, deal.converted,
                 to_column(deal.verdict), deal.superseded_by, run);
  statement.run();
}

std::string snapshot(const Database& database, std::int64_t id) {
  auto row = database.prepare(
      "SELECT json_object('live', live, 'type', type, 'payer', payer, 'payee', payee, "
      "'amount', amount_text, 'usd', usd, 'stake_pct', stake_pct, 'shared', shared, "
      "'status', status, 'announced', announced, 'verdict', verdict, "
      "'superseded_by', superseded_by) FROM deals WHERE id = ?1");
  return row.bind(id).step() ? row.text(0) : "{}";
}

// One step alone says no more than the deal itself.
std::vector<RevisionRow> revision_rows(const Deal& deal) {
  std::vector<RevisionRow> rows;
  if (deal.revisions.size() < 2) return rows;
  for (const auto& step : deal.revisions)
    rows.push_back({to_column(step.date).value_or(""), std::string(to_string(step.change)),
                    readable_amount(step.amount), step.usd, std::string(to_string(step.status)),
                    step.evidence});
  return rows;
}

}  // namespace

void Derivation::insert_deal(Deal& deal) {
  // Assigned by SQLite, but never an id that was given before.
  write_deal(
      database_.prepare("INSERT INTO deals (live, type, payer, payee, amount_min, amount_max, "
                        "currency, qualifier, per, amount_quote, amount_text, stake_pct, shared, "
                        "status, announced, first_evidence, found_at, changed_at, id, usd, "
                        "usd_converted, verdict, superseded_by, run_id) "
                        "VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, "
                        "?15, ?16, ?16, ?17, ?18, ?19, ?20, nullif(?21, 0), ?22)"),
      deal, at_, run(), std::nullopt);
  deal.id = database_.last_id();
  if (deal.revisions.size() > 1) store_revisions(deal);
  ++summary_.new_deals;
}

void Derivation::update_deal(const Deal& deal, std::string_view change) {
  const auto before = snapshot(database_, deal.id);
  write_deal(database_.prepare(
                 "UPDATE deals SET live = 1, type = ?1, payer = ?2, payee = ?3, amount_min = ?4, "
                 "amount_max = ?5, currency = ?6, qualifier = ?7, per = ?8, amount_quote = ?9, "
                 "amount_text = ?10, stake_pct = ?11, shared = ?12, status = ?13, announced = ?14, "
                 "first_evidence = ?15, changed_at = ?16, usd = ?18, usd_converted = ?19, "
                 "verdict = ?20, superseded_by = nullif(?21, 0), run_id = coalesce(run_id, ?22) "
                 "WHERE id = ?17"),
             deal, at_, run(), deal.id);
  add_history(deal.id, reason_of(deal.payer, deal.payee), change, before);
}

void Derivation::add_history(std::int64_t id, const std::string& reason, std::string_view change,
                             const std::string& before) {
  database_
      .prepare(
          "INSERT INTO deal_history (deal_id, run_id, reason, change, before, after) "
          "VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
      .bind(id, run(), reason, change, before, snapshot(database_, id))
      .run();
  ++summary_.changed_deals;
}

void Derivation::retire_deal(const Deal& lost) {
  const auto before = snapshot(database_, lost.id);
  database_.prepare("UPDATE deals SET live = 0, changed_at = ?1 WHERE id = ?2")
      .bind(at_, lost.id)
      .run();
  add_history(lost.id, reason_of(lost.payer, lost.payee), "gone", before);
}

void Derivation::store_revisions(const Deal& deal) {
  const auto rows = revision_rows(deal);
  if (rows == store_.revisions_of(deal.id)) return;
  run();
  database_.prepare("DELETE FROM deal_revisions WHERE deal_id = ?1").bind(deal.id).run();
  for (std::size_t i = 0; i < rows.size(); ++i)
    database_
        .prepare(
            "INSERT INTO deal_revisions (deal_id, nth, date, change, amount_text, usd, status, "
            "evidence_id) VALUES (?1, ?2, nullif(?3, ''), ?4, ?5, ?6, ?7, ?8)")
        .bind(deal.id, i + 1, rows[i].date, rows[i].change, rows[i].amount_text, rows[i].usd,
              rows[i].status, rows[i].evidence)
        .run();
}

void Derivation::link_evidence(const Deal& deal) {
  for (const auto evidence : deal.evidence) {
    const auto link = links_.find(evidence);
    if (link != links_.end() && link->second == deal.id) continue;
    database_.prepare("UPDATE evidence SET deal_id = ?1 WHERE id = ?2")
        .bind(deal.id, evidence)
        .run();
    run();
  }
}

void Derivation::replace_deals(const std::vector<PartyPair>& pairs, std::vector<Deal>& deals) {
  auto stored = stored_deals(database_, pairs);
  for (auto& deal : deals) {
    if (deal.evidence.empty())
      throw Error(ExitCode::software,
                  fmt::format("a deal of {} and {} has no evidence", deal.payer, deal.payee));
    if (deal.id <= 0) {
      insert_deal(deal);
    } else {
      const auto* before = find_stored(database_, stored, deal.id);
      if (!before)
        throw Error(ExitCode::software, fmt::format("deal {} is not in the database", deal.id));
      if (!before->live || content(before->deal) != content(deal) ||
          before->first_evidence != deal.evidence.front())
        update_deal(deal, before->live ? "changed" : "back");
      store_revisions(deal);
      stored.erase(deal.id);
    }
    link_evidence(deal);
  }
  for (const auto& [id, lost] : stored)
    if (lost.live) retire_deal(lost.deal);
}

}  // namespace dealgraph

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "core/error.h"
#include "db/readable_amount.h"
#include "db/rows.h"
#include "db/store.h"
#include "db/store_impl.h"

namespace dealgraph {
namespace {

// What a row of `deals` holds of a deal.
auto content(const Deal& deal) {
  return std::tie(deal.type, deal.payer, deal.payee, deal.amount, deal.stake_pct, deal.shared,
                  deal.status, deal.announced);
}

struct StoredDeal {
  Deal deal;
  bool live = false;
  std::int64_t first_evidence = 0;
};

std::map<std::int64_t, StoredDeal> stored_deals(const Database& database) {
  std::map<std::int64_t, StoredDeal> stored;
  auto row = database.prepare(
      "SELECT id, type, payer, payee, amount_min, amount_max, currency, qualifier, per, "
      "amount_quote, stake_pct, shared, status, announced, live, first_evidence FROM deals");
  while (row.step()) {
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
    stored[deal.id] = {deal, row.integer(14) != 0, row.integer(15)};
  }
  return stored;
}

// The same values for insert and update: ?1 to ?17.
void write_deal(Statement statement, const Deal& deal, std::int64_t at,
                std::optional<std::int64_t> id) {
  const auto amount = to_columns(deal.amount);
  statement.bind(to_string(deal.type), deal.payer, deal.payee, amount.min, amount.max,
                 amount.currency, amount.qualifier, amount.per, amount.quote,
                 readable_amount(deal.amount), deal.stake_pct, deal.shared, to_string(deal.status),
                 to_column(deal.announced), deal.evidence.front(), at, id);
  statement.run();
}

std::int64_t insert_deal(Database& database, const Deal& deal, std::int64_t at) {
  write_deal(
      database.prepare("INSERT INTO deals (live, type, payer, payee, amount_min, amount_max, "
                       "currency, qualifier, per, amount_quote, amount_text, stake_pct, "
                       "shared, status, announced, first_evidence, found_at, changed_at, id) "
                       "VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, "
                       "?14, ?15, ?16, ?16, ?17)"),
      deal, at, std::nullopt);
  return database.last_id();
}

void update_deal(Database& database, const Deal& deal, std::int64_t at) {
  write_deal(database.prepare(
                 "UPDATE deals SET live = 1, type = ?1, payer = ?2, payee = ?3, amount_min = ?4, "
                 "amount_max = ?5, currency = ?6, qualifier = ?7, per = ?8, amount_quote = ?9, "
                 "amount_text = ?10, stake_pct = ?11, shared = ?12, status = ?13, announced = ?14, "
                 "first_evidence = ?15, changed_at = ?16 WHERE id = ?17"),
             deal, at, deal.id);
}

std::map<std::int64_t, std::int64_t> stored_links(const Database& database) {
  std::map<std::int64_t, std::int64_t> deal_of;
  auto row = database.prepare("SELECT id, deal_id FROM evidence WHERE live");
  while (row.step()) deal_of[row.integer(0)] = row.integer(1);
  return deal_of;
}

bool link_evidence(Database& database, const Deal& deal, std::int64_t id,
                   const std::map<std::int64_t, std::int64_t>& links) {
  bool any = false;
  for (const auto evidence : deal.evidence) {
    const auto link = links.find(evidence);
    if (link != links.end() && link->second == id) continue;
    database.prepare("UPDATE evidence SET deal_id = ?1 WHERE id = ?2").bind(id, evidence).run();
    any = true;
  }
  return any;
}

void check_deal(const Deal& deal, const std::map<std::int64_t, StoredDeal>& stored) {
  if (deal.evidence.empty())
    throw Error(ExitCode::software,
                fmt::format("a deal of {} and {} has no evidence", deal.payer, deal.payee));
  if (deal.id > 0 && !stored.contains(deal.id))
    throw Error(ExitCode::software, fmt::format("deal {} is not in the database", deal.id));
}

using EdgeRow = std::tuple<std::optional<double>, std::int64_t, std::int64_t>;  // usd, deals, top
using EdgeKey = std::pair<std::string, std::string>;

std::map<EdgeKey, EdgeRow> stored_edges(const Database& database) {
  std::map<EdgeKey, EdgeRow> stored;
  auto row = database.prepare("SELECT payer, payee, usd, deals, deal_id FROM edges");
  while (row.step())
    stored[{row.text(0), row.text(1)}] = {row.optional_real(2), row.integer(3), row.integer(4)};
  return stored;
}

std::string like_pattern(std::string_view part) {
  std::string pattern = "%";
  for (const char c : part) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + '%';
}

constexpr std::string_view deal_columns =
    "SELECT d.id, d.type, d.payer_id, d.payee_id, d.amount_min, d.amount_max, d.currency, "
    "d.qualifier, d.per, d.amount_quote, d.stake_pct, d.shared, d.status, d.announced, d.payer, "
    "d.payee, d.sentence, d.title, d.url FROM v_deals d ";

DealRow deal_at(const Database& database, const Statement& row) {
  DealRow found;
  auto& deal = found.deal;
  deal.id = row.integer(0);
  deal.type = type_at(row, 1);
  deal.payer = row.text(2);
  deal.payee = row.text(3);
  deal.amount = amount_at(row, 4);
  deal.stake_pct = row.optional_real(10);
  deal.shared = row.integer(11) != 0;
  deal.status = status_at(row, 12);
  deal.announced = date_at(row, 13);
  found.payer_name = row.text(14);
  found.payee_name = row.text(15);
  found.sentence = row.text(16);
  found.title = row.text(17);
  found.url = row.text(18);
  auto evidence =
      database.prepare("SELECT id FROM evidence WHERE deal_id = ?1 AND live ORDER BY id");
  evidence.bind(deal.id);
  while (evidence.step()) deal.evidence.push_back(evidence.integer(0));
  return found;
}

}  // namespace

DealChanges store_deals(Database& database, const std::vector<Deal>& deals, std::int64_t at) {
  DealChanges changes;
  auto stored = stored_deals(database);
  const auto links = stored_links(database);
  for (const auto& deal : deals) {
    check_deal(deal, stored);
    auto id = deal.id;
    if (id <= 0) {
      id = insert_deal(database, deal, at);
      ++changes.added;
    } else {
      const auto& before = stored.at(id);
      const bool changed = !before.live || content(before.deal) != content(deal);
      if (changed) ++changes.changed;
      if (changed || before.first_evidence != deal.evidence.front()) {
        update_deal(database, deal, at);
        changes.any = true;
      }
      stored.erase(id);
    }
    changes.ids[deal.id] = id;
    if (link_evidence(database, deal, id, links)) changes.any = true;
  }
  for (const auto& [id, lost] : stored) {
    if (!lost.live) continue;
    database.prepare("UPDATE deals SET live = 0, changed_at = ?1 WHERE id = ?2").bind(at, id).run();
    ++changes.changed;
  }
  changes.any = changes.any || changes.added > 0 || changes.changed > 0;
  return changes;
}

bool store_edges(Database& database, const std::vector<Edge>& edges, const DealIds& ids) {
  bool any = false;
  auto stored = stored_edges(database);
  for (const auto& edge : edges) {
    const EdgeKey key{edge.payer, edge.payee};
    const EdgeRow row{edge.usd, static_cast<std::int64_t>(edge.deals.size()),
                      ids.at(edge.deals.at(0))};
    const auto before = stored.find(key);
    const bool same = before != stored.end() && before->second == row;
    if (before != stored.end()) stored.erase(before);
    if (same) continue;
    database
        .prepare(
            "INSERT INTO edges (payer, payee, usd, deals, deal_id) VALUES (?1, ?2, ?3, ?4, ?5) "
            "ON CONFLICT (payer, payee) DO UPDATE SET usd = ?3, deals = ?4, deal_id = ?5")
        .bind(edge.payer, edge.payee, edge.usd, std::get<1>(row), std::get<2>(row))
        .run();
    any = true;
  }
  for (const auto& [key, row] : stored)
    database.prepare("DELETE FROM edges WHERE payer = ?1 AND payee = ?2")
        .bind(key.first, key.second)
        .run();
  return any || !stored.empty();
}

std::optional<DealRow> read_deal(const Database& database, std::int64_t id) {
  auto row = database.prepare(fmt::format("{} WHERE d.id = ?1", deal_columns));
  if (!row.bind(id).step()) return std::nullopt;
  return deal_at(database, row);
}

std::optional<DealRow> Store::deal(std::int64_t id) const {
  return read_deal(*impl_->database, id);
}

std::vector<DealRow> Store::deals(const DealFilter& filter) const {
  std::vector<DealRow> found;
  auto row = impl_->database->prepare(fmt::format(
      "{} WHERE (?1 = '' OR EXISTS (SELECT 1 FROM parties p WHERE p.id IN (d.payer_id, d.payee_id) "
      "AND (p.id = ?1 OR p.name LIKE ?2 ESCAPE '\\' OR p.name_zh LIKE ?2 ESCAPE '\\'))) "
      "AND (?3 = '' OR d.type = ?3) AND (?4 = '' OR d.status = ?4) "
      "AND (?5 = '' OR d.announced >= ?5) ORDER BY d.announced DESC, d.id LIMIT ?6",
      deal_columns));
  const std::int64_t limit = filter.limit ? static_cast<std::int64_t>(filter.limit) : -1;
  row.bind(filter.party, like_pattern(filter.party), filter.type, filter.status, filter.since,
           limit);
  while (row.step()) found.push_back(deal_at(*impl_->database, row));
  return found;
}

}  // namespace dealgraph

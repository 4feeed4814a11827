#include <fmt/format.h>

#include <string_view>

#include "db/rows.h"
#include "db/store.h"
#include "db/store_impl.h"

namespace dealgraph {
namespace {

constexpr std::string_view deal_columns =
    "SELECT d.id, d.type, d.payer_id, d.payee_id, d.amount_min, d.amount_max, d.currency, "
    "d.qualifier, d.per, d.amount_quote, d.stake_pct, d.shared, d.status, d.announced, d.payer, "
    "d.payee, d.sentence, d.title, d.url, d.usd, d.usd_converted, d.verdict, d.superseded_by "
    "FROM v_deals d ";

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
  deal.usd = row.optional_real(19);
  deal.converted = row.integer(20) != 0;
  deal.verdict = verdict_at(row, 21);
  deal.superseded_by = row.integer(22);
  auto evidence =
      database.prepare("SELECT id FROM evidence WHERE deal_id = ?1 AND live ORDER BY id");
  evidence.bind(deal.id);
  while (evidence.step()) deal.evidence.push_back(evidence.integer(0));
  return found;
}

}  // namespace

std::optional<DealRow> read_deal(const Database& database, std::int64_t id) {
  auto row = database.prepare(fmt::format("{} WHERE d.id = ?1", deal_columns));
  if (!row.bind(id).step()) return std::nullopt;
  return deal_at(database, row);
}

std::vector<Deal> Store::graph_deals() const {
  std::vector<Deal> deals;
  auto row = impl_->database->prepare(
      "SELECT id, type, payer, payee, usd, status, announced, verdict, superseded_by FROM deals "
      "WHERE live ORDER BY id");
  while (row.step()) {
    Deal deal;
    deal.id = row.integer(0);
    deal.type = type_at(row, 1);
    deal.payer = row.text(2);
    deal.payee = row.text(3);
    deal.usd = row.optional_real(4);
    deal.status = status_at(row, 5);
    deal.announced = date_at(row, 6);
    deal.verdict = verdict_at(row, 7);
    deal.superseded_by = row.integer(8);
    deals.push_back(std::move(deal));
  }
  return deals;
}

std::vector<RevisionRow> Store::revisions_of(std::int64_t deal_id) const {
  std::vector<RevisionRow> rows;
  auto row = impl_->database->prepare(
      "SELECT date, change, amount_text, usd, status, evidence_id FROM deal_revisions "
      "WHERE deal_id = ?1 ORDER BY nth");
  row.bind(deal_id);
  while (row.step())
    rows.push_back(
        {row.text(0), row.text(1), row.text(2), row.optional_real(3), row.text(4), row.integer(5)});
  return rows;
}

std::optional<DealRow> Store::deal(std::int64_t id) const {
  return read_deal(*impl_->database, id);
}

std::vector<DealRow> Store::deals(const DealFilter& filter) const {
  std::vector<DealRow> found;
  // The rows are chosen in the bare table: the view reads an article's text for each.
  auto row = impl_->database->prepare(fmt::format(
      "{} WHERE d.id IN (SELECT d.id FROM deals d WHERE d.live AND d.verdict IS NOT 'rejected' "
      "AND (?1 OR d.payer IN (SELECT value FROM json_each(?2)) "
      "OR d.payee IN (SELECT value FROM json_each(?2))) "
      "AND (?3 = '' OR d.type = ?3) AND (?4 = '' OR d.status = ?4) "
      "AND (?5 = '' OR d.announced >= ?5) AND (?6 = '' OR d.announced <= ?6) "
      "AND (?7 <= 0 OR d.usd >= ?7) AND (?8 = '' OR EXISTS (SELECT 1 FROM evidence e "
      "JOIN articles a ON a.id = e.article_id WHERE e.deal_id = d.id AND e.live AND a.lang = ?8)) "
      "ORDER BY d.announced DESC, d.id LIMIT ?9 OFFSET ?10) ORDER BY d.announced DESC, d.id",
      deal_columns));
  std::vector<std::string> ids;
  if (!filter.party.empty())
    for (const auto& party : find_parties(filter.party))
      ids.push_back(party.merged_into.empty() ? party.party.id : party.merged_into);
  const std::int64_t limit = filter.limit ? static_cast<std::int64_t>(filter.limit) : -1;
  row.bind(filter.party.empty(), id_list(ids), filter.type, filter.status, filter.since,
           filter.until, filter.min_usd, filter.language, limit, filter.skip);
  while (row.step()) found.push_back(deal_at(*impl_->database, row));
  return found;
}

}  // namespace dealgraph

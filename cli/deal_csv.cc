#include "cli/deal_csv.h"

#include "cli/cycle_view.h"
#include "cli/json.h"
#include "cli/money.h"
#include "cli/printer.h"

namespace dealgraph {
namespace {

std::string plain(const std::optional<double>& value) {
  return value ? to_line(json_number(*value)) : "";
}

std::string date_cell(const Deal& deal) { return deal.announced ? to_string(*deal.announced) : ""; }

}  // namespace

std::string deals_csv(const std::vector<DealRow>& rows) {
  auto out = format_csv({"id", "announced", "status", "type", "payer", "payer_name", "payee",
                         "payee_name", "min", "max", "currency", "qualifier", "per", "stake_pct",
                         "shared", "sentence", "title", "url"});
  for (const auto& row : rows) {
    const auto& deal = row.deal;
    const auto amount = deal.amount.value_or(Amount{});
    out +=
        format_csv({std::to_string(deal.id), date_cell(deal), std::string(to_string(deal.status)),
                    std::string(to_string(deal.type)), deal.payer, row.payer_name, deal.payee,
                    row.payee_name, plain(amount.min), plain(amount.max), amount.currency,
                    deal.amount ? std::string(to_string(amount.qualifier)) : "",
                    std::string(to_string(amount.per)), plain(deal.stake_pct),
                    deal.shared ? "true" : "false", row.sentence, row.title, row.url});
  }
  return out;
}

std::string cycles_csv_heading() {
  return format_csv({"id", "new", "ring", "bottleneck_usd", "leg", "deal", "payer", "payee", "type",
                     "amount", "status", "announced", "url"});
}

std::string cycle_csv(const CycleRow& row) {
  std::string out;
  for (std::size_t leg = 0; leg < row.deals.size(); ++leg) {
    const auto& deal = row.deals[leg];
    out += format_csv({row.id ? std::to_string(row.id) : "", row.is_new ? "true" : "false",
                       ring_title(row), plain(row.cycle.bottleneck_usd), std::to_string(leg + 1),
                       std::to_string(deal.deal.id), deal.payer_name, deal.payee_name,
                       std::string(to_string(deal.deal.type)), format_amount(deal.deal.amount),
                       std::string(to_string(deal.deal.status)), date_cell(deal.deal), deal.url});
  }
  return out;
}

}  // namespace dealgraph

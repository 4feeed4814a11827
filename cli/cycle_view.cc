#include "cli/cycle_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/deal_csv.h"
#include "cli/money.h"
#include "cli/output.h"
#include "cli/printer.h"

namespace dealgraph {
namespace {

std::string usd(double value) { return "USD " + format_number(value); }

std::string bottleneck(const CycleRow& row) {
  const auto smallest = row.cycle.bottleneck_usd;
  if (!smallest)
    return row.undisclosed > 1
               ? fmt::format("the amounts of {} legs are undisclosed", row.undisclosed)
               : "a leg's amount is undisclosed";
  for (const auto& leg : row.deals)
    if (leg.deal.usd == smallest)
      return "smallest leg " + format_amount(leg.deal.amount) +
             (leg.deal.converted ? ", about " + usd(*smallest) : "");
  return "smallest leg " + usd(*smallest);
}

// What happened, where it is more than that the circle closed.
std::string news(const CycleRow& row) {
  if (!row.is_new || row.event == "closed" || row.event.empty()) return "";
  auto out = ", " + row.event;
  if (row.event == "stronger")
    out += row.before_usd ? " than " + usd(*row.before_usd) : " than an undisclosed amount";
  if (row.cause) out += fmt::format(" by deal {}", row.cause);
  return out;
}

std::string describe(const DealRow& row) {
  const auto& deal = row.deal;
  auto amount = format_amount(deal.amount);
  if (deal.converted) amount += ", about " + usd(*deal.usd);
  auto out = fmt::format("  {}: {}, {}, {}", arrow(row.payer_name, row.payee_name),
                         to_string(deal.type), amount, to_string(deal.status));
  if (deal.announced) out += ", " + to_string(*deal.announced);
  out += fmt::format(" (deal {})\n", deal.id);
  // A headline that tells the deal is sentence and title at once.
  const bool headline = row.title.empty() || row.title == row.sentence;
  out += "    " + printable(row.sentence) + '\n';
  out += "    " + printable(headline ? row.url : row.title + ", " + row.url) + '\n';
  return out;
}

// A circle made for this listing alone has no id.
std::string heading(const CycleRow& row) {
  const bool rumored = std::any_of(row.deals.begin(), row.deals.end(), [](const DealRow& leg) {
    return leg.deal.status == Status::rumored;
  });
  const auto name = (rumored ? "rumored circular deal" : "circular deal") +
                    (row.id ? fmt::format(" {}", row.id) : std::string());
  return fmt::format("{}\n  {}{}: {}\n", ring_title(row), name, news(row), bottleneck(row));
}

}  // namespace

std::string ring_title(const CycleRow& row) {
  auto names = row.names;
  if (names.empty())
    for (const auto& deal : row.deals) names.push_back(deal.payer_name);
  std::string out;
  for (const auto& name : names) out += printable(name) + " → ";
  return names.empty() ? out : out + printable(names.front());
}

CyclePrinter::CyclePrinter(Format format, bool even_empty)
    : format_(format), even_empty_(even_empty), listing_(format) {}

void CyclePrinter::begin() {
  if (format_ == Format::csv) print(cycles_csv_heading());
  begun_ = true;
}

void CyclePrinter::add(const CycleRow& row) {
  if (format_ == Format::table) {
    print((begun_ ? "\n" : "") + heading(row));
    for (const auto& deal : row.deals) print(describe(deal));
    begun_ = true;
    return;
  }
  if (!begun_) begin();
  if (format_ == Format::csv)
    print(cycle_csv(row));
  else
    listing_.add(cycle_json(row));
}

void CyclePrinter::end() {
  if (!begun_ && even_empty_) begin();
  if (begun_) listing_.end();
}

}  // namespace dealgraph

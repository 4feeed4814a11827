#include "cli/cycle_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/deal_csv.h"
#include "cli/output.h"
#include "cli/printer.h"
#include "cli/ring_text.h"

namespace dealgraph {
namespace {

std::string bottleneck(const CycleRow& row, PeopleLanguage language) {
  const auto smallest = row.cycle.bottleneck_usd;
  if (!smallest)
    return row.undisclosed > 1
               ? fmt::format("the amounts of {} legs are undisclosed", row.undisclosed)
               : "a leg's amount is undisclosed";
  for (const auto& leg : row.deals)
    if (leg.deal.usd == smallest)
      return "smallest leg " + format_amount(leg.deal.amount, language) +
             (leg.deal.converted ? ", about " + format_usd(*smallest, language) : "");
  return "smallest leg " + format_usd(*smallest, language);
}

// What happened, where it is more than that the circle closed.
std::string news(const CycleRow& row, PeopleLanguage language) {
  if (!row.is_new || row.event == "closed" || row.event.empty()) return "";
  auto out = ", " + row.event;
  if (row.event == "stronger")
    out += row.before_usd ? " than " + format_usd(*row.before_usd, language)
                          : " than an undisclosed amount";
  if (row.cause) out += fmt::format(" by deal {}", row.cause);
  return out;
}

std::string describe(const DealRow& row, PeopleLanguage language) {
  const auto& deal = row.deal;
  auto amount = format_amount(deal.amount, language);
  if (deal.converted) amount += ", about " + format_usd(*deal.usd, language);
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
std::string heading(const CycleRow& row, const TextStyle& style) {
  const bool rumored = std::any_of(row.deals.begin(), row.deals.end(), [](const DealRow& leg) {
    return leg.deal.status == Status::rumored;
  });
  const auto name = (rumored ? "rumored circular deal" : "circular deal") +
                    (row.id ? fmt::format(" {}", row.id) : std::string());
  return fmt::format("{}\n  {}{}: {}\n", style.bold(ring_title(row)), name,
                     news(row, style.language), bottleneck(row, style.language));
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

CyclePrinter::CyclePrinter(Format format, bool even_empty, const TextStyle& style)
    : format_(format), even_empty_(even_empty), style_(style), listing_(format) {}

void CyclePrinter::begin() {
  if (format_ == Format::csv) print(cycles_csv_heading());
  begun_ = true;
}

void CyclePrinter::add(const CycleRow& row) {
  if (format_ == Format::table) {
    print((begun_ ? "\n" : "") + heading(row, style_));
    const auto picture = ring_text(row, style_);
    if (!picture.empty()) print("\n");
    for (const auto& line : picture) print(line + '\n');
    if (!picture.empty()) print("\n");
    for (const auto& deal : row.deals) print(describe(deal, style_.language));
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

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "cli/command.h"
#include "cli/cycle_view.h"
#include "cli/listing.h"
#include "cli/money.h"
#include "cli/party_choice.h"
#include "cli/people_text.h"
#include "cli/portrait.h"
#include "cli/printer.h"
#include "cli/ring_text.h"

namespace dealgraph {
namespace {

constexpr std::size_t most_flows = 10;

// "3 deals, about USD 105bn, 2 undisclosed".
std::string total(const std::vector<DealRow>& rows, PeopleLanguage language) {
  const auto sum = total_of(rows);
  auto out = count_of(sum.deals, "deal");
  if (sum.usd > 0) out += ", about " + format_usd(sum.usd, language);
  if (sum.undisclosed) out += fmt::format(", {} undisclosed", sum.undisclosed);
  return out;
}

// What all deals with each other party add up to, the largest sums first.
std::vector<FlowLine> flows(const std::vector<DealRow>& rows, bool payee, const TextStyle& style) {
  std::map<std::string, std::pair<std::string, DealTotal>> totals;
  for (const auto& row : rows) {
    auto& [name, sum] = totals[payee ? row.deal.payee : row.deal.payer];
    name = payee ? row.payee_name : row.payer_name;
    sum.add(row.deal);
  }
  std::vector<std::pair<std::string, DealTotal>> sorted;
  for (auto& [id, flow] : totals)
    if (flow.second.deals > 0) sorted.push_back(std::move(flow));
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second.usd > b.second.usd; });
  std::vector<FlowLine> lines;
  for (const auto& [name, sum] : sorted) {
    if (lines.size() == most_flows) break;
    lines.push_back({name, sum.usd > 0 ? format_usd(sum.usd, style.language)
                                       : format_amount(std::nullopt, style.language)});
  }
  if (sorted.size() > most_flows)
    lines.push_back({fmt::format("{} more", sorted.size() - most_flows), "…"});
  return lines;
}

void print_deals(const char* title, const std::vector<DealRow>& rows, bool payee,
                 const TextStyle& style) {
  if (rows.empty()) return;
  print(fmt::format("\n{} ({})\n", title, total(rows, style.language)));
  std::vector<std::vector<std::string>> cells;
  for (const auto& row : rows) {
    const auto& deal = row.deal;
    auto amount = format_amount(deal.amount, style.language);
    if (deal.converted) amount += ", about " + format_usd(*deal.usd, style.language);
    cells.push_back({"  " + std::to_string(deal.id), payee ? row.payee_name : row.payer_name,
                     std::string(to_string(deal.type)), std::string(to_string(deal.status)),
                     deal.announced ? to_string(*deal.announced) : "", amount});
  }
  print(format_table(cells, style.width));
}

void print_heading(const Portrait& shown, const TextStyle& style) {
  const auto& party = shown.party;
  auto head = style.bold(printable(party.name));
  if (!party.name_zh.empty() && party.name_zh != party.name) head += " " + printable(party.name_zh);
  head += fmt::format(" ({})\n{}", printable(party.id), printable(party.kind));
  if (!party.country.empty()) head += ", " + printable(party.country);
  if (!party.parent.empty()) head += ", belongs to " + printable(party.parent);
  print(head + '\n');
  std::string names;
  for (const auto& [name, origin] : shown.aliases)
    if (name != party.name && name != party.name_zh)
      names += (names.empty() ? "" : ", ") + printable(name);
  if (!names.empty()) print("also " + names + '\n');
}

void print_text(Portrait shown, PeopleNames names, const TextStyle& style) {
  print_heading(shown, style);
  for (auto* rows : {&shown.pays, &shown.is_paid})
    for (auto& row : *rows) names.translate(row);
  for (auto& row : shown.cycles) names.translate(row);
  const auto picture =
      flow_text(names.of(shown.party.id, shown.party.name), flows(shown.is_paid, false, style),
                flows(shown.pays, true, style), style);
  if (!picture.empty()) print("\n");
  for (const auto& line : picture) print(line + '\n');
  print_deals("Pays", shown.pays, true, style);
  print_deals("Is paid by", shown.is_paid, false, style);
  if (shown.cycles.empty()) return;
  print(fmt::format("\n{}\n", count_of(shown.cycles.size(), "circular deal")));
  for (const auto& row : shown.cycles)
    print(
        fmt::format("  {}: {}{}\n", row.id, ring_title(row),
                    row.cycle.bottleneck_usd
                        ? ", smallest leg " + format_usd(*row.cycle.bottleneck_usd, style.language)
                        : std::string(", a leg undisclosed")));
}

class EntityCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    app.add_option("NAME", name_, "Id of a party, a name of it in any language, or a part of one")
        ->type_name("")
        ->required();
    app.add_option("--since", filter_.since, "Deals announced on or after this day")
        ->type_name("DATE")
        ->check(check_date, "");
    app.add_option("--min-amount", min_amount_, "Deals of at least so many US dollars, e.g. 5bn")
        ->type_name("USD")
        ->check(check_money, "");
    format_.setup(app, {"table", "json", "jsonl", "csv"});
    style_.setup(app);
  }

  ExitCode run(const CommonOptions& common) override {
    const auto store = open_database(load_settings(common).database);
    if (!min_amount_.empty()) filter_.min_usd = *parse_money(min_amount_);
    const auto shown = read_portrait(store, choose_party(store, name_), filter_);
    switch (format_.get()) {
      case Format::table:
        print_text(shown, {store, style_.get().language}, style_.get());
        break;
      case Format::csv:
        print(portrait_csv(shown));
        break;
      case Format::json:
        print(to_lines(portrait_json(shown)) + '\n');
        break;
      case Format::jsonl:
        print(to_line(portrait_json(shown)) + '\n');
        break;
    }
    flush_output();
    return ExitCode::ok;
  }

 private:
  std::string name_;
  std::string min_amount_;
  DealFilter filter_;
  FormatOption format_;
  TextStyleOptions style_;
};

}  // namespace

std::unique_ptr<Command> make_entity_command() { return std::make_unique<EntityCommand>(); }

}  // namespace dealgraph

#include <fmt/format.h>

#include <algorithm>

#include "cli/command.h"
#include "cli/cycle_view.h"
#include "cli/listing.h"
#include "cli/money.h"
#include "cli/party_choice.h"
#include "cli/printer.h"

namespace dealgraph {
namespace {

struct Portrait {
  Party party;
  std::vector<std::pair<std::string, std::string>> aliases;
  std::vector<DealRow> pays;
  std::vector<DealRow> is_paid;
  std::vector<CycleRow> cycles;
};

bool is_larger(const DealRow& a, const DealRow& b) {
  const auto key = [](const DealRow& row) {
    return std::tuple(!row.deal.usd, -row.deal.usd.value_or(0), row.deal.id);
  };
  return key(a) < key(b);
}

// "USD 105bn known, 2 undisclosed"; rumours, denials and what came to nothing do not count.
std::string total(const std::vector<DealRow>& rows) {
  double sum = 0;
  std::size_t unknown = 0;
  std::size_t counted = 0;
  for (const auto& row : rows) {
    const auto status = row.deal.status;
    if (status == Status::rumored || status == Status::denied || status == Status::terminated ||
        row.deal.type == DealType::partnership || row.deal.superseded_by != 0)
      continue;
    ++counted;
    if (row.deal.usd)
      sum += *row.deal.usd;
    else
      ++unknown;
  }
  auto out = count_of(counted, "deal");
  if (sum > 0) out += ", about USD " + format_number(sum);
  if (unknown) out += fmt::format(", {} undisclosed", unknown);
  return out;
}

void print_deals(const char* title, const std::vector<DealRow>& rows, bool payee) {
  if (rows.empty()) return;
  print(fmt::format("\n{} ({})\n", title, total(rows)));
  std::vector<std::vector<std::string>> cells;
  for (const auto& row : rows) {
    const auto& deal = row.deal;
    auto amount = format_amount(deal.amount);
    if (deal.converted) amount += ", about USD " + format_number(*deal.usd);
    cells.push_back({"  " + std::to_string(deal.id), payee ? row.payee_name : row.payer_name,
                     std::string(to_string(deal.type)), std::string(to_string(deal.status)),
                     deal.announced ? to_string(*deal.announced) : "", amount});
  }
  print(format_table(cells));
}

void print_text(const Portrait& shown) {
  const auto& party = shown.party;
  auto head = printable(party.name);
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
  print_deals("Pays", shown.pays, true);
  print_deals("Is paid by", shown.is_paid, false);
  if (shown.cycles.empty()) return;
  print(fmt::format("\n{}\n", count_of(shown.cycles.size(), "circular deal")));
  for (const auto& row : shown.cycles)
    print(fmt::format("  {}: {}{}\n", row.id, ring_title(row),
                      row.cycle.bottleneck_usd
                          ? ", smallest leg USD " + format_number(*row.cycle.bottleneck_usd)
                          : std::string(", a leg undisclosed")));
}

Json to_json(const Portrait& shown) {
  const auto& party = shown.party;
  Json out = {{"id", party.id},           {"name", party.name},       {"name_zh", party.name_zh},
              {"kind", party.kind},       {"country", party.country}, {"parent", party.parent},
              {"aliases", Json::array()}, {"pays", Json::array()},    {"is_paid", Json::array()},
              {"cycles", Json::array()}};
  for (const auto& [name, origin] : shown.aliases)
    out["aliases"].push_back({{"name", name}, {"origin", origin}});
  for (const auto& row : shown.pays) out["pays"].push_back(deal_json(row));
  for (const auto& row : shown.is_paid) out["is_paid"].push_back(deal_json(row));
  for (const auto& row : shown.cycles) out["cycles"].push_back(cycle_json(row));
  return out;
}

// A line for each deal.
void print_csv(const Portrait& shown) {
  print(format_csv({"direction", "deal", "party", "party_name", "type", "status", "announced",
                    "amount", "usd"}));
  const auto print_rows = [](const char* direction, const std::vector<DealRow>& rows, bool payee) {
    for (const auto& row : rows) {
      const auto& deal = row.deal;
      print(format_csv(
          {direction, std::to_string(deal.id), payee ? deal.payee : deal.payer,
           payee ? row.payee_name : row.payer_name, std::string(to_string(deal.type)),
           std::string(to_string(deal.status)), deal.announced ? to_string(*deal.announced) : "",
           format_amount(deal.amount), deal.usd ? to_line(json_number(*deal.usd)) : ""}));
    }
  };
  print_rows("pays", shown.pays, true);
  print_rows("is_paid", shown.is_paid, false);
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
  }

  ExitCode run(const CommonOptions& common) override {
    const auto store = open_database(load_settings(common).database);
    if (!min_amount_.empty()) filter_.min_usd = *parse_money(min_amount_);
    const auto shown = read(store);
    switch (format_.get()) {
      case Format::table:
        print_text(shown);
        break;
      case Format::csv:
        print_csv(shown);
        break;
      case Format::json:
        print(to_lines(to_json(shown)) + '\n');
        break;
      case Format::jsonl:
        print(to_line(to_json(shown)) + '\n');
        break;
    }
    flush_output();
    return ExitCode::ok;
  }

 private:
  Portrait read(const Store& store) {
    Portrait shown;
    shown.party = choose_party(store, name_);
    shown.aliases = store.aliases_of(shown.party.id);
    filter_.party = shown.party.id;
    for (auto& row : store.deals(filter_)) {
      if (row.deal.payer == shown.party.id) shown.pays.push_back(row);
      if (row.deal.payee == shown.party.id) shown.is_paid.push_back(std::move(row));
    }
    std::sort(shown.pays.begin(), shown.pays.end(), is_larger);
    std::sort(shown.is_paid.begin(), shown.is_paid.end(), is_larger);
    CycleFilter through;
    through.only_through = true;
    through.through = {shown.party.id};
    shown.cycles = store.cycles(through);
    return shown;
  }

  std::string name_;
  std::string min_amount_;
  DealFilter filter_;
  FormatOption format_;
};

}  // namespace

std::unique_ptr<Command> make_entity_command() { return std::make_unique<EntityCommand>(); }

}  // namespace dealgraph

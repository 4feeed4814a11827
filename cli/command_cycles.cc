#include <fmt/format.h>

#include "cli/command.h"
#include "cli/listing.h"
#include "cli/money.h"
#include "cli/printer.h"
#include "graph/amounts.h"

namespace dealgraph {
namespace {

// NVIDIA → OpenAI → Oracle → NVIDIA
std::string ring(const CycleRow& row) {
  std::string out;
  for (const auto& deal : row.deals) out += printable(deal.payer_name) + " → ";
  return row.deals.empty() ? out : out + printable(row.deals.front().payer_name);
}

std::string bottleneck(const CycleRow& row) {
  for (const auto& leg : row.deals)
    if (row.cycle.bottleneck_usd && leg.deal.amount &&
        usd_total(*leg.deal.amount) == row.cycle.bottleneck_usd)
      return "smallest leg " + format_amount(leg.deal.amount);
  return "a leg's amount is undisclosed";
}

std::string describe(const DealRow& row) {
  const auto& deal = row.deal;
  auto out = fmt::format("  {}: {}, {}, {}", arrow(row.payer_name, row.payee_name),
                         to_string(deal.type), format_amount(deal.amount), to_string(deal.status));
  if (deal.announced) out += ", " + to_string(*deal.announced);
  out += fmt::format(" (deal {})\n", deal.id);
  // A headline that tells the deal is sentence and title at once.
  const bool headline = row.title.empty() || row.title == row.sentence;
  out += "    " + printable(row.sentence) + '\n';
  out += "    " + printable(headline ? row.url : row.title + ", " + row.url) + '\n';
  return out;
}

void print_ring(const CycleRow& row, bool first) {
  if (!first) print("\n");
  print(fmt::format("{}\n  circular deal {}: {}\n", ring(row), row.id, bottleneck(row)));
  for (const auto& deal : row.deals) print(describe(deal));
}

void print_csv_head() {
  print(format_csv({"id", "new", "ring", "bottleneck_usd", "leg", "deal", "payer", "payee", "type",
                    "amount", "status", "announced", "url"}));
}

void print_csv(const CycleRow& row) {
  for (std::size_t leg = 0; leg < row.deals.size(); ++leg) {
    const auto& deal = row.deals[leg];
    const auto& usd = row.cycle.bottleneck_usd;
    print(format_csv({std::to_string(row.id), row.is_new ? "true" : "false", ring(row),
                      usd ? to_line(json_number(*usd)) : "", std::to_string(leg + 1),
                      std::to_string(deal.deal.id), deal.payer_name, deal.payee_name,
                      std::string(to_string(deal.deal.type)), format_amount(deal.deal.amount),
                      std::string(to_string(deal.deal.status)),
                      deal.deal.announced ? to_string(*deal.deal.announced) : "", deal.url}));
  }
}

class CyclesCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    auto* only_new = app.add_flag("--new", only_new_,
                                  "Only those that were not shown yet; nothing if there are none");
    app.add_flag("--peek", peek_, "Leave new ones new")->needs(only_new);
    format_.setup(app, {"table", "json", "jsonl", "csv"});
  }

  ExitCode run(const CommonOptions& common) override {
    const auto file = load_settings(common).database;
    const bool marks = only_new_ && !peek_;
    // Who will mark holds the writer lock from the start: two readers must not tell the same news.
    auto store = open_database(file, marks);
    const auto shown = show(store);
    flush_output();
    // Only now: what nobody could read stays new.
    if (marks && !shown.empty()) store.mark_cycles_reported(shown);
    if (shown.empty() && !only_new_) Messages(common.level()).note("no circular deals");
    return ExitCode::ok;
  }

 private:
  // Each as it is read, for there may be thousands. Returns their ids.
  std::vector<std::int64_t> show(const Store& store) const {
    const auto format = format_.get();
    JsonListing listing(format);
    std::vector<std::int64_t> shown;
    const auto begin = [&] {
      if (format == Format::csv) print_csv_head();
    };
    store.for_each_cycle(only_new_, [&](const CycleRow& row) {
      if (shown.empty()) begin();
      if (format == Format::table)
        print_ring(row, shown.empty());
      else if (format == Format::csv)
        print_csv(row);
      else
        listing.add(cycle_json(row));
      shown.push_back(row.id);
    });
    if (shown.empty() && only_new_) return shown;
    if (shown.empty()) begin();
    listing.end();
    return shown;
  }

  bool only_new_ = false;
  bool peek_ = false;
  FormatOption format_;
};

}  // namespace

std::unique_ptr<Command> make_cycles_command() { return std::make_unique<CyclesCommand>(); }

}  // namespace dealgraph

#include "cli/command.h"
#include "cli/deal_csv.h"
#include "cli/deal_filter_options.h"
#include "cli/listing.h"
#include "cli/people_text.h"
#include "cli/printer.h"
#include "core/date.h"

namespace dealgraph {
namespace {

std::string plain(const std::optional<double>& value) {
  return value ? to_line(json_number(*value)) : "";
}

std::string date_cell(const Deal& deal) { return deal.announced ? to_string(*deal.announced) : ""; }

void print_table(const std::vector<DealRow>& rows, const TextStyle& style) {
  if (rows.empty()) return;
  std::vector<std::vector<std::string>> cells{
      {"ID", "ANNOUNCED", "STATUS", "TYPE", "PAYER → PAYEE", "AMOUNT"}};
  for (const auto& row : rows) {
    const auto& deal = row.deal;
    auto amount = format_amount(deal.amount, style.language);
    if (deal.shared) amount += ", shared";
    if (deal.stake_pct) amount += ", " + plain(deal.stake_pct) + " %";
    cells.push_back({std::to_string(deal.id), date_cell(deal), std::string(to_string(deal.status)),
                     std::string(to_string(deal.type)), arrow(row.payer_name, row.payee_name),
                     amount});
  }
  print(format_table(cells, style.width));
}

class DealsCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    filter_.setup(app);
    format_.setup(app, {"table", "json", "jsonl", "csv"});
    style_.setup(app);
  }

  ExitCode run(const CommonOptions& common) override {
    const auto store = open_database(load_settings(common).database);
    auto rows = store.deals(filter_.get());
    PeopleNames names(store, style_.get().language);
    if (format_.get() == Format::table)
      for (auto& row : rows) names.translate(row);
    show(rows);
    flush_output();
    if (rows.empty()) Messages(common.level()).note("no such deals");
    return ExitCode::ok;
  }

 private:
  void show(const std::vector<DealRow>& rows) const {
    const auto format = format_.get();
    if (format == Format::table) return print_table(rows, style_.get());
    if (format == Format::csv) return print(deals_csv(rows));
    JsonListing listing(format);
    for (const auto& row : rows) listing.add(deal_json(row));
    listing.end();
  }

  DealFilterOptions filter_;
  FormatOption format_;
  TextStyleOptions style_;
};

}  // namespace

std::unique_ptr<Command> make_deals_command() { return std::make_unique<DealsCommand>(); }

}  // namespace dealgraph

#include "cli/command.h"
#include "cli/listing.h"
#include "cli/money.h"
#include "cli/printer.h"
#include "core/date.h"
#include "text/suggest.h"

namespace dealgraph {
namespace {

// A check for names of an enum that counts up to `last`, with a near miss in its message.
template <typename Enum>
CLI::Validator one_of(Enum last) {
  return CLI::Validator(
      [last](std::string& given) {
        std::vector<std::string_view> known;
        for (int i = 0; i <= static_cast<int>(last); ++i)
          known.push_back(to_string(static_cast<Enum>(i)));
        std::string list;
        for (const auto name : known) {
          if (name == given) return std::string();
          list += (list.empty() ? "" : ", ") + std::string(name);
        }
        const auto near = suggest(given, known);
        return "no such value: " + given +
               (near.empty() ? "; one of " + list : ", did you mean " + near + "?");
      },
      "", "");
}

std::string plain(const std::optional<double>& value) {
  return value ? to_line(json_number(*value)) : "";
}

std::string date_cell(const Deal& deal) { return deal.announced ? to_string(*deal.announced) : ""; }

void print_table(const std::vector<DealRow>& rows) {
  if (rows.empty()) return;
  std::vector<std::vector<std::string>> cells{
      {"ID", "ANNOUNCED", "STATUS", "TYPE", "PAYER → PAYEE", "AMOUNT"}};
  for (const auto& row : rows) {
    const auto& deal = row.deal;
    auto amount = format_amount(deal.amount);
    if (deal.shared) amount += ", shared";
    if (deal.stake_pct) amount += ", " + plain(deal.stake_pct) + " %";
    cells.push_back({std::to_string(deal.id), date_cell(deal), std::string(to_string(deal.status)),
                     std::string(to_string(deal.type)), arrow(row.payer_name, row.payee_name),
                     amount});
  }
  print(format_table(cells));
}

void print_csv(const std::vector<DealRow>& rows) {
  print(format_csv({"id", "announced", "status", "type", "payer", "payer_name", "payee",
                    "payee_name", "min", "max", "currency", "qualifier", "per", "stake_pct",
                    "shared", "sentence", "title", "url"}));
  for (const auto& row : rows) {
    const auto& deal = row.deal;
    const auto amount = deal.amount.value_or(Amount{});
    print(format_csv({std::to_string(deal.id), date_cell(deal), std::string(to_string(deal.status)),
                      std::string(to_string(deal.type)), deal.payer, row.payer_name, deal.payee,
                      row.payee_name, plain(amount.min), plain(amount.max), amount.currency,
                      deal.amount ? std::string(to_string(amount.qualifier)) : "",
                      std::string(to_string(amount.per)), plain(deal.stake_pct),
                      deal.shared ? "true" : "false", row.sentence, row.title, row.url}));
  }
}

class DealsCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    app.add_option("--party", filter_.party, "Id or any part of a party's name")->type_name("NAME");
    app.add_option("--type", filter_.type, "investment, loan, purchase, ...")
        ->type_name("TYPE")
        ->check(one_of(DealType::partnership));
    app.add_option("--status", filter_.status, "completed, agreed, planned, rumored, ...")
        ->type_name("STATUS")
        ->check(one_of(Status::terminated));
    app.add_option("--since", filter_.since, "Announced on or after this day")
        ->type_name("DATE")
        ->check(check_date, "");
    app.add_option("--min-amount", min_amount_, "At least so many US dollars, e.g. 5bn")
        ->type_name("USD")
        ->check(check_money, "");
    app.add_option("--limit", filter_.limit, "At most so many; 0: all")
        ->type_name("N")
        ->check(check_count, "");
    format_.setup(app, {"table", "json", "jsonl", "csv"});
  }

  ExitCode run(const CommonOptions& common) override {
    const auto store = open_database(load_settings(common).database);
    if (!min_amount_.empty()) filter_.min_usd = *parse_money(min_amount_);
    const auto rows = store.deals(filter_);
    show(rows);
    flush_output();
    if (rows.empty()) Messages(common.level()).note("no such deals");
    return ExitCode::ok;
  }

 private:
  void show(const std::vector<DealRow>& rows) const {
    const auto format = format_.get();
    if (format == Format::table) return print_table(rows);
    if (format == Format::csv) return print_csv(rows);
    JsonListing listing(format);
    for (const auto& row : rows) listing.add(deal_json(row));
    listing.end();
  }

  DealFilter filter_;
  std::string min_amount_;
  FormatOption format_;
};

}  // namespace

std::unique_ptr<Command> make_deals_command() { return std::make_unique<DealsCommand>(); }

}  // namespace dealgraph

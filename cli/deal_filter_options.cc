#include "cli/deal_filter_options.h"

#include "cli/listing.h"
#include "cli/money.h"
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

}  // namespace

void DealFilterOptions::setup(CLI::App& app) {
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
}

DealFilter DealFilterOptions::get() const {
  auto filter = filter_;
  if (!min_amount_.empty()) filter.min_usd = *parse_money(min_amount_);
  return filter;
}

}  // namespace dealgraph

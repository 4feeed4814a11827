#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <memory>

#include "cli/cycle_view.h"
#include "cli/deal_csv.h"
#include "cli/deal_markup.h"
#include "cli/markup.h"
#include "cli/output.h"
#include "cli/serve_forms.h"
#include "cli/serve_site.h"

namespace dealgraph {
namespace {

using Cycles = std::vector<CycleRow>;

// A circle whose last leg was rejected since cannot be drawn.
std::string rings(const ViewInput& input, const Cycles& cycles) {
  std::string out;
  for (const auto& row : cycles)
    if (!row.deals.empty()) out += cycle_markup(pages_of(input), row);
  return out.empty() ? "<p>None.</p>\n" : out;
}

Json to_json(const Cycles& cycles) {
  auto out = Json::array();
  for (const auto& row : cycles) out.push_back(cycle_json(row));
  return out;
}

std::string to_csv(const Cycles& cycles) {
  auto out = cycles_csv_heading();
  for (const auto& row : cycles) out += cycle_csv(row);
  return out;
}

CycleFilter filter_of(const ViewInput& input, const ServeQuery& query, const Paging& paging) {
  CycleFilter filter;
  filter.only_new = query.flag("new");
  filter.since = query.date("since");
  filter.min_usd = query.money("min_amount");
  filter.max_length = query.number("max_length", 0, 2, 8);
  const auto through = query.text("through");
  filter.only_through = !through.empty();
  if (filter.only_through)
    for (const auto& row : input.store.find_parties(through))
      filter.through.push_back(row.merged_into.empty() ? row.party.id : row.merged_into);
  filter.limit = paging.limit + 1;
  filter.skip = paging.skip;
  return filter;
}

std::string filter_form(const ServeQuery& query) {
  return form_markup(
      "/cycles",
      text_field("through", "through", query.text("through")) +
          text_field("since", "since", query.text("since"), "2025-01-31") +
          text_field("min_amount", "every leg at least USD", query.text("min_amount"), "5bn") +
          choice_field("new", "new only", query.text("new"), {"1"}));
}

std::string summary(const StoreTotals& totals) {
  return fmt::format("<p>{}, {} of them new; {} between {} parties, read in {}.</p>\n",
                     count_of(static_cast<std::size_t>(totals.cycles), "circular deal"),
                     totals.new_cycles, count_of(static_cast<std::size_t>(totals.deals), "deal"),
                     totals.parties,
                     count_of(static_cast<std::size_t>(totals.articles), "article"));
}

}  // namespace

View home_view(const ViewInput& input) {
  refuse_filters(input.query);
  const auto totals = input.store.totals();
  CycleFilter filter;
  filter.limit = 10;
  const auto strongest = std::make_shared<Cycles>(input.store.cycles(filter));
  filter.only_new = true;
  const auto fresh = std::make_shared<Cycles>(input.store.cycles(filter));
  View view;
  view.title = "Circular deals";
  view.html = [=, &input] {
    auto out = summary(totals) + form_markup("/parties", text_field("q", "party", ""));
    if (!fresh->empty()) out += "<h2>New</h2>\n" + rings(input, *fresh);
    Cycles known;
    for (const auto& row : *strongest)
      if (!row.is_new) known.push_back(row);
    if (!known.empty() || fresh->empty()) out += "<h2>Strongest</h2>\n" + rings(input, known);
    return out + "<p><a href=\"/cycles\">All circular deals</a></p>\n";
  };
  view.json = [=] {
    return Json{{"articles", totals.articles},     {"parties", totals.parties},
                {"deals", totals.deals},           {"cycles", totals.cycles},
                {"new_cycles", totals.new_cycles}, {"strongest", to_json(*strongest)}};
  };
  view.csv = [=] { return to_csv(*strongest); };
  return view;
}

View cycles_view(const ViewInput& input) {
  const ServeQuery query(input.query, {"new", "since", "through", "min_amount", "max_length"});
  const auto paging = paging_of(query, 20, 1000);
  const auto cycles = std::make_shared<Cycles>(input.store.cycles(filter_of(input, query, paging)));
  const bool more = cycles->size() > paging.limit;
  if (more) cycles->pop_back();
  View view;
  view.title = "Circular deals";
  if (more) view.more = query.with_page(paging.page + 1);
  view.html = [=, &input] {
    return filter_form(query) + rings(input, *cycles) +
           paging_markup(input.path, query, paging, more);
  };
  view.json = [=] { return to_json(*cycles); };
  view.csv = [=] { return to_csv(*cycles); };
  return view;
}

View cycle_view(const ViewInput& input) {
  refuse_filters(input.query);
  CycleFilter filter;
  filter.id = number_of(input.id);
  auto found = filter.id > 0 ? input.store.cycles(filter) : Cycles();
  if (found.empty()) throw WebProblem{404, "there is no circular deal " + input.id + " now"};
  const auto row = std::make_shared<CycleRow>(std::move(found.front()));
  View view;
  view.title = ring_title(*row);
  view.html = [=, &input] { return rings(input, {*row}); };
  view.json = [=] { return cycle_json(*row); };
  view.csv = [=] { return to_csv({*row}); };
  return view;
}

}  // namespace dealgraph

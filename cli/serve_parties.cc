#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>

#include "cli/cycle_view.h"
#include "cli/evidence_markup.h"
#include "cli/markup.h"
#include "cli/money.h"
#include "cli/output.h"
#include "cli/portrait.h"
#include "cli/printer.h"
#include "cli/serve_forms.h"
#include "cli/serve_site.h"

namespace dealgraph {
namespace {

constexpr std::size_t most_aliases = 100;
constexpr std::size_t most_rings = 20;

Json figures_json(const PartyFigures& row) {
  const auto& party = row.party;
  return {{"id", party.id},     {"name", party.name},       {"name_zh", party.name_zh},
          {"kind", party.kind}, {"country", party.country}, {"parent", party.parent},
          {"pays", row.pays},   {"is_paid", row.is_paid}};
}

std::string figures_csv(const std::vector<PartyFigures>& rows) {
  auto out = format_csv({"id", "name", "name_zh", "kind", "country", "parent", "pays", "is_paid"});
  for (const auto& row : rows) {
    const auto& party = row.party;
    out += format_csv({party.id, party.name, party.name_zh, party.kind, party.country, party.parent,
                       std::to_string(row.pays), std::to_string(row.is_paid)});
  }
  return out;
}

std::string number(std::int64_t value) {
  return fmt::format("<td class=\"number\" data-value=\"{0}\">{0}</td>", value);
}

std::string party_table(const ViewInput& input, const std::vector<PartyFigures>& rows) {
  const auto pages = pages_of(input);
  std::vector<std::vector<std::string>> cells;
  for (const auto& row : rows)
    cells.push_back({pages.party(row.party.id, row.party.name), name_markup(row.party.name_zh),
                     escape_markup(row.party.kind), escape_markup(row.party.country),
                     number(row.pays), number(row.is_paid)});
  return table_markup({"Name", "中文", "Kind", "Country", "Pays", "Is paid"}, cells);
}

std::string heading(const ViewInput& input, const Portrait& shown) {
  const auto& party = shown.party;
  auto out = "<p>" + escape_markup(party.kind);
  if (!party.name_zh.empty()) out += ", " + name_markup(party.name_zh);
  if (!party.country.empty()) out += ", " + escape_markup(party.country);
  if (!party.parent.empty())
    out += ", belongs to " + pages_of(input).party(party.parent, party.parent);
  std::string also;
  std::size_t count = 0;
  for (const auto& [name, origin] : shown.aliases) {
    if (name == party.name || ++count > most_aliases) continue;
    also += (also.empty() ? "" : ", ") + name_markup(name);
  }
  if (count > most_aliases) also += fmt::format(" and {} more", count - most_aliases);
  return out + "</p>\n" + (also.empty() ? "" : "<p class=\"about\">Also " + also + "</p>\n");
}

struct Flow {
  std::string name;
  DealTotal pays;
  DealTotal is_paid;
};

std::string dollars(const DealTotal& total) {
  return number_cell(total.deals > total.undisclosed ? std::optional(total.usd) : std::nullopt);
}

// One row for each party on the other side, the largest sums first.
std::string flows(const ViewInput& input, const Portrait& shown) {
  std::map<std::string, Flow> others;
  for (const auto& row : shown.pays) {
    others[row.deal.payee].name = row.payee_name;
    others[row.deal.payee].pays.add(row.deal);
  }
  for (const auto& row : shown.is_paid) {
    others[row.deal.payer].name = row.payer_name;
    others[row.deal.payer].is_paid.add(row.deal);
  }
  std::vector<std::pair<std::string, Flow>> sorted(others.begin(), others.end());
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
    return a.second.pays.usd + a.second.is_paid.usd > b.second.pays.usd + b.second.is_paid.usd;
  });
  const auto pages = pages_of(input);
  std::vector<std::vector<std::string>> cells;
  for (const auto& [id, flow] : sorted) {
    if (flow.pays.deals + flow.is_paid.deals == 0) continue;
    cells.push_back({pages.party(id, flow.name), number(static_cast<std::int64_t>(flow.pays.deals)),
                     dollars(flow.pays), number(static_cast<std::int64_t>(flow.is_paid.deals)),
                     dollars(flow.is_paid)});
  }
  if (cells.empty()) return "";
  return "<h2>Flows</h2>\n<p class=\"about\">Completed, agreed and planned deals; sums of what is "
         "disclosed, US dollars.</p>\n" +
         table_markup({"Other side", "Pays it, deals", "Pays it, USD", "Is paid by it, deals",
                       "Is paid by it, USD"},
                      cells);
}

std::string deals(const ViewInput& input, const char* title, const std::vector<DealRow>& rows) {
  if (rows.empty()) return "";
  return fmt::format("<h2>{}</h2>\n{}\n", title, deal_table(pages_of(input), rows));
}

std::string rings(const ViewInput& input, const Portrait& shown) {
  if (shown.cycles.empty()) return "";
  auto out = "<h2>" + count_of(shown.cycles.size(), "circular deal") + "</h2>\n";
  for (std::size_t i = 0; i < std::min(most_rings, shown.cycles.size()); ++i)
    if (!shown.cycles[i].deals.empty()) out += cycle_markup(pages_of(input), shown.cycles[i]);
  if (shown.cycles.size() > most_rings)
    out += fmt::format("<p><a href=\"/cycles?through={}\">All circular deals through it</a></p>\n",
                       percent_encoded(shown.party.id));
  return out;
}

}  // namespace

View parties_view(const ViewInput& input) {
  const ServeQuery query(input.query, {"q"});
  const auto paging = paging_of(query, 100, 10'000);
  const auto rows = std::make_shared<std::vector<PartyFigures>>(
      input.store.parties({query.text("q"), paging.limit + 1, paging.skip}));
  const bool more = rows->size() > paging.limit;
  if (more) rows->pop_back();
  View view;
  view.title = "Parties";
  if (more) view.more = query.with_page(paging.page + 1);
  view.html = [=, &input] {
    return form_markup("/parties", text_field("q", "name", query.text("q"))) +
           (rows->empty() ? "<p>None.</p>\n" : party_table(input, *rows)) +
           paging_markup(input.path, query, paging, more);
  };
  view.json = [=] {
    auto out = Json::array();
    for (const auto& row : *rows) out.push_back(figures_json(row));
    return out;
  };
  view.csv = [=] { return figures_csv(*rows); };
  return view;
}

View party_view(const ViewInput& input) {
  refuse_filters(input.query);
  auto party = input.store.party(input.id);
  if (!party) throw WebProblem{404, "there is no party with the id " + input.id};
  const auto shown = std::make_shared<Portrait>(read_portrait(input.store, *std::move(party)));
  View view;
  view.title = shorten(shown->party.name, 80);
  view.html = [=, &input] {
    return heading(input, *shown) + rings(input, *shown) + flows(input, *shown) +
           deals(input, "Pays", shown->pays) + deals(input, "Is paid", shown->is_paid);
  };
  view.json = [=] { return portrait_json(*shown); };
  view.csv = [=] { return portrait_csv(*shown); };
  return view;
}

}  // namespace dealgraph

#include "cli/report_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "cli/deal_markup.h"
#include "cli/evidence_markup.h"
#include "cli/explorer_page.h"
#include "cli/markup.h"
#include "cli/output.h"
#include "cli/page_shell.h"

namespace dealgraph {
namespace {

constexpr std::size_t longest_name = 80;  // code points

DealPages pages_of(const ReportData& data) { return {data.evidence}; }

std::string deals_section(const ReportData& data) {
  std::string out =
      "<section id=\"deals\"><h2>Deals</h2>\n<p class=\"tools\" hidden><label>Find <input "
      "type=\"search\"></label> <label>type <select name=\"type\"><option value=\"\">all</option>"
      "</select></label> <label>status <select name=\"status\"><option value=\"\">all</option>"
      "</select></label> <output></output></p>\n";
  return out + deal_table(pages_of(data), data.deals) + "</section>\n";
}

struct Flow {
  std::string name;
  double paid = 0;      // US dollars, known amounts only
  double received = 0;  // the same
  std::size_t deals = 0;
};

std::string parties_section(const ReportData& data) {
  std::map<std::string, Flow> flows;
  for (const auto& row : data.deals) {
    auto& payer = flows[row.deal.payer];
    auto& payee = flows[row.deal.payee];
    payer.name = row.payer_name;
    payee.name = row.payee_name;
    ++payer.deals;
    ++payee.deals;
    if (row.deal.type == DealType::partnership) continue;
    payer.paid += row.deal.usd.value_or(0);
    payee.received += row.deal.usd.value_or(0);
  }
  std::vector<std::pair<std::string, Flow>> rows(flows.begin(), flows.end());
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return a.second.paid + a.second.received > b.second.paid + b.second.received;
  });
  std::string out =
      "<section id=\"parties\"><h2>Parties</h2>\n<div class=\"scroll\"><table class=\"sortable\">"
      "<thead><tr><th>Name</th><th>Also</th><th class=\"number\">Deals</th><th class=\"number\">"
      "Pays, USD</th><th class=\"number\">Is paid, USD</th></tr></thead><tbody>\n";
  for (const auto& [id, flow] : rows) {
    std::string also;
    for (const auto& alias : data.aliases(id))
      if (alias != flow.name && also.size() < 200)
        also += (also.empty() ? "" : ", ") + shorten(alias, longest_name);
    out += fmt::format("<tr><td>{}</td><td>{}</td><td class=\"number\">{}</td>",
                       name_markup(flow.name), escape_markup(also), flow.deals);
    out += number_cell(flow.paid) + number_cell(flow.received) + "</tr>\n";
  }
  return out + "</tbody></table></div></section>\n";
}

}  // namespace

std::string report_page(const ReportData& data, const std::string& nonce) {
  const auto fresh = static_cast<std::size_t>(std::count_if(
      data.cycles.begin(), data.cycles.end(), [](const CycleRow& row) { return row.is_new; }));
  const auto explorer = explorer_parts(data, explorer_assets(), nonce);
  auto out = page_start(data.title, nonce, "'none'", explorer.head);
  out += fmt::format("<header><h1>{}</h1><p>{}, {} of them new; {}. Made {} by dealgraph.</p>\n",
                     escape_markup(data.title), count_of(data.cycles.size(), "circular deal"),
                     fresh, count_of(data.deals.size(), "deal"), escape_markup(data.made_at));
  out +=
      "<nav><a href=\"#cycles\">Circular deals</a><a href=\"#deals\">Deals</a>"
      "<a href=\"#parties\">Parties</a>";
  if (!explorer.section.empty()) out += "<a href=\"#explorer\">Explorer</a>";
  out += "</nav></header>\n<main>\n<section id=\"cycles\"><h2>Circular deals</h2>\n";
  if (data.cycles.empty()) out += "<p>None.</p>\n";
  for (const bool is_new : {true, false})
    for (const auto& row : data.cycles)
      if (row.is_new == is_new && !row.deals.empty()) out += cycle_markup(pages_of(data), row);
  out += "</section>\n" + deals_section(data) + parties_section(data) + explorer.section;
  return out + "</main>" + explorer.scripts + page_end(nonce);
}

}  // namespace dealgraph

#include "cli/report_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "cli/explorer_page.h"
#include "cli/markup.h"
#include "cli/money.h"
#include "cli/output.h"
#include "cli/report_assets.h"
#include "cli/ring_svg.h"

namespace dealgraph {
namespace {

constexpr std::size_t longest_name = 80;       // code points
constexpr std::size_t longest_sentence = 900;  // the same

std::string name_markup(const std::string& name) {
  return escape_markup(shorten(name, longest_name));
}

std::string amount_markup(const Deal& deal) {
  auto text = format_amount(deal.amount);
  if (deal.converted) text += ", about USD " + format_number(*deal.usd);
  return escape_markup(text);
}

struct Part {
  Span span;
  const char* name;
};

// The sentence with its parties and its amount marked where they stand in it.
std::string marked_sentence(const EvidenceRow& row) {
  const auto& mention = row.evidence.mention;
  std::vector<Part> parts = {{mention.payer.span, "payer"}, {mention.payee.span, "payee"}};
  const auto amount = mention.amount && !mention.amount->text.empty()
                          ? row.sentence.find(mention.amount->text)
                          : std::string::npos;
  if (amount != std::string::npos) {
    const auto begin = mention.sentence.begin + amount;
    parts.push_back({{begin, begin + mention.amount->text.size()}, "amount"});
  }
  std::erase_if(parts, [&](const Part& part) {
    return part.span.empty() || !mention.sentence.contains(part.span);
  });
  std::sort(parts.begin(), parts.end(),
            [](const Part& a, const Part& b) { return a.span < b.span; });
  std::string out;
  std::size_t at = 0;
  const std::string_view sentence = row.sentence;
  for (const auto& part : parts) {
    const auto begin = part.span.begin - mention.sentence.begin;
    const auto end = part.span.end - mention.sentence.begin;
    if (begin < at || end > sentence.size()) continue;
    out += escape_markup(sentence.substr(at, begin - at));
    out += fmt::format("<mark class=\"{}\" title=\"{}\">{}</mark>", part.name, part.name,
                       escape_markup(sentence.substr(begin, end - begin)));
    at = end;
  }
  if (sentence.size() - at > longest_sentence * 4)
    return out + escape_markup(shorten(sentence.substr(at), longest_sentence));
  return out + escape_markup(sentence.substr(at));
}

std::string source_line(const EvidenceRow& row) {
  const auto& place = row.url.empty() ? row.doc : row.url;
  const auto label = shorten(row.title.empty() ? place : row.title, 200);
  auto out = link_markup(place, label);
  if (!row.published.empty()) out += ", " + escape_markup(row.published);
  return out + fmt::format(", rule {}", escape_markup(row.evidence.mention.rule));
}

std::string leg_markup(const ReportData& data, const DealRow& leg) {
  auto out = fmt::format("<li><b>{} → {}</b>: {}, {}, {}", name_markup(leg.payer_name),
                         name_markup(leg.payee_name), to_string(leg.deal.type),
                         amount_markup(leg.deal), to_string(leg.deal.status));
  if (leg.deal.announced) out += ", " + to_string(*leg.deal.announced);
  out += fmt::format(" <span class=\"about\">(deal {})</span>", leg.deal.id);
  const auto evidence = data.evidence(leg.deal.id);
  if (!evidence.empty()) {
    const auto& first = evidence.front();
    out += "<blockquote>" + marked_sentence(first) + "</blockquote><div class=\"about\">" +
           source_line(first);
    if (evidence.size() > 1)
      out += fmt::format(", and {}", count_of(evidence.size() - 1, "other report"));
    out += "</div>";
  }
  return out + "</li>\n";
}

std::string cycle_markup(const ReportData& data, const CycleRow& row) {
  std::string title;
  for (const auto& leg : row.deals) title += name_markup(leg.payer_name) + " → ";
  title += name_markup(row.deals.front().payer_name);
  auto out = fmt::format("<article id=\"cycle-{}\"><h3>{}{}</h3>\n<p class=\"about\">", row.id,
                         title, row.is_new ? " <span class=\"new\">new</span>" : "");
  if (row.cycle.bottleneck_usd)
    out += "Smallest leg USD " + format_number(*row.cycle.bottleneck_usd);
  else
    out += fmt::format("Undisclosed legs: {}", row.undisclosed);
  out += fmt::format(", found {}</p>\n", escape_markup(row.closed_at.substr(0, 10)));
  out += ring_svg(row) + "\n<ol>\n";
  for (const auto& leg : row.deals) out += leg_markup(data, leg);
  return out + "</ol></article>\n";
}

std::string number_cell(const std::optional<double>& value) {
  return fmt::format("<td class=\"number\" data-value=\"{}\">{}</td>", value ? *value : -1.0,
                     value ? format_number(*value) : "–");
}

std::string deal_row(const DealRow& row) {
  const auto& deal = row.deal;
  const auto date = deal.announced ? to_string(*deal.announced) : std::string();
  auto out = fmt::format(
      "<tr data-type=\"{0}\" data-status=\"{1}\"><td>{2}</td><td>{3}</td><td>{4}"
      "</td><td>{0}</td><td>{5}</td>",
      to_string(deal.type), to_string(deal.status), date, name_markup(row.payer_name),
      name_markup(row.payee_name), amount_markup(deal));
  out += number_cell(deal.usd);
  out += fmt::format("<td>{}</td><td>{}</td></tr>\n", to_string(deal.status),
                     link_markup(row.url, shorten(row.title.empty() ? row.url : row.title, 80)));
  return out;
}

std::string deals_section(const ReportData& data) {
  std::string out =
      "<section id=\"deals\"><h2>Deals</h2>\n<p class=\"tools\" hidden><label>Find <input "
      "type=\"search\"></label> <label>type <select name=\"type\"><option value=\"\">all</option>"
      "</select></label> <label>status <select name=\"status\"><option value=\"\">all</option>"
      "</select></label> <output></output></p>\n<div class=\"scroll\"><table id=\"deal-table\" "
      "class=\"sortable\"><thead><tr><th>Date</th><th>Payer</th><th>Payee</th><th>Type</th>"
      "<th>Amount</th><th class=\"number\">USD</th><th>Status</th><th>Source</th></tr></thead>"
      "<tbody>\n";
  for (const auto& deal : data.deals) out += deal_row(deal);
  return out + "</tbody></table></div></section>\n";
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

std::string head(const ReportData& data, const std::string& nonce, const std::string& more) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src "
      "'nonce-{0}'; style-src 'nonce-{0}'; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n<title>{1}</title>\n"
      "<style nonce=\"{0}\">{2}</style>{3}</head><body>\n",
      nonce, escape_markup(data.title), report_style, more);
}

}  // namespace

std::string report_page(const ReportData& data, const std::string& nonce) {
  const auto fresh = static_cast<std::size_t>(std::count_if(
      data.cycles.begin(), data.cycles.end(), [](const CycleRow& row) { return row.is_new; }));
  const auto explorer = explorer_parts(data, explorer_assets(), nonce);
  auto out = head(data, nonce, explorer.head);
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
      if (row.is_new == is_new && !row.deals.empty()) out += cycle_markup(data, row);
  out += "</section>\n" + deals_section(data) + parties_section(data) + explorer.section;
  out += fmt::format("</main><script nonce=\"{}\">{}</script>\n{}</body></html>\n", nonce,
                     report_script, explorer.scripts);
  return out;
}

}  // namespace dealgraph

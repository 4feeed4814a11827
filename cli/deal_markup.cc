#include "cli/deal_markup.h"

#include <fmt/format.h>

#include "cli/evidence_markup.h"
#include "cli/markup.h"
#include "cli/money.h"
#include "cli/output.h"
#include "cli/ring_svg.h"

namespace dealgraph {
namespace {

std::string to_page(const std::string& path, const std::string& markup) {
  return fmt::format("<a href=\"{}\">{}</a>", path, markup);
}

std::string leg_markup(const DealPages& pages, const DealRow& leg) {
  const auto& deal = leg.deal;
  auto out = fmt::format("<li><b>{} → {}</b>: {}, {}, {}", pages.party(deal.payer, leg.payer_name),
                         pages.party(deal.payee, leg.payee_name), to_string(deal.type),
                         amount_markup(deal), to_string(deal.status));
  if (deal.announced) out += ", " + to_string(*deal.announced);
  out += fmt::format(" <span class=\"about\">({})</span>",
                     pages.deal(deal.id, fmt::format("deal {}", deal.id)));
  const auto evidence = pages.evidence(deal.id);
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

std::string title_of(const DealPages& pages, const CycleRow& row) {
  std::string title;
  for (const auto& leg : row.deals) title += name_markup(leg.payer_name) + " → ";
  title += name_markup(row.deals.front().payer_name);
  return pages.linked ? to_page(fmt::format("/cycle/{}", row.id), title) : title;
}

std::string deal_row(const DealPages& pages, const DealRow& row) {
  const auto& deal = row.deal;
  const auto date = deal.announced ? to_string(*deal.announced) : std::string();
  auto out = fmt::format("<tr data-type=\"{}\" data-status=\"{}\">", to_string(deal.type),
                         to_string(deal.status));
  if (pages.linked)
    out += fmt::format("<td class=\"number\" data-value=\"{}\">{}</td>", deal.id,
                       pages.deal(deal.id, std::to_string(deal.id)));
  out +=
      fmt::format("<td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td>", date,
                  pages.party(deal.payer, row.payer_name), pages.party(deal.payee, row.payee_name),
                  to_string(deal.type), amount_markup(deal));
  out += number_cell(deal.usd);
  out += fmt::format("<td>{}</td><td>{}</td></tr>\n", to_string(deal.status),
                     link_markup(row.url, shorten(row.title.empty() ? row.url : row.title, 80)));
  return out;
}

}  // namespace

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~";
  std::string out;
  for (const char c : text) {
    if (plain.find(c) != std::string_view::npos)
      out += c;
    else
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

std::string path_of(std::initializer_list<std::string_view> parts) {
  std::string out;
  for (const auto part : parts) out += '/' + percent_encoded(part);
  return out;
}

std::string DealPages::party(const std::string& id, const std::string& name) const {
  return linked ? to_page(path_of({"party", id}), name_markup(name)) : name_markup(name);
}

std::string DealPages::deal(std::int64_t id, const std::string& label) const {
  return linked ? to_page(fmt::format("/deal/{}", id), label) : label;
}

std::string cycle_markup(const DealPages& pages, const CycleRow& row) {
  auto out = fmt::format("<article id=\"cycle-{}\"><h3>{}{}</h3>\n<p class=\"about\">", row.id,
                         title_of(pages, row), row.is_new ? " <span class=\"new\">new</span>" : "");
  if (row.cycle.bottleneck_usd)
    out += "Smallest leg USD " + format_number(*row.cycle.bottleneck_usd);
  else
    out += fmt::format("Undisclosed legs: {}", row.undisclosed);
  out += fmt::format(", found {}</p>\n", escape_markup(row.closed_at.substr(0, 10)));
  out += ring_svg(row) + "\n<ol>\n";
  for (const auto& leg : row.deals) out += leg_markup(pages, leg);
  return out + "</ol></article>\n";
}

std::string number_cell(const std::optional<double>& value) {
  return fmt::format("<td class=\"number\" data-value=\"{}\">{}</td>", value ? *value : -1.0,
                     value ? format_number(*value) : "–");
}

std::string deal_table(const DealPages& pages, const std::vector<DealRow>& deals) {
  auto out = fmt::format(
      "<div class=\"scroll\"><table {}class=\"sortable\"><thead><tr>{}<th>Date</th>"
      "<th>Payer</th><th>Payee</th><th>Type</th><th>Amount</th><th class=\"number\">USD</th>"
      "<th>Status</th><th>Source</th></tr></thead><tbody>\n",
      pages.linked ? "" : "id=\"deal-table\" ",
      pages.linked ? "<th class=\"number\">Deal</th>" : "");
  for (const auto& deal : deals) out += deal_row(pages, deal);
  return out + "</tbody></table></div>";
}

}  // namespace dealgraph

#include "cli/serve_forms.h"

#include <fmt/format.h>

#include <charconv>

#include "cli/markup.h"

namespace dealgraph {

std::string form_markup(const std::string& action, const std::string& fields) {
  return fmt::format(
      "<form class=\"filters\" action=\"{}\">{}<button type=\"submit\">Show</button></form>\n",
      action, fields);
}

std::string text_field(const char* name, const char* label, const std::string& value,
                       const char* example) {
  return fmt::format(
      "<label>{} <input type=\"search\" name=\"{}\" value=\"{}\" placeholder=\"{}\"></label> ",
      label, name, escape_markup(value), example);
}

std::string choice_field(const char* name, const char* label, const std::string& value,
                         const std::vector<std::string_view>& choices) {
  auto out =
      fmt::format("<label>{} <select name=\"{}\"><option value=\"\">all</option>", label, name);
  for (const auto choice : choices)
    out += fmt::format("<option value=\"{0}\"{1}>{0}</option>", choice,
                       choice == value ? " selected" : "");
  return out + "</select></label> ";
}

std::string table_markup(const std::vector<std::string>& heading,
                         const std::vector<std::vector<std::string>>& rows) {
  std::string out = "<div class=\"scroll\"><table class=\"sortable\"><thead><tr>";
  for (const auto& cell : heading) out += "<th>" + cell + "</th>";
  out += "</tr></thead><tbody>\n";
  for (const auto& row : rows) {
    out += "<tr>";
    for (const auto& cell : row) out += cell.starts_with("<td") ? cell : "<td>" + cell + "</td>";
    out += "</tr>\n";
  }
  return out + "</tbody></table></div>\n";
}

DealPages pages_of(const ViewInput& input) {
  return {[&input](std::int64_t deal) { return input.store.evidence_of(deal); }, true};
}

std::int64_t number_of(const std::string& id) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
  return error == std::errc() && end == id.data() + id.size() && number > 0 ? number : 0;
}

}  // namespace dealgraph

#include "cli/serve_query.h"

#include <algorithm>
#include <charconv>

#include "cli/deal_markup.h"
#include "cli/listing.h"
#include "cli/money.h"
#include "text/suggest.h"

namespace dealgraph {
namespace {

constexpr std::size_t longest_value = 300;  // bytes

[[noreturn]] void refuse(const std::string& name, const std::string& why) {
  throw WebProblem{400, name + ": " + why};
}

std::string listed(const std::vector<std::string_view>& names) {
  std::string list;
  for (const auto name : names) list += (list.empty() ? "" : ", ") + std::string(name);
  return list;
}

}  // namespace

ServeQuery::ServeQuery(const std::map<std::string, std::string>& values,
                       std::initializer_list<std::string_view> known) {
  std::vector<std::string_view> names(known);
  names.insert(names.end(), {"page", "limit"});
  for (const auto& [name, value] : values) {
    if (value.empty()) continue;
    if (std::find(names.begin(), names.end(), name) == names.end())
      refuse(name, "this page takes " + listed(names));
    if (value.size() > longest_value) refuse(name, "the value is too long");
    values_.emplace(name, value);
  }
}

std::string ServeQuery::text(const std::string& name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? "" : found->second;
}

std::string ServeQuery::date(const std::string& name) const {
  auto value = text(name);
  if (!value.empty())
    if (const auto problem = check_date(value); !problem.empty()) refuse(name, problem);
  return value;
}

double ServeQuery::money(const std::string& name) const {
  const auto value = text(name);
  if (value.empty()) return 0;
  if (const auto problem = check_money(value); !problem.empty()) refuse(name, problem);
  return *parse_money(value);
}

bool ServeQuery::flag(const std::string& name) const {
  const auto value = text(name);
  if (!value.empty() && value != "1" && value != "0") refuse(name, "1 or 0");
  return value == "1";
}

std::string ServeQuery::choice(const std::string& name,
                               const std::vector<std::string_view>& choices) const {
  auto value = text(name);
  if (value.empty() || std::find(choices.begin(), choices.end(), value) != choices.end())
    return value;
  const auto near = suggest(value, choices);
  refuse(name, "no such value: " + value +
                   (near.empty() ? "; one of " + listed(choices) : ", did you mean " + near + "?"));
}

std::size_t ServeQuery::number(const std::string& name, std::size_t otherwise, std::size_t least,
                               std::size_t most) const {
  const auto value = text(name);
  if (value.empty()) return otherwise;
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc() || end != value.data() + value.size() || number < least || number > most)
    refuse(name, "a number from " + std::to_string(least) + " to " + std::to_string(most));
  return number;
}

std::string ServeQuery::with_page(std::size_t page) const {
  std::string out;
  auto values = values_;
  values["page"] = std::to_string(page);
  for (const auto& [name, value] : values)
    out += (out.empty() ? "?" : "&") + percent_encoded(name) + '=' + percent_encoded(value);
  return out;
}

void refuse_filters(const std::map<std::string, std::string>& values) {
  for (const auto& [name, value] : values)
    if (!value.empty()) refuse(name, "this page takes no filters");
}

Paging paging_of(const ServeQuery& query, std::size_t usual, std::size_t most) {
  Paging paging{};
  paging.page = query.number("page", 1, 1, 1'000'000);
  paging.limit = query.number("limit", usual, 1, most);
  paging.skip = (paging.page - 1) * paging.limit;
  return paging;
}

}  // namespace dealgraph

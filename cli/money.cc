#include "cli/money.h"

#include <fmt/format.h>

#include <cctype>
#include <charconv>
#include <cmath>
#include <string_view>
#include <utility>

namespace dealgraph {
namespace {

struct Unit {
  double size;
  std::string_view name;
};
constexpr Unit units[] = {{1e12, "tn"}, {1e9, "bn"}, {1e6, "m"}};

// Up to `digits` decimals, without the zeros at the end.
std::string trimmed(double value, int digits) {
  auto text = fmt::format("{:.{}f}", value, digits);
  if (text.find('.') != std::string::npos) text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string with_thousands(std::string text) {
  const auto point = text.find('.');
  const auto end = point == std::string::npos ? text.size() : point;
  for (std::size_t at = end; at > 3; at -= 3) text.insert(at - 3, 1, ',');
  return text;
}

std::string_view period(Per per) {
  switch (per) {
    case Per::total:
      return "";
    case Per::year:
      return " a year";
    case Per::quarter:
      return " a quarter";
    case Per::month:
      return " a month";
    case Per::unit:
      return " a unit";
    case Per::share:
      return " a share";
  }
  return "";
}

std::string bounds(const Amount& amount) {
  const auto money = [&](double value) {
    return amount.currency.empty() ? format_number(value)
                                   : amount.currency + ' ' + format_number(value);
  };
  if (!amount.min && !amount.max) return "undisclosed";
  if (!amount.min) return "up to " + money(*amount.max);
  if (!amount.max) return "at least " + money(*amount.min);
  if (*amount.min != *amount.max) return money(*amount.min) + " to " + format_number(*amount.max);
  return (amount.qualifier == Qualifier::about ? "about " : "") + money(*amount.min);
}

}  // namespace

std::string format_number(double value) {
  for (const auto& unit : units) {
    // 999,999,999.9 rounds to 1bn, not to 1000m.
    if (std::round(value / unit.size * 1e3) >= 1e3)
      return with_thousands(trimmed(value / unit.size, 3)) + std::string(unit.name);
  }
  return with_thousands(trimmed(value, 2));
}

std::string format_plain(double value) {
  return with_thousands(trimmed(value, value < 1000 ? 3 : 2));
}

std::optional<double> parse_money(const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || !(value >= 0)) return std::nullopt;
  std::string suffix(end, text.data() + text.size());
  for (auto& c : suffix) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  constexpr std::pair<std::string_view, double> scales[] = {{"", 1},     {"k", 1e3}, {"m", 1e6},
                                                            {"bn", 1e9}, {"b", 1e9}, {"tn", 1e12}};
  for (const auto& [name, size] : scales)
    if (suffix == name) return value * size;
  return std::nullopt;
}

std::string format_amount(const std::optional<Amount>& amount) {
  if (!amount) return "undisclosed";
  return bounds(*amount) + std::string(period(amount->per));
}

}  // namespace dealgraph

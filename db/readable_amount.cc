#include "db/readable_amount.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <string_view>

namespace dealgraph {
namespace {

struct Unit {
  double factor;
  std::string_view name;
};
constexpr std::array<Unit, 4> units{
    {{1e12, " trillion"}, {1e9, " billion"}, {1e6, " million"}, {1, ""}}};

std::string number(double value) {
  // Four digits are what an article gives at most; 999.99 million must not read "1000 million".
  for (const auto& unit : units)
    if (std::abs(value) >= unit.factor * 0.99995 || unit.factor == 1)
      return fmt::format("{:.{}g}{}", value / unit.factor, unit.factor == 1 ? 8 : 4, unit.name);
  return {};
}

std::string bounds(const Amount& amount) {
  if (amount.min && amount.max && *amount.min != *amount.max)
    return number(*amount.min) + " to " + number(*amount.max);
  if (!amount.min) return "up to " + number(*amount.max);
  if (!amount.max) return "at least " + number(*amount.min);
  const std::string prefix = amount.qualifier == Qualifier::about      ? "about "
                             : amount.qualifier == Qualifier::up_to    ? "up to "
                             : amount.qualifier == Qualifier::at_least ? "at least "
                                                                       : "";
  return prefix + number(*amount.max);
}

}  // namespace

std::string readable_amount(const std::optional<Amount>& amount) {
  if (!amount || (!amount->min && !amount->max)) return "undisclosed";
  std::string text = bounds(*amount);
  if (!amount->currency.empty()) text += ' ' + amount->currency;
  if (amount->per != Per::total) text += " per " + std::string(to_string(amount->per));
  return text;
}

}  // namespace dealgraph

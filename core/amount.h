#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace dealgraph {

enum class Qualifier { exact, up_to, at_least, about, range };
enum class Per { total, year, quarter, month, unit, share };
// What a sum stands for. none: a deal's own value, or nothing that is known.
enum class AmountRole {
  none,
  valuation,
  revenue,
  profit,
  market_value,
  capex,
  share_price,
  balance
};

// A sum of money as a text states it, in plain currency units (never thousands or millions).
// exact, about: min == max. up_to: max alone. at_least: min alone. range: min < max.
struct Amount {
  std::optional<double> min;
  std::optional<double> max;
  std::string currency;  // ISO 4217
  Qualifier qualifier = Qualifier::exact;
  Per per = Per::total;
  std::string text;  // as the article writes it

  friend bool operator==(const Amount&, const Amount&) = default;
};

std::string_view to_string(Qualifier qualifier);
std::string_view to_string(Per per);          // "" for a total
std::string_view to_string(AmountRole role);  // "" for none
std::optional<Qualifier> parse_qualifier(std::string_view name);
std::optional<Per> parse_per(std::string_view name);

}  // namespace dealgraph

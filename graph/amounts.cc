#include "graph/amounts.h"

#include <limits>

namespace dealgraph {
namespace {

// Articles round: 11.9 is retold as 12. Two exact figures may thus differ by about a tenth.
double slack(const Amount& amount) { return amount.qualifier == Qualifier::about ? 0.1 : 0.05; }

// What the currencies' rates of the article and of ours may differ by.
constexpr double rate_slack = 0.1;

// Of a range the lower bound, of "up to" the upper.
std::optional<double> ranked_figure(const Amount& amount) {
  if (amount.per != Per::total) return std::nullopt;
  if (amount.qualifier == Qualifier::range && amount.min) return amount.min;
  return amount.max ? amount.max : amount.min;
}

bool intervals_meet(const Amount& a, double a_rate, const Amount& b, double b_rate, double extra) {
  const double infinity = std::numeric_limits<double>::infinity();
  const auto low = [&](const Amount& x) { return x.min.value_or(0) * (1 - slack(x) - extra); };
  const auto high = [&](const Amount& x) {
    return x.max.value_or(infinity) * (1 + slack(x) + extra);
  };
  return low(a) * a_rate <= high(b) * b_rate && low(b) * b_rate <= high(a) * a_rate;
}

}  // namespace

bool amounts_meet(const Amount& a, const Amount& b) { return intervals_meet(a, 1, b, 1, 0); }

std::optional<bool> converted_amounts_meet(const Amount& a, const Amount& b,
                                           std::optional<Date> day, const Rates& rates) {
  if (a.per != b.per) return std::nullopt;
  const auto a_rate = rates.usd_per_unit(a.currency, day);
  const auto b_rate = rates.usd_per_unit(b.currency, day);
  if (!a_rate || !b_rate) return std::nullopt;
  return intervals_meet(a, *a_rate, b, *b_rate, rate_slack);
}

std::optional<double> usd_total(const Amount& amount) {
  return amount.currency == "USD" ? ranked_figure(amount) : std::nullopt;
}

std::optional<UsdFigure> usd_figure(const Amount& amount, std::optional<Date> day,
                                    const Rates& rates) {
  const auto figure = ranked_figure(amount);
  const auto rate = rates.usd_per_unit(amount.currency, day);
  if (!figure || !rate) return std::nullopt;
  return UsdFigure{*figure * *rate, amount.currency != "USD"};
}

int imprecision(const Amount& amount) {
  switch (amount.qualifier) {
    case Qualifier::exact:
      return 0;
    case Qualifier::about:
      return 1;
    case Qualifier::range:
      return 2;
    case Qualifier::up_to:
      return 3;
    case Qualifier::at_least:
      return 4;
  }
  return 4;
}

}  // namespace dealgraph

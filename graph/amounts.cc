#include "graph/amounts.h"

#include <limits>

namespace dealgraph {
namespace {

// Articles round: 11.9 is retold as 12. Two exact figures may thus differ by about a tenth.
double slack(const Amount& amount) { return amount.qualifier == Qualifier::about ? 0.1 : 0.05; }

}  // namespace

bool amounts_meet(const Amount& a, const Amount& b) {
  const double infinity = std::numeric_limits<double>::infinity();
  const auto low = [](const Amount& x) { return x.min.value_or(0) * (1 - slack(x)); };
  const auto high = [&](const Amount& x) { return x.max.value_or(infinity) * (1 + slack(x)); };
  return low(a) <= high(b) && low(b) <= high(a);
}

std::optional<double> usd_total(const Amount& amount) {
  if (amount.currency != "USD" || amount.per != Per::total) return std::nullopt;
  if (amount.qualifier == Qualifier::range && amount.min) return amount.min;
  return amount.max ? amount.max : amount.min;
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

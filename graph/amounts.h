#pragma once
#include <optional>

#include "core/amount.h"
#include "core/rates.h"

namespace dealgraph {

// Do two amounts of one currency and period leave room for one truth? A missing bound is open; each
// bound gives way by 5 %, that of "about" by 10 %.
bool amounts_meet(const Amount& a, const Amount& b);

// The figure that an amount of US dollars is ranked by, empty for a period or another currency.
std::optional<double> usd_total(const Amount& amount);

struct UsdFigure {
  double usd = 0;
  bool converted = false;
};

// The same with other currencies converted at the rate of the day; empty for a period, or without a
// rate.
std::optional<UsdFigure> usd_figure(const Amount& amount, std::optional<Date> day,
                                    const Rates& rates);

// Do two totals of different currencies, converted at the rates of a day, leave room for one truth?
// Empty without rates. Articles convert at rates of their own, so bounds give way by 10 % more.
std::optional<bool> converted_amounts_meet(const Amount& a, const Amount& b,
                                           std::optional<Date> day, const Rates& rates);

// 0 exact, 1 about, 2 range, 3 up to, 4 at least.
int imprecision(const Amount& amount);

}  // namespace dealgraph

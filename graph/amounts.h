#pragma once
#include <optional>

#include "core/amount.h"

namespace dealgraph {

// Do two amounts of one currency and period leave room for one truth? A missing bound is open; each
// bound gives way by 5 %, that of "about" by 10 %.
bool amounts_meet(const Amount& a, const Amount& b);

// The figure that an amount of US dollars is ranked by, empty for a period or another currency.
std::optional<double> usd_total(const Amount& amount);

// 0 exact, 1 about, 2 range, 3 up to, 4 at least.
int imprecision(const Amount& amount);

}  // namespace dealgraph

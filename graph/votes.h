#pragma once
#include <cstdint>
#include <optional>
#include <span>

#include "core/deal.h"

namespace dealgraph {

using Members = std::span<const Evidence* const>;  // evidence of one deal

// What most articles say; docs/merging.md has the ties. Each depends on content alone, never on the
// order of the members.
std::optional<Amount> voted_amount(Members members);
std::optional<double> voted_stake(Members members);
// Half of those who tell the amount are enough: better too cautious than to credit a whole round.
bool voted_shared(Members members, const std::optional<Amount>& amount);

// The newest; of one day the end of a deal, then the more certain.
Status latest_status(Members members);
std::optional<Date> first_day(Members members);

}  // namespace dealgraph

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

// What the evidence says of the status. Who raised a bid has not completed anything, whatever the
// tense.
Status status_of(const Evidence& evidence);
// The newest; of one day the end of a deal, then the more certain. What was completed is not merely
// agreed again because a later article tells how it began.
Status latest_status(Members members);
std::optional<Date> first_day(Members members);

}  // namespace dealgraph

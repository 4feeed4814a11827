#pragma once
#include <optional>
#include <string>

#include "core/amount.h"

namespace dealgraph {

// An amount for people, in English: "up to 100 billion USD", "3 million EUR per year";
// "undisclosed" for none.
std::string readable_amount(const std::optional<Amount>& amount);

}  // namespace dealgraph

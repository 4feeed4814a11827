#pragma once
#include <filesystem>
#include <vector>

#include "core/rates.h"

namespace dealgraph {

// The rates of rates.csv in each folder that has one; rows of later folders replace earlier ones.
// A line is "currency,since,per_usd": how many units one US dollar buys from a day on. Throws
// Error(config) with file and line.
Rates load_rates(const std::vector<std::filesystem::path>& folders);

}  // namespace dealgraph

#pragma once
#include <string>
#include <vector>

#include "db/store.h"

namespace dealgraph {

// The published CSV of `deals` and `cycles`, with a heading; safe for spreadsheets (format_csv).
std::string deals_csv(const std::vector<DealRow>& rows);
std::string cycles_csv_heading();
std::string cycle_csv(const CycleRow& row);  // a line for each leg

}  // namespace dealgraph

#pragma once
#include <functional>

#include "cli/config.h"
#include "db/store.h"

namespace dealgraph {

struct RollUp {
  bool groups = false;   // subsidiaries count as their parents
  bool rumored = false;  // rumored deals count
};

// Circles that the database does not keep, found anew from its deals; the filter applies, but
// nothing is new. Their parties are those at the top, their legs the deals as they are stored.
// Returns false if there are more than were found.
bool for_each_rolled_up_cycle(const Store& store, const RollUp& roll_up, const RingOptions& options,
                              const CycleFilter& filter,
                              const std::function<void(CycleRow&&)>& use);

}  // namespace dealgraph

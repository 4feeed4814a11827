#pragma once
#include <vector>

#include "db/derivation.h"
#include "graph/ring_search.h"

namespace dealgraph {

// Brings the stored circles up to date with the edges as they are now: those through an edge that
// changed, or all of them if the run says so.
void update_rings(Derivation& run, const std::vector<LegChange>& changes,
                  const RingOptions& options);

}  // namespace dealgraph

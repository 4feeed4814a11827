#pragma once
#include <vector>

#include "core/rates.h"
#include "graph/cluster.h"

namespace dealgraph {

// How the deal of the cluster looked after each day on which an article changed it. The first says
// that it was told; the last says what the deal is now. Never empty.
std::vector<Revision> timeline_of(const Cluster& cluster, const Rates& rates);

}  // namespace dealgraph

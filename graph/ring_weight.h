#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "graph/ring_graph.h"
#include "graph/ring_search.h"

namespace dealgraph {

// The ring of these nodes as the graph has it now; nothing if a leg is gone or below the floor, or
// if it is longer than the options allow. Nodes in payment order, the smallest first.
std::optional<Ring> weigh_ring(const RingGraph& graph, const std::vector<std::uint32_t>& nodes,
                               const RingOptions& options);

}  // namespace dealgraph

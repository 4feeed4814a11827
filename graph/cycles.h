#pragma once
#include <cstddef>
#include <vector>

#include "core/deal.h"
#include "core/graph.h"

namespace dealgraph {

// Live deals → one edge for each ordered pair. Left out: partnerships, denied, terminated and
// rumored deals, and deals of a party with itself. Sorted by (payer, payee).
std::vector<Edge> build_edges(const std::vector<Deal>& deals);

struct CycleOptions {
  std::size_t max_length = 4;
};

// All simple cycles of 2..max_length edges, the strongest first: by bottleneck, fewest undisclosed
// edges, shorter, then by parties.
std::vector<Cycle> find_cycles(const std::vector<Edge>& edges, const CycleOptions& options = {});

}  // namespace dealgraph

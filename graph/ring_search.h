#pragma once
#include <cstddef>
#include <vector>

#include "core/graph.h"
#include "graph/ring_graph.h"

namespace dealgraph {

struct RingOptions {
  std::size_t max_length = 4;  // 2..8
  double floor_usd = 100e6;
  std::size_t keep = 20;
  std::size_t max_steps = 200'000'000;
};
struct RingSearch {
  std::vector<Ring> rings;
  bool complete = true;
  std::size_t at_least = 0;
  double floor_usd = 0;
};
RingSearch rings_through(const RingGraph& graph, std::uint32_t payer, std::uint32_t payee,
                         const RingOptions& options);
RingSearch all_rings(const RingGraph& graph, const RingOptions& options);

}  // namespace dealgraph

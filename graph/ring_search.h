#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "graph/ring_graph.h"

namespace dealgraph {

struct RingOptions {
  std::size_t max_length = 4;  // legs; 2 to 8, more counts as 8
  double floor_usd = 100e6;    // legs known to be smaller are left out; undisclosed ones never are
  std::size_t keep = 20;       // the best are kept
  std::size_t max_steps = 50'000'000;  // legs looked at, some half a second; then it gives up
  // Within so many all circles of a pair are listed; it is enough for almost every pair. Where it
  // is not, there are hubs, and going from the best kind of circle down is cheaper.
  std::size_t first_steps = 2'000;
};

// Fully disclosed ones by bottleneck, the largest first; then those with the fewest undisclosed
// legs; of equal ones the shorter, of the smaller span, the newer, then by nodes.
bool ranks_before(const Ring& a, const Ring& b);

struct RingSearch {
  std::vector<Ring> rings;   // best first, at most `keep`
  bool complete = true;      // false: there are more, or it gave up
  bool gave_up = false;      // max_steps was hit: others may be better than those kept
  std::size_t at_least = 0;  // rings known to exist
  double floor_usd = 0;      // if incomplete, the smallest bottleneck kept; < 0: undisclosed
};

// The circles through one leg: the best `keep`, exactly. Nothing if the pair has no leg or it is
// below the floor.
// Circles are looked for from the best kind down (by falling floors, then by the number of
// undisclosed legs, each by length), so that the many circles around hubs are not all listed.
// Threads may search at once, in a graph that nobody changes.
RingSearch rings_through(const RingGraph& graph, std::uint32_t payer, std::uint32_t payee,
                         const RingOptions& options = {});

// The circles of the whole graph: the best `keep` overall.
RingSearch all_rings(const RingGraph& graph, const RingOptions& options = {});

}  // namespace dealgraph

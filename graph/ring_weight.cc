#include "graph/ring_weight.h"

#include <algorithm>
#include <limits>

namespace dealgraph {

std::optional<Ring> weigh_ring(const RingGraph& graph, const std::vector<std::uint32_t>& nodes,
                               const RingOptions& options) {
  if (nodes.size() < 2 || nodes.size() > options.max_length) return std::nullopt;
  Ring ring;
  ring.nodes = nodes;
  double smallest = std::numeric_limits<double>::infinity();
  std::int32_t oldest = std::numeric_limits<std::int32_t>::max();
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const auto leg = graph.find(nodes[i], nodes[(i + 1) % nodes.size()]);
    if (!leg || (leg->usd >= 0 && leg->usd < options.floor_usd)) return std::nullopt;
    if (leg->usd < 0)
      ++ring.undisclosed;
    else
      smallest = std::min(smallest, leg->usd);
    if (leg->day == no_day) continue;
    oldest = std::min(oldest, leg->day);
    ring.newest_day = std::max(ring.newest_day, leg->day);
  }
  if (!ring.undisclosed) ring.bottleneck_usd = smallest;
  if (ring.newest_day != no_day) ring.span_days = ring.newest_day - oldest;
  return ring;
}

}  // namespace dealgraph

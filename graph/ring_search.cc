#include "graph/ring_search.h"

#include <algorithm>

#include "graph/ring_weight.h"

namespace dealgraph {
namespace {
void extend(const RingGraph& graph, std::vector<std::uint32_t>& path, const RingOptions& options,
            RingSearch& out) {
  for (const auto& [pair, leg] : graph.legs_) {
    if (pair.first != path.back()) continue;
    if (pair.second == path.front()) {
      auto nodes = path;
      std::rotate(nodes.begin(), std::min_element(nodes.begin(), nodes.end()), nodes.end());
      if (auto ring = weigh_ring(graph, nodes, options)) out.rings.push_back(*ring);
    } else if (path.size() < options.max_length &&
               std::find(path.begin(), path.end(), pair.second) == path.end()) {
      path.push_back(pair.second);
      extend(graph, path, options, out);
      path.pop_back();
    }
  }
}
}  // namespace
RingSearch rings_through(const RingGraph& graph, std::uint32_t payer, std::uint32_t payee,
                         const RingOptions& options) {
  RingSearch out;
  std::vector<std::uint32_t> path{payer, payee};
  extend(graph, path, options, out);
  out.at_least = out.rings.size();
  return out;
}
RingSearch all_rings(const RingGraph&, const RingOptions&) { return {}; }
}  // namespace dealgraph

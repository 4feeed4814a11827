#pragma once
#include <cstdint>
#include <utility>
#include <vector>

namespace dealgraph {

struct LayoutPoint {
  double x = 0;
  double y = 0;
  friend bool operator==(const LayoutPoint&, const LayoutPoint&) = default;
};

using LayoutEdge = std::pair<std::uint32_t, std::uint32_t>;

// Where to draw the nodes 0 … nodes-1 so that neighbours lie about 1 apart and others further off.
// Connected components are laid out by forces (Fruchterman and Reingold 1991, with far nodes taken
// together as Barnes and Hut 1986 do) and put side by side in rows, the largest first.
// The same input gives the same picture; 3,000 nodes take a fraction of a second.
std::vector<LayoutPoint> lay_out(std::size_t nodes, const std::vector<LayoutEdge>& edges);

}  // namespace dealgraph

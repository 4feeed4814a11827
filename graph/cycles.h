#pragma once
#include <cstddef>
#include <vector>

#include "core/deal.h"
#include "core/graph.h"

namespace dealgraph {

// Live deals → one edge for each ordered pair. Left out: partnerships, denied, terminated and
// rumored deals, and deals of a party with itself. Sorted by (payer, payee).
// `usd` is the largest amount of the pair's deals that is a total in US dollars: the upper bound of
// "up to", the lower bound of "at least" and of a range. Other currencies count as unknown.
std::vector<Edge> build_edges(const std::vector<Deal>& deals);

struct CycleOptions {
  std::size_t max_length = 4;
  std::size_t max_cycles = 100'000;     // the strongest are kept
  std::size_t max_steps = 200'000'000;  // edges looked at, some seconds; then the search gives up
};

struct CycleSearch {
  std::vector<Cycle> cycles;
  bool complete = true;  // false: a limit was hit, so there are more cycles than these
};

// All simple cycles of 2..max_length edges, the strongest first: by bottleneck, fewest undisclosed
// edges, shorter, then by parties. Depth-first from each cycle's smallest party, only into parties
// whose distance back to it (breadth-first, on the parties after it) fits the edges that are left.
CycleSearch search_cycles(const std::vector<Edge>& edges, const CycleOptions& options = {});

// The same without the word on completeness.
std::vector<Cycle> find_cycles(const std::vector<Edge>& edges, const CycleOptions& options = {});

}  // namespace dealgraph

#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dealgraph {

// All live deals of one ordered pair of parties, collapsed. The money runs payer → payee.
struct Edge {
  std::string payer;  // party ids
  std::string payee;
  std::optional<double> usd;        // largest known amount among the deals, US dollars
  std::vector<std::int64_t> deals;  // ids, the largest first
};

// A simple cycle of edges: the money comes back.
struct Cycle {
  std::vector<std::string> parties;      // each once, in payment order, the smallest id first
  std::vector<std::int64_t> deals;       // deals[i] pays from parties[i] to parties[i + 1 mod n]
  std::optional<double> bottleneck_usd;  // smallest edge; empty if any edge is undisclosed

  friend bool operator==(const Cycle&, const Cycle&) = default;
};

}  // namespace dealgraph

#pragma once
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace dealgraph {

// All deals of one ordered pair of parties that count, collapsed. The money runs payer → payee.
struct Edge {
  std::string payer;  // party ids
  std::string payee;
  std::optional<double> usd;        // largest known amount among the deals, US dollars
  std::optional<std::int32_t> day;  // of the largest deal, days since 1970
  std::vector<std::int64_t> deals;  // ids, the largest first
};

inline constexpr std::int32_t no_day = std::numeric_limits<std::int32_t>::min();

// An edge between two nodes of the graph in memory, which are numbers.
struct Leg {
  std::uint32_t payer = 0;
  std::uint32_t payee = 0;
  double usd = -1;            // below 0: undisclosed
  std::int32_t day = no_day;  // days since 1970

  friend bool operator==(const Leg&, const Leg&) = default;
};

// A circular deal in the graph in memory.
struct Ring {
  std::vector<std::uint32_t> nodes;  // in payment order, the smallest number first
  double bottleneck_usd = -1;        // smallest leg; below 0: some leg is undisclosed
  std::uint32_t undisclosed = 0;     // legs
  std::int32_t span_days = 0;        // newest less oldest known day; 0 if fewer than two are known
  std::int32_t newest_day = no_day;

  friend bool operator==(const Ring&, const Ring&) = default;
};

// A circular deal as it is shown.
struct Cycle {
  std::vector<std::string> parties;      // each once, in payment order, the smallest id first
  std::vector<std::int64_t> deals;       // deals[i] pays from parties[i] to parties[i + 1 mod n]
  std::optional<double> bottleneck_usd;  // smallest edge; empty if any edge is undisclosed

  friend bool operator==(const Cycle&, const Cycle&) = default;
};

}  // namespace dealgraph

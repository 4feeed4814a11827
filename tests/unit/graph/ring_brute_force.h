#pragma once
#include <algorithm>
#include <cstdint>
#include <map>
#include <ostream>
#include <random>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "graph/ring_search.h"

namespace dealgraph {

// Found by GoogleTest, which prints what differs.
inline void PrintTo(const Ring& ring, std::ostream* out) {
  for (const auto node : ring.nodes) *out << node << ' ';
  *out << "usd " << ring.bottleneck_usd << ", undisclosed " << ring.undisclosed << ", span "
       << ring.span_days << ", newest " << ring.newest_day << '\n';
}

namespace test {

using Legs = std::map<std::pair<std::uint32_t, std::uint32_t>, Leg>;

inline RingGraph load(const Legs& legs) {
  std::vector<Leg> list;
  for (const auto& [pair, leg] : legs) list.push_back(leg);
  return RingGraph(list);
}

inline std::string show(const Legs& legs) {
  std::ostringstream out;
  for (const auto& [pair, leg] : legs)
    out << pair.first << " -> " << pair.second << ": usd " << leg.usd << ", day " << leg.day
        << '\n';
  return out.str();
}

// The ring of these nodes.
inline Ring describe(const std::vector<std::uint32_t>& nodes, const Legs& legs) {
  std::vector<double> amounts;
  std::vector<std::int32_t> days;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const auto& leg = legs.at({nodes[i], nodes[(i + 1) % nodes.size()]});
    amounts.push_back(leg.usd < 0 ? -1 : leg.usd);
    if (leg.day != no_day) days.push_back(leg.day);
  }
  std::sort(days.begin(), days.end());
  Ring ring;
  ring.nodes = nodes;
  ring.bottleneck_usd = *std::min_element(amounts.begin(), amounts.end());
  ring.undisclosed = static_cast<std::uint32_t>(std::count(amounts.begin(), amounts.end(), -1.0));
  if (!days.empty()) {
    ring.span_days = days.back() - days.front();
    ring.newest_day = days.back();
  }
  return ring;
}

inline void extend(std::vector<std::uint32_t>& nodes, std::size_t max_length, const Legs& legs,
                   std::vector<Ring>& rings) {
  if (nodes.size() > 1 && legs.count({nodes.back(), nodes.front()}))
    rings.push_back(describe(nodes, legs));
  if (nodes.size() == max_length) return;
  for (const auto& [pair, leg] : legs) {
    const auto [payer, payee] = pair;
    if (payer != nodes.back() || payee <= nodes.front()) continue;
    if (std::find(nodes.begin(), nodes.end(), payee) != nodes.end()) continue;
    nodes.push_back(payee);
    extend(nodes, max_length, legs, rings);
    nodes.pop_back();
  }
}

// As the contract of ranks_before() has it, one line of it each.
inline bool is_better(const Ring& a, const Ring& b) {
  const bool disclosed = a.undisclosed == 0;
  if (disclosed != (b.undisclosed == 0)) return disclosed;
  if (disclosed && a.bottleneck_usd != b.bottleneck_usd) return a.bottleneck_usd > b.bottleneck_usd;
  if (a.undisclosed != b.undisclosed) return a.undisclosed < b.undisclosed;
  if (a.nodes.size() != b.nodes.size()) return a.nodes.size() < b.nodes.size();
  if (a.span_days != b.span_days) return a.span_days < b.span_days;
  if (a.newest_day != b.newest_day) return a.newest_day > b.newest_day;
  return a.nodes < b.nodes;
}

// All rings, by trying everything.
inline std::vector<Ring> brute_force(const Legs& all, const RingOptions& options) {
  Legs legs;
  for (const auto& [pair, leg] : all)
    if (pair.first != pair.second && (leg.usd < 0 || leg.usd >= options.floor_usd))
      legs[pair] = leg;
  std::vector<Ring> rings;
  for (std::uint32_t start = 0; start < 10; ++start) {
    std::vector<std::uint32_t> nodes{start};
    extend(nodes, options.max_length, legs, rings);
  }
  std::sort(rings.begin(), rings.end(), is_better);
  return rings;
}

inline bool goes_through(const Ring& ring, std::uint32_t payer, std::uint32_t payee) {
  for (std::size_t i = 0; i < ring.nodes.size(); ++i)
    if (ring.nodes[i] == payer && ring.nodes[(i + 1) % ring.nodes.size()] == payee) return true;
  return false;
}

inline std::vector<Ring> brute_force_through(const Legs& legs, std::uint32_t payer,
                                             std::uint32_t payee, const RingOptions& options) {
  auto rings = brute_force(legs, options);
  std::erase_if(rings, [&](const Ring& ring) { return !goes_through(ring, payer, payee); });
  return rings;
}

// Small graphs in which many rings tie, some amounts and days are unknown, and some pairs missing.
class RandomLegs {
 public:
  explicit RandomLegs(unsigned seed) : random_(seed) {}

  std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(random_()) % limit; }

  Leg leg(std::uint32_t payer, std::uint32_t payee) {
    Leg leg{payer, payee};
    if (below(100) >= undisclosed_percent_) leg.usd = 50e6 * below(amounts_);
    if (below(5) > 0) leg.day = 20000 + static_cast<std::int32_t>(below(days_));
    return leg;
  }

  Legs legs(std::uint32_t nodes) {
    undisclosed_percent_ = below(3) * 40;
    amounts_ = 2 + below(3) * 6;
    days_ = 2 + below(2) * 200;
    const auto percent = 20 + below(70);
    Legs legs;
    for (std::uint32_t payer = 0; payer < nodes; ++payer)
      for (std::uint32_t payee = 0; payee < nodes; ++payee)
        if (below(100) < percent) legs[{payer, payee}] = leg(payer, payee);
    return legs;
  }

  RingOptions options() {
    RingOptions options;
    options.max_length = 2 + below(7);
    options.floor_usd = below(2) ? 100e6 : 0;
    options.keep = below(3) ? below(30) : 1'000'000;
    options.first_steps = below(3) * 60;  // so that both ways are gone, and the change between them
    return options;
  }

 private:
  std::mt19937 random_;
  std::uint32_t undisclosed_percent_ = 30;
  std::uint32_t amounts_ = 5;
  std::uint32_t days_ = 5;
};

}  // namespace test
}  // namespace dealgraph

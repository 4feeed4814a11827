#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "core/graph.h"

namespace dealgraph {

class RingGraph {
 public:
  RingGraph() = default;
  explicit RingGraph(const std::vector<Leg>& legs) {
    for (const auto& leg : legs) set(leg);
  }
  void set(const Leg& leg) { legs_[{leg.payer, leg.payee}] = leg; }
  std::optional<Leg> find(std::uint32_t payer, std::uint32_t payee) const {
    const auto found = legs_.find({payer, payee});
    return found == legs_.end() ? std::nullopt : std::optional(found->second);
  }
  std::map<std::pair<std::uint32_t, std::uint32_t>, Leg> legs_;
};

}  // namespace dealgraph

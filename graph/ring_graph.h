#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/graph.h"
#include "graph/arc_lists.h"

namespace dealgraph {

// The legs that searches for circular deals run on, one for each ordered pair. Every node has its
// legs at hand from the largest amount down. A leg from a party to itself is left out.
// Memory: 24 bytes a leg, and 16 for each number up to the largest, so leave few gaps.
class RingGraph {
 public:
  struct Out {
    std::uint32_t node = 0;  // payee
    std::int32_t day = no_day;
    double usd = -1;  // exactly -1 if undisclosed
  };
  // For growing a neighbourhood; what is told of a leg is read from its payer's list.
  struct In {
    std::uint32_t node = 0;  // payer
    float usd = -1;          // rounded, so that no two amounts change their order
  };

  RingGraph() = default;
  // Any order; of a pair given twice the last counts.
  explicit RingGraph(std::vector<Leg> legs);

  void set(const Leg& leg);                              // adds or replaces
  bool erase(std::uint32_t payer, std::uint32_t payee);  // false: there was none
  std::optional<Leg> find(std::uint32_t payer, std::uint32_t payee) const;

  std::size_t size() const { return size_; }  // legs
  // One more than the largest number of a party; some may have no leg.
  std::size_t node_count() const { return std::max(out_.size(), in_.size()); }

  // The largest amount first, undisclosed ones last. Good until the next change.
  std::span<const Out> out(std::uint32_t payer) const { return out_[payer]; }
  std::span<const In> in(std::uint32_t payee) const { return in_[payee]; }

  // nullptr: no such leg. Good until the next change.
  const Out* leg(std::uint32_t payer, std::uint32_t payee) const;

 private:
  void load_in(std::size_t nodes);

  ArcLists<Out> out_;
  ArcLists<In> in_;
  std::size_t size_ = 0;
};

}  // namespace dealgraph

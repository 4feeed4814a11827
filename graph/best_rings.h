#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "graph/ring_search.h"

namespace dealgraph {

constexpr std::size_t longest_ring = 8;

// What a ring is ranked by before its nodes; also of a ring of which only some legs are known.
struct RingRank {
  double bottleneck = std::numeric_limits<double>::infinity();  // of the disclosed legs
  std::uint32_t undisclosed = 0;
  std::uint32_t length = 0;
  std::int32_t oldest = std::numeric_limits<std::int32_t>::max();  // day; no leg's is known: after
  std::int32_t newest = no_day;                                    // `newest`

  void add(double usd, std::int32_t day);
  std::int64_t span() const { return newest < oldest ? 0 : std::int64_t{newest} - oldest; }
};

// Whether a ring with these legs, if it gets no longer than that, can rank before or equal another:
// more legs never raise a rank but for a newer day, so days newer than the newest are not judged.
bool may_reach(const RingRank& part, const RingRank& other);

// The best so many rings; once there are so many, a heap with the worst on top.
class BestRings {
 public:
  // Keeps at most that many, and forgets all there were.
  void reset(std::size_t keep);

  // `nodes` in payment order, from any node on.
  void offer(const RingRank& rank, std::span<const std::uint32_t> nodes);

  // False: a ring that begins like that would not be kept.
  bool wants(const RingRank& part) const {
    return rings_.size() < keep_ || (keep_ > 0 && may_reach(part, rings_.front().rank));
  }

  std::size_t keep() const { return keep_; }
  std::size_t offered() const { return offered_; }
  bool full() const { return rings_.size() >= keep_; }
  // nullptr: there is room for any ring.
  const RingRank* worst() const {
    return full() && !rings_.empty() ? &rings_.front().rank : nullptr;
  }

  // Best first; leaves nothing behind.
  std::vector<Ring> take();

 private:
  struct Kept {
    RingRank rank;
    std::array<std::uint32_t, longest_ring> nodes;
  };
  struct Better {
    bool operator()(const Kept& a, const Kept& b) const;
  };

  std::size_t keep_ = 0;
  std::size_t offered_ = 0;
  std::vector<Kept> rings_;
};

}  // namespace dealgraph

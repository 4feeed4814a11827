#include "graph/best_rings.h"

#include <algorithm>
#include <tuple>

namespace dealgraph {
namespace {

// Smaller is better, as far as it goes.
auto key(const RingRank& rank) {
  return std::tuple(rank.undisclosed, rank.undisclosed ? 0.0 : -rank.bottleneck, rank.length,
                    rank.span());
}

std::int32_t clamp_days(std::int64_t days) {
  return static_cast<std::int32_t>(
      std::min<std::int64_t>(days, std::numeric_limits<std::int32_t>::max()));
}

}  // namespace

void RingRank::add(double usd, std::int32_t day) {
  if (usd < 0)
    ++undisclosed;
  else
    bottleneck = std::min(bottleneck, usd);
  if (day == no_day) return;
  oldest = std::min(oldest, day);
  newest = std::max(newest, day);
}

bool may_reach(const RingRank& part, const RingRank& other) { return key(part) <= key(other); }

bool ranks_before(const Ring& a, const Ring& b) {
  const auto full_key = [](const Ring& ring) {
    return std::tuple(ring.undisclosed, ring.undisclosed ? 0.0 : -ring.bottleneck_usd,
                      ring.nodes.size(), ring.span_days, -std::int64_t{ring.newest_day});
  };
  const auto first = full_key(a);
  const auto second = full_key(b);
  return first != second ? first < second : a.nodes < b.nodes;
}

bool BestRings::Better::operator()(const Kept& a, const Kept& b) const {
  const auto first = key(a.rank);
  const auto second = key(b.rank);
  if (first != second) return first < second;
  if (a.rank.newest != b.rank.newest) return a.rank.newest > b.rank.newest;
  const auto end = [](const Kept& ring) { return ring.nodes.begin() + ring.rank.length; };
  return std::lexicographical_compare(a.nodes.begin(), end(a), b.nodes.begin(), end(b));
}

void BestRings::reset(std::size_t keep) {
  keep_ = keep;
  offered_ = 0;
  rings_.clear();
}

void BestRings::offer(const RingRank& rank, std::span<const std::uint32_t> nodes) {
  ++offered_;
  if (!wants(rank)) return;
  Kept kept{rank, {}};
  const auto smallest = std::min_element(nodes.begin(), nodes.end());
  std::rotate_copy(nodes.begin(), smallest, nodes.end(), kept.nodes.begin());
  if (!full()) {
    rings_.push_back(kept);
    if (full()) std::make_heap(rings_.begin(), rings_.end(), Better());
  } else if (Better()(kept, rings_.front())) {
    std::pop_heap(rings_.begin(), rings_.end(), Better());
    rings_.back() = kept;
    std::push_heap(rings_.begin(), rings_.end(), Better());
  }
}

std::vector<Ring> BestRings::take() {
  std::sort(rings_.begin(), rings_.end(), Better());
  std::vector<Ring> out;
  out.reserve(rings_.size());
  for (const auto& [rank, nodes] : rings_)
    out.push_back({{nodes.begin(), nodes.begin() + rank.length},
                   rank.undisclosed ? -1 : rank.bottleneck,
                   rank.undisclosed,
                   clamp_days(rank.span()),
                   rank.newest});
  rings_.clear();
  return out;
}

}  // namespace dealgraph

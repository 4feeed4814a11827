#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace dealgraph {

// A list of arcs for each node, sorted: the largest amount first, undisclosed ones (usd < 0) last,
// then by node. The lists of a bulk load lie side by side (compressed sparse rows); a list that
// changes afterwards moves into a vector of its own.
// `Arc` has `node` and `usd`. A span is good until the next change.
template <typename Arc>
class ArcLists {
 public:
  static constexpr auto before = [](const Arc& a, const Arc& b) {
    return a.usd != b.usd ? a.usd > b.usd : a.node < b.node;
  };

  // `counts[node]` arcs for each node, in the order of the nodes; each list is sorted.
  void load(const std::vector<std::uint32_t>& counts, std::vector<Arc> arcs) {
    arcs_ = std::move(arcs);
    places_.resize(counts.size());
    std::uint32_t begin = 0;
    for (std::size_t node = 0; node < counts.size(); ++node) {
      places_[node] = {begin, counts[node]};
      begin += counts[node];
    }
  }

  // How many nodes have a list, be it empty.
  std::size_t size() const { return places_.size(); }

  std::span<const Arc> operator[](std::uint32_t node) const {
    if (node >= places_.size()) return {};
    const auto [begin, count] = places_[node];
    if (count == moved) return moved_[begin];
    return {arcs_.data() + begin, count};
  }

  void insert(std::uint32_t node, const Arc& arc) {
    auto& list = own(node);
    list.insert(std::lower_bound(list.begin(), list.end(), arc, before), arc);
  }

  // Does nothing if the very arc (node and amount) is not there.
  void erase(std::uint32_t node, const Arc& arc) {
    auto& list = own(node);
    const auto at = std::lower_bound(list.begin(), list.end(), arc, before);
    if (at != list.end() && !before(arc, *at)) list.erase(at);
  }

 private:
  static constexpr std::uint32_t moved = std::numeric_limits<std::uint32_t>::max();
  struct Place {
    std::uint32_t begin = 0;  // in arcs_, or the place in moved_
    std::uint32_t count = 0;
  };

  std::vector<Arc>& own(std::uint32_t node) {
    if (node >= places_.size()) places_.resize(std::size_t{node} + 1);
    auto& place = places_[node];
    if (place.count != moved) {
      const auto list = (*this)[node];
      moved_.emplace_back();
      moved_.back().reserve(list.size() + 1);
      moved_.back().assign(list.begin(), list.end());
      place = {static_cast<std::uint32_t>(moved_.size() - 1), moved};
    }
    return moved_[place.begin];
  }

  std::vector<Place> places_;
  std::vector<Arc> arcs_;
  std::vector<std::vector<Arc>> moved_;
};

}  // namespace dealgraph

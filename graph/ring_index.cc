#include "graph/ring_index.h"

#include <algorithm>
#include <array>

namespace dealgraph {

RingIndex::Mark& RingIndex::mark(std::uint32_t node) {
  auto& mark = marks_[node];
  if (mark.search != search_) mark = {search_, unseen, unseen, none};
  return mark;
}

// Lists are sorted, so what the filter lets in is their beginning and their end.
template <typename Arcs, typename Visit>
bool RingIndex::scan(const Arcs& arcs, Steps& steps, Visit visit) const {
  using Amount = decltype(arcs[0].usd);
  const auto floor = static_cast<Amount>(query_.filter.floor_usd);
  auto arc = arcs.begin();
  for (; arc != arcs.end() && arc->usd >= floor && arc->usd >= 0; ++arc) visit(*arc);
  auto seen = static_cast<std::size_t>(arc - arcs.begin()) + 1;
  if (query_.filter.undisclosed) {
    arc = std::partition_point(arc, arcs.end(), [](const auto& a) { return a.usd >= 0; });
    seen += static_cast<std::size_t>(arcs.end() - arc);
    for (; arc != arcs.end(); ++arc) visit(*arc);
  }
  return steps.spend(seen);
}

template <typename Lists>
bool RingIndex::grow(Ball& ball, const Lists& lists, std::uint8_t Mark::*distance,
                     std::uint32_t other_end, Steps& steps) {
  next_.clear();
  ++ball.depth;
  for (const auto node : ball.edge) {
    const bool enough = scan(lists(node), steps, [&](const auto& arc) {
      if (arc.node < query_.first) return;
      auto& seen = mark(arc.node).*distance;
      if (seen != unseen) return;
      seen = ball.depth;
      if (arc.node != other_end) next_.push_back(arc.node);
    });
    if (!enough) return false;
  }
  ball.edge.swap(next_);
  ball.cost = 0;
  return true;
}

// Tells nodes of the forward ball how far the target is, where a short enough walk leads through
// them. All others keep `unseen`.
bool RingIndex::extend_backward(Steps& steps) {
  auto depth = backward_.depth;
  const auto on_short_walk = [&](std::uint32_t node) {
    const auto& seen = mark(node);
    return seen.from != unseen && seen.from + depth <= query_.hops;
  };
  std::erase_if(backward_.edge, [&](std::uint32_t node) { return !on_short_walk(node); });
  while (!backward_.edge.empty() && depth < query_.hops) {
    ++depth;
    next_.clear();
    for (const auto node : backward_.edge) {
      const bool enough = scan(graph_->in(node), steps, [&](const RingGraph::In& arc) {
        auto& seen = marks_[arc.node];
        if (seen.search != search_ || seen.to != unseen || seen.from == unseen ||
            seen.from + depth > query_.hops)
          return;
        seen.to = depth;
        if (arc.node != query_.source) next_.push_back(arc.node);
      });
      if (!enough) return false;
    }
    backward_.edge.swap(next_);
  }
  return true;
}

template <typename Lists>
std::size_t RingIndex::cost(Ball& ball, const Lists& lists) {
  if (ball.cost == 0)
    for (const auto node : ball.edge) ball.cost += lists(node).size() + 1;
  return ball.cost;
}

bool RingIndex::build(const RingGraph& graph, const Query& query, Steps& steps) {
  graph_ = &graph;
  query_ = query;
  if (marks_.size() < graph.node_count()) marks_.resize(graph.node_count());
  if (++search_ == 0) {
    std::fill(marks_.begin(), marks_.end(), Mark{});
    search_ = 1;
  }
  places_.clear();
  hops_.clear();
  forward_.edge.assign(1, query.source);
  backward_.edge.assign(1, query.target);
  forward_.depth = backward_.depth = 0;
  forward_.cost = backward_.cost = 0;
  mark(query.source).from = 0;
  mark(query.target).to = 0;
  const auto out = [&](std::uint32_t node) { return graph.out(node); };
  const auto in = [&](std::uint32_t node) { return graph.in(node); };
  while (forward_.depth + backward_.depth < query.hops && !forward_.edge.empty() &&
         !backward_.edge.empty()) {
    const bool enough = cost(forward_, out) <= cost(backward_, in)
                            ? grow(forward_, out, &Mark::from, query.target, steps)
                            : grow(backward_, in, &Mark::to, query.source, steps);
    if (!enough) return false;
  }
  if (!extend_backward(steps)) return false;
  place_of(query.source);
  return query.source == query.target || mark(query.source).to <= query.hops;
}

std::uint32_t RingIndex::place_of(std::uint32_t node) {
  auto& seen = mark(node);
  if (seen.place == none) {
    seen.place = static_cast<std::uint32_t>(places_.size());
    places_.push_back({node, {none, none}, {none, none}});
  }
  return seen.place;
}

RingIndex::Range RingIndex::hops(std::uint32_t place, std::uint8_t left, Steps& steps) {
  if (left == 1 && places_[place].all.begin == none) {
    if (places_[place].closing.begin == none) list_closing(place);
    return places_[place].closing;
  }
  if (places_[place].all.begin == none) list(place, steps);
  return places_[place].all;
}

// The last leg is looked up, not searched for: the last node may be a hub.
void RingIndex::list_closing(std::uint32_t place) {
  const auto begin = static_cast<std::uint32_t>(hops_.size());
  const auto* leg = graph_->leg(places_[place].node, query_.target);
  if (leg && query_.filter.lets_in(leg->usd))
    hops_.push_back({place_of(query_.target), leg->day, leg->usd, 0});
  places_[place].closing = {begin, static_cast<std::uint32_t>(hops_.size())};
}

void RingIndex::list(std::uint32_t place, Steps& steps) {
  const auto node = places_[place].node;
  const auto from = mark(node).from;
  // Where the ball around the source does not reach, its depth is the least.
  const int passed = (from == unseen ? forward_.depth + 1 : from) + 1;
  std::array<std::uint32_t, 10> next{};
  unsorted_.clear();
  scan(graph_->out(node), steps, [&](const RingGraph::Out& arc) {
    const auto& seen = marks_[arc.node];
    if (seen.search != search_ || passed + seen.to > query_.hops) return;
    if (arc.node == query_.source && arc.node != query_.target) return;
    unsorted_.push_back({place_of(arc.node), arc.day, arc.usd, seen.to});
    ++next[seen.to + 1U];
  });
  const auto begin = static_cast<std::uint32_t>(hops_.size());
  for (std::size_t to = 1; to < next.size(); ++to) next[to] += next[to - 1];
  hops_.resize(begin + unsorted_.size());
  for (const auto& hop : unsorted_) hops_[begin + next[hop.left]++] = hop;
  places_[place].all = {begin, static_cast<std::uint32_t>(hops_.size())};
}

}  // namespace dealgraph

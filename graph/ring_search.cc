#include "graph/ring_search.h"

#include <algorithm>

#include "graph/best_rings.h"
#include "graph/ring_index.h"

namespace dealgraph {
namespace {

constexpr int most_floors = 3;

// What a pass over an index is after. The passes of one search never find a ring twice.
struct Kind {
  std::uint32_t min_undisclosed = 0;
  std::uint32_t max_undisclosed = longest_ring;
  double below_usd = -1;    // bottleneck; < 0: any
  std::uint8_t length = 0;  // 0: any
};

class Search {
 public:
  RingSearch through(const RingGraph& graph, std::uint32_t payer, std::uint32_t payee,
                     const RingOptions& options);
  RingSearch all(const RingGraph& graph, const RingOptions& options);

 private:
  void begin(const RingGraph& graph, const RingOptions& options);
  RingSearch finish(bool gave_up);
  // These spend steps_ and return false when it runs out.
  bool try_everything();
  bool search_disclosed();
  bool search_undisclosed();
  bool pass_by_length(Kind kind, const LegFilter& filter);
  bool build_index(const LegFilter& filter, std::uint8_t length);
  bool pass(const Kind& kind);
  bool walk(std::uint32_t place, std::uint8_t left, const RingRank& rank);

  double next_floor(double floor, int floors) const;
  LegFilter filter_of_best() const;

  const RingGraph* graph_ = nullptr;
  RingOptions options_;
  std::uint8_t max_length_ = 0;
  Leg pair_;
  Steps steps_;
  RingIndex index_;
  LegFilter indexed_;
  std::uint8_t indexed_length_ = 0;  // 0: no index
  bool in_reach_ = false;            // by the index
  BestRings best_;
  Kind kind_;
  std::size_t at_least_ = 0;
  std::vector<std::uint32_t> path_;    // nodes of the ring so far
  std::vector<std::uint32_t> places_;  // in the index, of those after its source
};

void Search::begin(const RingGraph& graph, const RingOptions& options) {
  graph_ = &graph;
  options_ = options;
  if (!(options_.floor_usd > 0)) options_.floor_usd = 0;
  max_length_ = static_cast<std::uint8_t>(std::min(options.max_length, longest_ring));
  steps_.left = options.max_steps;
  at_least_ = 0;
  // One more than is kept tells whether there are more.
  best_.reset(options.keep + (options.keep != std::numeric_limits<std::size_t>::max()));
}

RingSearch Search::finish(bool gave_up) {
  RingSearch result;
  result.at_least = std::max(at_least_, best_.offered());
  result.rings = best_.take();
  result.gave_up = gave_up;
  result.complete = !gave_up && result.rings.size() <= options_.keep;
  if (result.rings.size() > options_.keep) result.rings.pop_back();
  if (!result.complete && !result.rings.empty())
    result.floor_usd = result.rings.back().bottleneck_usd;
  return result;
}

RingSearch Search::through(const RingGraph& graph, std::uint32_t payer, std::uint32_t payee,
                           const RingOptions& options) {
  begin(graph, options);
  const auto pair = graph.find(payer, payee);
  if (!pair || max_length_ < 2 || !LegFilter{options_.floor_usd, true}.lets_in(pair->usd))
    return finish(false);
  pair_ = *pair;
  indexed_length_ = 0;
  path_.assign({payer, payee});
  if (try_everything()) return finish(false);
  bool done = search_disclosed();
  if (done && !best_.full()) done = search_undisclosed();
  return finish(!done);
}

bool Search::try_everything() {
  const auto all_steps = steps_.left;
  const auto budget = std::min(all_steps, options_.first_steps);
  steps_.left = budget;
  const bool done = build_index({options_.floor_usd, true}, max_length_) && pass({});
  steps_.left += all_steps - budget;
  if (done) return true;
  at_least_ = best_.offered();
  best_.reset(best_.keep());
  return false;
}

// An index that reaches farther will do, too.
bool Search::build_index(const LegFilter& filter, std::uint8_t length) {
  if (filter == indexed_ && length <= indexed_length_) return true;
  indexed_ = filter;
  indexed_length_ = length;
  const auto hops = static_cast<std::uint8_t>(length - 1);
  in_reach_ = index_.build(*graph_, {pair_.payee, pair_.payer, 0, hops, filter}, steps_);
  if (steps_.left == 0) indexed_length_ = 0;
  return steps_.left > 0;
}

// With a floor as high as the pair's own amount all rings have the same bottleneck: the pair.
bool Search::search_disclosed() {
  double floor = std::max(pair_.usd, options_.floor_usd);
  Kind kind;
  kind.min_undisclosed = kind.max_undisclosed = pair_.usd < 0;
  if (!pass_by_length(kind, {floor, false})) return false;
  for (int floors = 1; floor > options_.floor_usd && !best_.full(); ++floors) {
    kind.below_usd = floor;
    floor = next_floor(floor, floors);
    if (!build_index({floor, false}, max_length_) || !pass(kind)) return false;
  }
  return true;
}

double Search::next_floor(double floor, int floors) const {
  if (floors >= most_floors) return options_.floor_usd;
  // Each ring has one of these two legs, too.
  const auto out = graph_->out(pair_.payee);
  const auto in = graph_->in(pair_.payer);
  if (out.empty() || in.empty()) return options_.floor_usd;
  const double largest = std::min(out.front().usd, double{in.front().usd});
  return std::max(std::min(floor / 4, largest), options_.floor_usd);
}

bool Search::search_undisclosed() {
  for (std::uint32_t count = pair_.usd < 0 ? 2 : 1; count <= max_length_; ++count) {
    Kind kind;
    kind.min_undisclosed = kind.max_undisclosed = count;
    if (!pass_by_length(kind, {options_.floor_usd, true})) return false;
    if (best_.full()) break;
  }
  return true;
}

// For kinds of rings of which the shorter are the better.
bool Search::pass_by_length(Kind kind, const LegFilter& filter) {
  for (kind.length = 2; kind.length <= max_length_ && !best_.full(); ++kind.length)
    if (!build_index(filter, kind.length) || !pass(kind)) return false;
  return true;
}

bool Search::pass(const Kind& kind) {
  if (!in_reach_) return true;
  kind_ = kind;
  RingRank rank;
  rank.add(pair_.usd, pair_.day);
  const auto length = kind.length ? kind.length : max_length_;
  return walk(index_.source(), static_cast<std::uint8_t>(length - 1), rank);
}

// Goes on from the end of path_ by at most `left` legs. As deep as a ring is long.
bool Search::walk(std::uint32_t place, std::uint8_t left, const RingRank& rank) {
  const auto [begin, end] = index_.hops(place, left, steps_);
  for (auto i = begin; i < end; ++i) {
    if (!steps_.spend(1)) return false;
    const auto hop = index_.hop(i);
    if (hop.left >= left) break;
    auto next = rank;
    next.add(hop.usd, hop.day);
    next.length = kind_.length ? kind_.length : static_cast<std::uint32_t>(path_.size()) + hop.left;
    if (next.undisclosed > kind_.max_undisclosed || !best_.wants(next)) continue;
    if (hop.left == 0) {
      const bool right_kind = next.undisclosed >= kind_.min_undisclosed &&
                              (kind_.below_usd < 0 || next.bottleneck < kind_.below_usd) &&
                              next.length == path_.size();
      if (right_kind) best_.offer(next, path_);
      continue;
    }
    if (std::find(places_.begin(), places_.end(), hop.place) != places_.end()) continue;
    path_.push_back(index_.node(hop.place));
    places_.push_back(hop.place);
    const bool done = walk(hop.place, static_cast<std::uint8_t>(left - 1), next);
    places_.pop_back();
    path_.pop_back();
    if (!done) return false;
  }
  return true;
}

// Every ring is found from its smallest node, among those after it.
RingSearch Search::all(const RingGraph& graph, const RingOptions& options) {
  begin(graph, options);
  kind_ = {};
  bool done = true;
  const auto nodes = max_length_ < 2 ? 0 : graph.node_count();
  for (std::uint32_t start = 0; start < nodes && done; ++start) {
    if (graph.out(start).empty() || graph.in(start).empty()) continue;
    path_.assign(1, start);
    if (index_.build(graph, {start, start, start, max_length_, filter_of_best()}, steps_))
      done = walk(index_.source(), max_length_, {});
    else
      done = steps_.left > 0;
  }
  return finish(!done);
}

// What could still be among the best.
LegFilter Search::filter_of_best() const {
  const auto* worst = best_.worst();
  if (!worst || worst->undisclosed > 0) return {options_.floor_usd, true};
  return {std::max(options_.floor_usd, worst->bottleneck), false};
}

Search& searcher() {
  thread_local Search search;
  return search;
}

}  // namespace

RingSearch rings_through(const RingGraph& graph, std::uint32_t payer, std::uint32_t payee,
                         const RingOptions& options) {
  return searcher().through(graph, payer, payee, options);
}

RingSearch all_rings(const RingGraph& graph, const RingOptions& options) {
  return searcher().all(graph, options);
}

}  // namespace dealgraph

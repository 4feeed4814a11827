#include "graph/cycles.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "graph/amounts.h"

namespace dealgraph {
namespace {

using Node = std::uint32_t;  // index into the sorted party ids, so that < on nodes is < on ids

bool is_edge(const Deal& deal) {
  switch (deal.status) {
    case Status::denied:
    case Status::terminated:
    case Status::rumored:
      return false;
    default:
      return deal.type != DealType::partnership && deal.payer != deal.payee;
  }
}

// Unknown after every known amount; older ids first, new ones in the order of their numbers.
auto deal_rank(const Deal* deal) {
  const auto usd = deal->amount ? usd_total(*deal->amount) : std::nullopt;
  return std::tuple(!usd, -usd.value_or(0), deal->id <= 0, std::abs(deal->id));
}

struct Arc {
  Node node = 0;  // the other end
  std::size_t edge = 0;
};

struct Graph {
  std::vector<std::string> ids;        // sorted
  std::vector<std::vector<Arc>> out;   // by target
  std::vector<std::vector<Arc>> into;  // sources
};

Graph to_graph(const std::vector<Edge>& edges) {
  Graph graph;
  for (const auto& edge : edges) {
    graph.ids.push_back(edge.payer);
    graph.ids.push_back(edge.payee);
  }
  std::sort(graph.ids.begin(), graph.ids.end());
  graph.ids.erase(std::unique(graph.ids.begin(), graph.ids.end()), graph.ids.end());
  graph.out.resize(graph.ids.size());
  graph.into.resize(graph.ids.size());
  const auto node = [&](const std::string& id) {
    return static_cast<Node>(std::lower_bound(graph.ids.begin(), graph.ids.end(), id) -
                             graph.ids.begin());
  };
  for (std::size_t i = 0; i < edges.size(); ++i) {
    const Node from = node(edges[i].payer);
    const Node to = node(edges[i].payee);
    if (from == to) continue;
    graph.out[from].push_back({to, i});
    graph.into[to].push_back({from, i});
  }
  for (auto& arcs : graph.out)
    std::sort(arcs.begin(), arcs.end(), [](const Arc& a, const Arc& b) { return a.node < b.node; });
  return graph;
}

// A cycle as the search finds it: the edges taken, and by what it is ranked.
struct Found {
  double bottleneck = 0;  // -1 if any edge is undisclosed
  std::size_t undisclosed = 0;
  std::vector<Node> nodes;
  std::vector<std::size_t> edges;
};

bool is_stronger(const Found& a, const Found& b) {
  const auto key = [](const Found& f) {
    return std::tuple(-f.bottleneck, f.undisclosed, f.nodes.size());
  };
  if (key(a) != key(b)) return key(a) < key(b);
  return a.nodes < b.nodes;
}

class Search {
 public:
  Search(const std::vector<Edge>& edges, const CycleOptions& options)
      : edges_(edges),
        options_(options),
        graph_(to_graph(edges)),
        distance_(graph_.ids.size(), far),
        closing_(graph_.ids.size()),
        on_path_(graph_.ids.size(), false) {}

  CycleSearch run();

 private:
  static constexpr std::size_t far = std::numeric_limits<std::size_t>::max();

  void measure_distances(Node start);
  void extend(Node start, Node node);
  void keep();
  Cycle to_cycle(const Found& found) const;

  const std::vector<Edge>& edges_;
  const CycleOptions options_;
  const Graph graph_;
  std::vector<std::size_t> distance_;  // edges back to the start, through nodes after it
  std::vector<std::size_t> closing_;   // the edge to the start, where the distance is 1
  std::vector<Node> reached_;          // nodes whose distance is set
  std::vector<bool> on_path_;
  std::vector<Node> nodes_;
  std::vector<std::size_t> taken_;
  std::vector<Found> kept_;  // a heap with the weakest on top
  std::size_t steps_ = 0;
  bool complete_ = true;
};

void Search::measure_distances(Node start) {
  for (const Node node : reached_) distance_[node] = far;
  reached_.assign(1, start);
  distance_[start] = 0;
  for (const auto& arc : graph_.into[start]) closing_[arc.node] = arc.edge;
  for (std::size_t i = 0; i < reached_.size(); ++i) {
    const Node node = reached_[i];
    if (distance_[node] + 1 >= options_.max_length) break;
    for (const auto& arc : graph_.into[node]) {
      if (arc.node <= start || distance_[arc.node] != far) continue;
      distance_[arc.node] = distance_[node] + 1;
      reached_.push_back(arc.node);
    }
  }
}

// Recursion is as deep as a cycle is long. The way home is looked up, not searched for: in a graph
// of hubs most edges leave the last node of a path for somewhere else.
void Search::extend(Node start, Node node) {
  if (distance_[node] == 1) {
    taken_.push_back(closing_[node]);
    keep();
    taken_.pop_back();
  }
  const std::size_t left = options_.max_length - taken_.size();
  if (left < 2) return;
  for (const auto& arc : graph_.out[node]) {
    if (steps_ >= options_.max_steps) {
      complete_ = false;
      return;
    }
    ++steps_;
    if (arc.node <= start || on_path_[arc.node] || distance_[arc.node] >= left) continue;
    taken_.push_back(arc.edge);
    nodes_.push_back(arc.node);
    on_path_[arc.node] = true;
    extend(start, arc.node);
    on_path_[arc.node] = false;
    nodes_.pop_back();
    taken_.pop_back();
  }
}

void Search::keep() {
  double bottleneck = std::numeric_limits<double>::infinity();
  std::size_t undisclosed = 0;
  for (const auto edge : taken_) {
    const auto& usd = edges_[edge].usd;
    if (usd)
      bottleneck = std::min(bottleneck, *usd);
    else
      ++undisclosed;
  }
  if (undisclosed) bottleneck = -1;
  if (kept_.size() >= options_.max_cycles) {
    complete_ = false;
    if (kept_.empty() || bottleneck < kept_.front().bottleneck) return;
  }
  Found found{bottleneck, undisclosed, nodes_, taken_};
  if (kept_.size() >= options_.max_cycles) {
    if (!is_stronger(found, kept_.front())) return;
    std::pop_heap(kept_.begin(), kept_.end(), is_stronger);
    kept_.pop_back();
  }
  kept_.push_back(std::move(found));
  std::push_heap(kept_.begin(), kept_.end(), is_stronger);
}

Cycle Search::to_cycle(const Found& found) const {
  Cycle cycle;
  for (const Node node : found.nodes) cycle.parties.push_back(graph_.ids[node]);
  for (const auto edge : found.edges) cycle.deals.push_back(edges_[edge].deals.front());
  if (!found.undisclosed) cycle.bottleneck_usd = found.bottleneck;
  return cycle;
}

CycleSearch Search::run() {
  const auto count = options_.max_length < 2 ? 0 : graph_.ids.size();
  for (std::size_t i = 0; i < count && steps_ < options_.max_steps; ++i) {
    const Node start = static_cast<Node>(i);
    if (graph_.out[start].empty() || graph_.into[start].empty()) continue;
    measure_distances(start);
    nodes_.assign(1, start);
    on_path_[start] = true;
    extend(start, start);
    on_path_[start] = false;
  }
  if (steps_ >= options_.max_steps) complete_ = false;
  std::sort_heap(kept_.begin(), kept_.end(), is_stronger);
  CycleSearch result;
  result.complete = complete_;
  for (const auto& found : kept_) result.cycles.push_back(to_cycle(found));
  return result;
}

}  // namespace

std::vector<Edge> build_edges(const std::vector<Deal>& deals) {
  std::map<std::pair<std::string, std::string>, std::vector<const Deal*>> pairs;
  for (const auto& deal : deals)
    if (is_edge(deal)) pairs[{deal.payer, deal.payee}].push_back(&deal);
  std::vector<Edge> edges;
  for (auto& [pair, members] : pairs) {
    std::sort(members.begin(), members.end(),
              [](const Deal* a, const Deal* b) { return deal_rank(a) < deal_rank(b); });
    Edge edge{pair.first, pair.second, std::nullopt, {}};
    if (members.front()->amount) edge.usd = usd_total(*members.front()->amount);
    for (const auto* deal : members) edge.deals.push_back(deal->id);
    edges.push_back(std::move(edge));
  }
  return edges;
}

CycleSearch search_cycles(const std::vector<Edge>& edges, const CycleOptions& options) {
  return Search(edges, options).run();
}

std::vector<Cycle> find_cycles(const std::vector<Edge>& edges, const CycleOptions& options) {
  return search_cycles(edges, options).cycles;
}

}  // namespace dealgraph

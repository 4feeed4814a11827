#include "graph/cycles.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <sstream>

#include "builders.h"

namespace dealgraph {
namespace {

using namespace test;

std::string show(const std::vector<Cycle>& cycles) {
  std::ostringstream out;
  for (const auto& cycle : cycles) {
    for (const auto& party : cycle.parties) out << party << ' ';
    for (const auto deal : cycle.deals) out << deal << ' ';
    out << cycle.bottleneck_usd.value_or(-1) << '\n';
  }
  return out.str();
}

std::vector<std::vector<std::string>> parties(const std::vector<Cycle>& cycles) {
  std::vector<std::vector<std::string>> found;
  for (const auto& cycle : cycles) found.push_back(cycle.parties);
  return found;
}

TEST(BuildEdges, CollapsesPairsAndLeavesOutWhatIsNoPayment) {
  const auto edges = build_edges({
      deal(1, "b", "a", exact(5)),
      deal(2, "a", "b", exact(1)),
      deal(-2, "a", "b", exact(7)),
      deal(-1, "a", "b", exact(7)),
      deal(3, "a", "b"),
      deal(4, "a", "b", exact(9, "EUR")),
      deal(5, "a", "b", exact(99), Status::denied),
      deal(6, "a", "b", exact(99), Status::terminated),
      deal(7, "a", "b", exact(99), Status::rumored),
      deal(8, "a", "b", exact(99), Status::agreed, DealType::partnership),
      deal(9, "a", "a", exact(99)),
      deal(10, "c", "a", exact(4, "CNY"), Status::planned),
  });
  ASSERT_EQ(edges.size(), 3U);
  EXPECT_EQ(edges[0].payer + edges[0].payee, "ab");
  EXPECT_EQ(edges[0].usd, 7);
  EXPECT_EQ(edges[0].deals, (std::vector<std::int64_t>{-1, -2, 2, 3, 4}));
  EXPECT_EQ(edges[1].payer + edges[1].payee, "ba");
  EXPECT_EQ(edges[1].usd, 5);
  EXPECT_EQ(edges[2].payer + edges[2].payee, "ca");
  EXPECT_EQ(edges[2].usd, std::nullopt);
}

TEST(FindCycles, TheFamousOne) {
  const auto cycles = find_cycles(build_edges({
      deal(1, "nvidia", "openai", up_to(100e9)),
      deal(2, "openai", "oracle", exact(300e9)),
      deal(3, "oracle", "nvidia", about(40e9)),
      deal(4, "openai", "microsoft", exact(250e9)),
  }));
  ASSERT_EQ(cycles.size(), 1U);
  EXPECT_EQ(cycles[0].parties, (std::vector<std::string>{"nvidia", "openai", "oracle"}));
  EXPECT_EQ(cycles[0].deals, (std::vector<std::int64_t>{1, 2, 3}));
  EXPECT_EQ(cycles[0].bottleneck_usd, 40e9);
}

TEST(FindCycles, StrongestFirst) {
  const auto cycles = find_cycles(build_edges({
      deal(1, "a", "b", exact(5)),
      deal(2, "b", "a", exact(5)),
      deal(3, "c", "d", exact(9)),
      deal(4, "d", "c", exact(7)),
      deal(5, "e", "f"),
      deal(6, "f", "e", exact(100)),
      deal(7, "g", "h"),
      deal(8, "h", "g"),
      deal(9, "i", "j", exact(5)),
      deal(10, "j", "k", exact(5)),
      deal(11, "k", "i", exact(5)),
  }));
  EXPECT_EQ(parties(cycles), (std::vector<std::vector<std::string>>{
                                 {"c", "d"}, {"a", "b"}, {"i", "j", "k"}, {"e", "f"}, {"g", "h"}}))
      << show(cycles);
}

TEST(FindCycles, ObeysItsLengths) {
  std::vector<Deal> ring;
  const std::string names = "abcdef";
  for (std::size_t i = 0; i < names.size(); ++i)
    ring.push_back(deal(static_cast<std::int64_t>(i) + 1, std::string(1, names[i]),
                        std::string(1, names[(i + 1) % names.size()])));
  const auto edges = build_edges(ring);
  for (std::size_t length = 0; length <= 8; ++length)
    EXPECT_EQ(find_cycles(edges, {.max_length = length}).size(), length >= 6 ? 1U : 0U) << length;
}

// Slow and obvious: every sequence of distinct parties that starts with its smallest.
void walk(const std::map<std::string, std::map<std::string, const Edge*>>& graph,
          std::vector<std::string>& path, std::size_t max_length, std::vector<Cycle>& found) {
  const auto from = graph.find(path.back());
  if (from == graph.end()) return;
  for (const auto& [to, edge] : from->second) {
    if (to == path.front() && path.size() >= 2) {
      Cycle cycle{path, {}, 1e300};
      for (std::size_t i = 0; i < path.size(); ++i) {
        const auto* taken = graph.at(path[i]).at(path[(i + 1) % path.size()]);
        cycle.deals.push_back(taken->deals.front());
        if (!taken->usd || !cycle.bottleneck_usd)
          cycle.bottleneck_usd.reset();
        else
          cycle.bottleneck_usd = std::min(*cycle.bottleneck_usd, *taken->usd);
      }
      found.push_back(cycle);
    }
    if (to < path.front() || path.size() == max_length) continue;
    if (std::find(path.begin(), path.end(), to) != path.end()) continue;
    path.push_back(to);
    walk(graph, path, max_length, found);
    path.pop_back();
  }
}

std::vector<Cycle> brute_force(const std::vector<Edge>& edges, std::size_t max_length) {
  std::map<std::string, std::map<std::string, const Edge*>> graph;
  for (const auto& edge : edges) graph[edge.payer][edge.payee] = &edge;
  std::vector<Cycle> found;
  for (const auto& [start, out] : graph) {
    std::vector<std::string> path{start};
    walk(graph, path, max_length, found);
  }
  const auto rank = [&](const Cycle& cycle) {
    int undisclosed = 0;
    for (std::size_t i = 0; i < cycle.parties.size(); ++i)
      if (!graph.at(cycle.parties[i]).at(cycle.parties[(i + 1) % cycle.parties.size()])->usd)
        ++undisclosed;
    return std::tuple(-cycle.bottleneck_usd.value_or(-1), undisclosed, cycle.parties.size(),
                      cycle.parties);
  };
  std::sort(found.begin(), found.end(),
            [&](const Cycle& a, const Cycle& b) { return rank(a) < rank(b); });
  return found;
}

std::vector<Edge> random_edges(std::mt19937& random) {
  const auto nodes = 2 + random() % 8;
  const auto density = 1 + random() % 10;
  std::vector<Deal> deals;
  for (unsigned a = 0; a < nodes; ++a)
    for (unsigned b = 0; b < nodes; ++b) {
      if (a == b || random() % 12 >= density) continue;
      // "n10" < "n9": ids are compared as strings, not by number.
      const auto name = [](unsigned i) { return "n" + std::to_string(i + 5); };
      deals.push_back(
          deal(static_cast<std::int64_t>(deals.size()) + 1, name(a), name(b),
               random() % 4 ? std::optional(exact(1 + double(random() % 5))) : std::nullopt));
    }
  return build_edges(deals);
}

TEST(FindCycles, EqualsBruteForce) {
  std::mt19937 random(11);
  std::size_t total = 0;
  for (int round = 0; round < 3000; ++round) {
    const auto edges = random_edges(random);
    const auto length = 2 + random() % 4;
    const auto expected = brute_force(edges, length);
    const auto result = search_cycles(edges, {.max_length = length});
    ASSERT_TRUE(result.complete);
    ASSERT_EQ(show(result.cycles), show(expected)) << "round " << round << " length " << length;
    total += expected.size();
    const auto kept = 1 + random() % 5;
    const auto top = search_cycles(edges, {.max_length = length, .max_cycles = kept});
    const std::vector<Cycle> strongest(
        expected.begin(), expected.begin() + std::min<std::ptrdiff_t>(kept, expected.size()));
    ASSERT_EQ(show(top.cycles), show(strongest)) << "round " << round << " kept " << kept;
    ASSERT_EQ(top.complete, expected.size() <= kept);
  }
  EXPECT_GT(total, 100'000U) << "the graphs hold too few cycles to prove anything";
}

// 200 suppliers and customers around a few hubs: millions of cycles, a bounded answer.
TEST(FindCycles, HubsAreBounded) {
  std::vector<Deal> deals;
  for (int i = 0; i < 200; ++i)
    for (int hub = 0; hub < 20; ++hub) {
      const auto leaf = "leaf" + std::to_string(i);
      const auto center = "hub" + std::to_string(hub);
      deals.push_back(deal(2 * (i * 20 + hub) + 1, leaf, center, exact(1.0 + i)));
      deals.push_back(deal(2 * (i * 20 + hub) + 2, center, leaf, exact(1.0 + hub)));
    }
  const auto edges = build_edges(deals);
  const auto top = search_cycles(edges, {.max_cycles = 50});
  EXPECT_FALSE(top.complete);
  ASSERT_EQ(top.cycles.size(), 50U);
  EXPECT_EQ(top.cycles.front().bottleneck_usd, 20);
  EXPECT_EQ(top.cycles.front().parties.size(), 2U);
  const auto stopped = search_cycles(edges, {.max_cycles = 50, .max_steps = 1000});
  EXPECT_FALSE(stopped.complete);
  EXPECT_FALSE(stopped.cycles.empty());
}

}  // namespace
}  // namespace dealgraph

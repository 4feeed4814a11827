#include "graph/ring_graph.h"

#include <gtest/gtest.h>

#include <cmath>

#include "ring_brute_force.h"

namespace dealgraph {
namespace {

using namespace test;

TEST(RingGraph, TheLastOfAPairCounts) {
  const RingGraph graph({{1, 2, 5e9, 7}, {1, 3, 1}, {2, 1, 4e9}, {1, 2, 3e9, 9}, {2, 2, 1e9}});
  EXPECT_EQ(graph.size(), 3U);
  EXPECT_EQ(graph.node_count(), 4U);
  const auto leg = graph.find(1, 2);
  ASSERT_TRUE(leg);
  EXPECT_EQ(leg->usd, 3e9);
  EXPECT_EQ(leg->day, 9);
  EXPECT_FALSE(graph.find(2, 2)) << "a leg to oneself";
  EXPECT_FALSE(graph.find(3, 1));
  EXPECT_FALSE(graph.find(9, 1));
  EXPECT_FALSE(graph.find(1, 9));
}

TEST(RingGraph, WhatIsNoAmountIsUndisclosed) {
  RingGraph graph({{0, 1, std::nan("")}, {0, 2, -7}, {0, 3, 0}});
  graph.set({0, 4, std::nan("")});
  for (const std::uint32_t payee : {1, 2, 4}) EXPECT_EQ(graph.find(0, payee)->usd, -1) << payee;
  EXPECT_EQ(graph.find(0, 3)->usd, 0);
  EXPECT_EQ(graph.out(0).front().node, 3U) << "disclosed ones come first";
}

// Either end of a pair may be a hub; amounts are equal as `float` or altogether.
TEST(RingGraph, FindsPairsOfHubs) {
  std::vector<Leg> legs;
  for (std::uint32_t i = 1; i < 300; ++i) {
    legs.push_back({0, i, i % 3 ? 1e12 + i : -1});
    legs.push_back({i, 0, i % 2 ? 1e12 : 1e12 + i});
    for (std::uint32_t j = 1; j <= i % 5; ++j) legs.push_back({i, 1 + (i + j) % 299, 7e8 + j});
  }
  const RingGraph graph(legs);
  for (std::uint32_t i = 1; i < 300; ++i) {
    EXPECT_EQ(graph.find(0, i)->usd, i % 3 ? 1e12 + i : -1) << i;
    EXPECT_EQ(graph.find(i, 0)->usd, i % 2 ? 1e12 : 1e12 + i) << i;
  }
}

void expect_same(const RingGraph& graph, const Legs& legs, std::uint32_t nodes) {
  std::size_t count = 0;
  for (std::uint32_t payer = 0; payer < nodes; ++payer) {
    for (std::uint32_t payee = 0; payee < nodes; ++payee) {
      const auto leg = legs.find({payer, payee});
      const bool expected = leg != legs.end() && payer != payee;
      count += expected;
      const auto found = graph.find(payer, payee);
      ASSERT_EQ(found.has_value(), expected) << payer << ' ' << payee;
      if (!expected) continue;
      EXPECT_EQ(found->usd, leg->second.usd);
      EXPECT_EQ(found->day, leg->second.day);
    }
    const auto out = graph.out(payer);
    EXPECT_TRUE(std::is_sorted(out.begin(), out.end(), ArcLists<RingGraph::Out>::before));
    const auto in = graph.in(payer);
    EXPECT_TRUE(std::is_sorted(in.begin(), in.end(), ArcLists<RingGraph::In>::before));
  }
  EXPECT_EQ(graph.size(), count);
}

TEST(RingGraph, IsTheSameLoadedAtOnceOrLegByLeg) {
  for (unsigned seed = 0; seed < 200 && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    RandomLegs random(seed);
    auto legs = random.legs(8);
    RingGraph graph;
    if (seed % 2) graph = load(legs);
    for (const auto& [pair, leg] : legs)
      if (seed % 2 == 0) graph.set(leg);
    expect_same(graph, legs, 8);
    for (int change = 0; change < 30; ++change) {
      const auto payer = random.below(10);
      const auto payee = random.below(10);
      if (random.below(2)) {
        legs[{payer, payee}] = random.leg(payer, payee);
        graph.set(legs[{payer, payee}]);
      } else {
        EXPECT_EQ(graph.erase(payer, payee), legs.erase({payer, payee}) == 1 && payer != payee);
      }
    }
    expect_same(graph, legs, 10);
  }
}

}  // namespace
}  // namespace dealgraph

#include "graph/ring_search.h"

#include <gtest/gtest.h>

#include <set>

#include "ring_brute_force.h"

namespace dealgraph {
namespace {

using namespace test;

struct ByRank {
  bool operator()(const Ring& a, const Ring& b) const { return ranks_before(a, b); }
};
using Rings = std::set<Ring, ByRank>;

RingOptions everything(std::size_t max_length) {
  RingOptions options;
  options.max_length = max_length;
  options.floor_usd = 0;
  options.keep = 1'000'000;
  return options;
}

// What a search must say if `all` are the rings there are.
void expect_best(const RingSearch& found, const std::vector<Ring>& all,
                 const RingOptions& options) {
  const auto kept = std::min(all.size(), options.keep);
  EXPECT_EQ(found.rings, std::vector<Ring>(all.begin(), all.begin() + kept));
  EXPECT_EQ(found.complete, all.size() == kept);
  EXPECT_FALSE(found.gave_up);
  if (found.complete) {
    EXPECT_EQ(found.at_least, all.size());
  } else {
    EXPECT_GT(found.at_least, kept);
    EXPECT_LE(found.at_least, all.size());
    EXPECT_EQ(found.floor_usd, kept ? all[kept - 1].bottleneck_usd : 0);
  }
}

std::string show(const RingOptions& options) {
  std::ostringstream out;
  out << "max_length " << options.max_length << ", floor " << options.floor_usd << ", keep "
      << options.keep << ", first_steps " << options.first_steps << '\n';
  return out.str();
}

TEST(RingSearch, TheFamousOne) {
  enum : std::uint32_t { nvidia, openai, oracle, amd };
  const RingGraph graph({{nvidia, openai, 100e9, 20353},
                         {openai, oracle, 300e9, 20291},
                         {oracle, nvidia, 40e9, 20230},
                         {openai, amd, -1, 20367},
                         {amd, openai, -1, no_day},
                         {amd, nvidia, 50e6, 20000}});
  const auto found = rings_through(graph, openai, oracle);
  ASSERT_EQ(found.rings.size(), 1U);
  EXPECT_EQ(found.rings[0], (Ring{{nvidia, openai, oracle}, 40e9, 0, 123, 20353}));
  EXPECT_TRUE(found.complete);
  EXPECT_EQ(found.at_least, 1U);

  const auto small = rings_through(graph, amd, nvidia);
  EXPECT_TRUE(small.rings.empty()) << "the pair is below the floor";
  EXPECT_TRUE(rings_through(graph, nvidia, amd).rings.empty()) << "there is no such pair";
  EXPECT_TRUE(rings_through(graph, 77, 78).rings.empty()) << "nor such parties";
  EXPECT_EQ(all_rings(graph).rings,
            (std::vector<Ring>{{{nvidia, openai, oracle}, 40e9, 0, 123, 20353},
                               {{openai, amd}, -1, 2, 0, 20367}}));
}

TEST(RingSearch, NothingIsCircularInWhatIsEmptyOrTooShort) {
  const RingGraph two({{0, 1, 5e9}, {1, 0, 5e9}});
  EXPECT_TRUE(all_rings(RingGraph()).rings.empty());
  EXPECT_TRUE(rings_through(RingGraph(), 0, 1).rings.empty());
  for (const std::size_t max_length : {0, 1}) {
    EXPECT_TRUE(all_rings(two, everything(max_length)).rings.empty());
    EXPECT_TRUE(rings_through(two, 0, 1, everything(max_length)).rings.empty());
  }
  EXPECT_EQ(rings_through(two, 0, 1, everything(99)).rings.size(), 1U);
}

TEST(RingSearch, RanksAsItsContractSays) {
  const std::vector<Ring> ranked{{{3, 4}, 9e9, 0, 9, 1},    {{1, 2, 3}, 8e9, 0, 5, 5},
                                 {{1, 2, 4}, 8e9, 0, 6, 9}, {{1, 2, 5}, 8e9, 0, 6, 8},
                                 {{1, 2, 6}, 8e9, 0, 6, 8}, {{1, 2}, 0, 0, 0, no_day},
                                 {{1, 2, 7}, -1, 1, 0, 9},  {{0, 1}, -1, 2, 0, 9}};
  for (std::size_t i = 0; i < ranked.size(); ++i)
    for (std::size_t j = 0; j < ranked.size(); ++j)
      EXPECT_EQ(ranks_before(ranked[i], ranked[j]), i < j) << i << ' ' << j;
}

TEST(RingSearch, FindsTheBestThroughEachPairOfSmallGraphs) {
  for (unsigned seed = 0; seed < 4000 && !testing::Test::HasFailure(); ++seed) {
    RandomLegs random(seed);
    const auto legs = random.legs(2 + random.below(6));
    const auto graph = load(legs);
    const auto options = random.options();
    SCOPED_TRACE("seed " + std::to_string(seed) + ", " + show(options) + test::show(legs));
    const auto all = brute_force(legs, options);
    for (const auto& [pair, leg] : legs) {
      auto through = all;
      std::erase_if(through,
                    [&](const Ring& r) { return !goes_through(r, pair.first, pair.second); });
      expect_best(rings_through(graph, pair.first, pair.second, options), through, options);
    }
    expect_best(all_rings(graph, options), all, options);
  }
}

TEST(RingSearch, FollowsAGraphDealByDeal) {
  std::size_t seen = 0;
  for (unsigned seed = 0; seed < 100 && !testing::Test::HasFailure(); ++seed) {
    RandomLegs random(seed);
    const std::uint32_t nodes = 4 + random.below(3);
    auto legs = random.legs(nodes);
    auto graph = load(legs);
    auto options = random.options();
    options.keep = 1'000'000;
    SCOPED_TRACE("seed " + std::to_string(seed) + ", " + show(options) + test::show(legs));
    Rings kept;
    for (const auto& ring : all_rings(graph, options).rings) kept.insert(ring);

    const auto drop = [&](std::uint32_t payer, std::uint32_t payee) {
      std::erase_if(kept, [&](const Ring& ring) { return goes_through(ring, payer, payee); });
    };
    const auto erase = [&](std::uint32_t payer, std::uint32_t payee) {
      drop(payer, payee);
      EXPECT_EQ(graph.erase(payer, payee), legs.erase({payer, payee}) == 1 && payer != payee);
    };
    const auto set = [&](const Leg& leg) {
      drop(leg.payer, leg.payee);
      graph.set(leg);
      legs[{leg.payer, leg.payee}] = leg;
      for (const auto& ring : rings_through(graph, leg.payer, leg.payee, options).rings)
        EXPECT_TRUE(kept.insert(ring).second);
    };
    const auto merge = [&](std::uint32_t from, std::uint32_t to) {
      for (std::uint32_t other = 0; other < nodes; ++other) {
        for (const auto& [payer, payee] : {std::pair{from, other}, std::pair{other, from}}) {
          const auto leg = graph.find(payer, payee);
          if (!leg) continue;
          erase(payer, payee);
          if (other != to)
            set({payer == from ? to : other, payee == from ? to : other, leg->usd, leg->day});
        }
      }
    };
    for (int change = 0; change < 25; ++change) {
      const auto a = random.below(nodes);
      const auto b = random.below(nodes);
      switch (random.below(10)) {
        case 0:
          if (a != b) merge(a, b);
          break;
        case 1:
        case 2:
        case 3:
          erase(a, b);
          break;
        default:
          set(random.leg(a, b));
      }
      const auto all = brute_force(legs, options);
      seen += all.size();
      ASSERT_EQ(std::vector<Ring>(kept.begin(), kept.end()), all) << "change " << change;
      ASSERT_EQ(all_rings(graph, options).rings, all) << "change " << change;
    }
  }
  EXPECT_GT(seen, 10'000U);
}

// Amounts that are one number as `float`, which half of the lists hold.
TEST(RingSearch, TellsAmountsApartThatAreAlmostTheSame) {
  const double floor = 123'456'789'012;
  RingOptions options = everything(3);
  options.floor_usd = floor;
  for (const double usd : {floor - 1, floor, floor + 1}) {
    const RingGraph graph(
        {{0, 1, 1e12}, {1, 2, 1e12}, {2, 0, usd}, {3, 0, floor - 2}, {1, 3, 1e12}});
    EXPECT_EQ(rings_through(graph, 0, 1, options).rings.size(), usd >= floor) << usd;
    EXPECT_EQ(all_rings(graph, options).rings.size(), usd >= floor) << usd;
  }
}

TEST(RingSearch, GivesUpHonestly) {
  Legs legs;
  for (std::uint32_t payer = 0; payer < 8; ++payer)
    for (std::uint32_t payee = 0; payee < 8; ++payee)
      if (payer != payee) legs[{payer, payee}] = {payer, payee, 1e9 + payer};
  const auto graph = load(legs);
  auto options = everything(6);
  options.keep = 5;
  const auto all = brute_force_through(legs, 0, 1, options);
  std::size_t gave_up = 0;
  for (std::size_t steps = 0; steps < 3000; steps += 7) {
    options.max_steps = steps;
    for (const auto& found : {rings_through(graph, 0, 1, options), all_rings(graph, options)}) {
      gave_up += found.gave_up;
      EXPECT_FALSE(found.complete) << steps;
      EXPECT_LE(found.rings.size(), options.keep);
      EXPECT_GE(found.at_least, found.rings.size());
    }
    const auto found = rings_through(graph, 0, 1, options);
    EXPECT_LE(found.at_least, all.size());
    if (!found.gave_up) {
      EXPECT_EQ(found.rings, std::vector<Ring>(all.begin(), all.begin() + 5)) << steps;
    }
  }
  EXPECT_GT(gave_up, 0U);
  EXPECT_FALSE(rings_through(graph, 0, 1, options).gave_up);
}

}  // namespace
}  // namespace dealgraph

#include "graph/edges.h"

#include <gtest/gtest.h>

#include "builders.h"

namespace dealgraph {
namespace {

using namespace test;

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

TEST(BuildEdges, LeavesOutWhatAPersonRejectedOrWhatIsSuperseded) {
  auto rejected = deal(1, "a", "b", exact(5));
  rejected.verdict = Verdict::rejected;
  auto old = deal(2, "a", "b", exact(9));
  old.superseded_by = 3;
  const auto edges = build_edges({rejected, old, deal(3, "a", "b", exact(3))});
  ASSERT_EQ(edges.size(), 1U);
  EXPECT_EQ(edges[0].usd, 3);
  EXPECT_EQ(edges[0].deals, (std::vector<std::int64_t>{3}));
}

TEST(BuildEdges, TakesTheDayOfTheLargestDeal) {
  auto small = deal(1, "a", "b", exact(5));
  small.announced = parse_date("2025-01-02");
  auto large = deal(2, "a", "b", exact(9));
  large.announced = parse_date("1970-01-11");
  const auto edges = build_edges({small, large, deal(3, "b", "a")});
  ASSERT_EQ(edges.size(), 2U);
  EXPECT_EQ(edges[0].day, 10);
  EXPECT_EQ(edges[1].day, std::nullopt);
}

}  // namespace
}  // namespace dealgraph

#include <gtest/gtest.h>

#include "cli/explorer_data.h"
#include "cli/explorer_page.h"

namespace dealgraph {
namespace {

DealRow deal(std::int64_t id, const std::string& payer, const std::string& payee, double usd,
             DealType type = DealType::investment) {
  DealRow row;
  row.deal.id = id;
  row.deal.payer = payer;
  row.deal.payee = payee;
  row.deal.type = type;
  if (usd > 0) row.deal.usd = usd;
  row.payer_name = payer + " Inc";
  row.payee_name = payee + " Inc";
  row.sentence = "</script><script>alert(1)</script> & \u202e";
  row.url = "javascript:alert(2)";
  return row;
}

ReportData sample() {
  ReportData data;
  data.deals = {deal(1, "a", "b", 5e9), deal(2, "b", "a", 0), deal(3, "a", "b", 9e9),
                deal(4, "c", "d", 1e6), deal(5, "c", "a", 0, DealType::partnership)};
  CycleRow cycle;
  cycle.id = 7;
  cycle.deals = {data.deals[2], data.deals[1]};
  data.cycles = {cycle};
  data.aliases = [](const std::string& party) {
    return std::vector<std::string>{party + " Inc", "別名" + party};
  };
  return data;
}

TEST(ExplorerData, HasOneEdgeForEachOrderedPair) {
  const auto json = explorer_data(sample());
  ASSERT_EQ(json["nodes"].size(), 4U);
  EXPECT_EQ(json["nodes"][0][2], "別名a");
  ASSERT_EQ(json["edges"].size(), 4U);
  EXPECT_EQ(json["deals"].size(), 5U);
  // a → b has two deals, and the size of the larger; b → a is unknown, c → a no payment.
  std::map<std::string, int> kinds;
  for (const auto& edge : json["edges"]) ++kinds[edge[4]];
  EXPECT_EQ(kinds, (std::map<std::string, int>{{"", 2}, {"unknown", 1}, {"partnership", 1}}));
  const auto& cycle = json["cycles"][0];
  EXPECT_EQ(cycle[0], 7);
  EXPECT_EQ(cycle[1], "a Inc → b Inc → a Inc");
  for (std::size_t leg = 0; leg < 2; ++leg) {
    const auto& edge = json["edges"][cycle[3][leg].get<std::size_t>()];
    EXPECT_EQ(edge[0], cycle[2][leg]);
    EXPECT_EQ(edge[1], cycle[2][1 - leg]);
    EXPECT_EQ(json["deals"][cycle[4][leg].get<std::size_t>()][0], leg == 0 ? 3 : 2);
  }
}

TEST(ExplorerData, LeavesOutTheSmallestButNoCircle) {
  const auto json = explorer_data(sample(), 1);
  EXPECT_EQ(json["nodes"].size(), 2U);
  EXPECT_EQ(json["left_out"], 2);
  EXPECT_EQ(json["deals"].size(), 3U);
}

TEST(ExplorerPage, TextOfArticlesDoesNotEndTheScript) {
  const auto parts = explorer_parts(sample(), {"LIBRARY", "SCRIPT", "STYLE", "MARKUP"}, "n0nce");
  EXPECT_EQ(parts.section, "MARKUP");
  EXPECT_NE(parts.head.find("<style nonce=\"n0nce\">STYLE</style>"), std::string::npos);
  EXPECT_EQ(parts.scripts.find("alert(1)</script>"), std::string::npos);
  EXPECT_EQ(parts.scripts.find("\u202e"), std::string::npos);
  std::size_t scripts = 0;
  for (auto at = parts.scripts.find("<script"); at != std::string::npos;
       at = parts.scripts.find("<script", at + 1))
    ++scripts;
  EXPECT_EQ(scripts, 3U);
}

TEST(ExplorerPage, SaysThatItIsMissingWhereItWasNotBuilt) {
  const auto parts = explorer_parts(sample(), {"", "SCRIPT", "STYLE", "MARKUP"}, "n0nce");
  EXPECT_NE(parts.section.find("built without"), std::string::npos);
  EXPECT_EQ(parts.head + parts.scripts, "");
}

TEST(ExplorerPage, IsLeftOutOnRequest) {
  auto data = sample();
  data.explorer = false;
  const auto parts = explorer_parts(data, {"LIBRARY", "SCRIPT", "STYLE", "MARKUP"}, "n0nce");
  EXPECT_EQ(parts.section + parts.head + parts.scripts, "");
}

}  // namespace
}  // namespace dealgraph

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <sstream>

#include "builders.h"
#include "graph/merge.h"

namespace dealgraph {
namespace {

using namespace test;

Evidence revised(Evidence made) {
  made.mention.revises = true;
  return made;
}

std::string day(const std::optional<Date>& date) { return date ? to_string(*date) : "-"; }

std::string timeline(const Deal& deal) {
  std::ostringstream out;
  for (const auto& step : deal.revisions)
    out << to_string(step.change) << ' ' << day(step.date) << ' ' << step.usd.value_or(-1) << ' '
        << to_string(step.status) << ' ' << step.evidence << '\n';
  return out.str();
}

TEST(Timeline, ARaisedAndCompletedDealIsOneDealWithItsSteps) {
  const auto deals = merge_evidence({
      evidence(1, exact(10), "2025-01-10", Status::planned),
      evidence(2, exact(10), "2025-01-11"),
      revised(evidence(3, exact(14), "2025-05-02")),
      evidence(4, exact(14), "2025-05-03"),
      evidence(5, std::nullopt, "2025-06-10", Status::completed),
  });
  ASSERT_EQ(deals.size(), 1U);
  EXPECT_EQ(deals[0].usd, 14);
  EXPECT_EQ(deals[0].status, Status::completed);
  EXPECT_EQ(day(deals[0].announced), "2025-01-10");
  EXPECT_EQ(timeline(deals[0]),
            "told 2025-01-10 10 planned 1\nstatus 2025-01-11 10 agreed 2\n"
            "raised 2025-05-02 14 agreed 3\nstatus 2025-06-10 14 completed 5\n");
}

TEST(Timeline, ACutIsSaidAndABetterFigureIsNoRaise) {
  const auto deals = merge_evidence({
      evidence(1, up_to(100), "2025-09-22"),
      evidence(2, exact(100), "2025-09-23"),
      evidence(3, exact(100), "2025-09-24"),
      revised(evidence(4, exact(30), "2026-02-20")),
  });
  ASSERT_EQ(deals.size(), 1U);
  EXPECT_EQ(timeline(deals[0]),
            "told 2025-09-22 100 agreed 1\namount 2025-09-23 100 agreed 2\n"
            "cut 2026-02-20 30 agreed 4\n");
}

TEST(Timeline, WithoutSuchWordsTwoAmountsAreTwoDeals) {
  EXPECT_EQ(
      merge_evidence({evidence(1, exact(100), "2025-09-22"), evidence(2, exact(30), "2026-02-20")})
          .size(),
      2U);
  // Nor does a raise reach back for years, or to what came later.
  EXPECT_EQ(merge_evidence({evidence(1, exact(100), "2023-09-22"),
                            revised(evidence(2, exact(300), "2026-02-20"))})
                .size(),
            2U);
  EXPECT_EQ(merge_evidence({evidence(1, exact(100), "2026-09-22"),
                            revised(evidence(2, exact(300), "2026-02-20"))})
                .size(),
            2U);
}

TEST(Timeline, ItsLastStepIsTheDeal) {
  std::mt19937 random(7);
  const Status statuses[] = {Status::planned, Status::agreed, Status::completed,
                             Status::terminated};
  for (int round = 0; round < 500; ++round) {
    std::vector<Evidence> all;
    const auto count = static_cast<std::int64_t>(1 + random() % 9);
    for (std::int64_t id = 1; id <= count; ++id) {
      const auto date = random() % 8 ? "2025-0" + std::to_string(1 + random() % 9) + "-1" +
                                           std::to_string(random() % 10)
                                     : std::string();
      auto made =
          evidence(id, random() % 3 ? std::optional(exact(1 << random() % 4)) : std::nullopt, date,
                   statuses[random() % 4]);
      made.mention.revises = random() % 4 == 0;
      all.push_back(made);
    }
    for (const auto& deal : merge_evidence(all)) {
      ASSERT_FALSE(deal.revisions.empty());
      EXPECT_EQ(deal.revisions.back().usd, deal.usd) << "round " << round;
      EXPECT_EQ(deal.revisions.back().status, deal.status) << "round " << round;
      EXPECT_EQ(deal.revisions.front().change, Revision::Change::told);
      for (std::size_t i = 1; i < deal.revisions.size(); ++i)
        EXPECT_NE(deal.revisions[i].change, Revision::Change::told);
    }
  }
}

TEST(Timeline, AnEndMonthsLaterIsTheEndOfTheDeal) {
  const auto one = merge_evidence({
      evidence(1, exact(14), "2025-01-10"),
      evidence(2, exact(14), "2025-08-01", Status::completed),
      evidence(3, exact(14), "2025-08-30", Status::agreed),
  });
  ASSERT_EQ(one.size(), 1U) << "and a look back does not open it again";
  EXPECT_EQ(one[0].status, Status::completed);
  EXPECT_EQ(timeline(one[0]), "told 2025-01-10 14 agreed 1\nstatus 2025-08-01 14 completed 2\n");
  EXPECT_EQ(merge_evidence({evidence(1, exact(14), "2025-01-10"),
                            evidence(2, std::nullopt, "2025-08-01", Status::terminated)})
                .size(),
            1U);
  // Another amount, years later, or the end of what has ended: another deal.
  EXPECT_EQ(merge_evidence({evidence(1, exact(14), "2025-01-10"),
                            evidence(2, exact(3), "2025-08-01", Status::completed)})
                .size(),
            2U);
  EXPECT_EQ(merge_evidence({evidence(1, exact(14), "2023-01-10"),
                            evidence(2, exact(14), "2025-08-01", Status::completed)})
                .size(),
            2U);
  EXPECT_EQ(merge_evidence({evidence(1, exact(14), "2025-01-10", Status::completed),
                            evidence(2, exact(14), "2025-08-01", Status::completed)})
                .size(),
            2U);
}

// What people say of deals outranks the policy.
TEST(Judgements, PutTogetherAndApart) {
  const std::vector<Evidence> two = {evidence(1, exact(100), "2025-09-22"),
                                     evidence(2, exact(30), "2026-02-20")};
  DealJudgements judged;
  judged.together = {{1, 2}};
  EXPECT_EQ(merge_evidence(two, {}, judged).size(), 1U);

  const std::vector<Evidence> one = {evidence(1, exact(100), "2025-09-22"),
                                     evidence(2, exact(100), "2025-09-23"),
                                     evidence(3, exact(100), "2025-09-24")};
  EXPECT_EQ(merge_evidence(one).size(), 1U);
  judged.together.clear();
  judged.apart = {{2, 2}, {3, 2}};
  const auto deals = merge_evidence(one, {}, judged);
  ASSERT_EQ(deals.size(), 2U);
  EXPECT_EQ(deals[0].evidence, (std::vector<std::int64_t>{1}));
  EXPECT_EQ(deals[1].evidence, (std::vector<std::int64_t>{2, 3}));
}

TEST(Judgements, MarkDealsByTheirIds) {
  auto known = evidence(1, exact(100), "2025-09-22");
  known.deal_id = 7;
  DealJudgements judged;
  judged.verdicts = {{7, Verdict::rejected}};
  judged.superseded = {{7, 9}};
  const auto deals = merge_evidence({known}, {}, judged);
  ASSERT_EQ(deals.size(), 1U);
  EXPECT_EQ(deals[0].verdict, Verdict::rejected);
  EXPECT_EQ(deals[0].superseded_by, 9);
}

TEST(Rates, MakeCurrenciesComparable) {
  const Rates rates({{"TWD", *parse_date("2025-01-01"), 1 / 30.0}});
  // 151 billion Taiwan dollars are 5 billion US dollars, months later too; 300 are not.
  EXPECT_EQ(merge_evidence({evidence(1, exact(5e9), "2025-09-18"),
                            evidence(2, exact(151e9, "TWD"), "2025-10-20")},
                           rates)
                .size(),
            1U);
  const auto two = merge_evidence(
      {evidence(1, exact(5e9), "2025-09-18"), evidence(2, exact(300e9, "TWD"), "2025-09-18")},
      rates);
  ASSERT_EQ(two.size(), 2U);
  EXPECT_EQ(two[0].usd, 5e9);
  EXPECT_FALSE(two[0].converted);
  EXPECT_EQ(two[1].usd, 10e9);
  EXPECT_TRUE(two[1].converted);
}

// The same articles in any order give the same deals.
TEST(Merge, DoesNotDependOnTheOrderOfArticles) {
  std::mt19937 random(11);
  for (int round = 0; round < 300; ++round) {
    std::vector<Evidence> all;
    const auto count = 2 + random() % 8;
    for (std::size_t i = 0; i < count; ++i) {
      auto made = evidence(
          0, random() % 3 ? std::optional(exact(10 << random() % 3)) : std::nullopt,
          "2025-0" + std::to_string(1 + random() % 9) + "-1" + std::to_string(random() % 10));
      made.mention.revises = random() % 5 == 0;
      made.mention.amount = random() % 6 ? made.mention.amount : std::optional(up_to(40));
      all.push_back(made);
    }
    const auto outcome = [](std::vector<Evidence> articles) {
      for (std::size_t i = 0; i < articles.size(); ++i)
        articles[i].id = articles[i].article_id = static_cast<std::int64_t>(i + 1);
      std::vector<std::string> lines;
      for (const auto& deal : merge_evidence(articles)) {
        std::ostringstream line;
        line << deal.usd.value_or(-1) << ' ' << to_string(deal.status) << ' ' << day(deal.announced)
             << ' ' << deal.evidence.size();
        for (const auto& step : deal.revisions)
          line << " | " << to_string(step.change) << ' ' << day(step.date) << ' '
               << step.usd.value_or(-1);
        lines.push_back(line.str());
      }
      std::sort(lines.begin(), lines.end());
      return lines;
    };
    const auto expected = outcome(all);
    for (int shuffle = 0; shuffle < 5; ++shuffle) {
      std::shuffle(all.begin(), all.end(), random);
      ASSERT_EQ(outcome(all), expected) << "round " << round;
    }
  }
}

}  // namespace
}  // namespace dealgraph

#include "graph/merge.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <sstream>

#include "builders.h"
#include "graph/amounts.h"

namespace dealgraph {
namespace {

using namespace test;
using Groups = std::vector<std::vector<std::int64_t>>;

std::string show(const std::vector<Deal>& deals) {
  std::ostringstream out;
  for (const auto& deal : deals) {
    out << deal.id << ' ' << deal.payer << '>' << deal.payee << ' ' << to_string(deal.type) << ' '
        << to_string(deal.status) << ' ' << deal.shared << ' ' << deal.stake_pct.value_or(-1);
    if (deal.amount)
      out << ' ' << deal.amount->min.value_or(-1) << ".." << deal.amount->max.value_or(-1)
          << deal.amount->currency << to_string(deal.amount->qualifier)
          << to_string(deal.amount->per);
    if (deal.announced) out << ' ' << to_string(*deal.announced);
    for (const auto id : deal.evidence) out << ' ' << id;
    out << '\n';
  }
  return out.str();
}

Groups groups(const std::vector<Deal>& deals) {
  Groups found;
  for (const auto& deal : deals) found.push_back(deal.evidence);
  return found;
}

TEST(Merge, WhatIsOneDeal) {
  const struct {
    const char* what;
    std::vector<Evidence> evidence;
    Groups expected;
  } cases[] = {
      {"no evidence", {}, {}},
      {"bound and figure",
       {evidence(1, up_to(100e9), "2025-09-22"), evidence(2, exact(100e9), "2025-09-23")},
       {{1, 2}}},
      {"rounded retelling",
       {evidence(1, exact(11.9e9), "2025-03-10"), evidence(2, exact(12e9), "2025-03-11")},
       {{1, 2}}},
      {"restated for less: another deal",
       {evidence(1, exact(100e9), "2025-09-22"), evidence(2, exact(30e9), "2026-02-20")},
       {{1}, {2}}},
      {"three contracts and their total are never summed",
       {evidence(1, exact(11.9e9), "2025-03-10"), evidence(2, exact(4e9), "2025-03-15"),
        evidence(3, exact(6.5e9), "2025-03-20"), evidence(4, exact(22.4e9), "2025-03-20")},
       {{1}, {2}, {3}, {4}}},
      {"undisclosed joins the nearest",
       {evidence(1, exact(10e9), "2025-01-01"), evidence(2, exact(30e9), "2025-01-20"),
        evidence(3, {}, "2025-01-19")},
       {{1}, {2, 3}}},
      {"undisclosed does not glue two amounts",
       {evidence(1, {}, "2025-01-02"), evidence(2, exact(10e9), "2025-01-01"),
        evidence(3, exact(30e9), "2025-01-04")},
       {{1, 2}, {3}}},
      {"45 days are one deal",
       {evidence(1, exact(10e9), "2025-01-01"), evidence(2, exact(10e9), "2025-02-15")},
       {{1, 2}}},
      {"46 days are two",
       {evidence(1, exact(10e9), "2025-01-01"), evidence(2, exact(10e9), "2025-02-16")},
       {{1}, {2}}},
      {"days chain",
       {evidence(1, exact(10e9), "2025-01-01"), evidence(2, exact(10e9), "2025-03-15"),
        evidence(3, exact(10e9), "2025-02-10")},
       {{1, 2, 3}}},
      {"vague evidence closes a gap in time",
       {evidence(1, exact(10e9), "2025-01-01"), evidence(2, exact(10e9), "2025-03-15"),
        evidence(3, {}, "2025-02-10")},
       {{1, 2, 3}}},
      {"undated joins, but never bridges",
       {evidence(1, exact(10e9), "2025-01-01"), evidence(2, exact(10e9), "2025-06-01"),
        evidence(3, exact(10e9), "")},
       {{1, 3}, {2}}},
      {"a yearly rate is no total",
       {evidence(1, exact(300e9), "2025-07-01"), evidence(2, yearly(60e9), "2025-07-20")},
       {{1, 2}}},
      {"two yearly rates",
       {evidence(1, yearly(30e9), "2025-07-01"), evidence(2, yearly(60e9), "2025-07-01")},
       {{1}, {2}}},
      {"two currencies of one news",
       {evidence(1, exact(5e9), "2025-09-18"), evidence(2, exact(151e9, "TWD"), "2025-09-20")},
       {{1, 2}}},
      {"two currencies weeks apart",
       {evidence(1, exact(5e9), "2025-09-18"), evidence(2, exact(151e9, "TWD"), "2025-10-10")},
       {{1}, {2}}},
      {"a figure of the same currency decides",
       {evidence(1, exact(5e9), "2025-09-18"), evidence(2, exact(151e9, "TWD"), "2025-09-20"),
        evidence(3, exact(151e9, "TWD"), "2025-10-10")},
       {{1, 2, 3}}},
      {"about",
       {evidence(1, about(10e9), "2025-01-01"), evidence(2, exact(11.4e9), "2025-01-01"),
        evidence(3, exact(13e9), "2025-01-01")},
       {{1, 2}, {3}}},
      {"at least",
       {evidence(1, at_least(3e9), "2025-01-01"), evidence(2, exact(5e9), "2025-01-01"),
        evidence(3, exact(2e9), "2025-01-09")},
       {{1, 2}, {3}}},
  };
  for (const auto& c : cases) {
    const auto deals = merge_evidence(c.evidence);
    EXPECT_EQ(groups(deals), c.expected) << c.what << '\n' << show(deals);
  }
}

TEST(Merge, PayerPayeeAndTypeMustAgree) {
  auto reversed = evidence(2, {}, "2025-01-01");
  std::swap(reversed.mention.payer, reversed.mention.payee);
  auto loan = evidence(3, {}, "2025-01-01");
  loan.mention.type = DealType::loan;
  EXPECT_EQ(groups(merge_evidence({evidence(1, {}, "2025-01-01"), reversed, loan})),
            (Groups{{1}, {2}, {3}}));
}

TEST(Merge, PartnershipHasNoDirection) {
  auto one = evidence(1, {}, "2025-01-01");
  one.mention.type = DealType::partnership;
  auto other = one;
  other.id = 2;
  std::swap(other.mention.payer, other.mention.payee);
  const auto deals = merge_evidence({other, one});
  ASSERT_EQ(groups(deals), (Groups{{1, 2}}));
  EXPECT_EQ(deals[0].payer, "nvidia");
}

TEST(Merge, AmountIsWhatMostArticlesSay) {
  const struct {
    const char* what;
    std::vector<Amount> said;  // one article each, one day
    Amount expected;
  } cases[] = {
      {"majority", {exact(100e9), exact(100e9), exact(104e9)}, exact(100e9)},
      {"tie: more precise", {up_to(100e9), exact(100e9)}, exact(100e9)},
      {"majority beats precision", {up_to(100e9), up_to(100e9), exact(100e9)}, up_to(100e9)},
      {"tie: larger", {exact(100e9), exact(104e9)}, exact(104e9)},
      {"tie: a total", {yearly(60e9), exact(20e9)}, exact(20e9)},
      {"tie: dollars", {exact(151e9, "TWD"), exact(5e9)}, exact(5e9)},
      {"range over bound", {up_to(20e9), range(10e9, 20e9)}, range(10e9, 20e9)},
  };
  for (const auto& c : cases) {
    std::vector<Evidence> all;
    for (const auto& amount : c.said)
      all.push_back(evidence(static_cast<std::int64_t>(all.size()) + 1, amount, "2025-01-01"));
    const auto deals = merge_evidence(all);
    ASSERT_EQ(deals.size(), 1U) << c.what << '\n' << show(deals);
    EXPECT_EQ(deals[0].amount, c.expected) << c.what << '\n' << show(deals);
  }
}

TEST(Merge, OneArticleHasOneVote) {
  auto a = evidence(1, exact(104e9), "2025-01-01");
  auto b = evidence(2, exact(104e9), "2025-01-01");
  b.article_id = a.article_id;
  const auto deals = merge_evidence(
      {a, b, evidence(3, exact(100e9), "2025-01-01"), evidence(4, exact(100e9), "2025-01-01")});
  ASSERT_EQ(deals.size(), 1U);
  EXPECT_EQ(deals[0].amount->max, 100e9);
}

// "50億" in the headline, "最多 50 億" below it.
TEST(Merge, AHeadlineDropsTheHedge) {
  auto headline = evidence(1, exact(5e9), "2025-01-01");
  auto body = evidence(2, up_to(5e9), "2025-01-01");
  body.article_id = headline.article_id;
  const auto deals = merge_evidence({headline, body});
  ASSERT_EQ(deals.size(), 1U);
  EXPECT_EQ(deals[0].amount, up_to(5e9));
}

TEST(Merge, LatestStatusWins) {
  const struct {
    const char* what;
    std::vector<std::pair<const char*, Status>> said;
    Status expected;
  } cases[] = {
      {"rumored, then agreed",
       {{"2025-01-01", Status::rumored}, {"2025-01-09", Status::agreed}},
       Status::agreed},
      {"agreed, then called off",
       {{"2025-01-09", Status::terminated}, {"2025-01-01", Status::agreed}},
       Status::terminated},
      {"one day: the end of a deal",
       {{"2025-01-01", Status::agreed}, {"2025-01-01", Status::denied}},
       Status::denied},
      {"one day: the more certain",
       {{"2025-01-01", Status::planned}, {"2025-01-01", Status::agreed}},
       Status::agreed},
      {"a date beats none",
       {{"", Status::terminated}, {"2025-01-01", Status::agreed}},
       Status::agreed},
  };
  for (const auto& c : cases) {
    std::vector<Evidence> all;
    for (const auto& [date, status] : c.said)
      all.push_back(evidence(static_cast<std::int64_t>(all.size()) + 1, {}, date, status));
    const auto deals = merge_evidence(all);
    ASSERT_EQ(deals.size(), 1U) << c.what;
    EXPECT_EQ(deals[0].status, c.expected) << c.what;
  }
}

TEST(Merge, SharedStakeAndDate) {
  auto a = evidence(1, exact(6.6e9), "2025-01-03");
  a.mention.shared = true;
  a.mention.stake_pct = 10;
  auto b = evidence(2, exact(6.6e9), "2025-01-02");
  b.mention.stake_pct = 12;
  auto deals = merge_evidence({a, b});
  ASSERT_EQ(deals.size(), 1U);
  EXPECT_TRUE(deals[0].shared) << "half is enough";
  EXPECT_EQ(deals[0].stake_pct, 12);
  EXPECT_EQ(to_string(*deals[0].announced), "2025-01-02");
  deals = merge_evidence({a, b, evidence(3, exact(6.6e9), "2025-01-03")});
  ASSERT_EQ(deals.size(), 1U);
  EXPECT_FALSE(deals[0].shared);
}

TEST(Merge, IdsSurvive) {
  auto a = evidence(1, exact(10e9), "2025-01-01");
  auto b = evidence(2, exact(10e9), "2025-01-01");
  auto c = evidence(3, exact(30e9), "2025-01-01");
  const auto ids = [](const std::vector<Deal>& deals) {
    std::vector<std::int64_t> found;
    for (const auto& deal : deals) found.push_back(deal.id);
    return found;
  };
  EXPECT_EQ(ids(merge_evidence({c, b, a})), (std::vector<std::int64_t>{-1, -2}));
  a.deal_id = 9;
  b.deal_id = 7;
  EXPECT_EQ(ids(merge_evidence({a, b, c})), (std::vector<std::int64_t>{7, -1})) << "merged";
  // Once one deal, now two: the larger part keeps the id.
  a.deal_id = b.deal_id = c.deal_id = 5;
  const auto split = merge_evidence({a, b, c});
  ASSERT_EQ(ids(split), (std::vector<std::int64_t>{5, -1}));
  EXPECT_EQ(groups(split), (Groups{{1, 2}, {3}}));
}

Evidence random_evidence(std::mt19937& random, std::int64_t id) {
  const auto pick = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  const double value = 1e9 * (1 + pick(6)) * (1 + 0.04 * pick(3));
  const std::optional<Amount> amounts[] = {std::nullopt,        exact(value),
                                           about(value),        up_to(value),
                                           at_least(value),     range(value, 2 * value),
                                           exact(value, "EUR"), yearly(value)};
  auto made = evidence(
      id, amounts[pick(8)],
      pick(12) ? "2025-0" + std::to_string(1 + pick(9)) + "-1" + std::to_string(pick(10)) : "",
      static_cast<Status>(pick(6)));
  made.article_id = 1 + pick(10);
  made.mention.payer.id = pick(4) ? "nvidia" : "amd";
  made.mention.type = pick(3) ? DealType::investment : DealType::partnership;
  made.mention.shared = pick(3) == 0;
  if (pick(3) == 0) made.mention.stake_pct = pick(4);
  made.deal_id = pick(3) ? 0 : 1 + pick(6);
  return made;
}

// Whatever the order, the same deals; each piece of evidence in exactly one of them; and a second
// merge of what the first one said changes nothing but the numbers of new deals.
TEST(Merge, DoesNotDependOnOrder) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    std::vector<Evidence> all;
    const auto size = 1 + static_cast<std::int64_t>(random() % 25);
    for (std::int64_t id = 1; id <= size; ++id) all.push_back(random_evidence(random, id));
    const auto deals = merge_evidence(all);
    std::vector<std::int64_t> ids;
    for (const auto& deal : deals)
      ids.insert(ids.end(), deal.evidence.begin(), deal.evidence.end());
    std::sort(ids.begin(), ids.end());
    ASSERT_EQ(ids.size(), all.size()) << show(deals);
    ASSERT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end()) << show(deals);
    for (int shuffle = 0; shuffle < 5; ++shuffle) {
      std::shuffle(all.begin(), all.end(), random);
      ASSERT_EQ(show(merge_evidence(all)), show(deals)) << "round " << round;
    }
    for (auto& item : all)
      for (const auto& deal : deals)
        if (std::count(deal.evidence.begin(), deal.evidence.end(), item.id))
          item.deal_id = deal.id > 0 ? deal.id : 100 - deal.id;
    auto again = merge_evidence(all);
    for (auto& deal : again)
      if (deal.id > 100) deal.id = 100 - deal.id;
    ASSERT_EQ(show(again), show(deals)) << "round " << round;
  }
}

TEST(UsdTotal, TakesTheFigureTheTextVouchesFor) {
  EXPECT_EQ(usd_total(exact(5)), 5);
  EXPECT_EQ(usd_total(up_to(100)), 100);
  EXPECT_EQ(usd_total(at_least(3)), 3);
  EXPECT_EQ(usd_total(range(10, 100)), 10);
  EXPECT_EQ(usd_total(exact(5, "EUR")), std::nullopt);
  EXPECT_EQ(usd_total(yearly(5)), std::nullopt);
  EXPECT_EQ(usd_total(Amount{}), std::nullopt);
}

}  // namespace
}  // namespace dealgraph

#include "cli/scoring.h"

#include <gtest/gtest.h>

#include "cli/wrong_sentences.h"

namespace dealgraph {
namespace {

std::optional<Amount> usd(std::optional<double> min, std::optional<double> max) {
  return Amount{min, max, "USD", Qualifier::exact, Per::total, ""};
}

GoldDeal gold(std::string payer, std::string payee, std::optional<Amount> amount = {},
              DealType type = DealType::investment) {
  GoldDeal deal;
  deal.type = type;
  deal.payer = {std::move(payer)};
  deal.payee = {std::move(payee)};
  deal.amount = std::move(amount);
  return deal;
}

DealMention found(std::string payer, std::string payee, std::optional<Amount> amount = {},
                  DealType type = DealType::investment) {
  DealMention deal;
  deal.type = type;
  deal.payer.name = std::move(payer);
  deal.payee.surface = std::move(payee);
  deal.amount = std::move(amount);
  deal.rule = "r";
  return deal;
}

TEST(AmountsAgree, EachBoundOfTheGoldWithinHalfAPercent) {
  const struct {
    std::optional<Amount> gold, found;
    bool agree;
  } cases[] = {
      {{}, usd(1, 2), true},
      {{}, {}, true},
      {usd(1e9, 1e9), {}, false},
      {usd(1e9, 1e9), usd(0.996e9, 1.004e9), true},
      {usd(1e9, 1e9), usd(1e9, 1.006e9), false},
      {usd(1e9, 1e9), usd({}, 1e9), false},
      {usd({}, 1e9), usd(1, 1e9), true},
      {usd(1e9, {}), usd(1e9, 5e9), true},
      {usd(1e9, 1e9), Amount{1e9, 1e9, "TWD", Qualifier::exact, Per::total, ""}, false},
  };
  for (const auto& c : cases)
    EXPECT_EQ(amounts_agree(c.gold, c.found), c.agree) << &c - std::begin(cases);
}

struct Outcome {
  std::size_t right, wrong, missed, repeated;
  friend bool operator==(const Outcome&, const Outcome&) = default;
};
void PrintTo(const Outcome& o, std::ostream* out) {
  *out << o.right << " right, " << o.wrong << " wrong, " << o.missed << " missed, " << o.repeated
       << " repeated";
}

Outcome outcome(const std::vector<GoldDeal>& golds, const std::vector<DealMention>& founds,
                Measure measure) {
  const auto m = match_deals(golds, founds, measure);
  return {m.right.size(), m.wrong.size(), m.missed.size(), m.repeated.size()};
}

TEST(MatchDeals, CountsRightWrongMissedAndRepeated) {
  const auto allies = DealType::partnership;
  const struct {
    const char* what;
    std::vector<GoldDeal> golds;
    std::vector<DealMention> founds;
    Outcome pairs, triples, partnerships;
  } cases[] = {
      {"names without case and legal form",
       {gold("Alpha Corp.", "甲乙有限公司")},
       {found("ALPHA", "甲乙")},
       {1, 0, 0, 0},
       {1, 0, 0, 0},
       {}},
      {"the wrong way round",
       {gold("A1", "B1")},
       {found("B1", "A1")},
       {0, 1, 1, 0},
       {0, 1, 1, 0},
       {}},
      {"told twice",
       {gold("A1", "B1")},
       {found("A1", "B1"), found("A1", "B1")},
       {1, 0, 0, 1},
       {1, 0, 0, 1},
       {}},
      {"two deals of one pair",
       {gold("A1", "B1", usd(1, 1)), gold("A1", "B1", usd(2, 2))},
       {found("A1", "B1", usd(2, 2)), found("A1", "B1", usd(3, 3))},
       {2, 0, 0, 0},
       {1, 1, 1, 0},
       {}},
      {"told again with another amount",
       {gold("A1", "B1", usd(1, 1))},
       {found("A1", "B1", usd(3, 3)), found("A1", "B1", usd(1, 1))},
       {1, 0, 0, 1},
       {1, 1, 0, 0},
       {}},
      {"partnerships are apart and without direction",
       {gold("A1", "B1", {}, allies), gold("C1", "D1", {}, allies), gold("A1", "B1")},
       {found("B1", "A1", {}, allies), found("E1", "F1", {}, allies)},
       {0, 0, 1, 0},
       {0, 0, 1, 0},
       {1, 1, 1, 0}},
      {"nothing", {}, {}, {}, {}, {}},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(outcome(c.golds, c.founds, Measure::pair), c.pairs) << c.what;
    EXPECT_EQ(outcome(c.golds, c.founds, Measure::triple), c.triples) << c.what;
    EXPECT_EQ(outcome(c.golds, c.founds, Measure::partnership), c.partnerships) << c.what;
  }
}

TEST(MatchDeals, ThoseThatAgreeBestGoTogether) {
  const std::vector<GoldDeal> golds{gold("A1", "B1"), gold("A1", "B1", {}, DealType::loan),
                                    gold("A1", "B1", usd(5, 5), DealType::purchase)};
  const std::vector<DealMention> founds{found("A1", "B1", usd(5, 5), DealType::loan),
                                        found("A1", "B1", {}, DealType::loan),
                                        found("A1", "B1", {}, DealType::grant)};
  const auto matching = match_deals(golds, founds, Measure::pair);
  ASSERT_EQ(matching.right.size(), 3U);
  for (const auto& match : matching.right) {
    const auto expected = match.gold == &golds[2] ? 0 : match.gold == &golds[1] ? 1 : 2;
    EXPECT_EQ(match.found - founds.data(), expected);
  }
}

TEST(Counts, RatiosAreEmptyWithoutADivisor) {
  const struct {
    Counts counts;
    std::optional<double> precision, recall, f1;
  } cases[] = {
      {{0, 0, 0}, {}, {}, {}},   {{3, 1, 0}, 0.75, 1.0, 6.0 / 7}, {{0, 2, 0}, 0.0, {}, 0.0},
      {{0, 0, 2}, {}, 0.0, 0.0}, {{1, 1, 1}, 0.5, 0.5, 0.5},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(c.counts.precision(), c.precision) << c.counts.right;
    EXPECT_EQ(c.counts.recall(), c.recall) << c.counts.right;
    EXPECT_EQ(c.counts.f1(), c.f1) << c.counts.right;
  }
}

GoldArticle article(const char* lang, std::vector<GoldDeal> deals) {
  GoldArticle out;
  out.article.lang = lang;
  out.article.doc = "d";
  out.deals = std::move(deals);
  return out;
}

TEST(AddUp, ByLanguageTypeAndRule) {
  const auto first = article("en", {gold("A1", "B1", {}, DealType::loan), gold("C1", "D1")});
  const auto second = article("zh-Hant", {});
  std::vector<Judged> judged;
  judged.emplace_back(first, std::vector{found("A1", "B1"), found("A1", "B1")});
  judged.emplace_back(second, std::vector{found("X1", "Y1", {}, DealType::lease)});
  const auto scores = add_up(judged);
  EXPECT_EQ(scores.languages[2].deals, 2U);
  EXPECT_EQ(scores.languages[2].pairs.right, 1U);
  EXPECT_EQ(scores.languages[2].type_right, 0U);
  EXPECT_EQ(scores.languages[2].status_right, 1U);
  EXPECT_EQ(scores.languages[0].pairs.wrong, 1U);
  EXPECT_EQ(scores.all().articles, 2U);
  EXPECT_EQ(scores.all().pairs.missed, 1U);
  EXPECT_EQ(scores.wrong_without_deals, 1U);
  const auto of = [&](DealType type) { return scores.types[static_cast<std::size_t>(type)].pairs; };
  EXPECT_EQ(of(DealType::loan).right, 1U);
  EXPECT_EQ(of(DealType::investment).missed, 1U);
  EXPECT_EQ(of(DealType::lease).wrong, 1U);
  const auto& rule = scores.rules.at("r");
  EXPECT_EQ(rule.right, 1U);
  EXPECT_EQ(rule.wrong, 1U);
  EXPECT_EQ(rule.repeated, 1U);
}

TEST(WrongSentences, TheWorstFirstEachOnce) {
  auto sample = article("en", {gold("C1", "D1"), gold("E1", "F1"), gold("G1", "H1", usd(1, 1))});
  sample.article.text = "Title\nA1 pays B1. C1 pays D1, and E1 pays F1. G1 pays H1.";
  sample.deals[0].quote = "C1 pays D1";
  sample.deals[1].quote = "E1 pays F1";
  sample.deals[2].quote = "G1 pays H1";
  auto wrong = found("A1", "B1");
  wrong.span.begin = sample.article.text.find("A1");
  auto other = found("G1", "H1", usd(2, 2));
  other.span.begin = sample.article.text.find("G1");
  std::vector<Judged> judged;
  judged.emplace_back(sample, std::vector{wrong, other});
  const auto sentences = wrong_sentences(judged);
  ASSERT_EQ(sentences.size(), 3U);
  EXPECT_EQ(sentences[0].text, "C1 pays D1, and E1 pays F1.");
  EXPECT_EQ(sentences[0].missed.size(), 2U);
  EXPECT_EQ(sentences[1].text, "A1 pays B1.");
  EXPECT_EQ(sentences[1].wrong.size(), 1U);
  EXPECT_EQ(sentences[2].text, "G1 pays H1.");
  EXPECT_EQ(sentences[2].other_amount.size(), 1U);
}

}  // namespace
}  // namespace dealgraph

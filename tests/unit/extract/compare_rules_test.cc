#include "extract/compare_rules.h"

#include <gtest/gtest.h>

#include "core/error.h"
#include "extract/deal_changes.h"
#include "rule_folder.h"

namespace dealgraph {
namespace {

constexpr auto lists =
    "[lexicon.en]\nBUY = [\"buy\", \"bought\"]\nSELL = [\"sold to\"]\nPREPOSITION = [\"from\"]\n"
    "STATUS_PLANNED = [\"will\"]\n";
const auto buy = test_rule("buy", "pattern = '{payer}..2<BUY>..2{payee}'");
const auto sell = test_rule("sell", "pattern = '{payee}..2<SELL>..2{payer}'");

constexpr const char* sentences[] = {
    "Acme bought Bolt.", "Bolt sold to Acme.",         "Crux will buy Bolt.",   "Acme met Crux.",
    "Bolt paid Crux.",   "Bolt sold on Monday to it.", "Acme bought (it) Bolt."};

std::vector<Article> articles() {
  std::vector<Article> out;
  for (const auto* sentence : sentences) {
    Article article;
    article.text = std::string("News\n") + sentence;
    article.title_size = 4;
    out.push_back(std::move(article));
  }
  return out;
}

std::string tell(const ComparedArticle& compared) {
  std::string out;
  const auto name = [](const DealMention* d) {
    return d ? d->payer.id + d->payee.id + ' ' + std::string(to_string(d->status)) : "-";
  };
  for (const auto& change : deal_changes(compared.before, compared.after))
    out += name(change.before) + ':' + name(change.after) + ' ';
  return out;
}

TEST(CompareRules, MatchOnlyWhatAChangeCanTouch) {
  const struct {
    const char* what;
    std::string before, after;
    const char* told;
    std::size_t sentences;
    bool full = false;
  } cases[] = {
      {"nothing", lists + buy, lists + buy, "", 0},
      {"an example", lists + buy, lists + buy + "version = 2\n", "", 0},
      {"a new rule", lists + buy, lists + buy + sell, "-:acmebolt agreed ", 2},
      {"a rule that is gone", lists + buy + sell, lists + sell,
       "acmebolt agreed:- cruxbolt planned:- acmebolt agreed:- ", 3},
      {"a word of a list", lists + buy,
       "[lexicon.en]\nBUY = [\"buy\", \"bought\", \"met\"]\nSELL = [\"sold to\"]\n"
       "PREPOSITION = [\"from\"]\nSTATUS_PLANNED = [\"will\"]\n" +
           buy,
       "-:acmecrux agreed ", 1},
      {"a word that tells a status", lists + buy,
       std::string(lists) + "STATUS_TERMINATED = [\"bought\"]\n" + buy,
       "acmebolt agreed:acmebolt terminated acmebolt agreed:acmebolt terminated ", 2},
      {"a rule without a trigger", lists + buy,
       lists + buy + test_rule("pay", "pattern = '{payer} paid {payee}'"), "-:boltcrux agreed ", 1},
      {"a rule that asks for a piece of a word", lists + buy,
       lists + buy + test_rule("pay", "pattern = '{payer} pa(?:id|ys) {payee}'"),
       "-:boltcrux agreed ", 1},
      {"a rule without any word", lists + buy,
       lists + buy + test_rule("met", "pattern = '{payer} [a-m]et {payee}'"), "-:acmecrux agreed ",
       14},
      {"how clauses are found", lists + buy, std::string(lists) + "VERB = [\"x\"]\n" + buy, "", 14,
       true},
      {"a currency", lists + buy, std::string(lists) + "CURRENCY_USD = [\"x\"]\n" + buy, "", 14,
       true},
  };
  for (const auto& c : cases) {
    const RuleFolder before(c.before);
    const RuleFolder after(c.after);
    const auto comparison = RuleComparison::load({before.path()}, {after.path()});
    EXPECT_EQ(comparison.is_full(), c.full) << c.what;
    std::string told;
    std::string fully;
    std::size_t matched = 0;
    for (const auto& article : articles()) {
      const auto compared = comparison.compare(article);
      told += tell(compared);
      matched += compared.sentences;
      fully += tell(comparison.compare_fully(article));
    }
    EXPECT_EQ(told, c.told) << c.what;
    EXPECT_EQ(fully, c.told) << c.what;
    EXPECT_EQ(matched, c.sentences) << c.what;
  }
}

TEST(CompareRules, ReadEverythingTwiceWhereNamesDiffer) {
  const RuleFolder before(lists + buy);
  const RuleFolder after(lists + buy);
  after.write("names/more.toml", "[[party]]\nid = \"news\"\nname = \"News\"\n");
  const auto comparison = RuleComparison::load({before.path()}, {after.path()});
  EXPECT_TRUE(comparison.names_changed());
  EXPECT_TRUE(comparison.is_full());
  EXPECT_TRUE(comparison.changes().none());
}

TEST(CompareRules, SayWhichRulesAreBroken) {
  const RuleFolder good(lists + buy);
  const RuleFolder bad("[[rule]]\n");
  for (const bool old : {true, false}) try {
      RuleComparison::load({(old ? bad : good).path()}, {(old ? good : bad).path()});
      FAIL() << "no error";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ExitCode::bad_data);
      EXPECT_EQ(std::string(error.what()).substr(0, 7), old ? "the old" : "the new");
    }
}

TEST(CompareRules, NameTheChanges) {
  const RuleFolder before(lists + buy + sell);
  const RuleFolder after(std::string(lists) + "MORE = [\"x\"]\n" +
                         test_rule("buy", "pattern = '{payer}..3<BUY>..2{payee}'") +
                         test_rule("add", "pattern = '{payer} <BUY> {payee}'"));
  const auto comparison = RuleComparison::load({before.path()}, {after.path()});
  std::string told;
  for (const auto& rule : comparison.changes().rules)
    told += rule.id + ' ' + std::to_string(static_cast<int>(rule.kind)) + ' ';
  EXPECT_EQ(told, "add 0 buy 2 sell 1 ");
  EXPECT_EQ(comparison.changes().lists, std::vector<std::string>{"en MORE"});
}

}  // namespace
}  // namespace dealgraph

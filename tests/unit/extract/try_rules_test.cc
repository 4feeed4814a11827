#include "extract/try_rules.h"

#include <gtest/gtest.h>

#include "extract/extract.h"
#include "rule_folder.h"

namespace dealgraph {
namespace {

constexpr auto lists =
    "[lexicon.en]\nBUY = [\"buy\", \"bought\"]\nGOODS = [\"chips\"]\nLEND = [\"lent\"]\n"
    "PREPOSITION = [\"from\", \"to\"]\nUNREAL = [\"hardly\"]\nCONDITION = [\"if\"]\n"
    "V_BUY = [\"buy\", \"bought\"]\nLONG = [\"bought back\"]\n";

Article article_of(const std::string& sentence) {
  Article article;
  article.lang = "en";
  article.text = sentence;
  article.title_size = sentence.size();
  return article;
}

std::string tell(const TriedSentence& sentence) {
  std::string out;
  for (const auto& found : sentence.deals)
    out += found.rule->id + " found " + found.deal.payer.id + " → " + found.deal.payee.id + "; ";
  for (const auto& miss : sentence.near) out += miss.rule->id + ": " + miss.why + "; ";
  return out;
}

std::string try_rule(const std::string& rules, const std::string& sentence,
                     const std::string& only = "") {
  const RuleFolder folder(lists + rules);
  const auto extractor = Extractor::load({folder.path()});
  const auto article = article_of(sentence);
  const auto tried = try_rules(extractor.workings(), article, only);
  return tell(tried.sentences.at(0));
}

TEST(TryRules, SayHowFarAPatternCame) {
  const auto rule =
      test_rule("r",
                "pattern = '{payer}..2<BUY>..2<GOODS> from {payee:cloud}..2{amount}?'\n"
                "unless = ['\\bback\\b']");
  const struct {
    const char* sentence;
    const char* told;
  } cases[] = {
      {"Bolt bought chips from Acme.", "r found bolt → acme; "},
      {"Bolt bought chips with Acme.",
       "r: {payer}..2<BUY>..2<GOODS> matches;  from  does not follow; "},
      {"Bolt bought a lot of good chips from Acme.",
       "r: the gap ..2 is 4 long: \" a lot of good \"; "},
      {"Bolt bought a lot of good chips with Acme.",
       "r: {payer}..2<BUY>..2<GOODS> would match, but the gap ..2 is 4 long: \" a lot of good "
       "\"; "},
      {"It all was bought chips from Acme.",
       "r: <BUY>..2<GOODS> from {payee:cloud}..2{amount}? matches; {payer}..2 is not before it; "},
      {"Bolt bought chips from Crux.", "r: {party:2 Crux} is no cloud; "},
      {"Bolt hardly bought chips from Acme.",
       "r: \"hardly\" tells a condition, a hypothesis or no deal; "},
      {"Bolt bought chips from Acme on its way back.", "r: unless '\\bback\\b': \"back\"; "},
      {"Bolt praised chips from Acme.", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(try_rule(rule, c.sentence), c.told) << c.sentence;
}

TEST(TryRules, SayWhatAFrameLacks) {
  const struct {
    const char* more;  // keys of the frame
    const char* sentence;
    const char* part;  // of what is told
  } cases[] = {
      {"", "Bolt bought chips of Acme.", "\"bought\": no payee at 'from'; filled: subject Bolt"},
      {"", "somebody bought chips from Bolt.", "\"bought\": no payer at subject; filled: 'from' "},
      {"payee_kind = \"bank\", ", "Bolt bought chips from Acme.",
       "at 'from' of kind bank; filled: "},
      {"with = \"to\", ", "Bolt bought chips from Acme.", "no party at 'to'; filled: "},
      {"needs = \"amount\", ", "Bolt bought chips from Acme.", "needs an amount, and none belongs"},
      {"needs = \"stake\", ", "Bolt bought chips from Acme.", "needs a stake, and none belongs"},
      {"has = \"LEND\", ", "Bolt bought chips from Acme.", "no word of LEND in its part"},
      {"lacks = \"GOODS\", ", "Bolt bought chips from Acme.", "\"chips\" must not stand there"},
      {"then = \"GOODS\", ", "Bolt bought Crux from Acme.", "no word of GOODS behind its object"},
      {"not_then = \"GOODS\", ", "Bolt bought Crux chips from Acme.",
       "\"chips\" must not stand behind its object"},
  };
  for (const auto& c : cases) {
    const auto rule = test_rule("f", std::string("frame = { verb = \"V_BUY\", ") + c.more +
                                         "payer = \"subject\", payee = \"from\" }");
    const auto told = try_rule(rule, c.sentence, "f");
    EXPECT_NE(told.find(c.part), std::string::npos) << c.sentence << "\ntold: " << told;
  }
}

TEST(TryRules, NameTheRuleThatWon) {
  const auto rules = test_rule("low", "priority = 40\npattern = '{payer} <BUY> {payee}'") +
                     test_rule("top", "pattern = '{payer} <BUY> {payee}'") +
                     test_rule("late", "pattern = '{payer} <BUY> {payee}'") +
                     test_rule("long", "pattern = '{payer} <BUY> {payee} soon'");
  const auto told = try_rule(rules, "Bolt bought Acme soon.");
  for (const char* part :
       {"long found bolt → acme", "low: lost to long: priority 50 > 40",
        "top: lost to long: the same priority, a longer match", "late: lost to long"})
    EXPECT_NE(told.find(part), std::string::npos) << part << "\ntold: " << told;
  EXPECT_EQ(try_rule(test_rule("a", "pattern = '{payer} <BUY> {payee}'") +
                         test_rule("b", "pattern = '{payer} <BUY> {payee}'"),
                     "Bolt bought Acme."),
            "a found bolt → acme; "
            "b: lost to a: the same priority and length, an earlier rule; ");
}

TEST(TryRules, SayOfTheWantedRuleThatItWasNotEvenTried) {
  const auto rules = test_rule("r", "pattern = '{payer}..2<LEND>..2{payee}'") +
                     test_rule("f",
                               "frame = { verb = \"V_BUY\", payer = \"subject\", payee = "
                               "\"object\" }") +
                     test_rule("g",
                               "frame = { verb = \"LONG\", payer = \"subject\", payee = "
                               "\"object\" }");
  EXPECT_EQ(try_rule(rules, "Bolt met Acme.", "r"), "r: its trigger words do not occur: LEND; ");
  EXPECT_EQ(try_rule(rules, "Bolt bought back Acme.", "f"),
            "g found bolt → acme; f: the word of V_BUY is only part of a longer word; ");
}

}  // namespace
}  // namespace dealgraph

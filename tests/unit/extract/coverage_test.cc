#include "extract/coverage.h"

#include <gtest/gtest.h>

#include "extract/extract.h"
#include "rule_folder.h"

namespace dealgraph {
namespace {

Article article(const std::string& published, const std::string& body) {
  Article out;
  out.doc = published;
  out.published = published;
  out.text = "News\n" + body;
  out.title_size = 4;
  return out;
}

TEST(Coverage, CountsHitsAndUnansweredWords) {
  const RuleFolder folder(
      "[lexicon.en]\nBUY = [\"buy\", \"bought\"]\nLEND = [\"lent\", \"gave\"]\n" +
      test_rule("buy", "pattern = '{payer} <BUY> {payee}'") +
      test_rule("lend", "pattern = '{payer} <LEND> {payee}'") +
      test_rule("idle", "pattern = '{payer} <LEND> it to {payee}'"));
  const auto extractor = Extractor::load({folder.path()});
  Coverage coverage(extractor.workings());
  coverage.add(article("2025-02-01", "Acme bought Bolt. Acme bought Crux. Bolt gave up on Crux."));
  coverage.add(article("2025-03-01T10:00:00Z",
                       "Acme bought Bolt. Bolt gave Acme $5 million to Crux, it Lent. Bolt gave."));
  coverage.add(
      article("2025-01-01", "Crux lent Bolt. Acme and Bolt bought in. Acme and Bolt met."));

  std::string rules;
  for (const auto& row : coverage.rules())
    rules += row.rule->id + ' ' + std::to_string(row.deals) + ' ' + std::to_string(row.articles) +
             ' ' + row.last + '\n';
  EXPECT_EQ(rules,
            "buy 3 2 2025-03-01\n"
            "lend 2 2 2025-03-01\n"
            "idle 0 0 \n");
  EXPECT_EQ(coverage.articles(), 3U);
  EXPECT_EQ(coverage.deals(), 5U);

  std::string words;
  for (const auto& word : coverage.unanswered())
    words += word.word + ' ' + word.lists.front() + ' ' + std::to_string(word.sentences) + ' ' +
             std::to_string(word.amounts) + ' ' + word.example + '\n';
  EXPECT_EQ(words,
            "bought BUY 1 0 Acme and Bolt bought in.\n"
            "gave LEND 1 0 Bolt gave up on Crux.\n");
}

}  // namespace
}  // namespace dealgraph

#include "extract/word_index.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace dealgraph {
namespace {

std::vector<std::string> found(const std::string& lang, const std::vector<std::string>& words,
                               const std::string& text) {
  Lexicon lexicon;
  lexicon.add(lang, "LIST", words);
  const WordIndex index(lexicon, lang, {"LIST"});
  std::vector<std::string> out;
  for (const auto& hit : index.find(text))
    out.push_back((hit.longest ? "" : "~") + text.substr(hit.span.begin, hit.span.size()));
  return out;
}

using Words = std::vector<std::string>;

TEST(WordIndex, FindsWholeEnglishWordsInAnyCase) {
  EXPECT_EQ(found("en", {"buy", "buy out"}, "To Buy out, buyer rebuy BUY"),
            (Words{"~Buy", "Buy out", "BUY"}));
}

TEST(WordIndex, MarksTheLongestChineseWord) {
  EXPECT_EQ(found("zh", {"投資", "投資人", "戰略投資"}, "战略投资投资人"),
            (Words{"战略投资", "~投资", "~投资", "投资人"}));
}

TEST(WordIndex, KnowsItsLists) {
  Lexicon lexicon;
  lexicon.add("en", "A", {"lend", "loan"});
  lexicon.add("en", "B", {"loan"});
  const WordIndex index(lexicon, "en", {"B", "A", "A"});
  const auto hits = index.find("a loan");
  ASSERT_EQ(hits.size(), 1U);
  EXPECT_TRUE(index.in(hits[0].word, index.list("A")));
  EXPECT_TRUE(index.in(hits[0].word, index.list("B")));
  EXPECT_EQ(index.list("C"), -1);
  EXPECT_EQ(index.lists(), 2U);
}

}  // namespace
}  // namespace dealgraph

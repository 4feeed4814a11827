#include "text/sentence.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace dealgraph {
namespace {

TEST(SplitSentences, NewsText) {
  const std::vector<std::vector<std::string>> cases = {
      {"Nvidia Corp. agreed to invest in OpenAI.", "Shares rose."},
      {"The U.S. government took a stake.", "It paid $1.5bn."},
      {"J.P. Morgan lent $2.5 billion.", "The bank declined to comment."},
      {"Oracle Inc. said so.", "\"We agree.\"", "He left."},
      {"輝達同意投資。", "甲骨文則採購晶片!", "誰付錢?"},
      {"「我們會投資。」", "他說。"},
      {"Yahoo!奇摩報導此事。", "次日收漲。"},
      {"《投资吧!》是一档节目。", "下一句。"},
      {"無句點的標題", "Second line without a stop"},
      {"No. 3 maker sold 5.5% of it.", "Done."},
  };
  for (const auto& expected : cases) {
    std::string text;
    for (const auto& sentence : expected) {
      const bool han = static_cast<unsigned char>(sentence[0]) >= 0x80 || sentence[0] == 'Y';
      const bool headline = sentence.back() != '.' && sentence.back() != '"' && !han;
      text += sentence;
      text += expected[0] == "無句點的標題" || headline ? "\n" : han ? "" : " ";
    }
    std::vector<std::string> got;
    for (const Span span : split_sentences(text))
      got.push_back(text.substr(span.begin, span.size()));
    EXPECT_EQ(got, expected) << text;
  }
}

TEST(SplitSentences, CoversEverythingButSpace) {
  const std::string text = "A b. C d! 中文。  後面\n\n最後 ";
  std::size_t last = 0;
  for (const Span span : split_sentences(text)) {
    EXPECT_GE(span.begin, last);
    EXPECT_EQ(text.substr(last, span.begin - last).find_first_not_of(" \n"), std::string::npos);
    last = span.end;
  }
  EXPECT_EQ(text.substr(last).find_first_not_of(" \n"), std::string::npos);
}

}  // namespace
}  // namespace dealgraph

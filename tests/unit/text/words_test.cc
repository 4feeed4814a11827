#include "text/words.h"

#include <gtest/gtest.h>

#include <string>

namespace dealgraph {
namespace {

std::string joined(const std::string& text) {
  std::string out;
  for (const auto& word : segment(text)) {
    if (!out.empty()) out += '|';
    out += text.substr(word.span.begin, word.span.size());
  }
  return out;
}

TEST(Segment, TakesTheLikeliestWords) {
  const struct {
    const char* text;
    const char* expected;
  } cases[] = {
      {"", ""},
      {"公司拟收购", "公司|拟|收购"},
      {"上海证券交易所", "上海证券交易所"},
      {"荣晟环保", "荣|晟|环保"},
      {"在美国建造", "在|美国|建造"},
      {"A股3亿", "A|股|3|亿"},
      {"龘", "龘"},
  };
  for (const auto& c : cases) EXPECT_EQ(joined(c.text), c.expected) << c.text;
}

TEST(Segment, CoversEveryByteInOrder) {
  std::string text;
  for (int i = 0; i < 500; ++i) text += "公司与某某签约\xFF";
  std::size_t at = 0;
  for (const auto& word : segment(text)) {
    EXPECT_EQ(word.span.begin, at);
    EXPECT_GT(word.span.end, at);
    at = word.span.end;
  }
  EXPECT_EQ(at, text.size());
}

TEST(LookUp, KnowsWordsAndTheirClass) {
  EXPECT_EQ(look_up("上海").kind, WordClass::place);
  EXPECT_EQ(look_up("刘永好").kind, WordClass::person);
  EXPECT_EQ(look_up("收购").kind, WordClass::verb);
  EXPECT_GT(look_up("刘永好").rarity, look_up("公司").rarity);
  for (const char* unknown : {"", "豪威", "晟环", "Nvidia", "荣晟环保集团", "\xE4\xB8"})
    EXPECT_EQ(look_up(unknown).rarity, 0) << unknown;
}

TEST(OnWordBoundaries, TellsNamesFromParts) {
  const struct {
    const char* text;
    const char* name;
    bool expected;
  } cases[] = {
      {"共同在美国建造资料中心", "国建", false},
      {"而辉达购买晶片", "辉达", true},
      {"对微软投资", "微软", true},
      {"微软", "微软", true},
  };
  for (const auto& c : cases) {
    const std::string text = c.text;
    const auto at = text.find(c.name);
    EXPECT_EQ(on_word_boundaries(text, {at, at + std::string(c.name).size()}), c.expected)
        << c.text << " " << c.name;
  }
}

}  // namespace
}  // namespace dealgraph

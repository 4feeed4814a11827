#include "text/numeral.h"

#include <gtest/gtest.h>

#include <string>

namespace dealgraph {
namespace {

TEST(ParseNumeral, ReadsValueAndLength) {
  const struct {
    const char* text;  // folded; the number is at the start
    double min, max;
    const char* rest;
  } cases[] = {
      {"1,046.5", 1046.5, 1046.5, ""},
      {"3.5亿", 3.5e8, 3.5e8, ""},
      {"1,000 亿美元", 1e11, 1e11, "美元"},
      {"1 兆 460 亿 9,000 万元", 1046090000000.0, 1046090000000.0, "元"},
      {"2亿906万2,497元", 209062497, 209062497, "元"},
      {"五十亿", 5e9, 5e9, ""},
      {"九百八十亿", 9.8e10, 9.8e10, ""},
      {"一○五○亿", 1.05e11, 1.05e11, ""},
      {"廿二", 22, 22, ""},
      {"数十亿", 1e9, 1e10, ""},
      {"几千万", 1e7, 1e8, ""},
      {"数亿", 1e8, 1e9, ""},
      {"千亿", 1e11, 1e11, ""},
      {"百万", 1e6, 1e6, ""},
      {"1.2万亿", 1.2e12, 1.2e12, ""},
      {"300多亿", 3e10, 3e10, ""},
      {"二、三十亿元", 2e9, 3e9, "元"},
      {"三四百万", 3e6, 4e6, ""},
      {"十三亿七千五百万", 1.375e9, 1.375e9, ""},
      {"两百多亿", 2e10, 2e10, ""},
      {"二点五亿", 2.5e8, 2.5e8, ""},
      {"亿元", 1e8, 1e8, "元"},
      {"5兆瓦", 5, 5, "兆瓦"},
      {"1.2 lakh crore", 1.2e12, 1.2e12, ""},
      {"two hundred million", 2e8, 2e8, ""},
      {"twenty-five people", 25, 25, " people"},
      {"hundreds of millions of", 1e8, 1e9, " of"},
      {"2 billion", 2e9, 2e9, ""},
      {"25 Billion to Grow", 2.5e10, 2.5e10, " to Grow"},
      {"3.5 MILLION", 3.5e6, 3.5e6, ""},
      {"5 Millionaires", 5, 5, " Millionaires"},
      {"1.5bn.", 1.5e9, 1.5e9, "."},
      {"40b in", 4e10, 4e10, " in"},
      {"250M", 2.5e8, 2.5e8, ""},
      {"5 million-euro", 5e6, 5e6, "-euro"},
      {"tens of billions of", 1e10, 1e11, " of"},
      {"half a billion", 5e8, 5e8, ""},
      {"two billion", 2e9, 2e9, ""},
      {"10 GW", 10, 10, " GW"},
      {"5 men", 5, 5, " men"},
      {"10亿 2025年", 1e9, 1e9, " 2025年"},
  };
  for (const auto& c : cases) {
    const auto number = parse_numeral(c.text, 0);
    ASSERT_TRUE(number) << c.text;
    EXPECT_DOUBLE_EQ(number->min, c.min) << c.text;
    EXPECT_DOUBLE_EQ(number->max, c.max) << c.text;
    EXPECT_EQ(std::string(c.text).substr(number->end), c.rest) << c.text;
  }
}

TEST(ParseNumeral, RefusesWhatIsNoNumber) {
  for (const char* text : {"", "abc", "上市", "兆瓦", "数字", "几乎", "billion", "tense"})
    EXPECT_FALSE(parse_numeral(text, 0)) << text;
}

TEST(NextNumeral, WalksATextWithoutReadingTheMiddleOfNumbers) {
  const std::string text = "B200于2025年卖3.5亿, half a billion";
  std::string all;
  std::size_t from = 0;
  while (const auto n = next_numeral(text, from)) {
    all += text.substr(n->begin, n->end - n->begin) + "|";
    from = n->end;
  }
  EXPECT_EQ(all, "200|2025|3.5亿|half a billion|");
}

TEST(ReadSmallNumber, ReadsDaysAndYears) {
  const struct {
    const char* text;
    int value;
    std::size_t end;
  } cases[] = {{"28日", 28, 2},          {"廿二日", 22, 6}, {"三十一日", 31, 9},
               {"二零二五年", 2025, 12}, {"12345", -1, 0},  {"日", -1, 0}};
  for (const auto& c : cases) {
    std::size_t at = 0;
    EXPECT_EQ(read_small_number(c.text, at), c.value) << c.text;
    EXPECT_EQ(at, c.end) << c.text;
  }
}

TEST(ParseNumeral, StaysBoundedOnLongDigits) {
  const std::string digits(1'000'000, '9');
  EXPECT_FALSE(parse_numeral(digits, 0));
}

}  // namespace
}  // namespace dealgraph

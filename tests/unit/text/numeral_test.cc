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
      {"2 billion", 2e9, 2e9, ""},
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
  for (const char* text : {"", "abc", "亿", "上市", "数字", "几乎", "billion", "tense"})
    EXPECT_FALSE(parse_numeral(text, 0)) << text;
}

TEST(ParseNumeral, StaysBoundedOnLongDigits) {
  const std::string digits(1'000'000, '9');
  EXPECT_FALSE(parse_numeral(digits, 0));
}

}  // namespace
}  // namespace dealgraph

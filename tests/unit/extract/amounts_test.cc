#include "extract/amounts.h"

#include <gtest/gtest.h>

#include <string>

#include "text/fold.h"

namespace dealgraph {
namespace {

constexpr double none = -1;

TEST(FindAmounts, EveryShape) {
  const struct {
    const char* text;
    double min, max;  // none: absent
    const char* currency;
    const char* qualifier;
    const char* per;
    const char* figure;
  } cases[] = {
      {"投資最多 1,000 億美元", none, 1e11, "USD", "up_to", "", "1,000 億美元"},
      {"斥資五十億美元", 5e9, 5e9, "USD", "exact", "", "五十億美元"},
      {"逾30亿元人民币", 3e9, none, "CNY", "at_least", "", "30亿元人民币"},
      {"約75億美元", 7.5e9, 7.5e9, "USD", "about", "", "75億美元"},
      {"數百億美元的晶片", 1e10, 1e11, "USD", "range", "", "數百億美元"},
      {"520-560億元", 5.2e10, 5.6e10, "TWD", "range", "", "520-560億元"},
      {"300多億元", 3e10, none, "TWD", "at_least", "", "300多億元"},
      {"新台幣312,450仟元", 312450000, 312450000, "TWD", "exact", "", "新台幣312,450仟元"},
      {"美金20,000,000元", 2e7, 2e7, "USD", "exact", "", "美金20,000,000元"},
      {"泰銖1,156,000,000元", 1156000000, 1156000000, "THB", "exact", "", "泰銖1,156,000,000元"},
      {"3888億日圓", 3.888e11, 3.888e11, "JPY", "exact", "", "3888億日圓"},
      {"每股23.28美元", 23.28, 23.28, "USD", "exact", "share", "23.28美元"},
      {"up to $100 billion", none, 1e11, "USD", "up_to", "", "$100 billion"},
      {"nearly $1.5bn", 1.5e9, 1.5e9, "USD", "about", "", "$1.5bn"},
      {"A$24 billion", 2.4e10, 2.4e10, "AUD", "exact", "", "A$24 billion"},
      {"between $1bn and $2bn", 1e9, 2e9, "USD", "range", "", "$1bn and $2bn"},
      {"$45-50 billion", 4.5e10, 5e10, "USD", "range", "", "$45-50 billion"},
      {"tens of billions of dollars", 1e10, 1e11, "USD", "range", "",
       "tens of billions of dollars"},
      {"100 million euros", 1e8, 1e8, "EUR", "exact", "", "100 million euros"},
      {"a $2-billion deal", 2e9, 2e9, "USD", "exact", "", "$2-billion"},
      {"$6 million a year", 6e6, 6e6, "USD", "exact", "year", "$6 million"},
      {"45 billion won", 4.5e10, 4.5e10, "KRW", "exact", "", "45 billion won"},
  };
  for (const auto& c : cases) {
    const auto folded = fold(c.text);
    const auto found = find_amounts(folded.text, "TWD");
    ASSERT_EQ(found.size(), 1U) << c.text;
    const auto& amount = found[0].amount;
    EXPECT_EQ(amount.min.value_or(none), c.min) << c.text;
    EXPECT_EQ(amount.max.value_or(none), c.max) << c.text;
    EXPECT_EQ(amount.currency, c.currency) << c.text;
    EXPECT_EQ(to_string(amount.qualifier), c.qualifier) << c.text;
    EXPECT_EQ(to_string(amount.per), c.per) << c.text;
    const Span span = folded.source(found[0].figure);
    EXPECT_EQ(std::string(c.text).substr(span.begin, span.size()), c.figure) << c.text;
  }
}

TEST(FindAmounts, WhatIsNoMoney) {
  for (const char* text : {"元宇宙", "10 GW", "（2330）", "B200", "4.333億股", "160 million shares",
                           "28奈米", "美元指數", "2025年", "多元化", "三名", "$10 to 5 billion",
                           "$1e400", "$1.2.3 billion", "7%", "1990 年代"})
    EXPECT_TRUE(find_amounts(fold_key(text), "TWD").empty()) << text;
}

TEST(FindAmounts, AGlossIsTheSameSum) {
  const auto found = find_amounts(fold_key("總價5.94億美元（約46.3億港元），另付1億美元"), "HKD");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].amount.currency, "USD");
  EXPECT_DOUBLE_EQ(*found[0].amount.max, 5.94e8);
  EXPECT_DOUBLE_EQ(*found[1].amount.max, 1e8);
}

TEST(FindAmounts, AListSharesItsCurrency) {
  const auto found = find_amounts(fold_key("分別投資50億、100億美元"), "TWD");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_DOUBLE_EQ(*found[0].amount.max, 5e9);
  EXPECT_EQ(found[0].amount.currency, "USD");
  EXPECT_DOUBLE_EQ(*found[1].amount.max, 1e10);
}

TEST(FindAmounts, BareYuanIsTheSitesCurrency) {
  for (const char* currency : {"TWD", "CNY", "HKD"})
    EXPECT_EQ(find_amounts(fold_key("26億元"), currency).at(0).amount.currency, currency);
  EXPECT_EQ(find_amounts(fold_key("26億元"), "").at(0).amount.currency, "CNY");
}

}  // namespace
}  // namespace dealgraph

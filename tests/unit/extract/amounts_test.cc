#include "extract/amounts.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extract/lexicon.h"
#include "text/fold.h"

namespace dealgraph {
namespace {

constexpr double none = -1;

std::vector<AmountMention> find_amounts(std::string_view folded, std::string_view site) {
  static const AmountFinder finder = [] {
    Lexicon lexicon;
    std::vector<std::string> problems;
    lexicon.add_file(DEALGRAPH_SOURCE_DIR "/rules/lexicon/currencies.toml", problems);
    return AmountFinder(lexicon);
  }();
  return finder.find(folded, site);
}

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
      {"買下１，０００億元的地", 1e11, 1e11, "TWD", "exact", "", "１，０００億元"},
      {"一○五○億日圓", 1.05e11, 1.05e11, "JPY", "exact", "", "一○五○億日圓"},
      {"1 兆 460 億 9,000 萬元", 1.04609e12, 1.04609e12, "TWD", "exact", "",
       "1 兆 460 億 9,000 萬元"},
      {"1億335萬5,612美元", 103355612, 103355612, "USD", "exact", "", "1億335萬5,612美元"},
      {"31百万元", 3.1e7, 3.1e7, "TWD", "exact", "", "31百万元"},
      {"36.58百萬港元", 36580000, 36580000, "HKD", "exact", "", "36.58百萬港元"},
      {"2万亿人民币", 2e12, 2e12, "CNY", "exact", "", "2万亿人民币"},
      {"人民币约3亿元", 3e8, 3e8, "CNY", "exact", "", "人民币约3亿元"},
      {"廿三億元", 2.3e9, 2.3e9, "TWD", "exact", "", "廿三億元"},
      {"十三億七千五百萬元", 1.375e9, 1.375e9, "TWD", "exact", "", "十三億七千五百萬元"},
      {"二、三十億元", 2e9, 3e9, "TWD", "range", "", "二、三十億元"},
      {"三四百萬美元", 3e6, 4e6, "USD", "range", "", "三四百萬美元"},
      {"上百億元", 1e10, none, "TWD", "at_least", "", "百億元"},
      {"過千萬港元", 1e7, none, "HKD", "at_least", "", "千萬港元"},
      {"兩億多美元", 2e8, none, "USD", "at_least", "", "兩億多美元"},
      {"近亿元融资", 1e8, 1e8, "TWD", "about", "", "亿元"},
      {"數十億至百億美元", 1e9, 1e10, "USD", "range", "", "數十億至百億美元"},
      {"1.64兆元到1.76兆元", 1.64e12, 1.76e12, "TWD", "range", "", "1.64兆元到1.76兆元"},
      {"介於3億至4億美元間", 3e8, 4e8, "USD", "range", "", "3億至4億美元"},
      {"不低于50亿元且不超过100亿元", 5e9, 1e10, "TWD", "range", "", "50亿元且不超过100亿元"},
      {"不到5億美元", none, 5e8, "USD", "up_to", "", "5億美元"},
      {"10億美元以上", 1e9, none, "USD", "at_least", "", "10億美元"},
      {"OpenAI300亿美元", 3e10, 3e10, "USD", "exact", "", "300亿美元"},
      {"以一元的价格", 1, 1, "TWD", "exact", "", "一元"},
      {"1.32港元/股", 1.32, 1.32, "HKD", "exact", "share", "1.32港元"},
      {"每平方米单价不到1,130元", none, 1130, "TWD", "up_to", "unit", "1,130元"},
      {"每年付6億美元", 6e8, 6e8, "USD", "exact", "year", "6億美元"},
      {"183便士", 1.83, 1.83, "GBP", "exact", "", "183便士"},
      {"130 pence ($1.59) a share", 1.3, 1.3, "GBP", "exact", "share", "130 pence"},
      {"12-cent-a-share dividend", 0.12, 0.12, "USD", "exact", "share", "12-cent"},
      {"Rs 1.2 lakh crore", 1.2e12, 1.2e12, "INR", "exact", "", "Rs 1.2 lakh crore"},
      {"30 MUSD", 3e7, 3e7, "USD", "exact", "", "30 MUSD"},
      {"2 billion-euro loan", 2e9, 2e9, "EUR", "exact", "", "2 billion-euro"},
      {"half a billion dollars", 5e8, 5e8, "USD", "exact", "", "half a billion dollars"},
      {"three quarters of a billion pounds", 7.5e8, 7.5e8, "GBP", "exact", "",
       "three quarters of a billion pounds"},
      {"billions of dollars", 1e9, none, "USD", "at_least", "", "billions of dollars"},
      {"a multibillion-dollar deal", 1e9, none, "USD", "at_least", "", "multibillion-dollar"},
      {"a nine-figure sum", 1e8, 1e9, "USD", "range", "", "nine-figure"},
      {"$1-$2bn", 1e9, 2e9, "USD", "range", "", "$1-$2bn"},
      {"$1.2T", 1.2e12, 1.2e12, "USD", "exact", "", "$1.2T"},
      {"£450m", 4.5e8, 4.5e8, "GBP", "exact", "", "£450m"},
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
  for (const char* text : {"元宇宙",
                           "10 GW",
                           "（2330）",
                           "B200",
                           "4.333億股",
                           "160 million shares",
                           "28奈米",
                           "美元指數",
                           "2025年",
                           "多元化",
                           "三名",
                           "$10 to 5 billion",
                           "$1e400",
                           "$1.2.3 billion",
                           "7%",
                           "1990 年代",
                           "單元",
                           "二元期權",
                           "三元鋰電池",
                           "美元指數98.8",
                           "weakened to $1.3270",
                           "$1 = 1.6628",
                           "新台幣兌美元今收 30.68 元",
                           "千万不要",
                           "百亿参数模型",
                           "16.8万辆",
                           "8折",
                           "（万元）",
                           "23,637.46點",
                           "500兆瓦",
                           "1080p",
                           "two won awards",
                           "ThinkPad X9 15p",
                           "10億7天期"})
    EXPECT_TRUE(find_amounts(fold_key(text), "TWD").empty()) << text;
}

TEST(FindAmounts, AGlossIsTheSameSum) {
  const auto found = find_amounts(fold_key("總價5.94億美元（約46.3億港元），另付1億美元"), "HKD");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].amount.currency, "USD");
  EXPECT_DOUBLE_EQ(*found[0].amount.max, 5.94e8);
  EXPECT_DOUBLE_EQ(*found[1].amount.max, 1e8);
}

TEST(FindAmounts, AGlossNeedsNoBrackets) {
  for (const char* text : {"1000億美元，折合新台幣3.03兆元", "$825 million (Rs 54.66 billion)",
                           "10亿元，相当于约11亿港元", "€5 million, or $5.4 million",
                           "4,732.6万美元（折合人民币约3.36亿元）"}) {
    const auto found = find_amounts(fold_key(text), "CNY");
    ASSERT_EQ(found.size(), 1U) << text;
    EXPECT_GE(found[0].span.size() + 4, fold_key(text).size()) << text;
  }
}

TEST(FindAmounts, AFigureWithoutCurrencyNeedsWordsOfMoney) {
  const struct {
    const char* text;
    const char* currency;  // of the last sum
  } cases[] = {{"B+轮融资超10亿，某某领投", "TWD"},
               {"雲南白藥6.6億收購安國", "TWD"},
               {"砸千億蓋廠\n投資額為千億美元", "USD"},
               {"milestones worth hundreds of millions more", "USD"}};
  for (const auto& c : cases) {
    const auto found = find_amounts(fold_key(c.text), "TWD");
    ASSERT_FALSE(found.empty()) << c.text;
    EXPECT_EQ(found.front().amount.currency, c.currency) << c.text;
  }
}

TEST(FindAmounts, IsLinear) {
  for (const char* piece : {"1", "1,000,", "一二三百亿", "亿", "$1-", "1元(", "约1"}) {
    std::string text;
    while (text.size() < 500'000) text += piece;
    const auto found = find_amounts(text, "CNY");
    EXPECT_LE(found.size(), text.size()) << piece;
  }
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

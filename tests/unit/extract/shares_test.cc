#include "extract/shares.h"

#include <gtest/gtest.h>

#include <string>

#include "text/fold.h"

namespace dealgraph {
namespace {

TEST(FindShares, TellsStakesFromOtherFigures) {
  const struct {
    const char* text;
    const char* kind;
    double percent;
    const char* figure;
  } cases[] = {{"取得7%股權", "stake", 7, "7%"},
               {"a 9.9 per cent stake in Wolfspeed", "stake", 9.9, "9.9 per cent"},
               {"持股四成", "stake", 40, "四成"},
               {"持股六成五", "stake", 65, "六成五"},
               {"1.5成股權", "stake", 15, "1.5成"},
               {"取得過半股權", "stake", 50, "過半"},
               {"百分之廿二點七的股份", "stake", 22.7, "百分之廿二點七"},
               {"持有三分之二股權", "stake", 200.0 / 3, "三分之二"},
               {"own one-third of the company", "stake", 100.0 / 3, "one-third"},
               {"buys a majority stake in", "stake", 50, "majority stake"},
               {"收購全部股權", "stake", 100, "全部股權"},
               {"lifting his stake to 31%", "stake", 31, "31%"},
               {"持股由18.6％降", "stake", 18.6, "18.6％"},
               {"股價大漲15%", "quantity", 15, "15%"},
               {"rose 3.4 per cent to", "quantity", 3.4, "3.4 per cent"},
               {"營收年增7%", "quantity", 7, "7%"},
               {"部署10 GW的", "quantity", 0, "10 GW"},
               {"認購4.333億股", "quantity", 0, "4.333億股"},
               {"12 million doses", "quantity", 0, "12 million doses"},
               {"為期五年，", "quantity", 0, "五年"},
               {"a 48-month plan", "quantity", 0, "48-month"},
               {"工期42个月，", "quantity", 0, "42个月"}};
  for (const auto& c : cases) {
    const auto folded = fold(c.text);
    const auto found = find_shares(folded.text);
    ASSERT_EQ(found.size(), 1U) << c.text;
    EXPECT_EQ(to_string(found[0].kind), c.kind) << c.text;
    EXPECT_NEAR(found[0].percent, c.percent, 1e-9) << c.text;
    const Span span = folded.source(found[0].core);
    EXPECT_EQ(std::string(c.text).substr(span.begin, span.size()), c.figure) << c.text;
  }
}

TEST(FindShares, WhatIsNoCount) {
  for (const char* text :
       {"三成立", "2025年", "三年前", "五年期", "第3年", "GB200", "五名", "two years ago"})
    EXPECT_TRUE(find_shares(fold_key(text)).empty()) << text;
}

}  // namespace
}  // namespace dealgraph

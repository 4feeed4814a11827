#include "extract/deal_status.h"

#include <gtest/gtest.h>

#include <string>

#include "extract/extract.h"

namespace dealgraph {
namespace {

TEST(LongPast, IsAMonthOrMoreBeforeTheArticle) {
  const Date published{std::chrono::year{2025}, std::chrono::month{10}, std::chrono::day{9}};
  for (const char* date : {"去年", "前年", "上月底", "2021年", "6月", "2025年8月", "2021", "June",
                           "Mar. 2", "last year", "Last month"})
    EXPECT_TRUE(long_past(date, published)) << date;
  for (const char* date : {"今年", "10月", "11月", "2026年", "明年", "2025", "October", "next year",
                           "this month", "2025年12月"})
    EXPECT_FALSE(long_past(date, published)) << date;
}

TEST(DealStatus, IsToldByWordsOutcomesAndDates) {
  static const Extractor extractor = Extractor::load({DEALGRAPH_SOURCE_DIR "/rules"});
  const struct {
    const char *text, *status;
  } cases[] = {
      {"輝達投資OpenAI 50億元。", "agreed"},
      {"輝達去年投資OpenAI 50億元。", "completed"},
      {"輝達2021年向甲骨文購買50億元伺服器。", "completed"},
      {"輝達去年宣布投資OpenAI 50億元。", "agreed"},
      {"甲骨文以50億元收購Arm，股權已過戶。", "completed"},
      {"甲骨文以50億元收購Arm，預計明年過戶。", "agreed"},
      {"甲骨文將以50億元收購Arm，公司發言人斷然否認。", "denied"},
      {"甲骨文擬以50億元收購Arm，因監管機構不放行而作罷。", "terminated"},
      {"知情人士透露，甲骨文已向輝達採購50億元晶片。", "rumored"},
      {"Oracle put $50 million into Arm in 2021.", "completed"},
      {"Oracle said it would buy Arm for $50 million.", "agreed"},
      {"Oracle is to pay Nvidia $50 million for chips.", "agreed"},
      {"Oracle would buy Arm for $50 million, the people added.", "rumored"},
  };
  for (const auto& c : cases) {
    Article article;
    article.published = "2025-10-09";
    article.site_currency = "TWD";
    article.text = std::string("\n") + c.text;
    const auto deals = extractor.extract(article);
    ASSERT_EQ(deals.size(), 1U) << c.text;
    EXPECT_EQ(to_string(deals[0].status), c.status) << c.text;
  }
}

}  // namespace
}  // namespace dealgraph

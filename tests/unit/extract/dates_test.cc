#include "extract/dates.h"

#include <gtest/gtest.h>

#include <string>

#include "text/fold.h"

namespace dealgraph {
namespace {

TEST(FindDates, ResolvesDaysAgainstThePublication) {
  const struct {
    const char* published;
    const char* text;
    const char* core;
    const char* date;  // "": a time that is no day
  } cases[] = {{"2025-10-28", "輝達今（28）日宣布", "今（28）日", "2025-10-28"},
               {"2025-11-03", "台積電昨（2）日公告", "昨（2）日", "2025-11-02"},
               {"2025-11-01", "昨（31）日", "昨（31）日", "2025-10-31"},
               {"2025-10-28", "昨日披露", "昨日", "2025-10-27"},
               {"2025-10-28", "上週五（10/24）", "上週五", "2025-10-24"},
               {"2025-10-28", "周一收盘", "周一", "2025-10-27"},
               {"2025-10-28", "28日公告", "28日", "2025-10-28"},
               {"2025-10-05", "廿二日簽約", "廿二日", "2025-09-22"},
               {"2025-10-28", "元月15日", "元月15日", "2025-01-15"},
               {"2025-10-28", "民國114年10月1日", "民國114年10月1日", "2025-10-01"},
               {"2025-10-28", "二零二零年三月八日", "二零二零年三月八日", "2020-03-08"},
               {"2025-10-28", "2025年12月31日前", "2025年12月31日", "2025-12-31"},
               {"2026-01-05", "12月20日签约", "12月20日", "2025-12-20"},
               {"2025-10-28", "said on Tuesday that", "Tuesday", "2025-10-28"},
               {"2025-10-28", "said on late Friday", "Friday", "2025-10-24"},
               {"2025-10-28", "It will report results on Thursday", "Thursday", "2025-10-30"},
               {"2025-10-28", "on Oct. 6", "Oct. 6", "2025-10-06"},
               {"2025-10-28", "28 October 2025 --", "28 October 2025", "2025-10-28"},
               {"2025-10-28", "on January 1, 2026,", "January 1, 2026", "2026-01-01"},
               {"2025-10-28", "notes maturing tomorrow", "tomorrow", "2025-10-29"},
               {"2025-10-28", "2025-10-27 10:00", "2025-10-27", "2025-10-27"},
               {"2025-10-28", "於2025年10月完成", "2025年10月", ""},
               {"2025-10-28", "in 2027", "2027", ""},
               {"2025-10-28", "raised last week", "last week", ""},
               {"2025-10-28", "目前", "目前", ""}};
  for (const auto& c : cases) {
    const auto folded = fold(c.text);
    const auto found = find_dates(folded.text, parse_date(c.published));
    ASSERT_EQ(found.size(), 1U) << c.text;
    const Span span = folded.source(found[0].core);
    EXPECT_EQ(std::string(c.text).substr(span.begin, span.size()), c.core) << c.text;
    EXPECT_EQ(found[0].date ? to_string(*found[0].date) : "", c.date) << c.text;
  }
}

TEST(FindDates, WhatIsNoDate) {
  for (const char* text : {"100日元", "連漲三日", "前一日", "7日年化", "they may sell",
                           "marched on", "2330", "13月5日", "十一家", "B2025"})
    EXPECT_TRUE(find_dates(fold_key(text), parse_date("2025-10-28")).empty()) << text;
}

TEST(FindDates, TheWordsBeforeJoinTheSpan) {
  const std::string text = "agreed on late Tuesday to";
  const auto found = find_dates(text, parse_date("2025-10-28"));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(text.substr(found[0].span.begin, found[0].span.size()), "on late Tuesday");
}

}  // namespace
}  // namespace dealgraph

#include <gtest/gtest.h>

#include <string>

#include "core/amount.h"
#include "core/article.h"
#include "core/date.h"
#include "core/deal.h"
#include "core/mention.h"
#include "core/span.h"

namespace dealgraph {
namespace {

TEST(Date, ReadsDaysAndTheDayOfADateTime) {
  const struct {
    const char* text;
    const char* expected;
  } cases[] = {{"2025-09-22", "2025-09-22"},
               {"2024-02-29", "2024-02-29"},
               {"2025-09-22T08:30:00+08:00", "2025-09-22"},
               {"2025-09-22 08:30", "2025-09-22"},
               {"0001-01-01", "0001-01-01"}};
  for (const auto& c : cases) {
    const auto date = parse_date(c.text);
    ASSERT_TRUE(date) << c.text;
    EXPECT_EQ(to_string(*date), c.expected) << c.text;
  }
}

TEST(Date, RefusesWhatIsNoDay) {
  for (const char* text :
       {"", "2025", "2025-9-22", "2025-02-29", "2025-13-01", "2025-00-10", "2025-01-32", "20250922",
        "2025/09/22", "2025-09-221", "abcd-ef-gh", "-025-01-01", "2025-+1-01", " 2025-01-01"})
    EXPECT_FALSE(parse_date(text)) << text;
}

// Every name reads back as its value, and nothing else does.
template <typename Enum, typename Parse>
void expect_round_trip(int count, Parse parse) {
  for (int i = 0; i < count; ++i) {
    const auto value = static_cast<Enum>(i);
    EXPECT_EQ(parse(to_string(value)), value) << to_string(value);
  }
  EXPECT_FALSE(parse("no such name"));
  EXPECT_THROW(to_string(static_cast<Enum>(count)), std::out_of_range);
}

TEST(Names, ReadBack) {
  expect_round_trip<Qualifier>(5, parse_qualifier);
  expect_round_trip<Per>(6, parse_per);
  expect_round_trip<DealType>(13, parse_deal_type);
  expect_round_trip<Status>(6, parse_status);
}

TEST(Names, AreThoseOfTheContract) {
  EXPECT_EQ(to_string(Qualifier::up_to), "up_to");
  EXPECT_EQ(to_string(Per::total), "");
  EXPECT_EQ(to_string(Per::share), "share");
  EXPECT_EQ(to_string(DealType::stake_purchase), "stake_purchase");
  EXPECT_EQ(to_string(DealType::revenue_share), "revenue_share");
  EXPECT_EQ(to_string(DealType::partnership), "partnership");
  EXPECT_EQ(to_string(Status::rumored), "rumored");
  EXPECT_EQ(to_string(MentionKind::quantity), "quantity");
}

TEST(Article, SplitsTitleAndBody) {
  const struct {
    std::string text;
    std::size_t title_size;
    std::string title;
    std::string body;
  } cases[] = {{"Title\nBody\nMore", 5, "Title", "Body\nMore"},
               {"輝達\n投資", 6, "輝達", "投資"},
               {"\nBody", 0, "", "Body"},
               {"Title\n", 5, "Title", ""},
               {"Title", 5, "Title", ""},
               {"", 0, "", ""}};
  for (const auto& c : cases) {
    Article article;
    article.text = c.text;
    article.title_size = c.title_size;
    EXPECT_EQ(article.title(), c.title) << c.text;
    EXPECT_EQ(article.body(), c.body) << c.text;
  }
}

TEST(Span, Contains) {
  const Span span{2, 5};
  EXPECT_EQ(span.size(), 3U);
  EXPECT_TRUE(span.contains({2, 5}));
  EXPECT_TRUE(span.contains({3, 3}));
  EXPECT_FALSE(span.contains({1, 3}));
  EXPECT_FALSE(span.contains({4, 6}));
  EXPECT_LT((Span{1, 9}), (Span{2, 3}));
}

}  // namespace
}  // namespace dealgraph

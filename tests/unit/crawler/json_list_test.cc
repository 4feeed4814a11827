#include "crawler/json_list.h"

#include <gtest/gtest.h>

namespace dealgraph {
namespace {

FetchedPage page(std::string body) {
  FetchedPage out;
  out.url = "https://news.example/list?page=1";
  out.content_type = "application/json";
  out.body = std::move(body);
  return out;
}

JsonList list() {
  JsonList out;
  out.items = "items.data";
  out.link = "https://news.example/id/{newsId}";
  out.title = "title";
  out.published = "publishAt";
  out.content = "content";
  out.escaped = true;
  out.skip = "isAd";
  out.next = "items.next_page_url";
  return out;
}

TEST(JsonList, ReadsWhatTheSourceSays) {
  const auto feed = parse_json_list(page(R"({"items":{"data":[
    {"newsId":5240218,"title":"甲","publishAt":1785888000,"content":"&lt;p&gt;A &amp;amp; B&lt;/p&gt;"},
    {"newsId":2,"isAd":1},{"newsId":3,"isAd":0,"publishAt":1785888000123},{"title":"no id"},7],
    "next_page_url":"?page=2"}})"),
                                    list());
  EXPECT_EQ(feed.problem, "");
  ASSERT_EQ(feed.items.size(), 2u);
  EXPECT_EQ(feed.items[0].url, "https://news.example/id/5240218");
  EXPECT_EQ(feed.items[0].title, "甲");
  EXPECT_EQ(feed.items[0].published, "2026-08-05T00:00:00Z");
  EXPECT_EQ(feed.items[0].content, "<p>A &amp; B</p>");
  EXPECT_EQ(feed.items[1].published, "2026-08-05T00:00:00Z");
  EXPECT_EQ(feed.next, "https://news.example/list?page=2");
}

TEST(JsonList, SaysWhatIsWrong) {
  struct Case {
    std::string body;
    const char* problem;
  };
  const std::vector<Case> cases{
      {"", "broken JSON"},
      {"{", "broken JSON"},
      {"[]", "JSON without a list at 'items.data'"},
      {"{\"items\":{\"data\":{}}}", "JSON without a list at 'items.data'"},
      {std::string(100'000, '['), "broken JSON"},
  };
  for (const auto& [body, problem] : cases)
    EXPECT_EQ(parse_json_list(page(body), list()).problem, problem) << body.substr(0, 50);
}

TEST(JsonList, ReadsJsonFeeds) {
  const auto feed = parse_json_feed(page(R"~({"version":"https://jsonfeed.org/version/1.1","items":[
    {"id":"1","url":"/a","title":"A","date_published":"2026-08-05T09:30:00+08:00"},
    {"id":"2","external_url":"https://other.example/b"},{"id":"https://news.example/c"},
    {"id":"4","url":"javascript:alert(1)"}]})~"));
  EXPECT_EQ(feed.problem, "");
  ASSERT_EQ(feed.items.size(), 3u);
  EXPECT_EQ(feed.items[0].url, "https://news.example/a");
  EXPECT_EQ(feed.items[0].published, "2026-08-05T09:30:00+08:00");
  EXPECT_EQ(feed.items[1].url, "https://other.example/b");
  EXPECT_EQ(feed.items[2].url, "https://news.example/c");
  const auto no_feed = parse_json_feed(page("{\"items\":[]}"));
  EXPECT_NE(no_feed.problem, "");
}

TEST(JsonList, FillsAddresses) {
  EXPECT_EQ(fill_list_url("https://a.example/?page={page}&s={start}&e={end}&p={page}", 3, 10, 20),
            "https://a.example/?page=3&s=10&e=20&p=3");
}

}  // namespace
}  // namespace dealgraph

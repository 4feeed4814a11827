#include "crawler/feed.h"

#include <gtest/gtest.h>

#include "crawler/web_date.h"

namespace dealgraph {
namespace {

Feed read(std::string body, std::string content_type = "") {
  FetchedPage page;
  page.url = "https://news.example.com/rss/all.xml";
  page.body = std::move(body);
  page.content_type = std::move(content_type);
  return parse_feed(page);
}

std::string shown(const Feed& feed) {
  std::string out;
  for (const auto& item : feed.items)
    out += item.url + '|' + item.title + '|' + item.published + '|' + item.updated + '\n';
  for (const auto& item : feed.sitemaps) out += "sitemap " + item.url + '|' + item.updated + '\n';
  return out;
}

TEST(Feed, ReadsEveryKind) {
  struct Case {
    const char* name;
    const char* body;
    const char* expected;
  };
  for (const auto& [name, body, expected] : {
           Case{"RSS 2.0", R"(<?xml version="1.0"?><rss version="2.0"
               xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/">
               <channel><title>Site</title><atom:link rel="self" href="/rss/all.xml"/>
               <item><media:title>Picture</media:title><title>輝達 &amp; OpenAI</title>
               <atom:link href="https://wrong.example/"/><link> /news/1?a=1&amp;b=2 </link>
               <guid isPermaLink="false">77</guid>
               <pubDate>Wed, 05 Aug 2026 09:30:00 +0800</pubDate></item>
               <item><guid>https://news.example.com/news/2</guid><title/></item>
               <item><title>no link</title><guid>x1</guid></item></channel></rss>)",
                "https://news.example.com/news/1?a=1&b=2|輝達 & OpenAI|2026-08-05T09:30:00+08:00|\n"
                "https://news.example.com/news/2|||\n"},
           Case{"RDF", R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
               xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><title>Site</title></channel>
               <item rdf:about="https://a.example/1"><title><![CDATA[<b>Big</b> &amp; small]]></title>
               <link>https://a.example/1</link><dc:date>2026-08-05T01:02:03Z</dc:date></item>
               </rdf:RDF>)",
                "https://a.example/1|Big & small|2026-08-05T01:02:03Z|\n"},
           Case{"Atom",
                R"(<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://b.example/x/">
               <entry xml:base="y/"><title type="xhtml"><div>One <i>two</i></div></title>
               <link rel="self" href="https://wrong.example/"/><link href="1.html"/>
               <published>2026-08-04</published><updated>2026-08-05T00:00:00Z</updated></entry>
               <entry><title>Later</title><link rel="alternate" href="/2"/>
               <updated>2026-08-06</updated></entry></feed>)",
                "https://b.example/x/y/1.html|One two|2026-08-04|2026-08-05T00:00:00Z\n"
                "https://b.example/2|Later||2026-08-06\n"},
           Case{"Atom with a prefix", R"(<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry>
               <a:title>T</a:title><a:link href="/1"/><a:issued>2026-08-05</a:issued></a:entry></a:feed>)",
                "https://news.example.com/1|T|2026-08-05|\n"},
           Case{"sitemap", R"(<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
               xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
               <url><loc> https://news.example.com/1 </loc><lastmod>2026-08-06</lastmod><n:news>
               <n:publication_date>2026-08-05T09:30+08:00</n:publication_date><n:title>T</n:title>
               </n:news></url><url><loc>ftp://x/</loc></url>
               <url><loc>https://news.example.com/2</loc></url></urlset>)",
                "https://news.example.com/1|T|2026-08-05T09:30:00+08:00|2026-08-06\n"
                "https://news.example.com/2|||\n"},
           Case{"index", R"(<sitemapindex><sitemap><loc>https://news.example.com/s1.xml</loc>
               <lastmod>2026-08-05</lastmod></sitemap></sitemapindex>)",
                "sitemap https://news.example.com/s1.xml|2026-08-05\n"},
           Case{"blank lines first",
                "\n\n<?xml version='1.0'?><rss><channel><item><link>/1</link>"
                "</item></channel></rss>",
                "https://news.example.com/1|||\n"},
       }) {
    const auto feed = read(body);
    EXPECT_EQ(shown(feed), expected) << name;
    EXPECT_EQ(feed.problem, "") << name;
  }
}

TEST(Feed, KeepsWhatItCanOfBrokenOnes) {
  const auto cut = read("<rss><channel><item><link>/1</link></item><item><link>/2</li");
  EXPECT_TRUE(cut.problem.starts_with("broken XML at byte ")) << cut.problem;
  ASSERT_FALSE(cut.items.empty());
  EXPECT_EQ(cut.items[0].url, "https://news.example.com/1");
  for (const auto* body : {"", "404", "{\"items\":[]}", "\xFF\xFE\x00"}) {
    const auto feed = read(body);
    EXPECT_TRUE(feed.items.empty()) << body;
    EXPECT_TRUE(feed.problem.starts_with("broken XML")) << body << feed.problem;
  }
  EXPECT_EQ(read("<html><body/></html>").problem, "<html> is neither RSS, Atom nor a sitemap");
}

TEST(Feed, ReadsOtherCharsets) {
  const std::string item = "<rss><channel><item><link>/1</link><title>";
  const std::string rest = "</title></item></channel></rss>";
  // Big5 and GBK of 台積電公司今日公告投資.
  const std::string big5 =
      "\xA5\x78\xBF\x6E\xB9\x71\xA4\xBD\xA5\x71\xA4\xB5\xA4\xE9\xA4\xBD\xA7\x69\xA7\xEB\xB8\xEA";
  const auto declared = read("<?xml version=\"1.0\" encoding=\"big5\"?>" + item + big5 + rest);
  EXPECT_EQ(shown(declared), "https://news.example.com/1|台積電公司今日公告投資||\n");
  const auto header = read(item + big5 + rest, "text/xml; charset=big5");
  EXPECT_EQ(shown(header), "https://news.example.com/1|台積電公司今日公告投資||\n");
}

TEST(Feed, ExpandsNoEntities) {
  std::string bomb = "<!DOCTYPE rss [<!ENTITY a \"0123456789\">";
  char last = 'a';
  for (char name = 'b'; name < 'l'; last = name++) {
    bomb += std::string("<!ENTITY ") + name + " \"";
    for (int i = 0; i < 10; ++i) bomb += std::string("&") + last + ';';
    bomb += "\">";
  }
  bomb +=
      "<!ENTITY xxe SYSTEM \"file:///etc/passwd\">]><rss><channel><item><link>/1</link>"
      "<title>&k;&xxe;</title></item></channel></rss>";
  const auto feed = read(bomb);
  ASSERT_EQ(feed.items.size(), 1u) << feed.problem;
  EXPECT_EQ(feed.items[0].title, "&k;&xxe;");
}

TEST(Feed, SurvivesDepthAndSize) {
  std::string deep = "<rss><channel><item><link>/1</link><title>";
  for (int i = 0; i < 300'000; ++i) deep += "<b>";
  const auto nested = read(deep);
  EXPECT_FALSE(nested.problem.empty());
  EXPECT_LE(nested.items.size(), 1u);

  std::string many = "<urlset>";
  for (int i = 0; i < 50'001; ++i) many += "<url><loc>/" + std::to_string(i) + "</loc></url>";
  const auto sitemap = read(many + "</urlset>");
  EXPECT_EQ(sitemap.items.size(), 50'000u);
  EXPECT_EQ(sitemap.problem, "more than 50000 entries; the rest is ignored");
}

TEST(WebDate, ReadsFeedDates) {
  struct Case {
    const char* text;
    const char* iso;
  };
  for (const auto& [text, iso] : {
           Case{"2026-08-05", "2026-08-05"},
           Case{"2026-08-05T09:30:00Z", "2026-08-05T09:30:00Z"},
           Case{"2026-08-05T09:30:00.123+08:00", "2026-08-05T09:30:00+08:00"},
           Case{"2026-08-05T09:30:00+0800", "2026-08-05T09:30:00+08:00"},
           Case{"2026-08-05 09:30:00 -05:30", "2026-08-05T09:30:00-05:30"},
           Case{"2026-08-05T09:30+08", "2026-08-05T09:30:00+08:00"},
           Case{"2026-08-05T09:30:00", "2026-08-05"},  // no zone: the day is all that is sure
           Case{"2026/8/5 9:30", "2026-08-05"},
           Case{"2024-02-29", "2024-02-29"},
           Case{"Wed, 05 Aug 2026 09:30:00 GMT", "2026-08-05T09:30:00Z"},
           Case{" Wed, 5 Aug 2026 09:30 +0800 ", "2026-08-05T09:30:00+08:00"},
           Case{"05 Aug 26 09:30:00 EST", "2026-08-05T09:30:00-05:00"},
           Case{"Wed, 05 August 2026 09:30:00 UTC", "2026-08-05T09:30:00Z"},
           Case{"Wed, 05-Aug-2026 09:30:00 GMT+8", "2026-08-05T09:30:00+08:00"},
           Case{"Wed, 05 Aug 2026 09:30:00 CST", "2026-08-05"},
           Case{"Wed, 05 Aug 2026", "2026-08-05"},
           Case{"Thu, 31 Dec 1998 23:59:60 GMT", "1998-12-31T23:59:59Z"},
           Case{"2026-08-05T25:00:00Z", "2026-08-05"},
           Case{"2026-02-29", ""},
           Case{"2026-13-01", ""},
           Case{"0001-01-01T00:00:00Z", ""},
           Case{"1970-01-01T00:00:00Z", ""},
           Case{"Wed, 32 Aug 2026 09:30:00 GMT", ""},
           Case{"Wed, 05 Foo 2026 09:30:00 GMT", ""},
           Case{"20260805", ""},
           Case{"yesterday", ""},
           Case{"", ""},
       })
    EXPECT_EQ(parse_web_date(text), iso) << text;
}

TEST(WebDate, OrdersInstants) {
  struct Case {
    const char* iso;
    std::optional<std::int64_t> expected;
  };
  for (const auto& [iso, expected] : {
           Case{"1971-01-01", 365 * 86'400},
           Case{"2026-08-05T09:30:00Z", 1'785'922'200},
           Case{"2026-08-05T17:30:00+08:00", 1'785'922'200},
           Case{"2026-08-05T04:30:00-05:00", 1'785'922'200},
           Case{"", std::nullopt},
       })
    EXPECT_EQ(instant_of(iso), expected) << iso;
}

}  // namespace
}  // namespace dealgraph

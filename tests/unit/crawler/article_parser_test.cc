#include "crawler/article_parser.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "crawler/metadata.h"
#include "crawler/page_date.h"

namespace dealgraph {
namespace {

namespace fs = std::filesystem;

std::string slurp(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

FetchedPage page_of(std::string body, std::string url = "") {
  FetchedPage page;
  page.doc = "test";
  page.url = std::move(url);
  page.body = std::move(body);
  return page;
}

// Every tests/pages/NAME.html must give the article of NAME.json.
TEST(ArticleParser, SavedPages) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(DEALGRAPH_SOURCE_DIR "/tests/pages"))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  ASSERT_GE(files.size(), 9U);
  for (const auto& file : files) {
    SCOPED_TRACE(file.stem().string());
    const auto expected = nlohmann::json::parse(slurp(file));
    const auto result =
        parse_html_article(page_of(slurp(fs::path(file).replace_extension("html"))));
    ASSERT_EQ(result.found, expected.value("found", true)) << result.problem;
    if (!result.found) {
      EXPECT_FALSE(result.problem.empty());
      continue;
    }
    const auto& article = result.article;
    EXPECT_EQ(article.title(), expected.at("title").get<std::string>());
    EXPECT_EQ(article.authors, expected.at("authors").get<std::vector<std::string>>());
    EXPECT_EQ(article.published, expected.at("published").get<std::string>());
    EXPECT_EQ(article.lang, expected.at("lang").get<std::string>());
    EXPECT_EQ(article.site, expected.at("site").get<std::string>());
    EXPECT_EQ(article.site_currency, expected.at("site_currency").get<std::string>());
    EXPECT_EQ(article.canonical_url, expected.at("canonical_url").get<std::string>());
    EXPECT_EQ(article.body(), expected.at("body").get<std::string>());
  }
}

const std::string sentence =
    "Plumfield said on Monday that it would buy its rival Oakline for $75 million in cash and "
    "stock.";

TEST(ArticleParser, ReadsChineseBylines) {
  const std::string body =
      "<p>青禾農機週一宣布，將以自有資金收購北嶺灌溉六成股權，交易完成後北嶺灌溉將成為其子公司。</"
      "p>"
      "<p>市場人士認為，這筆交易可望擴大青禾農機在滴灌設備市場的占有率，但也帶來整合的風險。</p>"
      "<p>（責任編輯：周明）</p>";
  using Names = std::vector<std::string>;
  const struct {
    std::string line;
    Names authors;
  } cases[] = {
      {"作者:林大海", {"林大海"}},
      {"作者：林大海 王小溪", {"林大海", "王小溪"}},
      {"记者 赵一鸣", {"赵一鸣"}},
      {"記者 許明山/台北報導", {"許明山"}},
      {"記者許明山／台北報導", {"許明山"}},
      {"（記者許明山、林大海／綜合報導）", {"許明山", "林大海"}},
      {"文／陳一心", {"陳一心"}},
      {"本报记者 李四 北京报道", {"李四"}},
      {"記者會將於週一舉行", {}},
      {"文/化產業的未來展望如何", {}},
  };
  for (const auto& [line, authors] : cases) {
    const auto result = parse_html_article(
        page_of("<html><body><h1>青禾農機收購北嶺灌溉</h1><div>" + line + "</div><div>" + body));
    ASSERT_TRUE(result.found) << line;
    EXPECT_EQ(result.article.authors, authors) << line;
    EXPECT_TRUE(result.article.text.ends_with("風險。")) << result.article.text;
  }
}

TEST(ArticleParser, ReadsRowsOfDataAsLines) {
  const auto result = parse_html_article(page_of(
      "<html><body><h1>Deals at a glance</h1><article><p>" + sentence + "</p><p>" + sentence +
      "</p><table><caption>Largest deals</caption><tr><th>Buyer</th><th>Value</th></tr>"
      "<tr><td><p>Plumfield</p></td><td><a href=x>$75 million</a></td></tr>"
      "<tr><td></td><td>none</td></tr></table><p>" +
      sentence + "</p></article>"));
  ASSERT_TRUE(result.found);
  EXPECT_EQ(result.article.body(), sentence + "\n" + sentence + "\nLargest deals\nBuyer | Value\n" +
                                       "Plumfield | $75 million\nnone\n" + sentence);
  const auto layout = parse_html_article(page_of("<html><body><table><tr><td>menu</td><td><p>" +
                                                 sentence + "</p><p>" + sentence + "</p><p>" +
                                                 sentence + "</p></td></tr></table>"));
  EXPECT_EQ(layout.article.body(), sentence + "\n" + sentence + "\n" + sentence);
}

TEST(ArticleParser, ALiveReportBeganWithItsOldestEntry) {
  const auto entry = [](const std::string& time) {
    return "<section><time class=t datetime=" + time + "></time><p>" + sentence + "</p></section>";
  };
  const auto published = [](const std::string& entries) {
    return parse_html_article(page_of("<html><body><h1>Live</h1><main>" + entries))
        .article.published;
  };
  const auto first = entry("2026-11-20T15:30:00Z"), second = entry("2026-11-20T13:10:00Z");
  EXPECT_EQ(published(first + second + entry("2026-11-20T08:05:00Z")), "2026-11-20T08:05:00Z");
  EXPECT_EQ(published(first + second), "2026-11-20T15:30:00Z") << "two may be of two stories";
  EXPECT_EQ(published(first + second + entry("2026-11-01T08:05:00Z")), "2026-11-20T15:30:00Z");
  EXPECT_EQ(published(second + first + entry("2026-11-20T08:05:00Z")), "2026-11-20T13:10:00Z");
}

TEST(ArticleParser, ReadsDatesOfChinesePortals) {
  const std::string text = "<p>" + sentence + "</p><p>" + sentence + "</p>";
  const struct {
    std::string html;
    std::string expected;
  } cases[] = {
      {"<script type=application/ld+json>{\"@context\": \"https://ziyuan.example/c.jsonld\", "
       "\"appid\": \"15\", \"title\": \"x\", \"pubDate\": \"2019-09-11T02:46:57\"}</script>" +
           text,
       "2019-09-11T02:46:57"},
      {"<h6><a class=post-date href=/d>2019年09月11日</a></h6>" + text +
           "<div><a href=/2>Other news</a><span>2019年11月03日</span></div>",
       "2019-09-11"},
      {text + "<a href=/2>2019年11月03日 其他新聞</a>", ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.html);
    const auto result = parse_html_article(page_of(c.html));
    ASSERT_TRUE(result.found) << result.problem;
    EXPECT_EQ(result.article.published, c.expected);
  }
}

TEST(ArticleParser, TakesHeadlinesThatThePageShows) {
  const std::string text = "<p>" + sentence + "</p><p>" + sentence + "</p>";
  const struct {
    std::string head;
    std::string body;
    std::string expected;
  } cases[] = {
      {"东海船舶获造船大单-DHC 航运圈", "<h4>东海船舶获造船大单</h4>", "东海船舶获造船大单"},
      {"今日市场--东海船舶获造船大单", "<div class=tt>东海船舶获造船大单</div>",
       "东海船舶获造船大单"},
      {"新闻动态--东海船舶工业协会官网", "<div>新闻动态</div><h5>东海船舶获十年来最大造船大单</h5>",
       "东海船舶获十年来最大造船大单"},
      {"东海船舶获造船大单-大连", "", "东海船舶获造船大单-大连"},
      {"东海船舶获造船大单-大连", "<a href=/2>东海船舶获造船大单</a>", "东海船舶获造船大单-大连"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.head + c.body);
    const auto result = parse_html_article(
        page_of("<meta charset=utf-8><title>" + c.head + "</title>" + c.body + text));
    ASSERT_TRUE(result.found) << result.problem;
    EXPECT_EQ(result.article.title(), c.expected);
  }
}

TEST(ArticleParser, DropsSiteFromTitle) {
  const struct {
    std::string title;
    std::string site;
    std::string expected;
  } cases[] = {
      {"鴻海砸百億建廠 供應鏈受惠 | Anue鉅亨 - 台股新聞", "Anue鉅亨", "鴻海砸百億建廠 供應鏈受惠"},
      {"东海船舶获造船大单_财经_华岸新闻网", "", "东海船舶获造船大单"},
      {"东海船舶获造船大单_网易新闻", "", "东海船舶获造船大单"},
      {"东海船舶获造船大单-华岸网", "", "东海船舶获造船大单"},
      {"Chip maker to buy lender - Reuters", "", "Chip maker to buy lender"},
      {"Chip maker to buy lender | The Ledger | Business", "The Ledger",
       "Chip maker to buy lender | The Ledger | Business"},
      {"Exclusive: Chip maker - once a lender - to be sold", "",
       "Exclusive: Chip maker - once a lender - to be sold"},
      {"Merger talks: A-B-C Corp walks away", "", "Merger talks: A-B-C Corp walks away"},
  };
  for (const auto& c : cases) {
    const auto site = c.site.empty() ? "" : "<meta property=og:site_name content='" + c.site + "'>";
    const auto result = parse_html_article(
        page_of("<html><head><meta charset=utf-8>" + site + "<title>" + c.title +
                "</title></head><body><p>" + sentence + "</p><p>" + sentence + "</p>"));
    ASSERT_TRUE(result.found) << c.title;
    EXPECT_EQ(result.article.title(), c.expected) << c.title;
  }
}

TEST(ArticleParser, HintsFillWhatThePageLeavesOpen) {
  const auto html = "<body><p>" + sentence + "</p><p>" + sentence + "</p>";
  const auto result = parse_html_article(page_of(html), {"en", "EUR", "Example Wire"});
  ASSERT_TRUE(result.found);
  EXPECT_EQ(result.article.site, "Example Wire");
  EXPECT_EQ(result.article.site_currency, "EUR");
  EXPECT_EQ(result.article.title(), "");
  EXPECT_EQ(result.article.text, "\n" + sentence + "\n" + sentence);
}

TEST(ArticleParser, KeepsNoControlOrDirectionCharacters) {
  const auto result = parse_html_article(page_of(
      "<meta charset=utf-8><title>A\u202Ecme buys\u200B Plum\x1B[31m field today</title><p>" +
      sentence + " Ac\u00ADme\u2066.</p><p>" + sentence));
  ASSERT_TRUE(result.found);
  EXPECT_EQ(result.article.title(), "Acme buys Plum[31m field today");
  EXPECT_EQ(result.article.body(), sentence + " Acme.\n" + sentence);
}

TEST(ArticleParser, PlainText) {
  const std::string zh =
      "宏遠半導體今日公告，董事會通過以每股85元參與百川電腦的現金增資，總金額上限為新台幣42億元。";
  const struct {
    std::string name;
    std::string text;
    std::string title;
    std::string body;
  } cases[] = {
      {"crumbs on both ends",
       "首頁\n台股\n宏遠擬砸42億元入股百川電腦\n林子晴\n2025-03-12\n" + zh + "\n\n  " + zh +
           "\n分享\n延伸閱讀\n更多",
       "宏遠擬砸42億元入股百川電腦", zh + "\n" + zh},
      {"title and body", "Plumfield buys Oakline\r\n\r\n" + sentence + "\r\n",
       "Plumfield buys Oakline", sentence},
      {"a heading between", "Plumfield buys Oakline\n" + sentence + "\nBackground\n" + sentence,
       "Plumfield buys Oakline", sentence + "\nBackground\n" + sentence},
      {"a paragraph first", sentence + "\n" + zh, "", sentence + "\n" + zh},
      {"a lone line", "Plumfield buys Oakline", "", "Plumfield buys Oakline"},
  };
  for (const auto& c : cases) {
    const auto result = parse_text_article(page_of(c.text));
    ASSERT_TRUE(result.found) << c.name;
    EXPECT_EQ(result.article.title(), c.title) << c.name;
    EXPECT_EQ(result.article.body(), c.body) << c.name;
  }
  EXPECT_FALSE(parse_text_article(page_of("")).found);
  EXPECT_FALSE(parse_text_article(page_of(" \n\r\n \n")).found);
}

TEST(ArticleParser, HostilePagesEndQuickly) {
  std::string marks = "<p>x";
  for (int i = 0; i < 200'000; ++i) marks += i % 2 ? "\u0301" : "\u0323";
  std::string ligatures = "<p>";
  for (int i = 0; i < 200'000; ++i) ligatures += "\uFDFA";
  const std::string deep_json = "<script type='application/ld+json'>" +
                                std::string(1'000'000, '[') + "</script><p>" + sentence +
                                "</p><p>" + sentence;
  for (const auto& html : {std::string(), std::string("\0\0\0", 3), std::string("\xFF\xFE"),
                           std::string("<p>\xE5\x8F"), marks, ligatures, deep_json}) {
    const auto result = parse_html_article(page_of(html));
    EXPECT_TRUE(result.found || !result.problem.empty()) << html.substr(0, 40);
  }
  EXPECT_TRUE(parse_html_article(page_of(deep_json)).found);
}

TEST(PageDate, ReadsWhatPagesPrint) {
  const struct {
    std::string text;
    std::string iso;
  } cases[] = {
      {"2024-05-03", "2024-05-03"},
      {"2024-05-03T08:30:00Z", "2024-05-03T08:30:00Z"},
      {"2024-05-03T08:30:00.123+0800", "2024-05-03T08:30:00+08:00"},
      {"2024-05-03 08:30", "2024-05-03T08:30:00"},
      {"发布时间：2024年5月3日 15:20 来源：某网", "2024-05-03T15:20:00"},
      {"2024/05/03 下午3:20", "2024-05-03T15:20:00"},
      {"2024年05月03日15时20分", "2024-05-03T15:20:00"},
      {"Published May 3, 2024 at 3:20 PM EDT", "2024-05-03T15:20:00-04:00"},
      {"Sept. 3rd, 2024", "2024-09-03"},
      {"3 May 2024, 12:05 am", "2024-05-03T00:05:00"},
      {"Fri, 03 May 2024 08:30:00 GMT", "2024-05-03T08:30:00Z"},
      {"1714725000", "2024-05-03T08:30:00Z"},
      {"1714725000000", "2024-05-03T08:30:00Z"},
      {"20240503", "2024-05-03"},
      {"25/12/2024", "2024-12-25"},
      {"5/6/2024", ""},
      {"2024-02-30", ""},
      {"0000-00-00", ""},
      {"1970-01-01T00:00:00Z", ""},
      {"", ""},
      {"today", ""},
      {"call 2024-555-1234", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(find_date(c.text).iso, c.iso) << c.text;
}

TEST(PageDate, ReadsUrls) {
  EXPECT_EQ(url_date("https://a.example/2024/05/03/deal.html"), "2024-05-03");
  EXPECT_EQ(url_date("https://a.example/news/20240503/123.html"), "2024-05-03");
  EXPECT_EQ(url_date("https://a.example/2024-05-03/x"), "2024-05-03");
  EXPECT_EQ(url_date("https://a.example/news/id/5512345"), "");
  EXPECT_EQ(url_date("https://a.example/2024/13/03/x"), "");
}

TEST(Language, IsToldFromTheText) {
  const struct {
    std::string text;
    std::string claimed;
    std::string lang;
  } cases[] = {
      {"輝達同意對 OpenAI 投資最多 1,000 億美元", "", "zh-Hant"},
      {"英伟达同意对 OpenAI 投资最多 1,000 亿美元", "zh-TW", "zh-Hans"},
      {"公司今日宣布", "zh-HK", "zh-Hant"},
      {"The company said it would buy the rest of the shares in the second half", "", "en"},
      {"Das Unternehmen teilte mit, dass es die übrigen Anteile kaufen werde", "de", ""},
      {"東京の半導体メーカーはアメリカの企業に出資すると発表した", "", ""},
      {"", "en-US", "en"},
  };
  for (const auto& c : cases) EXPECT_EQ(detect_language(c.text, c.claimed), c.lang) << c.text;
}

TEST(Currency, FollowsHostThenLanguage) {
  EXPECT_EQ(guess_currency("https://news.example.com.tw/1", "zh-Hans"), "TWD");
  EXPECT_EQ(guess_currency("https://www.hk01.com/1", "zh-Hant"), "HKD");
  EXPECT_EQ(guess_currency("https://a.example.hk:8443/1", "en"), "HKD");
  EXPECT_EQ(guess_currency("", "zh-Hant", "zh-HK"), "HKD");
  EXPECT_EQ(guess_currency("", "zh-Hant"), "TWD");
  EXPECT_EQ(guess_currency("", "zh-Hans"), "CNY");
  EXPECT_EQ(guess_currency("", "en"), "USD");
  EXPECT_EQ(guess_currency("", ""), "");
}

}  // namespace
}  // namespace dealgraph

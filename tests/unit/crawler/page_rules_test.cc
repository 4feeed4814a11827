#include "crawler/page_rules.h"

#include <gtest/gtest.h>

#include "crawler/article_parser.h"

namespace dealgraph {
namespace {

const std::string page_source =
    "<html><head><meta charset=utf-8><title>Home</title></head><body>"
    "<div id=top class='bar wide'><p class=lead>Not the story, but a long plea to subscribe to the "
    "paper, which is why it must not be taken for one.</p></div>"
    "<section data-role=story><h3 class=hl>Plumfield buys Oakline</h3><i class=when>2025-05-06 "
    "07:30</i><b class=by>Ann Lee</b><div class=text><p>Plumfield will buy its rival Oakline for "
    "75 million dollars in cash, it said on Monday.</p><p class=ad-slot>Buy your own yacht from "
    "Sailor and Sons, the best there is in town, on Friday.</p><p>The deal closes in June, the "
    "companies said in a joint statement.</p><p>(Desk 7)</p></div></section></body></html>";

std::size_t count(const HtmlTree& tree, std::string_view text) {
  const auto selector = parse_selector(text);
  return std::holds_alternative<Selector>(selector)
             ? select(tree, std::get<Selector>(selector)).size()
             : 999;
}

TEST(Selector, MatchesElements) {
  const auto parse = parse_html(page_source);
  ASSERT_TRUE(parse.tree);
  const struct {
    const char* selector;
    std::size_t expected;
  } cases[] = {
      {"p", 5},
      {"div p", 5},
      {"section p", 4},
      {"#top p", 1},
      {".bar.wide", 1},
      {".bar.narrow", 0},
      {"DIV.text p", 4},
      {"p.lead", 1},
      {"[data-role]", 1},
      {"* h3", 1},
      {"h3 section", 0},
      {"section[data-role=\"story\"] .text .ad-slot", 1},
      {"[data-role=x]", 0},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.selector);
    EXPECT_EQ(count(*parse.tree, c.selector), c.expected);
  }
}

TEST(Selector, TellsWhatIsWrong) {
  for (const auto* text :
       {"", "  ", "a > b", "p:first-child", "a,b", ".", "#", "[", "[a", "[=x]"}) {
    SCOPED_TRACE(text);
    const auto selector = parse_selector(text);
    ASSERT_TRUE(std::holds_alternative<std::string>(selector));
    EXPECT_FALSE(std::get<std::string>(selector).empty());
  }
}

Selector of(const char* text) { return std::get<Selector>(parse_selector(text)); }

PageRules rules_of_story() {
  PageRules rules;
  rules.source = "ledger";
  rules.hosts = {"ledger.example"};
  rules.body = {of(".gone"), of("section .text")};
  rules.title = {of(".hl")};
  rules.published = {of(".when")};
  rules.authors = {of(".by")};
  rules.remove = {of(".ad-slot")};
  rules.noise = {std::get<Pattern>(Pattern::compile("^\\(Desk"))};
  return rules;
}

ParsedArticle parse(const PageRules& page_rules, const std::string& url) {
  SiteRules rules;
  rules.add(page_rules);
  FetchedPage page;
  page.url = url;
  page.body = page_source;
  return parse_html_article(page, {"", "", "", &rules});
}

TEST(PageRules, ComeBeforeTheGeneralWay) {
  const auto parsed = parse(rules_of_story(), "https://www.ledger.example/a");
  ASSERT_TRUE(parsed.found);
  EXPECT_TRUE(parsed.ruled);
  EXPECT_EQ(parsed.outdated, "");
  EXPECT_EQ(parsed.article.title(), "Plumfield buys Oakline");
  EXPECT_EQ(parsed.article.published, "2025-05-06T07:30:00");
  EXPECT_EQ(parsed.article.authors, std::vector<std::string>{"Ann Lee"});
  EXPECT_EQ(parsed.article.body(),
            "Plumfield will buy its rival Oakline for 75 million dollars in cash, it said on "
            "Monday.\nThe deal closes in June, the companies said in a joint statement.");
}

TEST(PageRules, TellWhenTheyMatchNothing) {
  auto rules = rules_of_story();
  rules.body = {of("#story-body")};
  rules.published = {of("time")};
  const auto parsed = parse(rules, "https://ledger.example/a");
  ASSERT_TRUE(parsed.found);  // the general way
  EXPECT_EQ(parsed.outdated,
            "[page] of source 'ledger' matches nothing for: body, published; has the site's layout "
            "changed?");
}

TEST(PageRules, AreThoseOfTheHost) {
  EXPECT_FALSE(parse(rules_of_story(), "https://other.example/a").ruled);
  EXPECT_TRUE(parse(rules_of_story(), "https://news.ledger.example/a").ruled);
  EXPECT_FALSE(parse(rules_of_story(), "https://notledger.example/a").ruled);
}

}  // namespace
}  // namespace dealgraph

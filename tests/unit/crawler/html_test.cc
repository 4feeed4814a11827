#include "crawler/html.h"

#include <gtest/gtest.h>
#include <time.h>

#include <string>
#include <vector>

namespace dealgraph {
namespace {

std::string repeat(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

HtmlTree parsed(std::string_view html) {
  auto parse = parse_html(html);
  EXPECT_TRUE(parse.tree) << parse.problem;
  return std::move(*parse.tree);
}

TEST(Html, IsFlatAndInDocumentOrder) {
  const auto tree = parsed("<body><div id=a><p>one</p><p>two <b>three</b></p></div><p>four");
  const auto div = tree.find_tag("div");
  ASSERT_NE(div, HtmlTree::none);
  EXPECT_EQ(tree.attribute(div, "id"), "a");
  EXPECT_EQ(tree.text(div), "onetwo three");
  EXPECT_EQ(tree.text(0), "onetwo threefour");
  const auto b = tree.find_tag("b");
  EXPECT_EQ(tree[tree[b].parent].tag, "p");
  EXPECT_LT(b, tree[div].end);
  EXPECT_GE(tree.find_tag("p", tree[div].end), tree[div].end);
}

TEST(Html, CutsWhatNoReaderNeeds) {
  const struct {
    std::string html;
    std::string text;
  } cases[] = {
      {"a<script>var x='<p>no</p>'</script>b", "ab"},
      {"a<STYLE>p{}</sTyLe >b", "ab"},
      {"a<svg><title>no</title><path d=''/></svg>b", "ab"},
      {"a<svg class=icon />b<svg></svg>c", "abc"},
      {"a<!-- no -->b<!-->c", "abc"},
      {"a<!-- never closed <p>b</p>", "a never closed b"},
      {"a<script>never closed", "anever closed"},
      {"<script type='application/ld+json'>{\"a\":1}</script>b", "{\"a\":1}b"},
      {"1 < 2 &amp; 3 > 2", "1 < 2 & 3 > 2"},
      {"<p title='a>b'>c</p>", "c"},
      {"&nbsp;&#x53f0;&notit;", "\u00a0台¬it;"},
  };
  for (const auto& c : cases) {
    const auto tree = parsed("<body>" + c.html);
    EXPECT_EQ(tree.text(0), c.text) << c.html;
  }
}

TEST(Html, KnowsNamesOfUnknownElements) {
  const auto tree = parsed("<amp-Sidebar CLASS=x>t</amp-Sidebar>");
  const auto node = tree.find_tag("amp-sidebar");
  ASSERT_NE(node, HtmlTree::none);
  EXPECT_EQ(tree.attribute(node, "class"), "x");
  EXPECT_FALSE(tree.has_attribute(node, "id"));
}

TEST(Html, ListsLinksAsWritten) {
  FetchedPage page;
  page.body =
      "<a href='/a?x=1&amp;y=2'>1</a><a name=n>no</a><map><area href=b.html></map>"
      "<a href='//c.example/'><b>2</b></a>";
  EXPECT_EQ(page_links(page), (std::vector<std::string>{"/a?x=1&y=2", "b.html", "//c.example/"}));
}

TEST(Html, BoundsHostilePages) {
  std::string attributes = "<p";
  for (int i = 0; i < 30'000; ++i) attributes += " a" + std::to_string(i) + "=1";
  const struct {
    std::string name;
    std::string html;
    bool readable;  // must still give a tree
  } cases[] = {
      {"100,000 nested divs", repeat("<div>", 100'000) + "x", false},
      {"400,000 spans", repeat("<span>", 400'000), false},
      {"100,000 tables", repeat("<table><tr><td>", 100'000), false},
      {"30,000 lists", repeat("<ul><li>", 30'000), false},
      {"30,000 attributes", attributes + ">text</p>", true},
      {"font and p", repeat("<font a=1 b=2 c=3><p>", 20'000), false},
      {"formatting elements", repeat("<b><i><u><a href=x>", 5'000), false},
      {"5 MB of markup", repeat("<p>word <b>bold</b></p>\n", 220'000), true},
      {"5 MB of text", std::string(5'000'000, 'x'), true},
      {"5 MB of angle brackets", std::string(5'000'000, '<'), true},
      {"comment openings", repeat("<!--", 1'000'000), true},
      {"script openings", repeat("<script>", 500'000), true},
      {"svg openings", repeat("<svg><", 500'000), true},
      {"unclosed quotes", repeat("<a href=\"", 400'000), true},
      {"entities", repeat("&amp", 1'000'000), true},
      {"unclosed paragraphs", repeat("<p>x<td><li>", 100'000), true},
      {"an entity at the end", "x &no", true},
      {"NUL", std::string("a\0b", 3), true},
      {"empty", "", true},
  };
  for (const auto& c : cases) {
    const double start = cpu_seconds();
    const auto parse = parse_html(c.html);
    EXPECT_LT(cpu_seconds() - start, 6) << c.name;
    EXPECT_TRUE(parse.tree || !parse.problem.empty()) << c.name;
    if (c.readable) {
      EXPECT_TRUE(parse.tree) << c.name << ": " << parse.problem;
    }
  }
  EXPECT_EQ(parsed("<p>still alive").text(0), "still alive");
}

}  // namespace
}  // namespace dealgraph

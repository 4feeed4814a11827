#include "crawler/robots.h"

#include <gtest/gtest.h>

namespace dealgraph {
namespace {

using namespace std::string_view_literals;

bool allowed(std::string_view body, std::string_view target, std::string_view token = "foobot") {
  return Robots::parse(body, token).allows(target);
}

struct Case {
  std::string_view body;
  std::string_view target;
  bool allowed;
};

void check(std::initializer_list<Case> cases) {
  for (const auto& [body, target, expected] : cases)
    EXPECT_EQ(allowed(body, target), expected) << body << "\n" << target;
}

TEST(Robots, ChoosesTheGroup) {
  check({
      {"", "/", true},
      {"User-agent: FooBot\nDisallow: /\n", "/", false},
      {"user-AGENT: fOObOT\ndisALLOW: /\n", "/", false},
      {"User-agent: FooBot/1.2\nDisallow: /\n", "/", false},
      {"User-agent: FooBot and friends\nDisallow: /\n", "/", false},
      {"User-agent: Foo\nDisallow: /\n", "/", true},
      {"User-agent: FooBotNews\nDisallow: /\n", "/", true},
      {"User-agent: *\nDisallow: /\n", "/", false},
      {"User-agent: * # all\nDisallow: /\n", "/", false},
      {"User-agent: *bot\nDisallow: /\n", "/", true},
      // An own group replaces the one for everybody, even if it says nothing.
      {"User-agent: *\nDisallow: /\nUser-agent: foobot\nDisallow:\n", "/x", true},
      {"User-agent: foobot\nUser-agent: *\nDisallow: /x\n", "/x", false},
      {"User-agent: *\nDisallow: /\nUser-agent: foobot\n", "/x", true},
      {"User-agent: foobot\nDisallow: /a\nUser-agent: *\nDisallow: /b\n", "/b", true},
      // Several names share a group, groups of one name are merged.
      {"User-agent: a\nUser-agent: foobot\nUser-agent: b\nDisallow: /x\n", "/x", false},
      {"User-agent: foobot\nDisallow: /a\nUser-agent: b\nDisallow: /b\n"
       "User-agent: foobot\nDisallow: /c\n",
       "/c", false},
      {"User-agent: foobot\nDisallow: /a\nUser-agent: b\nDisallow: /b\n"
       "User-agent: foobot\nDisallow: /c\n",
       "/a", false},
      {"User-agent: foobot\nDisallow: /a\nUser-agent: b\nDisallow: /b\n"
       "User-agent: foobot\nDisallow: /c\n",
       "/b", true},
      // Lines that are no rules do not end the list of names.
      {"User-agent: foobot\nSitemap: /s.xml\nUser-agent: b\nDisallow: /x\n", "/x", false},
      {"User-agent: foobot\nCrawl-delay: 1\nUser-agent: b\nDisallow: /x\n", "/x", false},
      // Rules before any name belong to nobody.
      {"Disallow: /\nUser-agent: foobot\nAllow: /x\n", "/y", true},
  });
}

TEST(Robots, ReadsCrookedLines) {
  check({
      {"\xEF\xBB\xBFUser-agent: foobot\nDisallow: /\n", "/x", false},
      {"User-agent: foobot\r\nDisallow: /x\r\n", "/x", false},
      {"User-agent: foobot\rDisallow: /x\r", "/x", false},
      {"User-agent: foobot\n\n\nDisallow: /x\n\n", "/x", false},
      {"  User-agent  :  foobot  \n\tDisallow\t:\t/x\t\n", "/x", false},
      {"User-agent foobot\nDisallow /x\n", "/x", false},
      {"User-agent: foobot\nDisallow: /x", "/x", false},
      {"User-agent: foobot\nDisallow: /x # why\n", "/x", false},
      {"User-agent: foobot\n#Disallow: /x\n", "/x", true},
      {"User-agent: foobot\nDissallow: /x\n", "/x", false},
      {"User-agent: foobot\nDisalow: /x\n", "/x", false},
      {"useragent: foobot\nDisallow: /x\n", "/x", false},
      {"User-agent: foobot\nnonsense\n: /\nDisallow: /x\n", "/x", false},
      {"<html><body>404</body></html>", "/x", true},
      {"User-agent: foobot\n\0\xFF\xFE\nDisallow: /x\n"sv, "/x", false},
      {"User-agent: foobot\nDisallow:\n", "/x", true},
      {"User-agent: foobot\nDisallow: x\n", "/x", true},
  });
}

TEST(Robots, TakesTheLongestMatch) {
  check({
      {"User-agent: *\nDisallow: /x\nAllow: /x/y\n", "/x/y", true},
      {"User-agent: *\nAllow: /x/y\nDisallow: /x\n", "/x/y", true},
      {"User-agent: *\nAllow: /x\nDisallow: /x/y\n", "/x/y", false},
      {"User-agent: *\nAllow: /x\nDisallow: /x/y\n", "/x/z", true},
      {"User-agent: *\nDisallow: /x\nAllow: /x\n", "/x", true},  // equal: allowed
      {"User-agent: *\nAllow: /\nDisallow: /\n", "/a", true},
      {"User-agent: *\nDisallow: /\nAllow: /$\n", "/", true},
      {"User-agent: *\nDisallow: /\nAllow: /$\n", "/page", false},
      {"User-agent: *\nAllow: /page\nDisallow: /*.html\n", "/page.html", false},
      {"User-agent: *\nAllow: /page\nDisallow: /*.ph\n", "/page.php", true},
      {"User-agent: *\nDisallow: /a\n", "/robots.txt", true},
      {"User-agent: *\nDisallow: /\n", "/robots.txt", true},
      {"User-agent: *\nDisallow: /\n", "/robots.txt?x", false},
      {"User-agent: *\nDisallow: /x\nAllow: /dir/index.html\nDisallow: /dir\n", "/dir/", true},
      {"User-agent: *\nAllow: /dir/index.html\nDisallow: /dir\n", "/dir/a", false},
  });
}

TEST(Robots, MatchesPatterns) {
  struct Match {
    const char* pattern;
    const char* target;
    bool matches;
  };
  for (const auto& [pattern, target, matches] : {
           Match{"/", "/anything", true},
           Match{"/fish", "/fish", true},
           Match{"/fish", "/fishheads/yummy.html", true},
           Match{"/fish", "/fish.php?id=anything", true},
           Match{"/fish", "/Fish.asp", false},
           Match{"/fish", "/catfish", false},
           Match{"/fish*", "/fishheads", true},
           Match{"/fish/", "/fish", false},
           Match{"/fish/", "/fish/?id=anything", true},
           Match{"*.php", "/index.php", true},
           Match{"/*.php", "/folder/any.php.file.html", true},
           Match{"/*.php", "/", false},
           Match{"/*.php", "/windows.PHP", false},
           Match{"/*.php$", "/folder/filename.php", true},
           Match{"/*.php$", "/filename.php?parameters", false},
           Match{"/*.php$", "/filename.php5", false},
           Match{"/fish*.php", "/fishheads/catfish.php?parameters", true},
           Match{"/fish*.php", "/Fish.PHP", false},
           Match{"/a*b*c$", "/a-b-c-b-c", true},
           Match{"/a*b*c$", "/a-b-c-b", false},
           Match{"/ab*b$", "/ab", false},
           Match{"/ab*b$", "/abb", true},
           Match{"/*", "/", true},
           Match{"/**a", "/xa", true},
           Match{"*$", "/x", true},
           Match{"/a$b", "/a$b", true},
           Match{"/a$b", "/a", false},
           Match{"/a$$", "/a$", true},
           Match{"/a?b=", "/a?b=1", true},
           Match{"/*?", "/a?", true},
           Match{"/a;x", "/a;x=1", true},
       })
    EXPECT_EQ(!allowed("User-agent: *\nDisallow: " + std::string(pattern), target), matches)
        << pattern << ' ' << target;
}

TEST(Robots, ComparesEncodedForms) {
  struct Match {
    const char* pattern;
    const char* target;
    bool matches;
  };
  for (const auto& [pattern, target, matches] : {
           Match{"/foo/bar?qux=taz&baz=http://foo.bar?tar&par",
                 "/foo/bar?qux=taz&baz=http://foo.bar?tar&par", true},
           Match{"/新聞", "/%E6%96%B0%E8%81%9E/1", true},
           Match{"/新聞", "/%e6%96%b0%e8%81%9e/1", true},
           Match{"/%e6%96%b0", "/%E6%96%B0", true},
           Match{"/%E6%96%B0", "/新", true},
           Match{"/foo/bar/%62%61%7A", "/foo/bar/baz", true},
           Match{"/foo/bar/baz", "/foo/bar/%62%61%7a", true},
           Match{"/a%3cd.html", "/a%3Cd.html", true},
           Match{"/a%2Fb", "/a/b", false},
           Match{"/a/b", "/a%2Fb", false},
           Match{"/file-%2A.html", "/file-*.html", true},
           Match{"/file-%2A.html", "/file-x.html", false},
           Match{"/a%24", "/a$", true},
           Match{"/100%", "/100%", true},
           Match{"/%zz", "/%zz", true},
       })
    EXPECT_EQ(!allowed("User-agent: *\nDisallow: " + std::string(pattern), target), matches)
        << pattern << ' ' << target;
}

TEST(Robots, ReadsCrawlDelay) {
  using std::chrono::milliseconds;
  struct Delay {
    const char* body;
    std::optional<milliseconds> expected;
  };
  for (const auto& [body, expected] : {
           Delay{"User-agent: *\nCrawl-delay: 5\n", milliseconds(5000)},
           Delay{"User-agent: *\ncrawl-delay: 0.5 s\n", milliseconds(500)},
           Delay{"User-agent: *\nCrawl-delay: 5\nUser-agent: foobot\nCrawl-delay: 2\n",
                 milliseconds(2000)},
           Delay{"User-agent: *\nCrawl-delay: 5\nUser-agent: foobot\nDisallow: /x\n", std::nullopt},
           Delay{"User-agent: foobot\nCrawl-delay: 2\nDisallow:\nUser-agent: foobot\n"
                 "Crawl-delay: 3\n",
                 milliseconds(3000)},
           Delay{"User-agent: *\nCrawl-delay: soon\n", std::nullopt},
           Delay{"User-agent: *\nCrawl-delay: -1\n", std::nullopt},
           Delay{"User-agent: *\nCrawl-delay: nan\n", std::nullopt},
           Delay{"User-agent: *\nCrawl-delay: 1e99\n", milliseconds(1'000'000'000)},
           Delay{"Crawl-delay: 5\n", std::nullopt},
       })
    EXPECT_EQ(Robots::parse(body, "foobot").crawl_delay(), expected) << body;
}

TEST(Robots, ObeysTheFirst500KiB) {
  std::string body = "User-agent: *\nDisallow: /early\n#";
  body += std::string(Robots::max_size - body.size() - 12, 'x');
  body += "\nAllow: /early/but/cut\nDisallow: /late\n";
  EXPECT_FALSE(allowed(body, "/early"));
  EXPECT_FALSE(allowed(body, "/early/but/cut"));  // the line that the limit cuts says nothing
  EXPECT_TRUE(allowed(body, "/late"));
}

TEST(Robots, SurvivesHugeLinesAndPatterns) {
  std::string body = "User-agent: *\nDisallow: /" + std::string(16'000, '*') + "x\nDisallow: /";
  for (int i = 0; i < 2000; ++i) body += "*a";
  body += "\nDisallow: /end\n";
  EXPECT_FALSE(allowed(body, "/end"));
  EXPECT_TRUE(allowed(body, '/' + std::string(1999, 'a') + "/other"));
}

TEST(Robots, AllOrNothing) {
  EXPECT_TRUE(Robots::allow_all().allows("/x"));
  EXPECT_FALSE(Robots::disallow_all().allows("/x"));
}

TEST(Robots, TakesTheProductToken) {
  EXPECT_EQ(product_token("dealgraph/0.1 (+https://example.com)"), "dealgraph");
  EXPECT_EQ(product_token("Foo-Bar_Baz"), "Foo-Bar_Baz");
  EXPECT_EQ(product_token("1x"), "");
}

}  // namespace
// What Google's own table of cases says of percent-encodings in Allow, and RFC 9309 otherwise.
TEST(Robots, AllowsWhatEveryReadingAllows) {
  struct Allow {
    const char* pattern;
    const char* target;
    bool allowed;
  };
  for (const auto& [pattern, target, expected] : {
           Allow{"/foo/bar/ツ", "/foo/bar/%E3%83%84", true},
           Allow{"/foo/bar/%e3%83%84", "/foo/bar/%E3%83%84", true},
           Allow{"/foo/bar/ツ", "/foo/bar/ツ", false},
           Allow{"/foo/bar/%62%61%7A", "/foo/bar/%62%61%7A", true},
           Allow{"/foo/bar/%62%61%7A", "/foo/bar/baz", false},
       })
    EXPECT_EQ(allowed("User-agent: *\nDisallow: /\nAllow: " + std::string(pattern), target),
              expected)
        << pattern << ' ' << target;
}

TEST(Robots, CutsLongLines) {
  const std::string path = "/x/" + std::string(2083 * 8 - 15, 'a');
  const auto robots = "User-agent: *\nDisallow: " + path + "/qux\n";
  EXPECT_TRUE(allowed(robots, "/fux"));
  EXPECT_FALSE(allowed(robots, path + "/fux"));
}

TEST(Robots, TakesPartsOfAByteOrderMark) {
  for (const auto* mark : {"\xEF\xBB\xBF", "\xEF\xBB", "\xEF"})
    EXPECT_FALSE(allowed(std::string(mark) + "User-agent: *\nDisallow: /", "/x"));
  EXPECT_TRUE(allowed("\xBF\xEFUser-agent: *\nDisallow: /", "/x"));
}

TEST(Robots, CutsTargetsOutOfUrls) {
  struct Cut {
    const char* url;
    const char* target;
  };
  for (const auto& [url, target] :
       {Cut{"", "/"}, Cut{"http://www.example.com", "/"}, Cut{"http://www.example.com/", "/"},
        Cut{"http://www.example.com/a", "/a"},
        Cut{"http://www.example.com/a/b?c=http://d.e/", "/a/b?c=http://d.e/"},
        Cut{"http://www.example.com/a/b?c=d&e=f#fragment", "/a/b?c=d&e=f"}, Cut{"example.com", "/"},
        Cut{"example.com/a/b", "/a/b"}, Cut{"example.com?a", "/?a"},
        Cut{"example.com/a;b#c", "/a;b"}, Cut{"//a/b/c", "/b/c"}, Cut{"www.example.com;x", "/;x"}})
    EXPECT_EQ(robots_target(url), target) << url;
}

}  // namespace dealgraph

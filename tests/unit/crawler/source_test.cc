#include "crawler/source.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "core/error.h"

namespace dealgraph {
namespace {

namespace fs = std::filesystem;

class SourceTest : public testing::Test {
 protected:
  SourceTest() : folder_(fs::temp_directory_path() / ("source_test." + std::to_string(getpid()))) {
    fs::create_directories(folder_);
  }
  ~SourceTest() override { fs::remove_all(folder_); }

  fs::path write(const std::string& name, const std::string& text) const {
    const auto file = folder_ / name;
    fs::create_directories(file.parent_path());
    std::ofstream(file) << text;
    return file;
  }

  // The message of the error, with the folder's name cut out.
  std::string complaint(const std::string& text) const {
    const auto file = write("s.toml", text);
    try {
      load_source(file);
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ExitCode::config) << text;
      std::string message = error.what();
      const auto prefix = folder_.string() + '/';
      for (std::size_t at; (at = message.find(prefix)) != std::string::npos;)
        message.erase(at, prefix.size());
      return message;
    }
    return "";
  }

  fs::path folder_;
};

TEST_F(SourceTest, ReadsEveryKey) {
  const auto source = load_source(write("cnyes.toml", R"(
name = "鉅亨網"
kind = "listing"
url = ["https://news.cnyes.com/news/cat/tw_stock", "https://news.cnyes.com/news/cat/us_stock"]
allow = '/news/id/\d+'
deny = ["x", "y"]
lang = "zh-Hant"
currency = "TWD"
delay_ms = 1500
max_articles = 30
interval_minutes = 15
allow_private = true
)"));
  EXPECT_EQ(source.id, "cnyes");
  EXPECT_EQ(source.name, "鉅亨網");
  EXPECT_EQ(source.kind, SourceKind::listing);
  EXPECT_EQ(source.urls.size(), 2u);
  EXPECT_EQ(source.allow, std::vector<std::string>{"/news/id/\\d+"});
  EXPECT_EQ(source.deny, (std::vector<std::string>{"x", "y"}));
  EXPECT_EQ(source.lang, "zh-Hant");
  EXPECT_EQ(source.currency, "TWD");
  EXPECT_EQ(source.delay_ms, 1500);
  EXPECT_EQ(source.max_articles, 30);
  EXPECT_EQ(source.interval_minutes, 15);
  EXPECT_TRUE(source.allow_private);
}

TEST_F(SourceTest, HasDefaults) {
  const auto source =
      load_source(write("a.b.toml", "kind = 'feed'\nurl = 'https://a.example/f'\n"));
  EXPECT_EQ(source.id, "a.b");
  EXPECT_EQ(source.name, "a.b");
  EXPECT_EQ(source.kind, SourceKind::feed);
  EXPECT_EQ(source.delay_ms, 1000);
  EXPECT_EQ(source.max_articles, 100);
  EXPECT_FALSE(source.allow_private);
}

TEST_F(SourceTest, ShowsThePlaceOfEveryMistake) {
  const std::string good = "kind = 'feed'\nurl = 'https://a.example/f'\n";
  struct Case {
    std::string text;
    const char* message;
  };
  for (const auto& [text, message] : {
           Case{good + "alow = 'x'",
                "s.toml:3:1: unknown key 'alow', did you mean 'allow'?\n  alow = 'x'\n  ^"},
           Case{"kind = 'fed'\nurl = 'https://a.example/f'",
                "s.toml:1:8: unknown kind 'fed', did you mean 'feed'?\n  kind = 'fed'\n         ^"},
           Case{"kind = 'xyzzy'\nurl = 'https://a.example/f'",
                "s.toml:1:8: unknown kind 'xyzzy', use one of feed, sitemap, listing, pages, json, "
                "site\n"
                "  kind = 'xyzzy'\n         ^"},
           Case{"kind = 'feed'",
                "s.toml: 'url' is missing, as in url = "
                "\"https://example.com/feed.xml\""},
           Case{"url = 'https://a.example/f'", "s.toml: 'kind' is missing, as in kind = \"feed\""},
           Case{"kind = 'feed'\nurl = 'a.example/f'",
                "s.toml:2:7: 'a.example/f' is not an http or https URL\n"
                "  url = 'a.example/f'\n        ^"},
           Case{"kind = 'feed'\nurl = 'https://u:p@a.example/f'",
                "s.toml:2:7: a user or password in a URL is not supported; take it out\n"
                "  url = 'https://u:p@a.example/f'\n        ^"},
           Case{good + "allow = ['a', '(b']",
                "s.toml:3:15: pattern '(b': missing ): (b\n  allow = ['a', '(b']\n                "
                "^"},
           Case{good + "allow = [1]",
                "s.toml:3:10: 'allow' must be a string or an array of strings\n"
                "  allow = [1]\n           ^"},
           Case{good + "delay_ms = '5'",
                "s.toml:3:12: 'delay_ms' must be a whole number from 0 to 3600000\n"
                "  delay_ms = '5'\n             ^"},
           Case{good + "delay_ms = -1",
                "s.toml:3:12: 'delay_ms' must be a whole number from 0 to 3600000\n"
                "  delay_ms = -1\n             ^"},
           Case{good + "lang = 'zh-TW'",
                "s.toml:3:8: unknown lang 'zh-TW', use one of zh-Hant, zh-Hans, en\n"
                "  lang = 'zh-TW'\n         ^"},
           Case{good + "currency = 'NT$'",
                "s.toml:3:12: 'NT$' is not an ISO 4217 code such as \"TWD\"\n"
                "  currency = 'NT$'\n             ^"},
           Case{good + "zone = 'Asia/Taipeh'",
                "s.toml:3:8: 'Asia/Taipeh' is not a time zone such as \"Asia/Taipei\"\n"
                "  zone = 'Asia/Taipeh'\n         ^"},
           Case{good + "[page]\nhosts = ['https://a.example/']",
                "s.toml:4:10: 'https://a.example/' is not a host such as \"news.example.org\"\n"
                "  hosts = ['https://a.example/']\n           ^"},
           Case{good + "[page]\nbody = []",
                "s.toml:4:8: 'body' is an empty list; name something or leave it out\n"
                "  body = []\n         ^"},
           Case{good + "allow_private = 1",
                "s.toml:3:17: 'allow_private' must be true or false\n"
                "  allow_private = 1\n                  ^"},
       })
    EXPECT_EQ(complaint(text), message) << text;
  // Two mistakes, two messages.
  EXPECT_EQ(complaint(good + "nam = 'x'\nlang = 1"),
            "s.toml:3:1: unknown key 'nam', did you mean 'name'?\n  nam = 'x'\n  ^\n"
            "s.toml:4:8: 'lang' must be a string\n  lang = 1\n         ^");
  EXPECT_TRUE(complaint("kind = ").starts_with("s.toml:1:")) << complaint("kind = ");
}

TEST_F(SourceTest, LaterFoldersReplaceEarlierOnes) {
  const std::string rest = "kind = 'feed'\nurl = 'https://a.example/f'\n";
  write("one/a.toml", "name = 'shipped a'\n" + rest);
  write("one/b.toml", "name = 'shipped b'\n" + rest);
  write("one/notes.txt", "not a source");
  write("two/a.toml", "name = 'own a'\n" + rest);
  const auto sources = load_sources({folder_ / "one", folder_ / "missing", folder_ / "two"});
  ASSERT_EQ(sources.size(), 2u);
  EXPECT_EQ(sources[0].name, "own a");
  EXPECT_EQ(sources[1].name, "shipped b");
}

TEST_F(SourceTest, AMissingFileIsAnError) {
  EXPECT_THROW(load_source(folder_ / "none.toml"), Error);
}

}  // namespace
}  // namespace dealgraph

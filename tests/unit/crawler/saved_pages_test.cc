#include "crawler/saved_pages.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "core/error.h"

namespace dealgraph {
namespace {

namespace fs = std::filesystem;

const std::string sentence =
    "Plumfield said on Monday that it would buy its rival Oakline for $75 million in cash and "
    "stock.";
const std::string html =
    "<title>Plumfield buys Oakline</title><p>" + sentence + "</p><p>" + sentence;

class SavedPages : public testing::Test {
 protected:
  SavedPages() {
    std::string name = (fs::temp_directory_path() / "dealgraph-saved-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~SavedPages() override { fs::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& bytes) {
    const auto path = folder_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }
  std::string write_gz(const std::string& name, const std::string& bytes) {
    const auto path = folder_ / name;
    gzFile file = gzopen(path.c_str(), "wb");
    gzwrite(file, bytes.data(), static_cast<unsigned>(bytes.size()));
    gzclose(file);
    return path.string();
  }
  static std::vector<PageResult> read(const std::vector<std::string>& paths) {
    std::vector<PageResult> results;
    read_saved_pages(paths, {}, [&](PageResult&& result) { results.push_back(std::move(result)); });
    return results;
  }

  fs::path folder_;
};

TEST_F(SavedPages, KindIsToldByNameElseByBytes) {
  const struct {
    std::string name;
    std::string bytes;
    bool found;
    std::string title;
  } cases[] = {
      {"a.html", html, true, "Plumfield buys Oakline"},
      {"b.HTM", html, true, "Plumfield buys Oakline"},
      {"c.txt", "Plumfield buys Oakline\n" + sentence, true, "Plumfield buys Oakline"},
      {"d.md", "<p>\n" + sentence, true, "<p>"},
      {"e", "\n <p>" + sentence + "</p><p>" + sentence, true, ""},
      {"f", "Plumfield buys Oakline\n" + sentence, true, "Plumfield buys Oakline"},
      {"g", R"({"id":"g","title":"Plumfield","body":"x"})", true, "Plumfield"},
      {"h.html", "", false, ""},
      {"i.txt", "", false, ""},
  };
  for (const auto& c : cases) {
    const auto path = write(c.name, c.bytes);
    const auto results = read({path});
    ASSERT_EQ(results.size(), 1U) << c.name;
    EXPECT_EQ(results[0].found, c.found) << c.name << ": " << results[0].problem;
    EXPECT_FALSE(results[0].damaged) << c.name;
    EXPECT_EQ(results[0].article.title(), c.title) << c.name;
    if (c.name != "g") {
      EXPECT_EQ(results[0].page.doc, path) << c.name;
    }
    if (!c.found) {
      EXPECT_FALSE(results[0].problem.empty()) << c.name;
    }
  }
}

TEST_F(SavedPages, JsonLines) {
  const auto path = write(
      "in.jsonl",
      "\xEF\xBB\xBF"
      R"({"id":"a1","url":"https://x.example.tw/1","title":" A \n title ","published":"2025-03-12","body":"第一段\n\n 第二段 "})"
      "\n\n"
      R"({"id":7,"lang":"zh-Hans","site_currency":"HKD","body":"公司今日宣布"})"
      "\n"
      "{broken\n"
      R"([1,2])"
      "\n"
      R"({"id":"b"})"
      "\n"
      R"({"body":"The company said that it would buy the rest of the shares.","lang":"zh"})"
      "\r\n"
      R"({"id":"empty","body":""})"
      "\n" +
          std::string(300, '[') +
          "\n"
          R"({"id":"h","html":"<title>Plumfield buys Oakline</title><p>)" +
          sentence + "</p><p>" + sentence + R"("})");
  const auto results = read({path});
  ASSERT_EQ(results.size(), 9U);
  EXPECT_EQ(results[0].page.doc, "a1");
  EXPECT_EQ(results[0].article.text, "A title\n第一段\n第二段");
  EXPECT_EQ(results[0].article.title(), "A title");
  EXPECT_EQ(results[0].article.published, "2025-03-12");
  EXPECT_EQ(results[0].article.lang, "zh-Hans");
  EXPECT_EQ(results[0].article.site_currency, "TWD");
  EXPECT_EQ(results[1].page.doc, "7");
  EXPECT_EQ(results[1].article.lang, "zh-Hans");
  EXPECT_EQ(results[1].article.site_currency, "HKD");
  const struct {
    std::size_t index;
    std::string problem;
  } bad[] = {{2, "line 4 is not valid JSON"},
             {3, "line 5 is not a JSON object"},
             {4, "line 6 has neither \"body\" nor \"html\""},
             {7, "line 9 is not valid JSON"}};
  for (const auto& b : bad) {
    EXPECT_TRUE(results[b.index].damaged) << b.problem;
    EXPECT_EQ(results[b.index].problem, b.problem);
  }
  EXPECT_EQ(results[5].page.doc, path + ":7");
  EXPECT_EQ(results[5].article.lang, "en");
  EXPECT_EQ(results[5].article.site_currency, "USD");
  EXPECT_FALSE(results[6].found);
  EXPECT_FALSE(results[6].damaged);
  ASSERT_TRUE(results[8].found) << results[8].problem;
  EXPECT_EQ(results[8].article.title(), "Plumfield buys Oakline");
  EXPECT_EQ(results[8].article.doc, "h");
}

TEST_F(SavedPages, JsonLinesOfAWrongTypeAreDamage) {
  const struct {
    std::string line;
    std::string problem;
  } cases[] = {
      {R"({"id":"a","body":5})", "line 1 has a \"body\" that is no text"},
      {R"({"id":"a","html":["x"]})", "line 1 has a \"html\" that is no text"},
      {R"({"id":"a","body":"x","title":{}})", "line 1 has a \"title\" that is no text"},
      {R"({"id":"a","body":"x","url":true})", "line 1 has a \"url\" that is no text"},
      {R"({"id":"a","body":"x","published":20250312})",
       "line 1 has a \"published\" that is no text"},
      {R"({"id":"a","body":"x","lang":1})", "line 1 has a \"lang\" that is no text"},
      {R"({"id":[1],"body":"x"})", "line 1 has an \"id\" that is neither a text nor a number"},
      {R"({"id":"a","body":null})", "line 1 has neither \"body\" nor \"html\""},
  };
  for (const auto& c : cases) {
    const auto results = read({write("in.jsonl", c.line)});
    ASSERT_EQ(results.size(), 1U) << c.line;
    EXPECT_TRUE(results[0].damaged) << c.line;
    EXPECT_EQ(results[0].problem, c.problem) << c.line;
  }
}

TEST_F(SavedPages, APublishedThatIsNoDateIsLeftOut) {
  for (const auto* published : {"soon", "2025-13-45", "", "12"}) {
    const auto line = std::string(R"({"body":"x","published":")") + published + "\"}";
    const auto results = read({write("in.jsonl", line)});
    ASSERT_EQ(results.size(), 1U) << line;
    EXPECT_TRUE(results[0].found) << line;
    EXPECT_EQ(results[0].article.published, "") << line;
  }
}

TEST_F(SavedPages, IdsKeepTheirDigits) {
  const struct {
    std::string line;
    std::string doc;
  } cases[] = {
      {R"({"id":12345678901234567890123,"body":"x"})", "12345678901234567890123"},
      {R"({"a":{"id":1.5},"id":-98765432109876543210,"b":[2.5],"body":"x"})",
       "-98765432109876543210"},
      {R"({"id":18446744073709551615,"body":"x"})", "18446744073709551615"},
      {R"({"id":1.50,"body":"x"})", "1.50"},
  };
  for (const auto& c : cases) {
    const auto results = read({write("in.jsonl", c.line)});
    ASSERT_EQ(results.size(), 1U) << c.line;
    EXPECT_EQ(results[0].page.doc, c.doc) << c.line;
    EXPECT_FALSE(results[0].nameless) << c.line;
  }
}

TEST_F(SavedPages, APlaceIsNoName) {
  const auto jsonl = write("in.jsonl", "{\"body\":\"x\"}\n{\"id\":\"a\",\"body\":\"x\"}\n");
  const auto results = read({jsonl, write("a.txt", "x")});
  ASSERT_EQ(results.size(), 3U);
  EXPECT_TRUE(results[0].nameless);
  EXPECT_FALSE(results[1].nameless);
  EXPECT_FALSE(results[2].nameless);
}

TEST_F(SavedPages, FoldersAreWalkedByName) {
  write("in/b.html", html);
  write("in/a/z.txt", "Title of it\n" + sentence);
  write("in/skipped.png", "x");
  write("in/noending", html);
  write_gz("in/c.html.gz", html);
  write_gz("in/d.jsonl.gz", R"({"id":"d","body":"x"})");
  const auto in = (folder_ / "in").string();
  for (const auto& path : {in, in + "/"}) {
    std::vector<std::string> docs;
    for (const auto& result : read({path})) {
      EXPECT_TRUE(result.found) << result.page.doc << ": " << result.problem;
      docs.push_back(result.page.doc);
    }
    EXPECT_EQ(docs,
              (std::vector<std::string>{in + "/a/z.txt", in + "/b.html", in + "/c.html.gz", "d"}));
  }
}

// As a user whom the rights bind; root may read anything.
bool as_nobody(const std::function<bool()>& check) {
  const pid_t child = fork();
  if (child == 0) {
    if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) _exit(2);
    _exit(check() ? 0 : 1);
  }
  int status = -1;
  waitpid(child, &status, 0);
  return status == 0;
}

TEST_F(SavedPages, WhatCannotBeReadIsToldAndTheRestIsRead) {
  fs::permissions(folder_, fs::perms(0755));
  const auto locked = write("in/locked.txt", "x");
  write("in/secret/a.txt", "x");
  write("in/z.txt", "Title of it\n" + sentence);
  chmod(locked.c_str(), 0);
  chmod((folder_ / "in/secret").c_str(), 0);
  EXPECT_TRUE(as_nobody([&] {
    const auto in = (folder_ / "in").string();
    const auto results = read({in, locked});
    return results.size() == 4 && results[0].unreadable && results[0].page.doc == in + "/secret" &&
           results[0].problem == "cannot be read: Permission denied" && results[1].unreadable &&
           results[1].page.doc == locked && !results[1].damaged && results[2].found &&
           results[3].unreadable;
  }));
  chmod((folder_ / "in/secret").c_str(), 0755);
}

TEST_F(SavedPages, AnErrorWhileReadingIsTold) {
  const auto results = read({"/proc/self/mem"});  // opens, but address 0 cannot be read
  ASSERT_EQ(results.size(), 1U);
  EXPECT_TRUE(results[0].unreadable) << results[0].problem;
}

TEST_F(SavedPages, BrokenGzipIsDamage) {
  const auto whole = write_gz("a.html.gz", html + std::string(100'000, 'x'));
  std::ifstream in(whole, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(in)), {});
  const auto cut = write("cut.html.gz", bytes.substr(0, bytes.size() - 6));
  const auto results = read({cut, whole});
  ASSERT_EQ(results.size(), 2U);
  EXPECT_TRUE(results[0].damaged);
  EXPECT_FALSE(results[0].found);
  EXPECT_TRUE(results[1].found);
}

TEST_F(SavedPages, LongLinesAreDamageAndReadingGoesOn) {
  const auto path = write("in.jsonl", "{\"id\":\"long\",\"body\":\"" + std::string(17U << 20, 'x') +
                                          "\"}\n{\"id\":\"next\",\"body\":\"x\"}\n");
  const auto results = read({path});
  ASSERT_EQ(results.size(), 2U);
  EXPECT_TRUE(results[0].damaged);
  EXPECT_EQ(results[1].page.doc, "next");
}

TEST_F(SavedPages, MissingPathStopsTheRun) {
  const auto path = (folder_ / "missing.html").string();
  try {
    read({path});
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ExitCode::no_input);
    EXPECT_NE(std::string(error.what()).find(path), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace dealgraph

#include <gtest/gtest.h>

#include <fstream>

#include "cli/questions.h"
#include "cli/serve_query.h"
#include "cli/web_server.h"
#include "core/error.h"
#include "tests/unit/db/temp_folder.h"

namespace dealgraph {
namespace {

TEST(LocalHost, IsThisMachineUnderAnyPort) {
  for (const char* host :
       {"localhost", "localhost:8321", "127.0.0.1", "127.0.0.1:1", "[::1]", "[::1]:65535"})
    EXPECT_TRUE(is_local_host(host)) << host;
  for (const char* host : {"", "evil.example", "localhost.evil", "127.0.0.1.evil", "127.0.0.10",
                           "localhost:", "localhost:8x", "localhost:123456", "::1", "[::1",
                           "LOCALHOST@evil", "evil:80"})
    EXPECT_FALSE(is_local_host(host)) << host;
}

std::string problem_of(const std::map<std::string, std::string>& values) {
  try {
    const ServeQuery query(values, {"day", "sum", "kind", "on"});
    query.date("day");
    query.money("sum");
    query.choice("kind", {"loan", "lease"});
    query.flag("on");
    paging_of(query, 10, 50);
  } catch (const WebProblem& problem) {
    return std::to_string(problem.status) + ' ' + problem.message;
  }
  return "";
}

TEST(ServeQuery, SaysWhatIsWrong) {
  EXPECT_EQ(problem_of({}), "");
  EXPECT_EQ(problem_of({{"day", "2025-01-31"}, {"sum", "5bn"}, {"kind", "loan"}, {"on", "1"}}), "");
  EXPECT_EQ(problem_of({{"day", ""}, {"limit", ""}, {"other", ""}}), "");
  EXPECT_EQ(problem_of({{"other", "x"}}),
            "400 other: this page takes day, sum, kind, on, page, limit");
  EXPECT_EQ(problem_of({{"day", "soon"}}), "400 day: soon is no date like 2025-09-22");
  EXPECT_EQ(problem_of({{"sum", "-1"}}), "400 sum: -1 is no sum like 100m, 5bn or 250000");
  EXPECT_EQ(problem_of({{"kind", "loam"}}), "400 kind: no such value: loam, did you mean loan?");
  EXPECT_EQ(problem_of({{"on", "yes"}}), "400 on: 1 or 0");
  EXPECT_EQ(problem_of({{"limit", "51"}}), "400 limit: a number from 1 to 50");
  EXPECT_EQ(problem_of({{"page", "18446744073709551616"}}), "400 page: a number from 1 to 1000000");
  EXPECT_EQ(problem_of({{"kind", std::string(301, 'x')}}), "400 kind: the value is too long");
}

TEST(ServeQuery, LeadsToOtherPages) {
  const ServeQuery query({{"kind", "輝 &達"}, {"page", "2"}, {"on", ""}}, {"kind", "on"});
  const auto paging = paging_of(query, 10, 50);
  EXPECT_EQ(paging.skip, 10U);
  EXPECT_EQ(query.with_page(3), "?kind=%E8%BC%9D%20%26%E9%81%94&page=3");
}

std::string load(const std::string& toml) {
  const test::TempFolder folder;
  const auto file = folder.path() / "q.toml";
  std::ofstream(file) << toml;
  try {
    std::string out;
    for (const auto& question : load_questions(file))
      out += question.name + '|' + question.title + '|' + question.sql + '\n';
    return out;
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ExitCode::config);
    return std::string(error.what()).substr(file.string().size());
  }
}

TEST(Questions, AreReadInTheirOrder) {
  EXPECT_EQ(load(""), "");
  EXPECT_EQ(load("[[question]]\nname = \"b-1\"\nsql = \"SELECT 1\"\n"
                 "[[question]]\nname = \"a\"\ntitle = \"誰?\"\nsql = '''SELECT 2'''\n"),
            "b-1|b-1|SELECT 1\na|誰?|SELECT 2\n");
}

TEST(Questions, MistakesHaveTheirLine) {
  const struct {
    const char* toml;
    const char* problem;
  } cases[] = {
      {"[[question]]\nname = \"A b\"\nsql = \"x\"", ":1:1: a question needs a 'name'"},
      {"[[question]]\nsql = \"x\"", ":1:1: a question needs a 'name'"},
      {"[[question]]\nname = \"a\"", ":1:1: a question needs 'sql'"},
      {"[[question]]\nname = \"a\"\nsql = 1", ":3:7: 'sql' must be a string"},
      {"[[question]]\nname = \"a\"\nsqll = \"x\"", ":3:1: unknown key 'sqll', did you mean 'sql'?"},
      {"[question]\nname = \"a\"", ":1:1: write [[question]]"},
      {"question = [1]", ":1:13: write [[question]]"},
      {"[[questions]]", ":1:3: unknown key 'questions', did you mean 'question'?"},
      {"[[question]]\nname = \"a\"\nsql = \"x\"\n[[question]]\nname = \"a\"\nsql = \"y\"",
       ":4:1: there is a question 'a' before"},
      {"x = ", ":1:"},
  };
  for (const auto& test : cases)
    EXPECT_EQ(load(test.toml).substr(0, std::string(test.problem).size()), test.problem)
        << test.toml;
}

}  // namespace
}  // namespace dealgraph

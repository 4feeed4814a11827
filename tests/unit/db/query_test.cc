#include <gtest/gtest.h>

#include "db/sqlite.h"
#include "db/store.h"
#include "tests/unit/db/samples.h"
#include "tests/unit/db/temp_folder.h"

namespace dealgraph {
namespace {

using test::listed;

class QueryTest : public ::testing::Test {
 protected:
  QueryTest() {
    auto store = Store::open_for_writing(file_);
    const auto article =
        test::article("https://n.example/1", "輝達投資OpenAI", "輝達投資OpenAI，共100億美元。");
    const auto mention = test::mention(article, "輝達", "nvidia", "OpenAI", "openai",
                                       "輝達投資OpenAI，共100億美元。");
    store.keep_article(test::page(article.url), article, {mention}, listed, "rules");
  }

  QueryResult ask(const std::string& sql, const QueryLimits& limits = {}) const {
    return Store::open_for_reading(file_).query(sql, limits);
  }

  test::TempFolder folder_;
  std::filesystem::path file_ = folder_.path() / "deals.db";
};

TEST_F(QueryTest, ReadsTablesViewsFunctionsAndTheIndex) {
  const struct {
    const char* sql;
    const char* first_cell;
  } cases[] = {
      {"SELECT name FROM parties WHERE id = 'nvidia'", "NVIDIA"},
      {"SELECT payer_surface FROM v_evidence;  -- the only one", "輝達"},
      {"SELECT a.url FROM article_fts f JOIN articles a ON a.id = f.rowid "
       "WHERE article_fts MATCH '\"輝 達\"'",
       "https://n.example/1"},
      {"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) "
       "SELECT group_concat(i, '') FROM n",
       "12345"},
      {"SELECT strftime('%Y', 0, 'unixepoch')", "1970"},
  };
  for (const auto& test : cases) {
    const auto result = ask(test.sql);
    ASSERT_EQ(result.problem, "") << test.sql;
    ASSERT_EQ(result.rows.size(), 1U) << test.sql;
    EXPECT_EQ(std::get<std::string>(result.rows[0][0]), test.first_cell) << test.sql;
  }
}

TEST_F(QueryTest, KeepsTheTypesOfCells) {
  const auto result = ask("SELECT NULL AS a, 7 AS b, 2.5 AS c, 'x' AS d, x'00ff' AS e");
  ASSERT_EQ(result.problem, "");
  EXPECT_EQ(result.columns, (std::vector<std::string>{"a", "b", "c", "d", "e"}));
  const std::vector<QueryResult::Cell> row = {std::monostate(), std::int64_t{7}, 2.5,
                                              std::string("x"), std::string("\0\xFF", 2)};
  ASSERT_EQ(result.rows.size(), 1U);
  EXPECT_EQ(result.rows[0], row);
}

TEST_F(QueryTest, RefusesWhateverIsNoReading) {
  const std::string attached = (folder_.path() / "other.db").string();
  const std::string statements[] = {
      "DELETE FROM articles",
      "DELETE FROM articles RETURNING id",
      "CREATE TABLE x (y)",
      "CREATE TEMP TABLE x (y)",
      "ATTACH '" + attached + "' AS other",
      "PRAGMA query_only = OFF",
      "PRAGMA journal_mode = DELETE",
      "PRAGMA writable_schema = ON",
      "SELECT load_extension('/tmp/x.so')",
      "VACUUM INTO '" + attached + "'",
      "BEGIN IMMEDIATE",
      "REINDEX",
      "SELECT 1; DELETE FROM articles",
      "",
      " ; -- nothing",
      "SELEKT 1",
      "SELECT * FROM missing",
  };
  for (const auto& sql : statements) {
    const auto result = ask(sql);
    EXPECT_NE(result.problem, "") << sql;
    EXPECT_TRUE(result.rows.empty()) << sql;
  }
  EXPECT_FALSE(std::filesystem::exists(attached));
  EXPECT_EQ(std::get<std::int64_t>(ask("SELECT count(*) FROM articles").rows.at(0).at(0)), 1);
}

TEST_F(QueryTest, StopsWhatCostsTooMuch) {
  const std::string endless =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT ";
  QueryLimits limits;
  limits.milliseconds = 100;
  EXPECT_NE(ask(endless + "count(*) FROM n", limits).problem.find("0.1 seconds"),
            std::string::npos);
  limits.milliseconds = 5000;
  limits.rows = 3;
  const auto cut = ask(endless + "i FROM n", limits);
  EXPECT_EQ(cut.problem, "");
  EXPECT_EQ(cut.rows.size(), 3U);
  EXPECT_TRUE(cut.cut);
  EXPECT_FALSE(ask("SELECT 1 UNION SELECT 2 UNION SELECT 3", limits).cut);
  limits.rows = 1000;
  limits.bytes = 10'000;
  EXPECT_LE(ask(endless + "hex(zeroblob(500)) FROM n", limits).rows.size(), 11U);
  EXPECT_NE(ask("SELECT hex(zeroblob(100000000))", limits).problem, "");
}

TEST_F(QueryTest, LeavesTheConnectionAsItWas) {
  const auto store = Store::open_for_reading(file_);
  EXPECT_NE(store.query("DELETE FROM articles").problem, "");
  EXPECT_EQ(store.totals().articles, 1);
  EXPECT_EQ(store.find_parties("輝達").size(), 1U);
}

}  // namespace
}  // namespace dealgraph

#include <gtest/gtest.h>

#include "core/error.h"
#include "db/schema.h"
#include "samples.h"
#include "temp_folder.h"

namespace dealgraph {
namespace {

using namespace test;

Sighting seen(const Article& in, const std::string& name, std::size_t count,
              const std::string& sentence) {
  const auto begin = in.text.find(sentence);
  return {name, name, "bank", count, {begin, begin + sentence.size()}};
}

TEST(UnlistedNames, AreRankedOverArticlesAndReplacedWithThem) {
  TempFolder folder;
  auto store = Store::open_for_writing(folder / "a.db");
  const auto first = article("https://a/1", "One", "甲說。乙說。");
  const auto second = article("https://a/2", "Two", "乙又說。");
  store.keep_article(page("https://a/1"), first, {}, {}, "f",
                     {seen(first, "甲", 5, "甲說。"), seen(first, "乙", 1, "乙說。")});
  store.keep_article(page("https://a/2"), second, {}, {}, "f", {seen(second, "乙", 1, "乙又說。")});
  auto rows = store.unlisted_names();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].name, "乙");
  EXPECT_EQ(rows[0].articles, 2U);
  EXPECT_EQ(rows[0].count, 2U);
  EXPECT_EQ(rows[0].sentence, "乙說。");
  EXPECT_EQ(rows[0].title, "One");
  EXPECT_EQ(rows[0].url, "https://a/1");
  EXPECT_EQ(rows[1].name, "甲");
  EXPECT_EQ(rows[1].count, 5U);

  store.keep_article(page("https://a/1"), first, {}, {}, "other rules", {});
  rows = store.unlisted_names();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].sentence, "乙又說。");
}

TEST(UnlistedNames, CountTheDealsToldOfThem) {
  TempFolder folder;
  auto store = Store::open_for_writing(folder / "a.db");
  const auto told = article("https://a/1", "One", "輝達投資甲。");
  store.keep_article(page("https://a/1"), told,
                     {mention(told, "輝達", "nvidia", "甲", "甲", "輝達投資甲。")}, listed, "f",
                     {seen(told, "甲", 1, "輝達投資甲。")});
  const auto rows = store.unlisted_names();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].deals, 1U);
}

TEST(UnlistedNames, ASentenceOutsideTheArticleIsABug) {
  TempFolder folder;
  auto store = Store::open_for_writing(folder / "a.db");
  const auto read = article("https://a/1", "One", "甲說。");
  const std::vector<Sighting> outside{{"a", "a", "bank", 1, {0, 1000}}};
  EXPECT_THROW(store.keep_article(page("https://a/1"), read, {}, {}, "f", outside), Error);

  EXPECT_TRUE(store.unlisted_names().empty());
  EXPECT_EQ(query(folder / "a.db", "SELECT count(*) FROM articles", 1), "0\n");
}

TEST(UnlistedNames, AnOlderFileGetsItsTable) {
  TempFolder folder;
  const auto file = folder / "a.db";
  {
    Database database(file, Database::Mode::create);
    migrate(database, migrations().first(1));
  }
  auto store = Store::open_for_writing(file);
  EXPECT_TRUE(store.unlisted_names().empty());
}

}  // namespace
}  // namespace dealgraph

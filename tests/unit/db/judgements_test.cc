#include "db/judgements.h"

#include <gtest/gtest.h>

#include "core/error.h"
#include "db/doctor.h"
#include "samples.h"
#include "temp_folder.h"

namespace dealgraph {
namespace {

using namespace test;

constexpr const char* sentence = "輝達投資OpenAI，OpenAI投資輝達。";

class JudgementsTest : public ::testing::Test {
 protected:
  JudgementsTest() : store(Store::open_for_writing(file)) {
    for (const char* url : {"https://x/1", "https://x/2"}) {
      const auto made = article(url, "標題", sentence);
      auto forth = mention(made, "輝達", "nvidia", "OpenAI", "openai", sentence);
      auto back = mention(made, "OpenAI", "openai", "輝達", "nvidia", sentence);
      store.keep_article(page(url), made, {forth, back}, listed, "r");
    }
    derive(store);
  }

  static Judgement party(const char* verdict, const char* one, const char* other) {
    Judgement judged;
    judged.verdict = verdict;
    judged.party = one;
    judged.other_party = other;
    return judged;
  }
  std::string pairs() {
    return query(file, "SELECT DISTINCT payer || '>' || payee FROM evidence ORDER BY 1", 1);
  }

  TempFolder folder;
  std::filesystem::path file = folder / "a.db";
  Store store;
};

TEST_F(JudgementsTest, PartiesAreMergedAndTakenApartWithoutLosingIds) {
  Judgements judgements(store);
  judgements.ensure_party("open-ai", "Open AI");
  EXPECT_EQ(pairs(), "nvidia>openai\nopenai>nvidia\n");
  judgements.add({party("merge", "openai", "open-ai")});
  EXPECT_EQ(pairs(), "nvidia>open-ai\nopen-ai>nvidia\n");
  derive(store);
  EXPECT_EQ(query(file, "SELECT id, payer, payee FROM deals WHERE live AND payer = 'nvidia'", 3),
            "1|nvidia|open-ai\n3|nvidia|open-ai\n");
  // A chain ends at its root, and a new article is resolved as it is read.
  judgements.add({party("merge", "open-ai", "oracle")});
  EXPECT_EQ(pairs(), "nvidia>oracle\noracle>nvidia\n");
  EXPECT_THROW(judgements.add({party("merge", "oracle", "openai")}), UsageError);
  EXPECT_THROW(judgements.add({party("merge", "nobody", "openai")}), Error);
  const auto made = article("https://x/3", "標題", sentence);
  store.keep_article(page(made.url), made,
                     {mention(made, "輝達", "nvidia", "OpenAI", "openai", sentence)}, listed, "r");
  EXPECT_EQ(pairs(), "nvidia>oracle\noracle>nvidia\n");
  judgements.undo({}, 5);
  judgements.undo({}, 6);
  EXPECT_EQ(pairs(), "nvidia>openai\nopenai>nvidia\n");
  EXPECT_THROW(judgements.undo({}, 7), Error);
  derive(store);
  EXPECT_EQ(query(file, "SELECT id FROM deals WHERE live AND payer = 'nvidia' ORDER BY 1", 1),
            "1\n3\n5\n");
  EXPECT_EQ(query(file, "SELECT count(*) FROM judgements WHERE undone_at IS NOT NULL", 1), "2\n");
}

TEST_F(JudgementsTest, OneArticleMayMeanAnotherParty) {
  Judgements judgements(store);
  EXPECT_EQ(judgements.articles_of("openai"), (std::vector<std::int64_t>{1, 2}));
  auto split = party("split", "openai", "oracle");
  split.article_id = 2;
  judgements.add({split});
  EXPECT_EQ(pairs(), "nvidia>openai\nnvidia>oracle\nopenai>nvidia\noracle>nvidia\n");
  // It outlives another extraction.
  const auto made = article("https://x/2", "標題", sentence);
  store.keep_article(page(made.url), made,
                     {mention(made, "輝達", "nvidia", "OpenAI", "openai", sentence)}, listed, "r2");
  EXPECT_EQ(
      query(file, "SELECT payer, payee, payee_read FROM evidence WHERE live AND article_id=2", 3),
      "nvidia|oracle|openai\n");
  judgements.undo(1, 9);
  EXPECT_EQ(query(file, "SELECT DISTINCT payee FROM evidence WHERE live AND article_id = 2", 1),
            "openai\n");
}

TEST_F(JudgementsTest, AllOrNone) {
  Judgements judgements(store);
  Judgement good;
  good.verdict = "reject";
  good.deal_id = 1;
  auto bad = good;
  bad.deal_id = 99;
  EXPECT_THROW(judgements.add({good, bad}), Error);
  EXPECT_TRUE(judgements.all().empty());
  EXPECT_EQ(query(file, "SELECT count(*) FROM pending", 1), "0\n");
}

class DoctorTest : public JudgementsTest {};

// What SQLite reads without complaint.
TEST_F(DoctorTest, FindsRowsThatChangedBehindOurBack) {
  Doctor doctor(store);
  EXPECT_TRUE(doctor.check_file().empty());
  EXPECT_TRUE(doctor.check_facts().empty());
  EXPECT_TRUE(doctor.check_index().empty());
  Judgement judged;
  judged.verdict = "accept";
  judged.deal_id = 1;
  Judgements(store).add({judged});
  const struct {
    const char* sql;
    const char* undo;
    const char* finding;
  } cases[] = {
      {"UPDATE articles SET text = text || 'x' WHERE id = 1",
       "UPDATE articles SET text = substr(text, 1, length(text) - 1) WHERE id = 1",
       "article 1 is not as it was stored"},
      {"UPDATE articles SET published = '2025-09-23' WHERE id = 2",
       "UPDATE articles SET published = '2025-09-22T08:00:00+08:00' WHERE id = 2",
       "article 2 is not as it was stored"},
      {"UPDATE evidence SET confidence = 0.5 WHERE id = 3",
       "UPDATE evidence SET confidence = 0.9 WHERE id = 3", "evidence 3 is not as it was stored"},
      {"UPDATE evidence SET payer_read = 'oracle' WHERE id = 1",
       "UPDATE evidence SET payer_read = 'nvidia' WHERE id = 1",
       "evidence 1 is not as it was stored"},
      {"UPDATE judgements SET note = 'no'", "UPDATE judgements SET note = ''",
       "judgement 1 is not as it was stored"},
      {"UPDATE pages SET body_hash = body_hash + 1 WHERE id = 1",
       "UPDATE pages SET body_hash = body_hash - 1 WHERE id = 1",
       "page 1 (https://x/1) is not as it was fetched"},
  };
  for (const auto& c : cases) {
    Database(file, Database::Mode::write).execute(c.sql);
    EXPECT_EQ(doctor.check_facts(), std::vector<std::string>{c.finding}) << c.sql;
    Database(file, Database::Mode::write).execute(c.undo);
    EXPECT_TRUE(doctor.check_facts().empty()) << c.undo;
  }
}

TEST_F(DoctorTest, MakesTheSearchIndexAgain) {
  Doctor doctor(store);
  EXPECT_EQ(store.search_articles("輝達", 0).size(), 2U);
  Database(file, Database::Mode::write)
      .execute("INSERT INTO article_fts (article_fts) VALUES ('delete-all')");
  EXPECT_EQ(doctor.check_index().size(), 1U);
  EXPECT_TRUE(store.search_articles("輝達", 0).empty());
  doctor.rebuild_index();
  EXPECT_TRUE(doctor.check_index().empty());
  EXPECT_EQ(store.search_articles("輝達", 0).size(), 2U);
}

TEST_F(DoctorTest, SearchFindsWordsOfAnyLengthAndNoOperators) {
  const auto made = article("https://x/9", "微软与谷歌", "Microsoft pays Google.\n微软投资谷歌。");
  store.keep_article(page(made.url), made, {}, listed, "r");
  const struct {
    const char* query;
    std::size_t expected;
  } cases[] = {
      {"微软", 1},
      {"谷歌 微软", 1},
      {"歌谷", 0},
      {"軟", 0},
      {"软", 1},
      {"google", 1},
      {"\"pays google\"", 1},
      {"\"google pays\"", 0},
      {"google pays", 1},
      {"", 0},
      {"\"", 0},
      {"NOT", 0},
      {"a OR b", 0},
      {"title:微软", 0},
      {"goo*", 0},
      {"輝達", 2},
  };
  for (const auto& c : cases)
    EXPECT_EQ(store.search_articles(c.query, 0).size(), c.expected) << c.query;
}

}  // namespace
}  // namespace dealgraph

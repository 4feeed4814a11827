#include <gtest/gtest.h>

#include "db/doctor.h"
#include "db/schema.h"
#include "samples.h"
#include "temp_folder.h"

namespace dealgraph {
namespace {

using namespace test;

// A file as the second version of the schema left it: two deals that make a circle, told once.
void make_version_2(const std::filesystem::path& file) {
  Database database(file, Database::Mode::create);
  migrate(database, migrations().first(2));
  database.execute(R"sql(
    INSERT INTO runs (id, started_at) VALUES (1, 100);
    INSERT INTO pages VALUES (1, 'https://x/1', 'https://x/1', 'https://x/1', 100, '', '', '', 0,
                              NULL);
    INSERT INTO articles (id, key, page_id, run_id, doc, url, canonical_url, authors, published,
      lang, site, site_currency, text, title_size, text_hash, fingerprint)
      VALUES (1, 'https://x/1', 1, 1, 'https://x/1', 'https://x/1', '', '', '2025-09-22', 'zh-Hant',
              '', '', '標題' || char(10) || '甲方付款給乙方。', 6, 0, 'r');
    INSERT INTO parties VALUES ('a', '甲方', '', 'unknown', ''), ('b', '乙方', '', 'unknown', '');
    INSERT INTO evidence (id, article_id, live, type, payer, payer_surface, payer_begin, payer_end,
      payee, payee_surface, payee_begin, payee_end, nth, amount_max, currency, qualifier, per,
      amount_quote, shared, status, announced, sentence_begin, sentence_end, span_begin, span_end,
      rule, rule_version, confidence)
      VALUES (1, 1, 1, 'loan', 'a', '甲方', 7, 13, 'b', '乙方', 22, 28, 0, 2e9, 'USD', 'up_to', '',
              'x', 0, 'agreed', '2025-09-22', 7, 31, 7, 31, 'r', 1, 1),
             (2, 1, 1, 'lease', 'b', '乙方', 22, 28, 'a', '甲方', 7, 13, 0, 3e9, 'USD', 'up_to', '',
              'x', 0, 'agreed', '2025-09-22', 7, 31, 7, 31, 'r', 1, 1);
    INSERT INTO deals (id, live, type, payer, payee, amount_text, shared, status, first_evidence,
      found_at, changed_at)
      VALUES (1, 1, 'loan', 'a', 'b', '', 0, 'agreed', 1, 100, 100),
             (2, 1, 'lease', 'b', 'a', '', 0, 'agreed', 2, 100, 100);
    UPDATE evidence SET deal_id = id;
    INSERT INTO edges VALUES ('a', 'b', 2e9, 1, 1), ('b', 'a', 3e9, 1, 2);
    INSERT INTO cycles VALUES (1, CAST('a>b' AS BLOB), 1, '甲方 → 乙方 → 甲方', 2, 2e9, 0, 100, 100);
    INSERT INTO cycle_members VALUES (1, 1, 'a', 'b', 1), (1, 2, 'b', 'a', 2);
    INSERT INTO cycle_events (cycle_id, at, event, bottleneck_usd) VALUES (1, 100, 'closed', 2e9);
    INSERT INTO cycle_marks VALUES ('cli', 1);
  )sql");
}

TEST(Upgrade, FromTheSecondVersionKeepsAllThatWasStored) {
  TempFolder folder;
  const auto file = folder / "a.db";
  make_version_2(file);
  {
    auto store = Store::open_for_writing(file);
    EXPECT_TRUE(std::filesystem::exists(file.string() + ".v2.bak"));
    const Doctor doctor(store);
    EXPECT_TRUE(doctor.check_file().empty());
    EXPECT_TRUE(doctor.check_facts().empty());
    EXPECT_TRUE(doctor.check_index().empty());
    EXPECT_EQ(doctor.pending(), 1U);
    EXPECT_EQ(store.search_articles("乙方", 0).size(), 1U);
    const auto changes = derive(store);
    EXPECT_EQ(changes.new_deals, 0U);
    EXPECT_EQ(changes.new_cycles, 0U);
    const auto cycles = store.cycles();
    ASSERT_EQ(cycles.size(), 1U);
    EXPECT_EQ(cycles[0].id, 1);
    EXPECT_FALSE(cycles[0].is_new) << "it was shown before";
    EXPECT_EQ(cycles[0].deals.size(), 2U);
  }
  EXPECT_EQ(query(file, "SELECT id, deal_id, payer_read FROM evidence", 3), "1|1|a\n2|2|b\n");
  EXPECT_EQ(query(file, "SELECT event FROM cycle_events", 1), "closed\n");
}

}  // namespace
}  // namespace dealgraph

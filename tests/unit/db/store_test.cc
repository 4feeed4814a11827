#include "db/store.h"

#include <gtest/gtest.h>

#include "core/error.h"
#include "db/compress.h"
#include "samples.h"
#include "temp_folder.h"

namespace dealgraph {
namespace {

using namespace test;

const Amount up_to_100bn{{}, 100e9, "USD", Qualifier::up_to, Per::total, "最多1,000億美元"};
const Amount exactly_300bn{300e9, 300e9, "USD", Qualifier::exact, Per::total, "$300bn"};
constexpr const char* invest = "輝達同意對OpenAI投資最多1,000億美元。";
constexpr const char* buy = "甲骨文將向輝達採購晶片。";
constexpr const char* contract = "OpenAI signed a $300bn contract with Oracle.";

// Two articles, three deals, one circle.
const CycleFilter only_new{.only_new = true};

class StoreTest : public ::testing::Test {
 protected:
  Article chinese =
      article("https://a.tw/1", "輝達與OpenAI結盟", std::string("導言，無關。\n") + invest + buy);
  Article english = article("https://b.com/2", "Cloud", contract);
  std::vector<DealMention> chinese_deals = {
      mention(chinese, "輝達", "nvidia", "OpenAI", "openai", invest, up_to_100bn),
      mention(chinese, "甲骨文", "oracle", "輝達", "nvidia", buy)};
  std::vector<DealMention> english_deals = {
      mention(english, "OpenAI", "openai", "Oracle", "oracle", contract, exactly_300bn)};

  TempFolder folder;
  std::filesystem::path file = folder / "deals.db";

  Store store() { return Store::open_for_writing(file); }
  void keep_all(Store& target) {
    target.keep_article(page(chinese.url), chinese, chinese_deals, listed, "rules-1");
    target.keep_article(page(english.url), english, english_deals, listed, "rules-1");
  }
};

TEST_F(StoreTest, EvidenceReadsBackAsItWasKept) {
  auto db = store();
  keep_all(db);
  const auto evidence = db.evidence();
  ASSERT_EQ(evidence.size(), 3U);
  const auto& first = evidence[0];
  EXPECT_EQ(first.id, 1);
  EXPECT_EQ(first.deal_id, 0);
  EXPECT_EQ(first.mention.payer.id, "nvidia");
  EXPECT_EQ(first.mention.payer.name, "NVIDIA");
  EXPECT_EQ(first.mention.payer.surface, "輝達");
  EXPECT_EQ(first.mention.payer.span, chinese_deals[0].payer.span);
  EXPECT_EQ(first.mention.payee.span, chinese_deals[0].payee.span);
  EXPECT_EQ(first.mention.sentence, chinese_deals[0].sentence);
  EXPECT_EQ(first.mention.span, chinese_deals[0].span);
  EXPECT_EQ(first.mention.amount, up_to_100bn);
  EXPECT_EQ(first.mention.rule, "zh.invest");
  EXPECT_EQ(first.mention.rule_version, 1);
  EXPECT_EQ(first.mention.confidence, 0.9);
  ASSERT_TRUE(first.mention.announced) << "the article's own date stands in";
  EXPECT_EQ(to_string(*first.mention.announced), "2025-09-22");
  EXPECT_EQ(evidence[1].mention.amount, std::nullopt);
}

TEST_F(StoreTest, TheSameTwiceChangesNothing) {
  {
    auto db = store();
    keep_all(db);
    const auto summary = derive(db);
    EXPECT_EQ(summary.new_deals, 3U);
    EXPECT_EQ(summary.changed_deals, 0U);
    EXPECT_EQ(summary.new_cycles, 1U);
  }
  const auto before = dump(file);
  EXPECT_NE(before.find("輝達"), std::string::npos);
  {
    auto db = store();
    EXPECT_EQ(db.keep_article(page(chinese.url), chinese, chinese_deals, listed, "rules-1"),
              std::nullopt);
    EXPECT_EQ(db.keep_article(page(english.url), english, english_deals, listed, "rules-1"),
              std::nullopt);
    const auto summary = derive(db, true, 1'900'000'000);
    EXPECT_EQ(summary.new_deals + summary.changed_deals + summary.new_cycles, 0U);
  }
  EXPECT_EQ(dump(file), before);
}

TEST_F(StoreTest, RunsAreWrittenOnlyForWhatWasStored) {
  { auto db = store(); }
  EXPECT_EQ(query(file, "SELECT count(*) FROM runs", 1), "0\n");
  {
    auto db = store();
    keep_all(db);
    derive(db);
  }
  EXPECT_EQ(query(file,
                  "SELECT id, finished_at, articles, new_deals, changed_deals, new_cycles "
                  "FROM runs",
                  6),
            "1|1758528000|2|3|0|1\n");
}

TEST_F(StoreTest, ReextractionKeepsIdsAndRetiresWhatIsGone) {
  auto db = store();
  keep_all(db);
  derive(db);
  auto changed = chinese_deals;
  changed.pop_back();
  changed[0].rule = "zh.invest.better";
  changed[0].status = Status::planned;
  EXPECT_EQ(db.keep_article(page(chinese.url), chinese, changed, listed, "rules-2"), 1);
  auto evidence = db.evidence();
  ASSERT_EQ(evidence.size(), 2U);
  EXPECT_EQ(evidence[0].id, 1);
  EXPECT_EQ(evidence[0].deal_id, 1);
  EXPECT_EQ(evidence[0].mention.rule, "zh.invest.better");
  EXPECT_EQ(evidence[1].id, 3);
  const auto summary = derive(db, false);
  EXPECT_EQ(summary.new_deals, 0U);
  EXPECT_EQ(summary.changed_deals, 2U) << "one is planned now, one is gone";
  EXPECT_FALSE(db.deal(2));
  EXPECT_EQ(query(file, "SELECT sentence, deal_id FROM v_evidence WHERE NOT live", 2),
            std::string(buy) + "|2\n");
  // Found again: the same evidence, the same deal.
  db.keep_article(page(chinese.url), chinese, chinese_deals, listed, "rules-3");
  derive(db);
  evidence = db.evidence();
  ASSERT_EQ(evidence.size(), 3U);
  EXPECT_EQ(evidence[1].id, 2);
  EXPECT_EQ(evidence[1].deal_id, 2);
  EXPECT_TRUE(db.deal(2));
  EXPECT_EQ(query(file, "SELECT count(*) FROM deals", 1), "3\n");
}

TEST_F(StoreTest, RetiredEvidenceKeepsItsSentenceWhenTheTextChanges) {
  auto db = store();
  keep_all(db);
  const auto rewritten = article(chinese.url, "更正", "本文已撤回。");
  EXPECT_EQ(db.keep_article(page(chinese.url), rewritten, {}, listed, "rules-1"), 1);
  EXPECT_EQ(query(file, "SELECT sentence FROM v_evidence WHERE NOT live ORDER BY id", 1),
            std::string(invest) + '\n' + buy + '\n');
}

TEST_F(StoreTest, OnePairOfNamesMayTellTwoDeals) {
  auto db = store();
  auto twice = english_deals;
  twice.push_back(english_deals[0]);
  twice[1].amount = up_to_100bn;
  db.keep_article(page(english.url), english, twice, listed, "rules-1");
  const auto evidence = db.evidence();
  ASSERT_EQ(evidence.size(), 2U);
  EXPECT_EQ(evidence[0].mention.amount, exactly_300bn);
  EXPECT_EQ(evidence[1].mention.amount, up_to_100bn);
}

TEST_F(StoreTest, UnlistedPartiesAreKeptAsUnknownUntilAListHoldsThem) {
  auto db = store();
  db.keep_article(page(chinese.url), chinese, chinese_deals, {listed[0], listed[1]}, "rules-1");
  const char* oracle = "SELECT name, name_zh, kind, country FROM parties WHERE id = 'oracle'";
  EXPECT_EQ(query(file, oracle, 4), "甲骨文||unknown|\n");
  db.keep_article(page(english.url), english, english_deals, listed, "rules-2");
  EXPECT_EQ(query(file, oracle, 4), "Oracle|甲骨文|cloud|US\n");
}

TEST_F(StoreTest, SpansOutsideTheTextAreRefusedAndNothingIsStored) {
  auto db = store();
  auto wrong = english_deals;
  wrong[0].sentence.end = english.text.size() + 1;
  EXPECT_THROW(db.keep_article(page(english.url), english, wrong, listed, "rules-1"), Error);
  EXPECT_EQ(query(file,
                  "SELECT (SELECT count(*) FROM articles) + (SELECT count(*) FROM pages) + "
                  "(SELECT count(*) FROM parties) + (SELECT count(*) FROM runs)",
                  1),
            "0\n");
}

TEST_F(StoreTest, ARedirectedPageIsKnownByBothAddresses) {
  auto db = store();
  auto redirected = page(chinese.url, "body");
  redirected.doc = "https://a.tw/short";
  db.keep_article(redirected, chinese, chinese_deals, listed, "rules-1");
  EXPECT_TRUE(db.known_page("https://a.tw/short"));
  EXPECT_TRUE(db.known_page(chinese.url));
  EXPECT_FALSE(db.known_page("https://a.tw/other"));
}

TEST_F(StoreTest, PagesKeepBodiesListingsOnlyValidators) {
  auto db = store();
  EXPECT_FALSE(db.known_page("https://a.tw/1"));
  const std::string body(5000, 'b');
  db.keep_article(page(chinese.url, body), chinese, chinese_deals, listed, "rules-1");
  auto feed = page("https://a.tw/feed", body);
  feed.etag = "\"f\"";
  feed.last_modified = "Mon, 22 Sep 2025 08:00:00 GMT";
  db.keep_listing(feed);
  const auto known = db.known_page("https://a.tw/feed");
  ASSERT_TRUE(known);
  EXPECT_EQ(known->etag, "\"f\"");
  EXPECT_EQ(known->last_modified, feed.last_modified);
  EXPECT_EQ(known->fetched_at, 1'700'000'000);
  EXPECT_TRUE(db.known_page(chinese.url));
  Database database(file, Database::Mode::read);
  auto row = database.prepare("SELECT body_zstd FROM pages ORDER BY id");
  ASSERT_TRUE(row.step());
  EXPECT_EQ(decompress(row.text(0)), body);
  ASSERT_TRUE(row.step());
  EXPECT_TRUE(row.is_null(0));
}

TEST_F(StoreTest, RemembersWhenASourceWasCrawled) {
  auto db = store();
  EXPECT_EQ(db.last_crawled("cnyes"), std::nullopt);
  db.mark_crawled("cnyes", {100, 5, 3, 0, ""});
  db.mark_crawled("cnyes", {200, 0, 0, 1, "503"});
  db.mark_crawled("cnyes", {300, 0, 0, 1, "504"});
  const auto status = db.source_status();
  ASSERT_EQ(status.size(), 1u);
  EXPECT_EQ(status[0].last_crawled_at, 300);
  EXPECT_EQ(status[0].last_success_at, 100);
  EXPECT_EQ(status[0].failing_since, 200);
  EXPECT_EQ(status[0].problem, "504");
  db.mark_crawled("cnyes", {400, 5, 3, 0, ""});
  EXPECT_EQ(db.source_status()[0].failing_since, std::nullopt);
  EXPECT_EQ(db.source_status()[0].articles, 3);
  db.mark_crawled("cnyes", {200, 0, 0, 1, "503"});
  EXPECT_EQ(db.last_crawled("cnyes"), 200);
  EXPECT_EQ(query(file, "SELECT id, problem FROM sources", 2), "cnyes|503\n");
}

TEST_F(StoreTest, RemembersHostsThatFail) {
  auto db = store();
  EXPECT_FALSE(db.host("a.example"));
  db.keep_host({"a.example", 100, 1, "down"});
  db.keep_host({"a.example", 200, 2, "still down"});
  ASSERT_TRUE(db.host("a.example"));
  EXPECT_EQ(db.host("a.example")->not_before, 200);
  EXPECT_EQ(db.host("a.example")->reason, "still down");
  db.keep_host({"a.example", 0, 0, ""});
  EXPECT_TRUE(db.hosts().empty());
}

TEST_F(StoreTest, PartiesCanBeSearched) {
  auto db = store();
  keep_all(db);
  derive(db);
  const auto found = [&](const PartyFilter& filter) {
    std::string out;
    for (const auto& row : db.parties(filter))
      out +=
          row.party.id + ' ' + std::to_string(row.pays) + ' ' + std::to_string(row.is_paid) + ' ';
    return out;
  };
  EXPECT_EQ(found({}), "nvidia 1 1 openai 1 1 oracle 1 1 ");
  EXPECT_EQ(found({"", 1, 1}), "openai 1 1 ");
  EXPECT_EQ(found({"甲骨"}), "oracle 1 1 ");
  EXPECT_EQ(found({"NVI"}), "nvidia 1 1 ");
  EXPECT_EQ(found({"%"}), "");
  EXPECT_EQ(db.party("nvidia")->name, "NVIDIA");
  EXPECT_FALSE(db.party("NVIDIA"));
  const auto totals = db.totals();
  EXPECT_EQ(totals.parties, 3);
  EXPECT_EQ(totals.deals, 3);
}

TEST_F(StoreTest, DealsCanBeFiltered) {
  auto db = store();
  chinese_deals[1].announced = parse_date("2024-01-05");
  chinese_deals[1].type = DealType::purchase;
  english_deals[0].status = Status::completed;
  english.lang = "en";
  keep_all(db);
  derive(db);
  const struct {
    DealFilter filter;
    std::vector<std::int64_t> expected;
  } cases[] = {
      {{}, {1, 3, 2}},
      {{"nvidia", "", "", "", 0, 0}, {1, 2}},
      {{"nvid", "", "", "", 0, 0}, {1, 2}},
      {{"ORACLE", "", "", "", 0, 0}, {3, 2}},
      {{"甲骨", "", "", "", 0, 0}, {3, 2}},
      {{"%", "", "", "", 0, 0}, {}},
      {{"'); DROP TABLE deals; --", "", "", "", 0, 0}, {}},
      {{"", "purchase", "", "", 0, 0}, {2}},
      {{"", "", "completed", "", 0, 0}, {3}},
      {{"", "", "", "2025-01-01", 0, 0}, {1, 3}},
      {{"", "", "", "", 0, 2}, {1, 3}},
      {{"oracle", "investment", "", "", 0, 0}, {3}},
      {{"", "", "", "", 0, 0, 1}, {3, 2}},
      {{"", "", "", "", 0, 1, 2}, {2}},
      {{"", "", "", "", 0, 0, 9}, {}},
      {{"", "", "", "", 0, 0, 0, "2024-12-31"}, {2}},
      {{"", "", "", "", 0, 0, 0, "", "en"}, {3}},
      {{"", "", "", "", 0, 0, 0, "", "zh-Hant"}, {1, 2}},
      {{"", "", "", "", 0, 0, 0, "", "fr"}, {}},
  };
  for (const auto& c : cases) {
    std::vector<std::int64_t> ids;
    for (const auto& row : db.deals(c.filter)) ids.push_back(row.deal.id);
    EXPECT_EQ(ids, c.expected) << c.filter.party << ' ' << c.filter.type << ' ' << c.filter.status
                               << ' ' << c.filter.since << ' ' << c.filter.language;
  }
  const auto row = db.deal(1);
  ASSERT_TRUE(row);
  EXPECT_EQ(row->payer_name, "NVIDIA");
  EXPECT_EQ(row->sentence, invest);
  EXPECT_EQ(row->title, "輝達與OpenAI結盟");
  EXPECT_EQ(row->url, "https://a.tw/1");
  EXPECT_EQ(row->deal.amount, up_to_100bn);
  EXPECT_EQ(row->deal.evidence, (std::vector<std::int64_t>{1}));
  const auto evidence = db.evidence_of(2);
  ASSERT_EQ(evidence.size(), 1U);
  EXPECT_EQ(evidence[0].sentence, buy);
  EXPECT_EQ(evidence[0].published, "2025-09-22T08:00:00+08:00");
}

TEST_F(StoreTest, CyclesAreNewOnceBreakAndComeBack) {
  auto db = store();
  keep_all(db);
  derive(db);
  auto rows = db.cycles(only_new);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].id, 1);
  EXPECT_TRUE(rows[0].is_new);
  EXPECT_EQ(rows[0].closed_at, "2025-09-22T08:00:00Z");
  EXPECT_EQ(rows[0].cycle.parties, (std::vector<std::string>{"nvidia", "openai", "oracle"}));
  EXPECT_EQ(rows[0].cycle.deals, (std::vector<std::int64_t>{1, 3, 2}));
  ASSERT_EQ(rows[0].deals.size(), 3U);
  EXPECT_EQ(rows[0].deals[1].sentence, contract);
  EXPECT_EQ(rows[0].event, "closed");
  EXPECT_EQ(rows[0].cause, 3);
  db.mark_cycles_reported("cli", db.last_cycle_event());
  EXPECT_TRUE(db.cycles(only_new).empty());
  ASSERT_EQ(db.cycles().size(), 1U);
  EXPECT_FALSE(db.cycles()[0].is_new);
  EXPECT_EQ(db.cycles({.reader = "mail", .only_new = true}).size(), 1U) << "each has its own mark";

  EXPECT_EQ(derive(db, false).new_cycles, 0U);
  EXPECT_TRUE(db.cycles().empty());
  EXPECT_EQ(derive(db, true).new_cycles, 0U);
  rows = db.cycles();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].id, 1) << "restored, not made anew";
  EXPECT_TRUE(rows[0].is_new);
  EXPECT_EQ(query(file, "SELECT event FROM cycle_events ORDER BY id", 1),
            "closed\nbroken\nrestored\n");
}

TEST_F(StoreTest, CyclesTellWhenTheyGrow) {
  auto db = store();
  keep_all(db);
  derive(db);
  int news = 0;
  for (const double usd : {5.0, 7.0, 7.5, 6.0}) {
    db.mark_cycles_reported("cli", db.last_cycle_event());
    Derivation run(db, 100);
    const auto nodes = run.rings().at(0);
    Ring ring;
    ring.nodes = nodes;
    ring.bottleneck_usd = usd;
    run.store_rings({{nodes, ring, 2}});
    run.commit();
    news += db.cycles(only_new).empty() ? 0 : 1;
  }
  EXPECT_EQ(
      query(file, "SELECT event, before_usd, bottleneck_usd, deal_id FROM cycle_events ORDER BY id",
            4),
      "closed|||3\nstronger||5.0|2\nstronger|5.0|7.0|2\nstronger|7.0|7.5|2\n"
      "weaker|7.5|6.0|2\n");
  EXPECT_EQ(news, 2) << "a little more is no news";
}

// What a person sees in sqlite3, without joins; the text is Chinese, whose code points are not
// bytes.
TEST_F(StoreTest, ViewsReadWithoutJoins) {
  auto db = store();
  keep_all(db);
  derive(db);
  EXPECT_EQ(query(file,
                  "SELECT id, payer, payee, type, amount_text, amount_min, amount_max, "
                  "currency, status, announced, articles, sentence, title, url "
                  "FROM v_deals WHERE id = 1",
                  14),
            std::string("1|NVIDIA|OpenAI|investment|up to 100 billion USD||100000000000.0|USD|"
                        "agreed|2025-09-22|1|") +
                invest + "|輝達與OpenAI結盟|https://a.tw/1\n");
  EXPECT_EQ(query(file,
                  "SELECT payer, payee, usd, deals, amount_text, sentence FROM v_edges "
                  "ORDER BY payer",
                  6),
            std::string("NVIDIA|OpenAI|100000000000.0|1|up to 100 billion USD|") + invest +
                "\nOpenAI|Oracle|300000000000.0|1|300 billion USD|" + contract +
                "\nOracle|NVIDIA||1|undisclosed|" + buy + '\n');
  EXPECT_EQ(query(file,
                  "SELECT id, payer_surface, payee_surface, sentence, amount_quote, rule "
                  "FROM v_evidence WHERE id = 1",
                  6),
            std::string("1|輝達|OpenAI|") + invest + "|最多1,000億美元|zh.invest\n");
  EXPECT_EQ(query(file,
                  "SELECT title, length, bottleneck_usd, undisclosed, closed_at, is_new "
                  "FROM v_cycles",
                  6),
            "NVIDIA → OpenAI → Oracle → NVIDIA|3||1|2025-09-22T08:00:00Z|1\n");
  EXPECT_EQ(query(file, "SELECT id, title FROM v_new_cycles", 2),
            "1|NVIDIA → OpenAI → Oracle → NVIDIA\n");
  EXPECT_EQ(query(file,
                  "SELECT position, payer, payee, amount_text, status, sentence, url "
                  "FROM v_cycle_deals WHERE cycle_id = 1 ORDER BY position",
                  7),
            std::string("1|NVIDIA|OpenAI|up to 100 billion USD|agreed|") + invest +
                "|https://a.tw/1\n2|OpenAI|Oracle|300 billion USD|agreed|" + contract +
                "|https://b.com/2\n3|Oracle|NVIDIA|undisclosed|agreed|" + buy +
                "|https://a.tw/1\n");
  db.mark_cycles_reported("cli", db.last_cycle_event());
  EXPECT_EQ(query(file, "SELECT id FROM v_new_cycles", 1), "");
}

TEST_F(StoreTest, NaughtyStringsAreStoredAsTheyAre) {
  auto db = store();
  for (const char* text : {"'); DROP TABLE deals; --", "\"quoted\"", "%_\\", "\x1b[31m",
                           "\u202Ertl", "a\tb", "👩‍👩‍👧", "nu\u2028ll", "{0}{}%s%n"}) {
    auto made = article(std::string("https://x/") + text, text, std::string(text) + " pays B.");
    auto told = mention(made, text, "p1", "B", "p2", std::string(text) + " pays B.");
    ASSERT_TRUE(
        db.keep_article(page(made.url), made, {told}, {{"p1", text, text, text, ""}}, text));
    const auto stored = db.evidence().back();
    EXPECT_EQ(stored.mention.payer.name, text);
    EXPECT_EQ(stored.mention.payer.surface, text);
    EXPECT_TRUE(db.known_page(made.url)) << text;
  }
  Store::open_for_reading(file);  // the schema is still ours
}

TEST_F(StoreTest, ReadersSeeWhatIsCommittedWhileAWriterWorks) {
  auto db = store();
  keep_all(db);
  derive(db);
  const auto reader = Store::open_for_reading(file);
  EXPECT_EQ(reader.deals({}).size(), 3U);
  db.keep_article(page(chinese.url), chinese, {}, listed, "rules-2");
  EXPECT_EQ(reader.evidence().size(), 1U);
}

TEST_F(StoreTest, ReadersCannotWrite) {
  { auto db = store(); }
  auto reader = Store::open_for_reading(file);
  EXPECT_THROW(reader.mark_crawled("x", {1, 0, 0, 0, ""}), Error);
}

}  // namespace
}  // namespace dealgraph

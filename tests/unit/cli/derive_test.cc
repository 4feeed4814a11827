#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "../db/samples.h"
#include "../db/temp_folder.h"
#include "cli/pipeline.h"
#include "db/judgements.h"
#include "graph/ring_search.h"

namespace dealgraph {
namespace {

using namespace test;

constexpr int companies = 8;

std::string company(unsigned number) { return "c" + std::to_string(number); }

// An article that tells one deal of two of the companies; some amounts are below the floor.
struct Told {
  Article article;
  std::vector<DealMention> mentions;
};

Told tell(int number, std::mt19937& random) {
  const auto payer = company(random() % companies);
  const auto payee = company(random() % companies);
  const auto sentence = "Firm " + payer + " pays the firm " + payee + ".";
  Told told{article("https://x/" + std::to_string(number), "Title", sentence), {}};
  auto deal = mention(told.article, payer, payer, payee, payee, sentence);
  const double sums[] = {5e6, 1e8, 1e9, 2e9, 4e10};
  if (random() % 4) {
    const double sum = sums[random() % 5];
    deal.amount = Amount{sum, sum, "USD", Qualifier::exact, Per::total, "x"};
  }
  const Status statuses[] = {Status::agreed, Status::completed, Status::rumored,
                             Status::terminated};
  deal.status = statuses[random() % 8 < 6 ? random() % 2 : 2 + random() % 2];
  deal.announced = parse_date("2025-0" + std::to_string(1 + random() % 9) + "-1" +
                              std::to_string(random() % 10));
  told.mentions = {deal};
  return told;
}

// The stored circles, each with its size, without ids.
std::multiset<std::string> stored(const std::filesystem::path& file) {
  std::multiset<std::string> rings;
  Database database(file, Database::Mode::write);
  auto row = database.prepare(
      "SELECT CAST(key AS TEXT), bottleneck_usd, undisclosed, span_days, newest FROM cycles "
      "WHERE live");
  while (row.step())
    rings.insert(row.text(0) + ' ' + row.text(1) + ' ' + row.text(2) + ' ' + row.text(3) + ' ' +
                 row.text(4));
  return rings;
}

// The same, enumerated anew from the edges.
std::multiset<std::string> enumerated(const std::filesystem::path& file,
                                      const RingOptions& options) {
  Database database(file, Database::Mode::write);
  std::map<std::uint32_t, std::string> parties;
  std::vector<Leg> legs;
  auto node = database.prepare("SELECT id, party FROM nodes");
  while (node.step()) parties[static_cast<std::uint32_t>(node.integer(0))] = node.text(1);
  auto edge = database.prepare("SELECT payer, payee, usd, day FROM edges");
  while (edge.step())
    legs.push_back({static_cast<std::uint32_t>(edge.integer(0)),
                    static_cast<std::uint32_t>(edge.integer(1)), edge.optional_real(2).value_or(-1),
                    static_cast<std::int32_t>(edge.integer(3))});
  auto all = options;
  all.keep = 100'000;
  std::multiset<std::string> rings;
  for (const auto& ring : all_rings(RingGraph(legs), all).rings) {
    std::vector<std::string> names;
    for (const auto n : ring.nodes) names.push_back(parties.at(n));
    std::rotate(names.begin(), std::min_element(names.begin(), names.end()), names.end());
    std::string line;
    for (const auto& name : names) line += (line.empty() ? "" : ">") + name;
    auto sum = database.prepare("SELECT nullif(?1, -1.0)");
    sum.bind(ring.bottleneck_usd).step();
    line += ' ' + sum.text(0) + ' ' + std::to_string(ring.undisclosed) + ' ' +
            std::to_string(ring.span_days) + ' ' +
            to_string(Date(std::chrono::sys_days(std::chrono::days(ring.newest_day))));
    rings.insert(line);
  }
  return rings;
}

class Derive : public ::testing::Test {
 protected:
  // One random change of the facts.
  void change(std::mt19937& random) {
    const auto dice = random() % 20;
    if (dice < 14 || articles.empty()) {
      articles.push_back(tell(static_cast<int>(articles.size()), random));
      keep(articles.back());
    } else if (dice < 18) {  // read again: gone, or another one
      auto& told = articles[random() % articles.size()];
      if (random() % 2)
        told.mentions.clear();
      else
        told.mentions = tell(0, random).mentions;
      keep(told);
    } else if (dice == 18) {
      merge(random);
    } else if (!Judgements(store).all().empty() && !Judgements(store).all().front().undone_at) {
      Judgements(store).undo({}, 1);
    }
  }
  void keep(const Told& told) {
    for (const auto& mention : told.mentions)
      ASSERT_LE(mention.sentence.end, told.article.text.size());
    store.keep_article(page(told.article.url), told.article, told.mentions, {},
                       std::to_string(++version));
  }
  void merge(std::mt19937& random) {
    Judgements judgements(store);
    for (unsigned i = 0; i < companies; ++i) judgements.ensure_party(company(i), company(i));
    Judgement judged;
    judged.verdict = "merge";
    judged.party = company(random() % companies);
    judged.other_party = company(random() % companies);
    try {
      judgements.add({judged});
    } catch (const UsageError&) {  // into itself
    }
  }

  TempFolder folder;
  std::filesystem::path file = folder / "a.db";
  Store store = Store::open_for_writing(file);
  std::vector<Told> articles;
  int version = 0;
};

TEST_F(Derive, IncrementalEqualsFullAfterEveryChange) {
  std::mt19937 random(3);
  Settings settings;
  settings.rings.max_length = 5;
  settings.rings.keep = 1000;
  std::size_t most = 0;
  for (int step = 0; step < 150; ++step) {
    change(random);
    derive(store, settings, step);
    const auto rings = stored(file);
    most = std::max(most, rings.size());
    ASSERT_EQ(rings, enumerated(file, settings.rings)) << "step " << step;
  }
  EXPECT_GT(most, 10U);
  EXPECT_EQ(query(file, "PRAGMA foreign_key_check", 1), "");
}

TEST_F(Derive, ARebuildGivesTheSameBytesAlsoWhereCirclesOverflow) {
  std::mt19937 random(5);
  Settings settings;
  settings.rings.max_length = 6;
  settings.rings.keep = 2;
  for (int step = 0; step < 120; ++step) {
    change(random);
    derive(store, settings, step);
    if (step % 10) continue;
    const auto before = dump(file);
    const auto changes = derive(store, settings, step, Everything::yes);
    ASSERT_FALSE(changes.any()) << "step " << step;
    ASSERT_EQ(dump(file), before) << "step " << step;
  }
  EXPECT_NE(query(file, "SELECT count(*) FROM cycle_overflow", 1), "0\n");
}

TEST_F(Derive, OnlyCheckingWritesNothing) {
  std::mt19937 random(9);
  Settings settings;
  for (int step = 0; step < 30; ++step) change(random);
  derive(store, settings, 1);
  Database(file, Database::Mode::write).execute("UPDATE deals SET usd = 17; DELETE FROM edges");
  const auto before = dump(file);
  EXPECT_TRUE(derive(store, settings, 2, Everything::only_check).any());
  EXPECT_EQ(dump(file), before);
  EXPECT_TRUE(derive(store, settings, 2, Everything::yes).any());
  EXPECT_FALSE(derive(store, settings, 2, Everything::only_check).any());
}

TEST_F(Derive, OtherRatesConvertAgain) {
  const auto sentence = std::string("Firm c1 pays the firm c2.");
  auto told = article("https://x/1", "Title", sentence);
  auto deal = mention(told, "c1", "c1", "c2", "c2", sentence);
  deal.amount = Amount{300e9, 300e9, "TWD", Qualifier::exact, Per::total, "x"};
  store.keep_article(page(told.url), told, {deal}, {}, "r");
  Settings settings;
  derive(store, settings, 1);
  EXPECT_EQ(query(file, "SELECT usd, usd_converted FROM deals", 2), "|0\n");
  settings.rules = {folder.path()};
  const auto rates = folder / "rates.csv";
  write_file(rates, "currency,since,per_usd\nTWD,2020-01-01,30\n");
  derive(store, settings, 2);
  EXPECT_EQ(query(file, "SELECT usd, usd_converted FROM deals", 2), "10000000000.0|1\n");
  EXPECT_EQ(query(file, "SELECT reason, change FROM deal_history", 2), "rates|changed\n");
  for (const char* wrong : {"TWD,2020-01-01,0\n", "TWD,yesterday,30\n", "twd,2020-01-01,30\n",
                            "TWD,2020-01-01\n", "TWD,2020-01-01,30 \n"}) {
    write_file(rates, wrong);
    EXPECT_THROW(derive(store, settings, 3), Error) << wrong;
  }
}

}  // namespace
}  // namespace dealgraph

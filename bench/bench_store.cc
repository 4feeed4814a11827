// Speed of the database: articles stored and merged, and a large graph opened and added to.
#include <fmt/format.h>
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <map>
#include <utility>

#include "bench/deal_stream.h"
#include "bench/stopwatch.h"
#include "cli/pipeline.h"
#include "db/derivation.h"
#include "db/store.h"
#include "graph/edges.h"
#include "graph/merge.h"
#include "graph/ring_search.h"

namespace dealgraph::bench {
namespace {

namespace fs = std::filesystem;

std::string party_id(std::uint32_t node) { return fmt::format("company-{}", node); }

Date date_of(std::int32_t day) { return std::chrono::sys_days(std::chrono::days(day)); }

PartyMention party_at(const std::string& text, std::uint32_t node, std::size_t from) {
  const auto name = fmt::format("Company {}", node);
  const auto begin = text.find(name + ' ', from);
  return {party_id(node), name, name, {begin, begin + name.size()}};
}

// An article of some length that tells the deals, one sentence each.
struct Told {
  FetchedPage page;
  Article article;
  std::vector<DealMention> mentions;
};

Told tell(std::size_t number, std::span<const Leg> legs) {
  Told told;
  auto& article = told.article;
  article.doc = article.url = fmt::format("https://news.example/{}", number);
  article.lang = "en";
  article.published = to_string(date_of(legs.front().day));
  article.text = "Title of the article";
  article.title_size = article.text.size();
  for (const auto& leg : legs) {
    article.text += '\n';
    DealMention mention;
    mention.sentence.begin = article.text.size();
    article.text +=
        fmt::format("Company {} agreed to pay Company {} a large sum.", leg.payer, leg.payee);
    mention.sentence.end = article.text.size();
    mention.span = mention.sentence;
    mention.payer = party_at(article.text, leg.payer, mention.sentence.begin);
    mention.payee = party_at(article.text, leg.payee, mention.payer.span.end);
    mention.announced = date_of(leg.day);
    if (leg.usd >= 0)
      mention.amount = Amount{leg.usd, leg.usd, "USD", Qualifier::exact, Per::total, "a sum"};
    mention.type = DealType::purchase;
    mention.rule = "bench";
    told.mentions.push_back(std::move(mention));
  }
  for (int i = 0; i < 20; ++i)
    article.text += "\nA paragraph that tells of no deal, as most paragraphs of the news do not.";
  told.page.doc = told.page.url = article.url;
  told.page.body = "<html>" + article.text;
  return told;
}

std::size_t keep(Store& store, std::span<const Leg> legs, std::size_t first, std::size_t each) {
  Store::Batch batch(store);
  std::size_t kept = 0;
  for (std::size_t at = 0; at < legs.size(); at += each, ++kept) {
    const auto told = tell(first + kept, legs.subspan(at, std::min(each, legs.size() - at)));
    store.keep_article(told.page, told.article, told.mentions, {}, "bench");
    if (kept % 100 == 99) batch.commit();
  }
  batch.commit();
  return kept;
}

void print_size(const fs::path& file) {
  std::error_code none;
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print("file {:.0f} MB, resident at most {:.0f} MB\n",
             static_cast<double>(fs::file_size(file, none)) / 1e6,
             static_cast<double>(usage.ru_maxrss) / 1e3);
}

struct Steps {
  double read = 0, written = 0, searched = 0, rings_written = 0;  // seconds
  std::size_t deals = 0, rings = 0;
};

// What derive() does, with a watch on each step.
Steps derive_in_steps(Store& store) {
  Steps steps;
  Stopwatch watch;
  double before = 0;
  const auto lap = [&] {
    const double now = watch.processor();
    return now - std::exchange(before, now);
  };
  Derivation run(store, 0);
  const auto pairs = run.pending();
  auto deals = merge_evidence(run.evidence(pairs));
  steps.read = lap();
  run.replace_deals(pairs, deals);
  const auto changes = run.replace_edges(pairs, build_edges(deals));
  steps.written = lap();
  steps.deals = deals.size();
  const RingGraph graph(run.legs());
  std::map<std::vector<std::uint32_t>, RingChange> found;
  for (const auto& change : changes)
    for (const auto& ring : rings_through(graph, change.payer, change.payee).rings)
      found[ring.nodes] = {ring.nodes, ring, change.deal};
  std::vector<RingChange> rings;
  for (auto& [nodes, ring] : found) rings.push_back(std::move(ring));
  steps.searched = lap();
  run.store_rings(rings);
  steps.rings_written = lap();
  steps.rings = rings.size();
  run.commit();
  return steps;
}

// Articles one by one, then one run.
void import_articles(const fs::path& file, std::size_t deals, double hub) {
  DealStream stream;
  stream.deals = deals;
  stream.hub = hub;
  const auto legs = make_deals(stream);
  auto store = Store::open_for_writing(file);
  Stopwatch watch;
  const auto articles = keep(store, legs, 0, 2);
  const double stored = watch.processor();
  const auto merged = derive_in_steps(store);
  fmt::print(
      "{} articles with {} mentions stored in {:.2f} s; read and merged in {:.2f} s, {} deals and "
      "their edges stored in {:.2f} s, {} circles found in {:.2f} s and stored in {:.2f} s\n"
      "store and merge {:.0f} mentions/s, deals {:.0f}/s, circles {:.0f}/s\n",
      articles, legs.size(), stored, merged.read, merged.deals, merged.written, merged.rings,
      merged.searched, merged.rings_written,
      static_cast<double>(legs.size()) / (stored + merged.read + merged.written),
      static_cast<double>(merged.deals) / merged.written,
      static_cast<double>(merged.rings) / merged.rings_written);
}

// Takes the indexes of evidence and deals away; returns what makes them again. A sorted index is
// made much faster than it is added to.
std::string drop_indexes(Database& database) {
  std::string again;
  std::vector<std::string> names;
  auto row = database.prepare(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND "
      "tbl_name IN ('evidence', 'deals')");
  while (row.step()) {
    names.push_back(row.text(0));
    again += row.text(1) + ';';
  }
  for (const auto& name : names) database.execute("DROP INDEX " + name);
  return again;
}

// A large file without its articles: one of them stands for all. Evidence, deals and edges are as a
// run would have left them; circles are not looked for.
void make_large(const fs::path& file, std::size_t deals) {
  DealStream stream;
  stream.deals = deals;
  const auto legs = make_deals(stream);
  { auto store = Store::open_for_writing(file); }
  Database database(file, Database::Mode::write);
  database.execute(
      "PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000; PRAGMA "
      "temp_store = 2");
  Transaction transaction(database);
  const auto indexes = drop_indexes(database);
  database.execute(
      "INSERT INTO runs (id, started_at) VALUES (1, 0);"
      "INSERT INTO pages VALUES (1, 'u', 'u', 'u', 0, '', '', '', 0, NULL, NULL);"
      "INSERT INTO articles (id, key, page_id, run_id, doc, url, canonical_url, authors, "
      "published, "
      "lang, site, site_currency, text, title_size, text_hash, fingerprint) "
      "VALUES (1, 'u', 1, 1, 'u', 'u', '', '', '', 'en', '', '', 'A pays B.', 0, 0, '');"
      "CREATE TEMP TABLE legs (id INTEGER PRIMARY KEY, payer, payee, usd, day)");
  for (const auto& leg : legs)
    database.prepare("INSERT INTO legs (payer, payee, usd, day) VALUES (?1, ?2, ?3, ?4)")
        .bind(party_id(leg.payer), party_id(leg.payee),
              leg.usd < 0 ? std::nullopt : std::optional(leg.usd), to_string(date_of(leg.day)))
        .run();
  database.execute(
      "INSERT INTO parties (id, name, name_zh, kind, country) SELECT DISTINCT payer, payer, '', "
      "'', "
      "'' FROM (SELECT payer FROM legs UNION SELECT payee FROM legs);"
      "INSERT INTO nodes (party) SELECT id FROM parties;"
      "INSERT INTO evidence (id, article_id, live, type, payer, payer_surface, payer_begin, "
      "payer_end, payee, payee_surface, payee_begin, payee_end, nth, amount_min, amount_max, "
      "currency, qualifier, per, amount_quote, shared, status, announced, sentence_begin, "
      "sentence_end, span_begin, span_end, rule, rule_version, confidence, payer_read, payee_read, "
      "deal_id) "
      "SELECT id, 1, 1, 'purchase', payer, 'A', 0, 1, payee, 'B', 7, 8, id, usd, usd, "
      "iif(usd IS NULL, NULL, 'USD'), iif(usd IS NULL, NULL, 'exact'), iif(usd IS NULL, NULL, ''), "
      "iif(usd IS NULL, NULL, ''), 0, 'agreed', day, 0, 9, 0, 9, 'bench', 1, 1, payer, payee, id "
      "FROM legs;"
      "INSERT INTO deals (id, live, type, payer, payee, amount_min, amount_max, currency, "
      "qualifier, "
      "per, amount_quote, amount_text, shared, status, announced, first_evidence, found_at, "
      "changed_at, usd) SELECT id, 1, type, payer, payee, amount_min, amount_max, currency, "
      "qualifier, per, amount_quote, '', 0, status, announced, id, 0, 0, amount_max FROM evidence;"
      "INSERT INTO edges (payer, payee, usd, day, deals, deal_id) SELECT m.id, n.id, max(usd), "
      "unixepoch(l.day) / 86400, count(*), l.id FROM legs l JOIN nodes m ON m.party = l.payer "
      "JOIN nodes n ON n.party = l.payee WHERE l.payer <> l.payee GROUP BY m.id, n.id;"
      "INSERT INTO derived_with VALUES ('rings', 'length 5 floor 100000000 keep 20')");
  database.execute(indexes);
  transaction.commit();
}

// A few more deals told about the same companies, and the run that follows.
void add_deals(const fs::path& file, std::size_t deals, std::size_t more) {
  DealStream stream;
  stream.deals = deals + more;
  const auto legs = make_deals(stream);
  Settings settings;
  settings.rings.max_length = 5;
  Stopwatch watch;
  auto store = Store::open_for_writing(file);
  const double opened = watch.processor();
  keep(store, std::span(legs).subspan(deals), 1'000'000'000, 2);
  const double stored = watch.processor() - opened;
  const auto changes = derive(store, settings, 0);
  fmt::print(
      "{} deals added to {}: opened in {:.2f} s, stored in {:.2f} s, derived in {:.2f} s; "
      "{} new deals, {} new circles\n",
      more, deals, opened, stored, watch.processor() - opened - stored, changes.new_deals,
      changes.new_cycles);
}

int run(int argc, char** argv) {
  CLI::App app("Speed of the database");
  fs::path file = "bench.db";
  std::size_t deals = 40'000;
  std::size_t more = 0;
  app.add_option("FILE", file, "Database; made if it is not there");
  app.add_option("--deals", deals, "Deals to import, or that the file has");
  double hub = 0;
  app.add_option("--hub", hub, "Share of the deals that one company is a party of, on top");
  bool large = false;
  app.add_flag("--large", large, "Make a file of so many deals without their articles");
  app.add_option("--more", more, "Add so many to a file that is there");
  CLI11_PARSE(app, argc, argv);
  if (large)
    make_large(file, deals);
  else if (more)
    add_deals(file, deals, more);
  else
    import_articles(file, deals, hub);
  print_size(file);
  return 0;
}

}  // namespace
}  // namespace dealgraph::bench

int main(int argc, char** argv) { return dealgraph::bench::run(argc, argv); }

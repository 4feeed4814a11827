#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "core/article.h"
#include "core/deal.h"
#include "core/graph.h"
#include "core/party.h"
#include "db/derivation.h"
#include "db/sqlite.h"
#include "db/store.h"

namespace dealgraph::test {

inline const std::vector<Party> listed = {{"nvidia", "NVIDIA", "輝達", "chipmaker", "US"},
                                          {"openai", "OpenAI", "", "ai", "US"},
                                          {"oracle", "Oracle", "甲骨文", "cloud", "US"}};

inline FetchedPage page(const std::string& url, const std::string& body = "<html>") {
  FetchedPage made;
  made.doc = made.url = url;
  made.body = body;
  made.etag = "\"1\"";
  made.fetched_at = 1'700'000'000;
  return made;
}

inline Article article(const std::string& url, const std::string& title, const std::string& body) {
  Article made;
  made.doc = made.url = url;
  made.text = title + '\n' + body;
  made.title_size = title.size();
  made.lang = "zh-Hant";
  made.published = "2025-09-22T08:00:00+08:00";
  return made;
}

// `payer` pays `payee` as the sentence around the two names tells it. Both names must be there.
inline DealMention mention(const Article& article, const std::string& payer,
                           const std::string& payer_id, const std::string& payee,
                           const std::string& payee_id, const std::string& sentence,
                           std::optional<Amount> amount = {}) {
  DealMention made;
  made.sentence.begin = article.text.find(sentence);
  made.sentence.end = made.sentence.begin + sentence.size();
  const auto place = [&](const std::string& name) {
    const auto begin = article.text.find(name, made.sentence.begin);
    return Span{begin, begin + name.size()};
  };
  made.payer = {payer_id, payer, payer, place(payer)};
  made.payee = {payee_id, payee, payee, place(payee)};
  made.span = made.sentence;
  made.amount = std::move(amount);
  made.rule = "zh.invest";
  made.rule_version = 1;
  made.confidence = 0.9;
  return made;
}

inline Deal deal_of(std::int64_t id, const Evidence& evidence) {
  Deal deal;
  deal.id = id;
  deal.type = evidence.mention.type;
  deal.payer = evidence.mention.payer.id;
  deal.payee = evidence.mention.payee.id;
  deal.amount = evidence.mention.amount;
  deal.status = evidence.mention.status;
  deal.announced = evidence.mention.announced;
  deal.evidence = {evidence.id};
  return deal;
}

// One deal for each piece of evidence, as it was before or new.
inline std::vector<Deal> deals_of(const std::vector<Evidence>& evidence) {
  std::vector<Deal> deals;
  std::int64_t next = -1;
  for (const auto& item : evidence)
    deals.push_back(deal_of(item.deal_id ? item.deal_id : next--, item));
  return deals;
}

inline std::vector<Edge> edges_of(const std::vector<Deal>& deals) {
  std::vector<Edge> edges;
  for (const auto& deal : deals)
    edges.push_back({deal.payer,
                     deal.payee,
                     deal.amount ? deal.amount->max : std::optional<double>(),
                     std::nullopt,
                     {deal.id}});
  return edges;
}

// The circle that the legs make if there is but one; empty if they make none.
inline std::vector<std::uint32_t> circle_of(const std::vector<Leg>& legs) {
  std::vector<std::uint32_t> nodes;
  if (legs.empty()) return nodes;
  for (auto node = legs.front().payer; nodes.size() < legs.size();) {
    const auto leg =
        std::find_if(legs.begin(), legs.end(), [&](const Leg& l) { return l.payer == node; });
    if (leg == legs.end()) return {};
    nodes.push_back(node);
    node = leg->payee;
    if (node == nodes.front()) return nodes;
  }
  return {};
}

// What a run does, by far simpler rules than those of the program.
inline ChangeSummary derive(Store& target, bool with_circle = true,
                            std::int64_t at = 1'758'528'000) {
  Derivation run(target, at);
  const auto pairs = run.pending();
  auto deals = deals_of(run.evidence(pairs));
  run.replace_deals(pairs, deals);
  run.replace_edges(pairs, edges_of(deals));
  const auto legs = run.legs();
  for (const auto& nodes : run.rings())
    if (!with_circle || circle_of(legs).empty()) run.store_rings({{nodes, std::nullopt, 0}});
  if (const auto nodes = circle_of(legs); with_circle && !nodes.empty()) {
    Ring ring;
    ring.nodes = nodes;
    ring.bottleneck_usd = 1e300;
    for (const auto& leg : legs) {
      if (leg.usd < 0) ++ring.undisclosed;
      ring.bottleneck_usd = std::min(ring.bottleneck_usd, leg.usd);
    }
    run.store_rings({{nodes, ring, deals.empty() ? 0 : deals.back().id}});
  }
  return run.commit();
}

// All rows of all tables: what must not change when nothing happened.
inline std::string dump(const std::filesystem::path& file) {
  Database database(file, Database::Mode::write);
  std::string out;
  std::vector<std::string> tables;
  auto table = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1");
  while (table.step()) tables.push_back(table.text(0));
  for (const auto& name : tables) {
    out += "== " + name + '\n';
    std::string columns;
    auto column = database.prepare("SELECT name FROM pragma_table_info(?1)");
    column.bind(name);
    while (column.step())
      columns += (columns.empty() ? "quote(" : "||'|'||quote(") + column.text(0) + ")";
    auto row = database.prepare("SELECT " + columns + " FROM " + name + " ORDER BY 1");
    while (row.step()) out += row.text(0) + '\n';
  }
  return out;
}

// Columns of all rows of a query, joined by '|' and newlines.
inline std::string query(const std::filesystem::path& file, const std::string& sql, int columns) {
  Database database(file, Database::Mode::write);
  std::string out;
  auto row = database.prepare(sql);
  while (row.step()) {
    for (int i = 0; i < columns; ++i) out += (i ? "|" : "") + row.text(i);
    out += '\n';
  }
  return out;
}

}  // namespace dealgraph::test

#include <tuple>

#include "db/derivation.h"
#include "db/store_impl.h"

namespace dealgraph {
namespace {

struct EdgeRow {
  Leg leg;
  std::int64_t deals = 0;
  std::int64_t deal = 0;  // the largest

  friend bool operator==(const EdgeRow&, const EdgeRow&) = default;
};

Leg leg_at(const Statement& row, int column) {
  Leg leg;
  leg.payer = static_cast<std::uint32_t>(row.integer(column));
  leg.payee = static_cast<std::uint32_t>(row.integer(column + 1));
  leg.usd = row.optional_real(column + 2).value_or(-1);
  leg.day = static_cast<std::int32_t>(row.optional_integer(column + 3).value_or(no_day));
  return leg;
}

std::optional<EdgeRow> stored_edge(const Database& database, std::uint32_t payer,
                                   std::uint32_t payee) {
  if (!payer || !payee) return std::nullopt;
  auto row = database.prepare(
      "SELECT payer, payee, usd, day, deals, deal_id FROM edges WHERE payer = ?1 AND payee = ?2");
  if (!row.bind(payer, payee).step()) return std::nullopt;
  return EdgeRow{leg_at(row, 0), row.integer(4), row.integer(5)};
}

void write_edge(Database& database, const EdgeRow& edge) {
  const auto usd = edge.leg.usd < 0 ? std::nullopt : std::optional(edge.leg.usd);
  const auto day = edge.leg.day == no_day ? std::nullopt : std::optional(edge.leg.day);
  database
      .prepare(
          "INSERT INTO edges (payer, payee, usd, day, deals, deal_id) "
          "VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
          "ON CONFLICT (payer, payee) DO UPDATE SET usd = ?3, day = ?4, deals = ?5, deal_id = ?6")
      .bind(edge.leg.payer, edge.leg.payee, usd, day, edge.deals, edge.deal)
      .run();
}

using EdgesByPair = std::map<std::pair<std::string_view, std::string_view>, const Edge*>;

}  // namespace

// 0 if the party has none.
std::uint32_t Derivation::find_node(const std::string& party) {
  if (const auto known = nodes_.find(party); known != nodes_.end()) return known->second;
  auto row = database_.prepare("SELECT id FROM nodes WHERE party = ?1");
  if (!row.bind(party).step()) return 0;
  return nodes_[party] = static_cast<std::uint32_t>(row.integer(0));
}

std::uint32_t Derivation::node_of(const std::string& party) {
  if (const auto known = find_node(party)) return known;
  database_.prepare("INSERT INTO nodes (party) VALUES (?1)").bind(party).run();
  return nodes_[party] = static_cast<std::uint32_t>(database_.last_id());
}

const std::string& Derivation::party_of(std::uint32_t node) {
  auto& party = parties_[node];
  if (party.empty()) {
    auto row = database_.prepare("SELECT party FROM nodes WHERE id = ?1");
    if (row.bind(node).step()) party = row.text(0);
  }
  return party;
}

std::vector<LegChange> Derivation::replace_edges(const std::vector<PartyPair>& pairs,
                                                 const std::vector<Edge>& edges) {
  EdgesByPair wanted;
  for (const auto& edge : edges) wanted[{edge.payer, edge.payee}] = &edge;
  std::vector<LegChange> changes;
  const auto replace = [&](const std::string& payer, const std::string& payee) {
    const auto found = wanted.find({payer, payee});
    const Edge* edge = found == wanted.end() ? nullptr : found->second;
    const auto from = edge ? node_of(payer) : find_node(payer);
    const auto to = edge ? node_of(payee) : find_node(payee);
    const auto before = stored_edge(database_, from, to);
    std::optional<EdgeRow> now;
    if (edge)
      now = EdgeRow{{from, to, edge->usd.value_or(-1), edge->day.value_or(no_day)},
                    static_cast<std::int64_t>(edge->deals.size()),
                    edge->deals.front()};
    if (before == now) return;
    run();
    ++summary_.changed_edges;
    if (now)
      write_edge(database_, *now);
    else
      database_.prepare("DELETE FROM edges WHERE payer = ?1 AND payee = ?2").bind(from, to).run();
    LegChange change{from, to, {}, {}, now ? now->deal : before->deal};
    if (before) change.before = before->leg;
    if (now) change.now = now->leg;
    if (change.before != change.now) changes.push_back(change);
  };
  for (const auto& [first, second] : pairs) {
    replace(first, second);
    if (first != second) replace(second, first);
  }
  return changes;
}

std::vector<Leg> Derivation::legs() const {
  std::vector<Leg> legs;
  legs.reserve(static_cast<std::size_t>(database_.value("SELECT count(*) FROM edges")));
  auto row = database_.prepare("SELECT payer, payee, usd, day FROM edges ORDER BY payer, payee");
  while (row.step()) legs.push_back(leg_at(row, 0));
  return legs;
}

}  // namespace dealgraph

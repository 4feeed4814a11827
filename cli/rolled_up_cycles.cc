#include "cli/rolled_up_cycles.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "graph/edges.h"
#include "graph/ring_search.h"

namespace dealgraph {
namespace {

constexpr std::size_t most_rings = 10'000;

// The party at the top, whatever is wrong with the chain.
std::string top_of(std::string party, const std::map<std::string, std::string>& parents) {
  for (int depth = 0; depth < 10; ++depth) {
    const auto parent = parents.find(party);
    if (parent == parents.end()) break;
    party = parent->second;
  }
  return party;
}

struct Numbered {
  std::vector<std::string> parties{""};  // by node; nodes count from 1
  std::vector<Leg> legs;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::int64_t> deals;  // the largest of a leg
};

Numbered number(const std::vector<Edge>& edges) {
  Numbered out;
  std::map<std::string, std::uint32_t> nodes;
  const auto node_of = [&](const std::string& party) {
    const auto [found, is_new] =
        nodes.try_emplace(party, static_cast<std::uint32_t>(out.parties.size()));
    if (is_new) out.parties.push_back(party);
    return found->second;
  };
  for (const auto& edge : edges) {
    const Leg leg{node_of(edge.payer), node_of(edge.payee), edge.usd.value_or(-1),
                  edge.day.value_or(no_day)};
    out.legs.push_back(leg);
    out.deals[{leg.payer, leg.payee}] = edge.deals.front();
  }
  return out;
}

// A parent that no article names has no name in the database.
std::string name_of(const Store& store, const std::string& id) {
  for (const auto& found : store.find_parties(id))
    if (found.party.id == id) return found.party.name;
  return id;
}

CycleRow to_row(const Store& store, const Numbered& graph, const Ring& ring) {
  CycleRow row;
  row.undisclosed = ring.undisclosed;
  row.span_days = ring.span_days;
  if (ring.bottleneck_usd >= 0) row.cycle.bottleneck_usd = ring.bottleneck_usd;
  for (std::size_t i = 0; i < ring.nodes.size(); ++i) {
    const auto payee = ring.nodes[(i + 1) % ring.nodes.size()];
    const auto deal = graph.deals.at({ring.nodes[i], payee});
    row.cycle.parties.push_back(graph.parties[ring.nodes[i]]);
    row.cycle.deals.push_back(deal);
    if (auto found = store.deal(deal)) row.deals.push_back(std::move(*found));
    row.names.push_back(name_of(store, graph.parties[ring.nodes[i]]));
  }
  return row;
}

bool passes(const CycleRow& row, const CycleFilter& filter) {
  const auto& parties = row.cycle.parties;
  if (filter.only_through &&
      std::none_of(parties.begin(), parties.end(), [&](const std::string& party) {
        return std::find(filter.through.begin(), filter.through.end(), party) !=
               filter.through.end();
      }))
    return false;
  if (filter.max_length && parties.size() > filter.max_length) return false;
  if (filter.min_usd > 0 && row.cycle.bottleneck_usd.value_or(0) < filter.min_usd) return false;
  return filter.since.empty() ||
         std::any_of(row.deals.begin(), row.deals.end(), [&](const DealRow& leg) {
           return leg.deal.announced && to_string(*leg.deal.announced) >= filter.since;
         });
}

}  // namespace

bool for_each_rolled_up_cycle(const Store& store, const RollUp& roll_up, const RingOptions& options,
                              const CycleFilter& filter,
                              const std::function<void(CycleRow&&)>& use) {
  auto deals = store.graph_deals();
  const auto parents = roll_up.groups ? store.parents() : std::map<std::string, std::string>();
  for (auto& deal : deals) {
    deal.payer = top_of(deal.payer, parents);
    deal.payee = top_of(deal.payee, parents);
  }
  const auto graph = number(build_edges(deals, roll_up.rumored));
  auto search_options = options;
  search_options.keep = most_rings;
  const auto search = all_rings(RingGraph(graph.legs), search_options);
  std::size_t shown = 0;
  for (const auto& ring : search.rings) {
    auto row = to_row(store, graph, ring);
    if (!passes(row, filter)) continue;
    use(std::move(row));
    if (filter.limit && ++shown == filter.limit) break;
  }
  return search.complete;
}

}  // namespace dealgraph

#include "cli/ring_update.h"

#include <algorithm>
#include <map>
#include <utility>

#include "graph/ring_weight.h"

namespace dealgraph {
namespace {

using Nodes = std::vector<std::uint32_t>;

// Circles that may have changed, each with the newest of the deals that may have changed it.
class Affected {
 public:
  void add(const Nodes& nodes, const LegChange& change) {
    const auto& leg = change.now ? *change.now : *change.before;
    const std::pair cause(leg.day, change.deal);
    const auto [found, is_new] = causes_.try_emplace(nodes, cause);
    if (!is_new) found->second = std::max(found->second, cause);
  }
  void add(const Nodes& nodes) { causes_.try_emplace(nodes, no_day, 0); }

  std::vector<RingChange> weigh(const RingGraph& graph, const RingOptions& options) const {
    std::vector<RingChange> changes;
    for (const auto& [nodes, cause] : causes_)
      changes.push_back({nodes, weigh_ring(graph, nodes, options), cause.second});
    return changes;
  }

 private:
  std::map<Nodes, std::pair<std::int32_t, std::int64_t>> causes_;
};

bool counts(const std::optional<Leg>& leg, const RingOptions& options) {
  return leg && (leg->usd < 0 || leg->usd >= options.floor_usd);
}

std::optional<Overflow> overflow_of(const RingSearch& search) {
  if (search.complete) return std::nullopt;
  Overflow overflow{search.rings.size(), search.at_least, std::nullopt};
  if (search.floor_usd >= 0) overflow.floor_usd = search.floor_usd;
  return overflow;
}

void search_changed(Derivation& run, const RingGraph& graph, const std::vector<LegChange>& changes,
                    const RingOptions& options, Affected& affected) {
  for (const auto& change : changes) {
    for (const auto& nodes : run.rings_through(change.payer, change.payee))
      affected.add(nodes, change);
    if (!counts(change.now, options)) {
      run.store_overflow(change.payer, change.payee, std::nullopt);
      continue;
    }
    const auto search = rings_through(graph, change.payer, change.payee, options);
    run.store_overflow(change.payer, change.payee, overflow_of(search));
    for (const auto& ring : search.rings) affected.add(ring.nodes, change);
  }
}

// Where more circles ran through an edge than were kept, which ones depends on when it changed. So
// those stay as they are: only circles that no such edge can have kept out are looked for.
bool is_cut(const Derivation& run, const Nodes& nodes) {
  for (std::size_t i = 0; i < nodes.size(); ++i)
    if (run.has_overflow(nodes[i], nodes[(i + 1) % nodes.size()])) return true;
  return false;
}

void search_all(Derivation& run, const RingGraph& graph, const RingOptions& options,
                Affected& affected) {
  const bool anew = run.scope() == Derivation::Scope::anew;
  for (const auto& nodes : run.rings()) affected.add(nodes);
  for (const auto& leg : run.legs()) {
    if (!counts(leg, options) || (!anew && run.has_overflow(leg.payer, leg.payee))) continue;
    const auto search = rings_through(graph, leg.payer, leg.payee, options);
    if (anew) run.store_overflow(leg.payer, leg.payee, overflow_of(search));
    for (const auto& ring : search.rings)
      if (anew || !is_cut(run, ring.nodes)) affected.add(ring.nodes);
  }
}

}  // namespace

void update_rings(Derivation& run, const std::vector<LegChange>& changes,
                  const RingOptions& options) {
  const bool all = run.scope() != Derivation::Scope::changes;
  if (changes.empty() && !all) return;
  const RingGraph graph(run.legs());
  Affected affected;
  search_changed(run, graph, changes, options, affected);
  if (all) search_all(run, graph, options, affected);
  run.store_rings(affected.weigh(graph, options));
}

}  // namespace dealgraph

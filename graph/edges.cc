#include "graph/edges.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <map>
#include <string>
#include <tuple>
#include <utility>

namespace dealgraph {
namespace {

bool is_edge(const Deal& deal, bool rumored) {
  switch (deal.status) {
    case Status::denied:
    case Status::terminated:
      return false;
    default:
      if (deal.status == Status::rumored && !rumored) return false;
      if (deal.verdict == Verdict::rejected || deal.superseded_by != 0) return false;
      return deal.type != DealType::partnership && deal.payer != deal.payee;
  }
}

std::optional<std::int32_t> day_of(const Deal& deal) {
  if (!deal.announced) return std::nullopt;
  return static_cast<std::int32_t>(
      std::chrono::sys_days(*deal.announced).time_since_epoch().count());
}

// Unknown after every known amount; older ids first, new ones in the order of their numbers.
auto deal_rank(const Deal* deal) {
  return std::tuple(!deal->usd, -deal->usd.value_or(0), deal->id <= 0, std::abs(deal->id));
}

}  // namespace

std::vector<Edge> build_edges(const std::vector<Deal>& deals, bool rumored) {
  std::map<std::pair<std::string, std::string>, std::vector<const Deal*>> pairs;
  for (const auto& deal : deals)
    if (is_edge(deal, rumored)) pairs[{deal.payer, deal.payee}].push_back(&deal);
  std::vector<Edge> edges;
  for (auto& [pair, members] : pairs) {
    std::sort(members.begin(), members.end(),
              [](const Deal* a, const Deal* b) { return deal_rank(a) < deal_rank(b); });
    Edge edge{pair.first, pair.second, members.front()->usd, day_of(*members.front()), {}};
    for (const auto* deal : members) edge.deals.push_back(deal->id);
    edges.push_back(std::move(edge));
  }
  return edges;
}

}  // namespace dealgraph

#include "graph/merge.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>
#include <tuple>

#include "graph/amounts.h"
#include "graph/cluster.h"
#include "graph/timeline.h"
#include "graph/votes.h"

namespace dealgraph {
namespace {

using Pair = std::tuple<std::string, std::string, DealType>;

// A partnership has no direction, so its two sides are put in one order.
Pair pair_of(const DealMention& mention) {
  Pair pair{mention.payer.id, mention.payee.id, mention.type};
  auto& [payer, payee, type] = pair;
  if (type == DealType::partnership && payee < payer) std::swap(payer, payee);
  return pair;
}

// A deal's terms are those of its last revision, so only who told them has a vote on the amount.
Deal to_deal(const Pair& pair, const Cluster& cluster, const Rates& rates) {
  Deal deal;
  std::tie(deal.payer, deal.payee, deal.type) = pair;
  const auto current = current_terms(cluster);
  deal.amount = voted_amount(current);
  deal.announced = first_day(cluster.members);
  if (deal.amount)
    if (const auto figure = usd_figure(*deal.amount, first_day(current), rates)) {
      deal.usd = figure->usd;
      deal.converted = figure->converted;
    }
  deal.stake_pct = voted_stake(current);
  deal.shared = voted_shared(current, deal.amount);
  deal.status = latest_status(cluster.members);
  for (const auto* evidence : cluster.members) deal.evidence.push_back(evidence->id);
  std::sort(deal.evidence.begin(), deal.evidence.end());
  deal.revisions = timeline_of(cluster, rates);
  return deal;
}

// Smallest ids first; of the deals that have a claim, the one with most of the id's evidence.
void give_ids(std::vector<Deal>& deals, const std::map<std::int64_t, std::int64_t>& deal_of) {
  std::map<std::int64_t, std::map<std::size_t, std::size_t>> claims;  // id → deal → evidence
  for (std::size_t i = 0; i < deals.size(); ++i)
    for (const auto evidence : deals[i].evidence)
      if (const auto id = deal_of.at(evidence); id > 0) ++claims[id][i];
  for (const auto& [id, claimants] : claims) {
    Deal* winner = nullptr;
    std::size_t most = 0;
    for (const auto& [index, count] : claimants) {
      if (deals[index].id != 0 || count <= most) continue;
      winner = &deals[index];
      most = count;
    }
    if (winner) winner->id = id;
  }
  std::int64_t next = -1;
  for (auto& deal : deals)
    if (deal.id == 0) deal.id = next--;
}

// Clusters that a person has put together become the first of them.
void join_judged(std::vector<Cluster>& clusters, const DealJudgements& judged) {
  const auto holder = [&](std::int64_t evidence) {
    return std::find_if(clusters.begin(), clusters.end(),
                        [&](const Cluster& cluster) { return cluster.terms.contains(evidence); });
  };
  for (const auto& [one, other] : judged.together) {
    const auto a = holder(one);
    const auto b = holder(other);
    if (a == clusters.end() || b == clusters.end() || a == b) continue;
    auto& first = *std::min(a, b);
    auto& second = *std::max(a, b);
    first.members.insert(first.members.end(), second.members.begin(), second.members.end());
    first.terms.merge(second.terms);
    clusters.erase(std::max(a, b));
  }
}

void apply_judgements(std::vector<Deal>& deals, const DealJudgements& judged) {
  for (auto& deal : deals) {
    if (const auto found = judged.verdicts.find(deal.id); found != judged.verdicts.end())
      deal.verdict = found->second;
    if (const auto found = judged.superseded.find(deal.id); found != judged.superseded.end())
      deal.superseded_by = found->second;
  }
}

}  // namespace

std::vector<Deal> merge_evidence(const std::vector<Evidence>& evidence, const Rates& rates,
                                 const DealJudgements& judged) {
  using Group = std::map<std::int64_t, std::vector<const Evidence*>>;  // by judgement, 0: none
  std::map<Pair, Group> groups;
  std::map<std::int64_t, std::int64_t> deal_of;
  for (const auto& item : evidence) {
    const auto apart = judged.apart.find(item.id);
    const auto label = apart == judged.apart.end() ? 0 : apart->second;
    groups[pair_of(item.mention)][label].push_back(&item);
    deal_of[item.id] = item.deal_id;
  }
  std::vector<Deal> deals;
  for (auto& [pair, group] : groups) {
    std::vector<Cluster> clusters;
    for (auto& [label, members] : group)
      for (auto& cluster : cluster_evidence(std::move(members), rates))
        clusters.push_back(std::move(cluster));
    join_judged(clusters, judged);
    for (const auto& cluster : clusters) deals.push_back(to_deal(pair, cluster, rates));
  }
  // By first evidence, so that new deals are numbered as they were found.
  std::sort(deals.begin(), deals.end(),
            [](const Deal& a, const Deal& b) { return a.evidence.front() < b.evidence.front(); });
  give_ids(deals, deal_of);
  apply_judgements(deals, judged);
  std::sort(deals.begin(), deals.end(), [](const Deal& a, const Deal& b) {
    return std::pair(a.id <= 0, std::abs(a.id)) < std::pair(b.id <= 0, std::abs(b.id));
  });
  return deals;
}

}  // namespace dealgraph

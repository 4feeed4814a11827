#include "graph/merge.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "graph/amounts.h"
#include "graph/cluster.h"

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

// An amount as an article states it; its wording does not count.
using AmountKey =
    std::tuple<std::optional<double>, std::optional<double>, std::string, Qualifier, Per>;

AmountKey key_of(const Amount& amount) {
  return {amount.min, amount.max, amount.currency, amount.qualifier, amount.per};
}

struct Vote {
  const Evidence* speaker = nullptr;  // the first to say so
  std::set<std::int64_t> articles;
};

// More articles, then more precise, a total, dollars, larger; the rest only makes the order total.
auto rank(const Vote& vote) {
  const auto& amount = *vote.speaker->mention.amount;
  return std::tuple(vote.articles.size(), -imprecision(amount), amount.per == Per::total,
                    amount.currency == "USD", amount.max.value_or(amount.min.value_or(0)),
                    amount.min.value_or(0), amount.currency, static_cast<int>(amount.per));
}

double figure(const Amount& amount) { return amount.max.value_or(amount.min.value_or(0)); }

// A headline drops the hedge: 50億 above "最多 50 億". Where every article that tells the bare
// figure also tells it hedged, the bare one is no statement of its own.
void drop_bare_figures(std::map<AmountKey, Vote>& votes) {
  std::erase_if(votes, [&](const auto& entry) {
    const auto& bare = *entry.second.speaker->mention.amount;
    if (bare.qualifier != Qualifier::exact) return false;
    return std::any_of(votes.begin(), votes.end(), [&](const auto& other) {
      const auto& hedged = *other.second.speaker->mention.amount;
      return hedged.qualifier != Qualifier::exact && hedged.qualifier != Qualifier::range &&
             hedged.currency == bare.currency && hedged.per == bare.per &&
             figure(hedged) == figure(bare) &&
             std::includes(other.second.articles.begin(), other.second.articles.end(),
                           entry.second.articles.begin(), entry.second.articles.end());
    });
  });
}

std::optional<Vote> voted_amount(const Cluster& cluster) {
  std::map<AmountKey, Vote> votes;
  for (const auto* evidence : cluster.members) {
    const auto& amount = evidence->mention.amount;
    if (!amount || (!amount->min && !amount->max)) continue;
    auto& vote = votes[key_of(*amount)];
    if (!vote.speaker || evidence->id < vote.speaker->id) vote.speaker = evidence;
    vote.articles.insert(evidence->article_id);
  }
  drop_bare_figures(votes);
  if (votes.empty()) return std::nullopt;
  return std::max_element(
             votes.begin(), votes.end(),
             [](const auto& a, const auto& b) { return rank(a.second) < rank(b.second); })
      ->second;
}

std::optional<double> voted_stake(const Cluster& cluster) {
  std::map<double, std::set<std::int64_t>> votes;
  for (const auto* evidence : cluster.members)
    if (evidence->mention.stake_pct)
      votes[*evidence->mention.stake_pct].insert(evidence->article_id);
  std::optional<double> best;
  for (const auto& [stake, articles] : votes)
    if (!best || articles.size() >= votes.at(*best).size()) best = stake;
  return best;
}

// Half of those who tell the amount are enough: better too cautious than to credit a whole round.
bool voted_shared(const Cluster& cluster, const std::optional<Vote>& amount) {
  std::size_t told = 0;
  std::size_t shared = 0;
  for (const auto* evidence : cluster.members) {
    const auto& said = evidence->mention.amount;
    if (amount && (!said || key_of(*said) != key_of(*amount->speaker->mention.amount))) continue;
    ++told;
    if (evidence->mention.shared) ++shared;
  }
  return shared > 0 && 2 * shared >= told;
}

// What wins among reports of one day: the end of a deal, then the more certain.
int finality(Status status) {
  switch (status) {
    case Status::terminated:
      return 5;
    case Status::denied:
      return 4;
    case Status::completed:
      return 3;
    case Status::agreed:
      return 2;
    case Status::planned:
      return 1;
    case Status::rumored:
      return 0;
  }
  return 0;
}

Status latest_status(const Cluster& cluster) {
  const auto key = [](const Evidence* evidence) {
    const auto& mention = evidence->mention;
    return std::pair(mention.announced.value_or(Date{}), finality(mention.status));
  };
  return (*std::max_element(cluster.members.begin(), cluster.members.end(),
                            [&](const auto* a, const auto* b) { return key(a) < key(b); }))
      ->mention.status;
}

Deal to_deal(const Pair& pair, const Cluster& cluster) {
  Deal deal;
  std::tie(deal.payer, deal.payee, deal.type) = pair;
  const auto amount = voted_amount(cluster);
  if (amount) deal.amount = amount->speaker->mention.amount;
  deal.stake_pct = voted_stake(cluster);
  deal.shared = voted_shared(cluster, amount);
  deal.status = latest_status(cluster);
  for (const auto* evidence : cluster.members) {
    const auto& date = evidence->mention.announced;
    if (date && (!deal.announced || *date < *deal.announced)) deal.announced = date;
    deal.evidence.push_back(evidence->id);
  }
  std::sort(deal.evidence.begin(), deal.evidence.end());
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

}  // namespace

std::vector<Deal> merge_evidence(const std::vector<Evidence>& evidence) {
  std::map<Pair, std::vector<const Evidence*>> groups;
  std::map<std::int64_t, std::int64_t> deal_of;
  for (const auto& item : evidence) {
    groups[pair_of(item.mention)].push_back(&item);
    deal_of[item.id] = item.deal_id;
  }
  std::vector<Deal> deals;
  for (auto& [pair, members] : groups)
    for (const auto& cluster : cluster_evidence(std::move(members)))
      deals.push_back(to_deal(pair, cluster));
  // By first evidence, so that new deals are numbered as they were found.
  std::sort(deals.begin(), deals.end(),
            [](const Deal& a, const Deal& b) { return a.evidence.front() < b.evidence.front(); });
  give_ids(deals, deal_of);
  std::sort(deals.begin(), deals.end(), [](const Deal& a, const Deal& b) {
    return std::pair(a.id <= 0, std::abs(a.id)) < std::pair(b.id <= 0, std::abs(b.id));
  });
  return deals;
}

}  // namespace dealgraph

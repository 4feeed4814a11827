#include "graph/votes.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "graph/amounts.h"

namespace dealgraph {
namespace {

// An amount as an article states it; its wording does not count.
using AmountKey =
    std::tuple<std::optional<double>, std::optional<double>, std::string, Qualifier, Per>;

AmountKey key_of(const Amount& amount) {
  return {amount.min, amount.max, amount.currency, amount.qualifier, amount.per};
}

struct Vote {
  const Evidence* speaker = nullptr;  // the first to say so, by day
  std::set<std::int64_t> articles;
};

// More articles, then more precise, a total, dollars, larger; the rest only makes the order total.
auto rank(const Vote& vote) {
  const auto& amount = *vote.speaker->mention.amount;
  return std::tuple(vote.articles.size(), -imprecision(amount), amount.per == Per::total,
                    amount.currency == "USD", amount.max.value_or(amount.min.value_or(0)),
                    amount.min.value_or(0), amount.currency, static_cast<int>(amount.per));
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

// By day, then wording: ids depend on the order in which articles came.
auto precedence(const Evidence* evidence) {
  const auto& mention = evidence->mention;
  return std::tuple(!mention.announced, mention.announced.value_or(Date{}), mention.amount->text,
                    evidence->id);
}

}  // namespace

std::optional<Amount> voted_amount(Members members) {
  std::map<AmountKey, Vote> votes;
  for (const auto* evidence : members) {
    const auto& amount = evidence->mention.amount;
    if (!amount || (!amount->min && !amount->max)) continue;
    auto& vote = votes[key_of(*amount)];
    if (!vote.speaker || precedence(evidence) < precedence(vote.speaker)) vote.speaker = evidence;
    vote.articles.insert(evidence->article_id);
  }
  drop_bare_figures(votes);
  if (votes.empty()) return std::nullopt;
  return std::max_element(
             votes.begin(), votes.end(),
             [](const auto& a, const auto& b) { return rank(a.second) < rank(b.second); })
      ->second.speaker->mention.amount;
}

std::optional<double> voted_stake(Members members) {
  std::map<double, std::set<std::int64_t>> votes;
  for (const auto* evidence : members)
    if (evidence->mention.stake_pct)
      votes[*evidence->mention.stake_pct].insert(evidence->article_id);
  std::optional<double> best;
  for (const auto& [stake, articles] : votes)
    if (!best || articles.size() >= votes.at(*best).size()) best = stake;
  return best;
}

bool voted_shared(Members members, const std::optional<Amount>& amount) {
  std::size_t told = 0;
  std::size_t shared = 0;
  for (const auto* evidence : members) {
    const auto& said = evidence->mention.amount;
    if (amount && (!said || key_of(*said) != key_of(*amount))) continue;
    ++told;
    if (evidence->mention.shared) ++shared;
  }
  return shared > 0 && 2 * shared >= told;
}

Status status_of(const Evidence& evidence) {
  const auto& mention = evidence.mention;
  const bool bid = mention.revises && mention.type == DealType::acquisition;
  return bid && mention.status == Status::completed ? Status::agreed : mention.status;
}

Status latest_status(Members members) {
  const auto key = [](const Evidence* evidence) {
    return std::pair(evidence->mention.announced.value_or(Date{}), finality(status_of(*evidence)));
  };
  const auto later = [&](const auto* a, const auto* b) { return key(a) < key(b); };
  const auto status = status_of(**std::max_element(members.begin(), members.end(), later));
  const bool was_completed = std::any_of(members.begin(), members.end(), [](const auto* evidence) {
    return status_of(*evidence) == Status::completed;
  });
  return was_completed && finality(status) < finality(Status::completed) ? Status::completed
                                                                         : status;
}

std::optional<Date> first_day(Members members) {
  std::optional<Date> first;
  for (const auto* evidence : members) {
    const auto& date = evidence->mention.announced;
    if (date && (!first || *date < *first)) first = date;
  }
  return first;
}

}  // namespace dealgraph

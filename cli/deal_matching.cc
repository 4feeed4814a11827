#include "cli/deal_matching.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "text/company_key.h"

namespace dealgraph {
namespace {

constexpr double tolerance = 0.005;

using Keys = std::set<std::string>;

bool bounds_agree(const std::optional<double>& gold, const std::optional<double>& found) {
  return !gold || (found && std::abs(*found - *gold) <= tolerance * std::abs(*gold));
}

Keys keys_of(const std::vector<std::string>& names) {
  Keys keys;
  for (const auto& name : names) keys.insert(company_key(name));
  return keys;
}

Keys keys_of(const PartyMention& party) {
  Keys keys;
  for (const auto* name : {&party.name, &party.surface})
    if (!name->empty()) keys.insert(company_key(*name));
  return keys;
}

// Names are made comparable once for each deal, not for each two of them.
template <typename Deal>
struct Sides {
  explicit Sides(const Deal& from)
      : deal(&from), payer(keys_of(from.payer)), payee(keys_of(from.payee)) {}
  const Deal* deal;
  Keys payer;
  Keys payee;
};
using Gold = Sides<GoldDeal>;
using Found = Sides<DealMention>;

template <typename Deal>
std::vector<Sides<Deal>> sides_of(const std::vector<Deal>& deals, bool partnerships) {
  std::vector<Sides<Deal>> out;
  for (const auto& deal : deals)
    if ((deal.type == DealType::partnership) == partnerships) out.emplace_back(deal);
  return out;
}

bool meet(const Keys& some, const Keys& others) {
  return std::any_of(some.begin(), some.end(),
                     [&](const auto& key) { return others.contains(key); });
}

bool agree(const Gold& gold, const Found& found, Measure measure) {
  if (meet(gold.payer, found.payer) && meet(gold.payee, found.payee))
    return measure != Measure::triple || amounts_agree(gold.deal->amount, found.deal->amount);
  return measure == Measure::partnership && meet(gold.payer, found.payee) &&
         meet(gold.payee, found.payer);
}

// How well two deals of one pair go together. The right amount outweighs type and status; without
// one in the gold, a found deal without any fits better than one with some other amount.
int likeness(const GoldDeal& gold, const DealMention& found) {
  int points = 0;
  if (gold.amount)
    points = amounts_agree(gold.amount, found.amount) ? 8 : 0;
  else
    points = found.amount ? 1 : 6;
  return points + (gold.type == found.type ? 2 : 0) + (gold.status == found.status ? 1 : 0);
}

struct Candidate {
  int likeness;
  std::size_t gold;
  std::size_t found;
};

std::vector<Candidate> candidates(const std::vector<Gold>& gold, const std::vector<Found>& found,
                                  Measure measure) {
  std::vector<Candidate> out;
  for (std::size_t i = 0; i < gold.size(); ++i)
    for (std::size_t j = 0; j < found.size(); ++j)
      if (agree(gold[i], found[j], measure))
        out.push_back({likeness(*gold[i].deal, *found[j].deal), i, j});
  std::stable_sort(out.begin(), out.end(),
                   [](const Candidate& a, const Candidate& b) { return a.likeness > b.likeness; });
  return out;
}

}  // namespace

bool amounts_agree(const std::optional<Amount>& gold, const std::optional<Amount>& found) {
  if (!gold) return true;
  return found && gold->currency == found->currency && bounds_agree(gold->min, found->min) &&
         bounds_agree(gold->max, found->max);
}

Matching match_deals(const std::vector<GoldDeal>& gold_deals,
                     const std::vector<DealMention>& found_deals, Measure measure) {
  const auto gold = sides_of(gold_deals, measure == Measure::partnership);
  const auto found = sides_of(found_deals, measure == Measure::partnership);
  const auto possible = candidates(gold, found, measure);
  std::vector<bool> gold_taken(gold.size()), found_taken(found.size()), found_fits(found.size());
  Matching out;
  for (const auto& [points, i, j] : possible) {
    if (gold_taken[i] || found_taken[j]) continue;
    gold_taken[i] = found_taken[j] = true;
    out.right.push_back({gold[i].deal, found[j].deal});
  }
  // A gold deal that fits a deal left over was taken by another one, so that one is told again.
  for (const auto& candidate : possible) found_fits[candidate.found] = true;
  for (std::size_t i = 0; i < gold.size(); ++i)
    if (!gold_taken[i]) out.missed.push_back(gold[i].deal);
  for (std::size_t j = 0; j < found.size(); ++j)
    if (!found_taken[j]) (found_fits[j] ? out.repeated : out.wrong).push_back(found[j].deal);
  return out;
}

}  // namespace dealgraph

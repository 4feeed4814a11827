#include "extract/deal_changes.h"

#include <algorithm>
#include <functional>

namespace dealgraph {
namespace {

using Deals = std::vector<const DealMention*>;

bool same_amount(const std::optional<Amount>& a, const std::optional<Amount>& b) {
  if (!a || !b) return a.has_value() == b.has_value();
  return a->min == b->min && a->max == b->max && a->currency == b->currency &&
         a->qualifier == b->qualifier && a->per == b->per;
}

bool same_parties(const DealMention& a, const DealMention& b) {
  return a.payer.id == b.payer.id && a.payee.id == b.payee.id;
}

bool swapped_parties(const DealMention& a, const DealMention& b) {
  return a.payer.id == b.payee.id && a.payee.id == b.payer.id;
}

bool half_the_same(const DealMention& a, const DealMention& b) {
  const bool overlap = a.span.begin < b.span.end && b.span.begin < a.span.end;
  return overlap && (a.payer.id == b.payer.id || a.payee.id == b.payee.id ||
                     a.payer.id == b.payee.id || a.payee.id == b.payer.id);
}

// Takes out of both lists what belongs together.
void pair_up(Deals& before, Deals& after,
             const std::function<bool(const DealMention&, const DealMention&)>& belong,
             std::vector<DealChange>* out) {
  for (auto old = before.begin(); old != before.end();) {
    const auto match = std::find_if(after.begin(), after.end(), [&](const DealMention* deal) {
      return deal->sentence == (*old)->sentence && belong(**old, *deal);
    });
    if (match == after.end()) {
      ++old;
      continue;
    }
    if (out) out->push_back({*old, *match});
    after.erase(match);
    old = before.erase(old);
  }
}

Span place(const DealChange& change) {
  return (change.before ? change.before : change.after)->span;
}

}  // namespace

bool alike(const DealMention& a, const DealMention& b) {
  return a.type == b.type && same_parties(a, b) && same_amount(a.amount, b.amount) &&
         a.stake_pct == b.stake_pct && a.shared == b.shared && a.status == b.status;
}

std::vector<DealChange> deal_changes(const std::vector<DealMention>& before,
                                     const std::vector<DealMention>& after) {
  Deals lost;
  Deals gained;
  for (const auto& deal : before) lost.push_back(&deal);
  for (const auto& deal : after) gained.push_back(&deal);
  std::vector<DealChange> out;
  pair_up(lost, gained, alike, nullptr);
  pair_up(lost, gained, same_parties, &out);
  pair_up(lost, gained, swapped_parties, &out);
  pair_up(lost, gained, half_the_same, &out);
  for (const auto* deal : lost) out.push_back({deal, nullptr});
  for (const auto* deal : gained) out.push_back({nullptr, deal});
  std::stable_sort(out.begin(), out.end(),
                   [](const DealChange& a, const DealChange& b) { return place(a) < place(b); });
  return out;
}

}  // namespace dealgraph

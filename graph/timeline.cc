#include "graph/timeline.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "graph/amounts.h"
#include "graph/votes.h"

namespace dealgraph {
namespace {

bool is_later(const Evidence* a, const Evidence* b) {
  const auto& x = a->mention.announced;
  const auto& y = b->mention.announced;
  if (x.has_value() != y.has_value()) return !x;
  if (x && *x != *y) return *x > *y;
  return false;
}

bool same_figure(const std::optional<Amount>& a, const std::optional<Amount>& b) {
  if (!a || !b) return a.has_value() == b.has_value();
  return std::tie(a->min, a->max, a->currency, a->qualifier, a->per) ==
         std::tie(b->min, b->max, b->currency, b->qualifier, b->per);
}

// Of the members of one day, who says what the deal has become; else the first.
std::int64_t speaker_of(Members members, const Revision& revision) {
  const Evidence* speaker = nullptr;
  bool says_amount = false;
  for (const auto* evidence : members) {
    const bool says = status_of(*evidence) == revision.status &&
                      (revision.change == Revision::Change::status ||
                       same_figure(evidence->mention.amount, revision.amount));
    if (!speaker || (says && !says_amount) || (says == says_amount && evidence->id < speaker->id)) {
      speaker = evidence;
      says_amount = says;
    }
  }
  return speaker->id;
}

Revision::Change change_of(const Revision& before, const Revision& now, bool new_terms) {
  if (same_figure(before.amount, now.amount)) return Revision::Change::status;
  if (!new_terms || !before.usd || !now.usd) return Revision::Change::amount;
  return *now.usd > *before.usd ? Revision::Change::raised : Revision::Change::cut;
}

}  // namespace

std::vector<Revision> timeline_of(const Cluster& cluster, const Rates& rates) {
  std::vector<Revision> revisions;
  auto members = cluster.members;
  std::stable_sort(members.begin(), members.end(),
                   [](const Evidence* a, const Evidence* b) { return is_later(b, a); });
  std::vector<const Evidence*> terms;  // told so far of the newest terms
  std::size_t part = 0;
  for (std::size_t begin = 0, end = 0; begin < members.size(); begin = end) {
    while (end < members.size() && !is_later(members[end], members[begin])) ++end;
    const Members day(members.data() + begin, end - begin);
    std::size_t newest = part;
    for (const auto* evidence : day) newest = std::max(newest, cluster.terms.at(evidence->id));
    const bool new_terms = newest > part;
    if (new_terms) terms.clear();
    part = newest;
    for (const auto* evidence : day)
      if (cluster.terms.at(evidence->id) == part) terms.push_back(evidence);
    Revision now;
    now.date = day.front()->mention.announced;
    now.amount = voted_amount(terms);
    if (now.amount)
      if (const auto figure = usd_figure(*now.amount, first_day(terms), rates))
        now.usd = figure->usd;
    now.status = latest_status(Members(members.data(), end));
    if (!revisions.empty()) {
      const auto& before = revisions.back();
      if (same_figure(before.amount, now.amount) && before.status == now.status) continue;
      now.change = change_of(before, now, new_terms);
    }
    now.evidence = speaker_of(day, now);
    revisions.push_back(std::move(now));
  }
  return revisions;
}

}  // namespace dealgraph

#include "graph/cluster.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iterator>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>

#include "graph/amounts.h"
#include "graph/votes.h"

namespace dealgraph {
namespace {

constexpr int same_deal_days = 45;
constexpr int same_news_days = 7;
constexpr int revision_days = 400;  // from the terms before to those that say they were changed

using Day = int;  // days since 1970

std::optional<Day> day_of(const Evidence& evidence) {
  const auto& date = evidence.mention.announced;
  if (!date) return std::nullopt;
  return static_cast<Day>(std::chrono::sys_days(*date).time_since_epoch().count());
}

// What the clearest evidence says decides; vaguer evidence joins it, evidence without an amount
// last.
int vagueness(const Evidence& evidence) {
  const auto& amount = evidence.mention.amount;
  if (!amount || (!amount->min && !amount->max)) return 2;
  return imprecision(*amount) <= 1 ? 0 : 1;
}

auto sort_key(const Evidence& evidence) {
  const auto& amount = evidence.mention.amount;
  return std::tuple(vagueness(evidence), !day_of(evidence), day_of(evidence).value_or(0),
                    amount ? amount->currency : std::string(),
                    amount ? amount->max.value_or(0) : 0.0, amount ? amount->min.value_or(0) : 0.0,
                    evidence.article_id, evidence.mention.span.begin, evidence.mention.span.end,
                    evidence.id);
}

// A different amount as the clusters have it, and when it was first told.
struct Figure {
  Amount amount;
  std::optional<Day> first;
};

bool same_measure(const Amount& a, const Amount& b) {
  return a.currency == b.currency && a.per == b.per;
}

// Without rates two currencies cannot be compared: exact figures of one news may be one amount
// told twice, later ones are taken for another deal.
bool may_be_converted(const Figure& a, const Figure& b, const Rates& rates) {
  const auto day = a.first ? a.first : b.first;
  const auto date =
      day ? std::optional<Date>(std::chrono::sys_days(std::chrono::days(*day))) : std::nullopt;
  if (const auto meet = converted_amounts_meet(a.amount, b.amount, date, rates)) return *meet;
  if (a.amount.qualifier != Qualifier::exact || b.amount.qualifier != Qualifier::exact) return true;
  if (a.amount.per != b.amount.per || !a.first || !b.first) return true;
  return std::abs(*a.first - *b.first) <= same_news_days;
}

// A cluster under construction: what later evidence is held against.
struct Draft {
  std::vector<const Evidence*> members;
  std::vector<Figure> figures;  // distinct amounts
  std::set<Day> days;
  const Rates* rates = nullptr;

  void add(const Evidence& evidence);
  void absorb(const Draft& other);
  void note(const Figure& figure);
  bool admits(const Figure& figure) const;
};

std::optional<Figure> figure_of(const Evidence& evidence) {
  if (vagueness(evidence) == 2) return std::nullopt;
  return Figure{*evidence.mention.amount, day_of(evidence)};
}

void Draft::note(const Figure& figure) {
  for (auto& known : figures) {
    if (!same_measure(known.amount, figure.amount) || known.amount.min != figure.amount.min ||
        known.amount.max != figure.amount.max || known.amount.qualifier != figure.amount.qualifier)
      continue;
    if (figure.first && (!known.first || *figure.first < *known.first)) known.first = figure.first;
    return;
  }
  figures.push_back(figure);
}

void Draft::add(const Evidence& evidence) {
  members.push_back(&evidence);
  if (const auto figure = figure_of(evidence)) note(*figure);
  if (const auto day = day_of(evidence)) days.insert(*day);
}

void Draft::absorb(const Draft& other) {
  members.insert(members.end(), other.members.begin(), other.members.end());
  for (const auto& figure : other.figures) note(figure);
  days.insert(other.days.begin(), other.days.end());
}

// Figures of the same currency and period decide; only where there are none do others matter.
bool Draft::admits(const Figure& figure) const {
  bool comparable = false;
  bool convertible = true;
  for (const auto& known : figures) {
    if (same_measure(known.amount, figure.amount)) {
      comparable = true;
      if (!amounts_meet(known.amount, figure.amount)) return false;
    } else if (!may_be_converted(known, figure, *rates)) {
      convertible = false;
    }
  }
  return comparable || convertible;
}

// Days to the nearest dated member; an undated side is as far away as one deal allows.
int distance(const std::set<Day>& days, std::optional<Day> day) {
  if (!day || days.empty()) return same_deal_days;
  int nearest = std::numeric_limits<int>::max();
  const auto after = days.lower_bound(*day);
  if (after != days.end()) nearest = *after - *day;
  if (after != days.begin()) nearest = std::min(nearest, *day - *std::prev(after));
  return nearest;
}

// The draft that the evidence fits best: nearest in time, then the largest, then the first made.
Draft* best_for(std::vector<Draft>& drafts, const Evidence& evidence) {
  const auto figure = figure_of(evidence);
  const auto day = day_of(evidence);
  Draft* best = nullptr;
  int best_distance = same_deal_days + 1;
  for (auto& draft : drafts) {
    const int days = distance(draft.days, day);
    if (days > best_distance || days > same_deal_days) continue;
    if (best && days == best_distance && draft.members.size() <= best->members.size()) continue;
    if (figure && !draft.admits(*figure)) continue;
    best = &draft;
    best_distance = days;
  }
  return best;
}

// Do the amounts of both leave room for one deal?
bool agree(const Draft& a, const Draft& b) {
  return std::all_of(b.figures.begin(), b.figures.end(),
                     [&](const Figure& figure) { return a.admits(figure); }) &&
         std::all_of(a.figures.begin(), a.figures.end(),
                     [&](const Figure& figure) { return b.admits(figure); });
}

bool are_linked(const Draft& a, const Draft& b) {
  // Undated evidence joins a deal but never bridges two.
  if (a.days.empty() || b.days.empty()) return false;
  const auto near = [&](Day day) { return distance(b.days, day) <= same_deal_days; };
  if (std::none_of(a.days.begin(), a.days.end(), near)) return false;
  return agree(a, b);
}

// Vague evidence between two drafts may have closed the gap in time that kept them apart.
void join_linked(std::vector<Draft>& drafts) {
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    for (std::size_t j = i + 1; j < drafts.size();) {
      if (!are_linked(drafts[i], drafts[j])) {
        ++j;
        continue;
      }
      drafts[i].absorb(drafts[j]);
      drafts.erase(drafts.begin() + static_cast<std::ptrdiff_t>(j));
      j = i + 1;
    }
  }
}

bool revises(const Draft& draft) {
  return std::any_of(draft.members.begin(), draft.members.end(), [](const Evidence* evidence) {
    return evidence->mention.revises && vagueness(*evidence) < 2;
  });
}

bool is_final(Status status) {
  return status == Status::completed || status == Status::terminated || status == Status::denied;
}

bool has_ended(const Draft& draft) {
  return std::any_of(draft.members.begin(), draft.members.end(),
                     [](const Evidence* evidence) { return is_final(status_of(*evidence)); });
}

// The first that its articles tell is that the deal came to an end.
bool begins_with_end(const Draft& draft) {
  return std::any_of(draft.members.begin(), draft.members.end(), [&](const Evidence* evidence) {
    return day_of(*evidence) == *draft.days.begin() && is_final(status_of(*evidence));
  });
}

// What a draft continues: itself if nothing.
struct Predecessor {
  std::size_t draft = 0;
  bool new_terms = false;
};

// Months may lie between a deal and its end, or its next terms. A draft whose articles say that the
// amount was raised or cut, and one that tells of an end and does not contradict, continues the
// nearest one before it.
std::vector<Predecessor> find_predecessors(const std::vector<Draft>& drafts) {
  std::vector<Predecessor> before(drafts.size());
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    before[i].draft = i;
    const bool raise = revises(drafts[i]);
    if (drafts[i].days.empty() || (!raise && !begins_with_end(drafts[i]))) continue;
    const Day begin = *drafts[i].days.begin();
    for (std::size_t j = 0; j < drafts.size(); ++j) {
      if (drafts[j].days.empty()) continue;
      if (raise ? drafts[j].figures.empty() : has_ended(drafts[j]) || !agree(drafts[i], drafts[j]))
        continue;
      const Day other = *drafts[j].days.begin();
      if (other >= begin || begin - *drafts[j].days.rbegin() > revision_days) continue;
      if (before[i].draft == i || other > *drafts[before[i].draft].days.begin())
        before[i] = {j, raise};
    }
  }
  return before;
}

// Follows the chain back to the first terms and counts how often they changed.
std::pair<std::size_t, std::size_t> origin_of(const std::vector<Predecessor>& before,
                                              std::size_t draft) {
  std::size_t steps = 0;
  while (before[draft].draft != draft) {
    if (before[draft].new_terms) ++steps;
    draft = before[draft].draft;
  }
  return {draft, steps};
}

}  // namespace

std::vector<const Evidence*> current_terms(const Cluster& cluster) {
  std::size_t newest = 0;
  for (const auto& [id, terms] : cluster.terms) newest = std::max(newest, terms);
  std::vector<const Evidence*> current;
  for (const auto* evidence : cluster.members)
    if (cluster.terms.at(evidence->id) == newest) current.push_back(evidence);
  return current;
}

std::vector<Cluster> cluster_evidence(std::vector<const Evidence*> evidence, const Rates& rates) {
  const auto before = [](const Evidence* a, const Evidence* b) {
    return sort_key(*a) < sort_key(*b);
  };
  std::sort(evidence.begin(), evidence.end(), before);
  std::vector<Draft> drafts;
  for (const auto* item : evidence) {
    Draft* draft = best_for(drafts, *item);
    if (!draft) {
      draft = &drafts.emplace_back();
      draft->rates = &rates;
    }
    draft->add(*item);
  }
  join_linked(drafts);
  const auto predecessors = find_predecessors(drafts);
  std::map<std::size_t, Cluster> clusters;  // by the draft of the first terms
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    const auto [origin, step] = origin_of(predecessors, i);
    auto& cluster = clusters[origin];
    for (const auto* member : drafts[i].members) {
      cluster.members.push_back(member);
      cluster.terms[member->id] = step;
    }
  }
  std::vector<Cluster> out;
  for (auto& [origin, cluster] : clusters) {
    std::sort(cluster.members.begin(), cluster.members.end(), before);
    out.push_back(std::move(cluster));
  }
  return out;
}

}  // namespace dealgraph

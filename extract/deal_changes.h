#pragma once
#include <vector>

#include "core/deal.h"

namespace dealgraph {

// One deal of an article as two sets of rules read it.
struct DealChange {
  const DealMention* before = nullptr;  // nullptr: gained
  const DealMention* after = nullptr;   // nullptr: lost
};

// What became of the deals of one article: gained, lost, or changed in type, parties, amount,
// stake or status; in the order of the text. What is alike is left out, whatever rule found it.
// Two deals of a sentence are the same deal, changed, if they have the same parties, whichever way
// round, or else if they overlap and share one of them.
std::vector<DealChange> deal_changes(const std::vector<DealMention>& before,
                                     const std::vector<DealMention>& after);

// Whether nothing that deal_changes() tells differs.
bool alike(const DealMention& a, const DealMention& b);

}  // namespace dealgraph

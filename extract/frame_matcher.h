#pragma once
#include <vector>

#include "extract/document.h"
#include "extract/match.h"
#include "extract/prices.h"

namespace dealgraph {

// A frame whose places are filled, before guards and prices.
struct FrameMatch {
  RuleMatch match;
  bool needs_amount = false;
};

// Fills the frames of one sentence. `hits`: the words of the rules in the skeleton; `trace`, unless
// it is null, is told what is missing.
std::vector<FrameMatch> match_frames(const Document& document, const Sentence& sentence,
                                     const Skeleton& skeleton, const PriceFinder& prices,
                                     const RuleSet& rules, const std::vector<WordHit>& hits,
                                     MatchTrace* trace);

}  // namespace dealgraph

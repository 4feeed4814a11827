#pragma once
#include <string_view>
#include <vector>

#include "extract/match.h"
#include "extract/try_rules.h"

namespace dealgraph {

// The near misses of one sentence, the nearest first, one for each rule that is not in `found`.
std::vector<NearMiss> near_misses(const Workings& workings, const Document& document,
                                  const Sentence& sentence, const Skeleton& skeleton,
                                  const MatchTrace& trace, const std::vector<FoundDeal>& found,
                                  std::string_view only);

// How much of a pattern is there, from its front or from its end; nothing if none of it is.
std::optional<NearMiss> reach_of_pattern(const Rule& rule, int part, const Document& document,
                                         const Skeleton& skeleton, const Lexicon& lexicon);

}  // namespace dealgraph

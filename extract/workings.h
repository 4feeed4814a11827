#pragma once
#include "extract/later_prices.h"
#include "extract/lexicon.h"
#include "extract/mentions.h"
#include "extract/names.h"
#include "extract/rule_set.h"
#include "extract/skeleton.h"
#include "extract/status.h"

namespace dealgraph {

// The parts of an Extractor, for what tunes rules: tries, compares and counts them.
struct Workings {
  const Lexicon& lexicon;
  const NameList& names;
  const RuleSet& rules;
  const MentionFinder& finder;
  const SkeletonWords& skeleton;
  const StatusReader& status;
  const LaterPrices& prices;
};

// The article as the rules of an Extractor get it.
Document prepare(const Article& article, const Workings& workings);
// All deals of a document, in the order of its sentences.
std::vector<DealMention> read_deals(const Document& document, const Workings& workings);

}  // namespace dealgraph

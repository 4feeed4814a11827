#pragma once
#include <string>
#include <vector>

#include "core/deal.h"
#include "extract/document.h"
#include "extract/match_trace.h"
#include "extract/rule_set.h"
#include "extract/skeleton.h"
#include "extract/status.h"

namespace dealgraph {

// A rule that matched a skeleton.
struct RuleMatch {
  const Rule* rule = nullptr;
  std::size_t order = 0;  // of the rule
  Span span;              // bytes of the skeleton: the captures and what lies between
  int payer = -1;         // slots
  int payee = -1;
  int amount = -1;  // -1: none
  int stake = -1;
  bool listed = false;  // of another party of the same list
  int part = 0;         // of the rule: its patterns in order, then its frames
};

// The clauses that a span touches, as one range of the skeleton.
Span clause_range(const Skeleton& skeleton, Span span);
inline std::string_view part(const Skeleton& skeleton, Span span) {
  return std::string_view(skeleton.text).substr(span.begin, span.size());
}

// The length of a gap in characters (Chinese) or words (English); implied parties do not count.
std::size_t gap_length(std::string_view text, std::string_view lang);

// {payee:cloud|chipmaker}: one of these kinds; {payer:!cloud}: none of these.
bool fits(const std::vector<std::string>& kinds, const std::string& kind);

// Writes down why a match was given up; nothing if nobody wants to know.
void note(MatchTrace* trace, const RuleMatch& match, Stop why, Span at, std::size_t index = 0);

// All matches of the rules in one sentence after guards and overlaps: of two matches that overlap
// and share their pair or their amount the one of higher priority stays, then the longer, then the
// earlier rule. `trace` is told of what was given up on the way.
std::vector<RuleMatch> match_rules(const Document& document, const Sentence& sentence,
                                   const Skeleton& skeleton, const RuleSet& rules,
                                   const StatusReader& status, MatchTrace* trace = nullptr);

// Keeps who paid whom, for the sentences that follow.
void remember_deal(const Sentence& sentence, const Skeleton& skeleton,
                   const std::vector<RuleMatch>& matches, Discourse& discourse);

// One match → a deal mention for each payer and payee. Parties with themselves are left out.
std::vector<DealMention> to_deals(const Document& document, const Sentence& sentence,
                                  const Skeleton& skeleton, const RuleMatch& match,
                                  const StatusReader& status);

// A partnership says nothing more where the same two parties of the article pay one another.
void drop_idle_partnerships(std::vector<DealMention>& deals);

}  // namespace dealgraph

#pragma once
#include <cstddef>
#include <vector>

#include "core/span.h"
#include "extract/arguments.h"
#include "extract/rule.h"

namespace dealgraph {

// What kept a rule from a deal.
enum class Stop {
  // patterns
  gap,       // `index`: the capture that is too long, `at`: the gap
  kind,      // `index`: the placeholder whose party is of another kind, `at`: its mask
  governed,  // its first party stands behind a preposition or is a possessor
  // frames
  has,
  lacks,
  then,
  not_then,
  told,
  payer,  // no party at any of the places
  payee,
  same_slot,  // payer and payee are the same parties
  with,       // `index`: the place that is empty
  needs_amount,
  needs_stake,
  needs_quantity,
  // both
  guard,   // `index`: of Rule::unless
  unreal,  // a condition, a hypothesis, a denial without a deal
  lost,    // to `winner`
};

// A pattern or frame that began to match and was given up. Lives as long as the rules.
struct Stopped {
  const Rule* rule = nullptr;
  int part = 0;  // of the rule: its patterns in order, then its frames
  Stop why = Stop::gap;
  Span at;  // bytes of the skeleton: what matched, or the word of a frame
  std::size_t index = 0;
  int payer = -1;  // frames: slots of the places that are filled
  int payee = -1;
  std::vector<FoundArgument> places;  // frames: all that are filled
  const Rule* winner = nullptr;
  bool shorter = false;  // lost for its length, not its priority or order
};

// Written by match_rules() if somebody wants to know why rules did not match.
using MatchTrace = std::vector<Stopped>;

}  // namespace dealgraph

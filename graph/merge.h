#pragma once
#include <vector>

#include "core/deal.h"
#include "core/rates.h"

namespace dealgraph {

// Evidence of many articles → deals. Independent of the order of its input, deterministic.
// Two mentions tell one deal when payer, payee and type agree, their dates lie within 45 days and
// their amounts are compatible (docs/merging.md). A deal keeps the smallest id that its evidence
// was merged into before, so ids survive; where two deals have a claim to one id, the one with more
// of its evidence gets it. New deals are numbered -1, -2, …, so that edges and cycles can name
// them. Sorted: known ids ascending, then new ones in the order of their numbers.
// What people have judged comes first: evidence put together or apart, deals accepted, rejected or
// superseded.
std::vector<Deal> merge_evidence(const std::vector<Evidence>& evidence, const Rates& rates = {},
                                 const DealJudgements& judged = {});

}  // namespace dealgraph

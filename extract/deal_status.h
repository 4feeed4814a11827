#pragma once
#include "core/deal.h"
#include "extract/document.h"
#include "extract/match.h"
#include "extract/skeleton.h"
#include "extract/status.h"

namespace dealgraph {

// The status of a deal: told by the words of its clauses, by what the clauses behind say became of
// it, or by a date that has long passed.
Status deal_status(const Document& document, const Sentence& sentence, const Skeleton& skeleton,
                   const RuleMatch& match, const StatusReader& status);

// Whether a date as an article writes it (去年, "2021", "in June") lies a month or more before the
// article; false where it does not say.
bool long_past(std::string_view date, const Date& published);

}  // namespace dealgraph

#pragma once
#include <cstddef>
#include <vector>

#include "cli/json.h"
#include "cli/scoring.h"
#include "cli/wrong_sentences.h"

namespace dealgraph {

// The published JSON of `eval`: all figures; ratios have four decimals, null for 0 / 0. It has the
// same keys whatever is measured, but for "rules" and "errors".
Json scores_json(const Scores& scores);

// The member "errors" of the same.
Json errors_json(const std::vector<WrongSentence>& sentences);

}  // namespace dealgraph

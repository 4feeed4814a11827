#pragma once
#include <string>
#include <vector>

#include "extract/lexicon.h"
#include "extract/mentions.h"
#include "extract/rule.h"
#include "extract/status.h"

namespace dealgraph {

// Runs the hits and misses of one rule, that rule alone; each failure is one formatted problem.
void run_rule_tests(const Rule& rule, const Lexicon& lexicon, const MentionFinder& finder,
                    const StatusReader& status, std::vector<std::string>& problems);

}  // namespace dealgraph

#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "extract/lexicon.h"
#include "extract/rule.h"

namespace dealgraph {

// What loads well and yet does nothing, as formatted diagnostics: patterns of parties and sums
// alone, gaps that take nothing, rules that another one always shadows, word lists that nothing
// uses. `asked`: the lists that the program itself looks up.
std::vector<std::string> lint_rules(const std::vector<Rule>& rules,
                                    const std::vector<std::filesystem::path>& folders,
                                    const Lexicon::Lists& asked);

}  // namespace dealgraph

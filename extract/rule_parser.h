#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "extract/lexicon.h"
#include "extract/rule.h"

namespace dealgraph {

// Adds the word lists of a rule file to the lexicon, so that files may use one another's lists.
void read_rule_lexicon(const std::filesystem::path& file, Lexicon& lexicon,
                       std::vector<std::string>& problems);

// Adds the rules of a file; a rule whose id is there already from an earlier folder is replaced.
// All mistakes go to `problems`: unknown keys, ids told twice, bad patterns, missing tests.
void read_rules(const std::filesystem::path& file, const Lexicon& lexicon, std::vector<Rule>& rules,
                std::size_t first_of_folder, std::vector<std::string>& problems);

}  // namespace dealgraph

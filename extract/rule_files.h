#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "extract/lexicon.h"
#include "extract/names.h"
#include "extract/rule.h"

namespace dealgraph {

// What folders of rules hold, but for their names.
struct RuleFiles {
  Lexicon lexicon;
  std::vector<Rule> rules;  // an earlier folder's rule of the same id is replaced
};

// Reads lexicon/*.toml and deals/*.toml of each folder. All mistakes go to `problems`.
RuleFiles read_rule_files(const std::vector<std::filesystem::path>& folders,
                          std::vector<std::string>& problems);

// FNV-1a over names and bytes of the files that decide what is extracted.
std::uint64_t hash_rule_files(const std::vector<std::filesystem::path>& folders);
std::uint64_t hash_name_files(const std::vector<std::filesystem::path>& folders);

}  // namespace dealgraph

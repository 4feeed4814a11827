#pragma once
#include <filesystem>
#include <string_view>
#include <vector>

#include "extract/lexicon.h"
#include "extract/names.h"

namespace dealgraph::bench {

// What Extractor keeps to itself, for timing the steps one by one.
struct RuleSet {
  Lexicon lexicon;
  NameList names;
};

// Throws Error(bad_data) for the first mistake.
RuleSet load_rule_set(const std::vector<std::filesystem::path>& folders);

// A folder of rules that holds nothing but `count` invented names, half of them Latin and half of
// them made of Han characters of `text`, so that they share beginnings with what is read. It lies
// in the system's folder for temporary files and is removed at the end.
class AliasFolder {
 public:
  AliasFolder(std::size_t count, std::string_view text);
  ~AliasFolder();
  AliasFolder(const AliasFolder&) = delete;
  AliasFolder& operator=(const AliasFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace dealgraph::bench

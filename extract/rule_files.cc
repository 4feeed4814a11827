#include "extract/rule_files.h"

#include <fstream>
#include <iterator>

#include "extract/rule_parser.h"
#include "extract/toml_file.h"

namespace dealgraph {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t fnv_start = 0xCBF29CE484222325ULL;

bool is_folder(const fs::path& folder) {
  std::error_code none;
  return fs::is_directory(folder, none);
}

void hash_file(const fs::path& file, std::uint64_t& hash) {
  std::ifstream in(file, std::ios::binary);
  std::string content = file.filename().string() + '\0';
  content.append(std::istreambuf_iterator<char>(in), {});
  for (const char byte : content)
    hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3ULL;
}

}  // namespace

// Word lists first, since every rule may use every list.
RuleFiles read_rule_files(const std::vector<fs::path>& folders,
                          std::vector<std::string>& problems) {
  RuleFiles out;
  for (const auto& folder : folders) {
    if (!is_folder(folder)) {
      problems.push_back(folder.string() + ": no such rules folder");
      continue;
    }
    for (const auto& file : toml_files(folder / "lexicon")) out.lexicon.add_file(file, problems);
    for (const auto& file : toml_files(folder / "deals"))
      read_rule_lexicon(file, out.lexicon, problems);
  }
  for (const auto& folder : folders) {
    const auto first = out.rules.size();
    for (const auto& file : toml_files(folder / "deals"))
      read_rules(file, out.lexicon, out.rules, first, problems);
  }
  return out;
}

std::uint64_t hash_rule_files(const std::vector<fs::path>& folders) {
  std::uint64_t hash = fnv_start;
  for (const auto& folder : folders) {
    if (!is_folder(folder)) continue;
    for (const auto* part : {"lexicon", "deals"})
      for (const auto& file : toml_files(folder / part)) hash_file(file, hash);
  }
  return hash;
}

std::uint64_t hash_name_files(const std::vector<fs::path>& folders) {
  std::uint64_t hash = fnv_start;
  for (const auto& folder : folders)
    for (const auto& file : name_files(folder / "names")) hash_file(file, hash);
  return hash;
}

}  // namespace dealgraph

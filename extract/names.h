#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/diagnostic.h"
#include "core/party.h"
#include "extract/double_array.h"

namespace dealgraph {

// Whether an alias may name its party without further proof.
enum class AliasUse { bare, gloss, never };  // gloss: only next to a ticker or another alias

struct Alias {
  std::int32_t party = 0;  // index into NameList::parties
  AliasUse use = AliasUse::bare;
};

// A listed name found in folded text. Several aliases may share one spelling.
struct NameHit {
  std::size_t begin = 0;
  std::size_t end = 0;
  const std::vector<Alias>* aliases = nullptr;
};

// The name list: parties, their aliases, tickers and descriptions. Keys are folded.
class NameList {
 public:
  std::vector<Party> parties;
  std::unordered_map<std::string, std::int32_t> by_id;
  std::unordered_map<std::string, std::vector<std::int32_t>> by_ticker;          // "NVDA", "2330"
  std::map<std::string, std::vector<std::int32_t>, std::less<>> by_description;  // lower case

  // Adds the parties of one file; mistakes go to `problems`, formatted.
  void add_file(const std::filesystem::path& file, std::vector<std::string>& problems);
  void add_alias(std::string_view name, std::int32_t party, AliasUse use);
  void build();  // after the last alias
  // After the last file: a parent may stand in a later one.
  void check_parents(std::vector<std::string>& problems) const;

  // The longest listed name at byte `at`; Latin names only on word boundaries. Empty if none.
  NameHit longest(std::string_view folded, std::size_t at) const;
  // All aliases of exactly this folded spelling, or nullptr.
  const std::vector<Alias>* exact(const std::string& folded) const;

 private:
  std::map<std::pair<std::string, std::string>, std::string> places_;  // of folder and id
  std::vector<std::pair<std::string, Diagnostic>> parents_;  // and what to say if there is none
  std::map<std::string, std::vector<Alias>> aliases_;
  std::vector<const std::vector<Alias>*> values_;
  DoubleArray trie_;
};

}  // namespace dealgraph

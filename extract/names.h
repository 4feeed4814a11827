#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/diagnostic.h"
#include "core/party.h"
#include "extract/double_array.h"
#include "extract/name_file.h"
#include "extract/name_starts.h"

namespace dealgraph {

// Whether an alias may name its party without further proof.
enum class AliasUse : std::uint8_t { bare, gloss, never };  // gloss: only next to a ticker or alias

struct Alias {
  std::int32_t party = 0;  // index into NameList::parties
  AliasUse use = AliasUse::bare;
};
using Aliases = std::span<const Alias>;

// A listed name found in folded text. Several aliases may share one spelling.
struct NameHit {
  std::size_t begin = 0;
  std::size_t end = 0;
  const Aliases* aliases = nullptr;
};

// The name list: parties, their aliases, tickers and descriptions. Keys are folded. Filled file by
// file, then built, then only read.
class NameList {
 public:
  NameList() = default;
  NameList(NameList&&) = default;
  NameList& operator=(NameList&&) = default;

  std::vector<Party> parties;  // one of them may have no id: it stands for ignored names
  std::unordered_map<std::string, std::int32_t> by_id;
  std::unordered_map<std::string, std::vector<std::int32_t>> by_ticker;          // "NVDA", "2330"
  std::map<std::string, std::vector<std::int32_t>, std::less<>> by_description;  // lower case

  // Adds the parties of one file; mistakes go to `problems`, formatted.
  void add_file(const std::filesystem::path& file, std::vector<std::string>& problems);
  // The same for a file that is read already. Gives the index of each of its parties; -1: refused.
  std::vector<std::int32_t> add(const NameFile& file, std::vector<std::string>& problems);
  void add_alias(std::string_view name, std::int32_t party, AliasUse use);
  // After the last file: what parents and aliases refer to may stand in a later one.
  void check_parents(std::vector<std::string>& problems);
  void build();  // after check_parents()

  // The party that a row of a bulk list is about: the one of its id, else the one with one of its
  // tickers in the same market; -1 if it is new.
  std::int32_t find(const NameEntry& entry) const;
  // The longest listed name at byte `at`; Latin names only on word boundaries. Empty if none.
  NameHit longest(std::string_view folded, std::size_t at) const;
  // All aliases of exactly this folded spelling, or nullptr.
  const Aliases* exact(std::string_view folded) const;
  bool ignores(std::string_view folded) const;
  // Whether by_id has it. Faster where it mostly has not.
  bool has_id(const std::string& id) const {
    return ids_[std::hash<std::string>{}(id) & (ids_.size() - 1)] && by_id.contains(id);
  }

 private:
  // An alias before build(); its key lies in keys_.
  struct Entry {
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
    std::int32_t party = 0;
    AliasUse use = AliasUse::bare;
    bool guessed = false;  // bare for want of a reason against it
  };
  struct LateAlias {
    std::string name;
    std::string party;
    Diagnostic missing;
  };

  bool is_double(const NameFile& file, const NameEntry& entry, std::vector<std::string>& problems);
  std::int32_t take(const NameFile& file, const NameEntry& entry);
  void add_names(const NameFile& file, const NameEntry& entry, std::int32_t party);
  void add_listed_name(std::string_view name, const NameEntry& entry, std::int32_t party);
  void add_ticker(const std::string& ticker, std::int32_t party);
  void push(std::string_view name, std::int32_t party, AliasUse use, bool guessed);
  void close_group(std::vector<Entry>& group);
  std::string_view key_of(const Entry& entry) const {
    return std::string_view(keys_).substr(entry.begin, entry.size);
  }

  std::unordered_map<std::string, std::unordered_map<std::string, std::string>> places_;
  std::vector<std::pair<std::string, Diagnostic>> parents_;  // and what to say if there is none
  std::vector<LateAlias> late_;
  std::vector<std::string> ignored_;
  std::int32_t nobody_ = -1;  // index of the party that ignored names have

  std::string keys_;
  std::vector<Entry> entries_;
  std::vector<Alias> aliases_;
  std::vector<Aliases> values_;
  DoubleArray trie_;
  NameStarts starts_;
  std::vector<bool> ids_ = std::vector<bool>(1, true);  // hashes of by_id; a power of two
};

// All names of the folders, in order. Mistakes go to `problems`.
NameList load_names(const std::vector<std::filesystem::path>& folders,
                    std::vector<std::string>& problems);

}  // namespace dealgraph

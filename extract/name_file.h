#pragma once
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "core/diagnostic.h"
#include "core/party.h"

namespace dealgraph {

// One party as a file of names tells it: as it is written there, nothing folded or merged.
struct NameEntry {
  std::size_t line = 0;  // from 1
  std::size_t column = 0;
  Party party;  // id and kind may be "" in a CSV file
  std::vector<std::string> tickers, bare, gloss, never, describe;
  std::string parent;
  std::size_t parent_line = 0;
  std::size_t parent_column = 0;
};

// Another name of a party that stands in some list.
struct AliasEntry {
  std::size_t line = 0;
  std::string name;
  std::string party;  // id
};

struct IgnoredName {
  std::size_t line = 0;
  std::string name;
};

// What one file of names holds. Mistakes are told apart from it, so that the rest can be used.
struct NameFile {
  std::string path;
  bool bulk = false;  // CSV: adds to parties that are listed, never renames them
  std::vector<NameEntry> parties;
  std::vector<AliasEntry> aliases;
  std::vector<IgnoredName> ignored;
};

// All *.toml, then all *.csv files directly in `folder`, each by name. Throws Error(no_input) if
// the folder cannot be read.
std::vector<std::filesystem::path> name_files(const std::filesystem::path& folder);

// Reads either kind; mistakes go to `problems`, formatted as file:line:column.
NameFile read_name_file(const std::filesystem::path& file, std::vector<std::string>& problems);

// [[party]], [[alias]] and [[ignore]].
NameFile read_name_toml(const std::filesystem::path& file, std::vector<std::string>& problems);

// RFC 4180 in UTF-8 whose heading names the keys of a [[party]] in any order; several values of a
// cell are separated by '|'. A row with a mistake is left out and told of in `problems`; a file
// that cannot be used at all holds no parties.
NameFile read_name_csv(const std::filesystem::path& file, std::vector<Diagnostic>& problems);

// What read_name_csv() reads back.
std::string format_name_csv(const std::vector<NameEntry>& parties);

// Whether `id` may stand for a party: a-z, 0-9, '-' and letters of other scripts.
bool valid_party_id(std::string_view id);

}  // namespace dealgraph

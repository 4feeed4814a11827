#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "cli/config.h"
#include "extract/names.h"

namespace dealgraph {

// A party with its names as the lists write them.
struct ListedParty {
  struct Name {
    std::string name;
    AliasUse use = AliasUse::bare;  // as it came out of all lists
  };
  Party party;
  std::vector<std::string> tickers;
  std::vector<Name> names;  // but `name` and `zh` that stand bare
  std::vector<std::string> describe;
  std::string parent;
  std::vector<std::string> places;  // "file:line", one for each list that tells of it
};

// All parties of the folders' lists, by id. Throws Error(bad_data) naming the mistakes.
std::vector<ListedParty> listed_parties(const std::vector<std::filesystem::path>& folders);

// The names of the folders, ready to look up. Throws the same.
NameList require_names(const std::vector<std::filesystem::path>& folders);

// Throws Error(bad_data) with the first of the problems, if there are any.
void require_none(const std::vector<std::string>& problems);

// The party that `given` means: an id, else one of its names. Throws Error(no_input).
const Party& require_party(const NameList& names, const std::string& given);

// The folder for the user's own names. Throws Error(config) if none is configured.
std::filesystem::path own_names_folder(const Settings& settings);

// For a search that does not care for script or case.
std::string search_key(std::string_view text);

// "bare", "gloss", "never".
std::string_view to_string(AliasUse use);

}  // namespace dealgraph

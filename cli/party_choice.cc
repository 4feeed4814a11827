#include "cli/party_choice.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.h"

namespace dealgraph {

Party choose_party(const Store& store, const std::string& name) {
  auto found = store.find_parties(name);
  // Parties that were merged stand for one.
  for (auto& row : found)
    if (!row.merged_into.empty())
      for (const auto& root : store.find_parties(row.merged_into))
        if (root.party.id == row.merged_into) row = root;
  std::sort(found.begin(), found.end(),
            [](const PartyRow& a, const PartyRow& b) { return a.party.id < b.party.id; });
  found.erase(
      std::unique(found.begin(), found.end(),
                  [](const PartyRow& a, const PartyRow& b) { return a.party.id == b.party.id; }),
      found.end());
  if (found.size() == 1) return found.front().party;
  if (found.empty())
    throw Error(ExitCode::no_input, "no party of the database has a name like '" + name + "'");
  std::string ids;
  for (std::size_t i = 0; i < std::min<std::size_t>(found.size(), 5); ++i)
    ids += (i ? ", " : "") + found[i].party.id;
  throw UsageError(fmt::format("dealgraph: '{}' may be {}{}; say which by its id", name, ids,
                               found.size() > 5 ? ", …" : ""));
}

}  // namespace dealgraph

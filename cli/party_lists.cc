#include "cli/party_lists.h"

#include <algorithm>

#include "core/error.h"
#include "text/fold.h"
#include "text/suggest.h"

namespace fs = std::filesystem;

namespace dealgraph {
namespace {

AliasUse use_of(const NameList& list, std::int32_t party, const std::string& name) {
  if (const auto* aliases = list.exact(fold_key(name)))
    for (const auto& alias : *aliases)
      if (alias.party == party) return alias.use;
  return AliasUse::never;  // what somebody said to ignore
}

template <typename T>
void add_once(std::vector<T>& list, const T& value) {
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

// Collects what the lists say of each party of `list`.
class Collector {
 public:
  explicit Collector(const NameList& list) : list_(list), out_(list.parties.size()) {
    for (std::size_t i = 0; i < out_.size(); ++i) out_[i].party = list.parties[i];
  }

  void add(const NameFile& file, const NameEntry& entry, std::int32_t index) {
    if (index < 0) return;
    auto& party = out_[static_cast<std::size_t>(index)];
    party.places.push_back(file.path + ':' + std::to_string(entry.line));
    add_name(index, entry.party.name);
    add_name(index, entry.party.name_zh);
    for (const auto* names : {&entry.bare, &entry.gloss, &entry.never})
      for (const auto& name : *names) add_name(index, name);
    for (const auto& ticker : entry.tickers) add_once(party.tickers, ticker);
    for (const auto& words : entry.describe) add_once(party.describe, words);
    if (!entry.parent.empty()) party.parent = entry.parent;
  }

  void add(const NameFile& file, const AliasEntry& alias) {
    const auto index = list_.by_id.at(alias.party);
    out_[static_cast<std::size_t>(index)].places.push_back(file.path + ':' +
                                                           std::to_string(alias.line));
    add_name(index, alias.name);
  }

  std::vector<ListedParty> by_id() {
    std::erase_if(out_, [](const ListedParty& party) { return party.party.id.empty(); });
    std::sort(out_.begin(), out_.end(),
              [](const auto& a, const auto& b) { return a.party.id < b.party.id; });
    return std::move(out_);
  }

 private:
  void add_name(std::int32_t index, const std::string& name) {
    auto& [party, tickers, names, describe, parent, places] = out_[static_cast<std::size_t>(index)];
    if (name.empty()) return;
    const auto use = use_of(list_, index, name);
    if (use == AliasUse::bare && (name == party.name || name == party.name_zh)) return;
    if (std::none_of(names.begin(), names.end(), [&](const auto& n) { return n.name == name; }))
      names.push_back({name, use});
  }

  const NameList& list_;
  std::vector<ListedParty> out_;
};

}  // namespace

std::string_view to_string(AliasUse use) {
  constexpr std::string_view names[] = {"bare", "gloss", "never"};
  return names[static_cast<std::size_t>(use)];
}

std::string search_key(std::string_view text) {
  auto key = fold_key(text);
  for (auto& c : key)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return key;
}

void require_none(const std::vector<std::string>& problems) {
  constexpr std::size_t shown = 20;
  if (problems.empty()) return;
  std::string all;
  for (std::size_t i = 0; i < std::min(problems.size(), shown); ++i)
    all += (i ? "\n" : "") + problems[i];
  if (problems.size() > shown)
    all += "\n… and " + std::to_string(problems.size() - shown) + " more";
  throw Error(ExitCode::bad_data, all);
}

NameList require_names(const std::vector<fs::path>& folders) {
  std::vector<std::string> problems;
  auto names = load_names(folders, problems);
  require_none(problems);
  return names;
}

std::vector<ListedParty> listed_parties(const std::vector<fs::path>& folders) {
  NameList list;
  std::vector<std::string> problems;
  std::vector<NameFile> files;
  std::vector<std::vector<std::int32_t>> indexes;
  for (const auto& folder : folders)
    for (const auto& path : name_files(folder / "names")) {
      files.push_back(read_name_file(path, problems));
      indexes.push_back(list.add(files.back(), problems));
    }
  list.check_parents(problems);
  require_none(problems);
  list.build();
  Collector collector(list);
  for (std::size_t f = 0; f < files.size(); ++f) {
    for (std::size_t i = 0; i < files[f].parties.size(); ++i)
      collector.add(files[f], files[f].parties[i], indexes[f][i]);
    for (const auto& alias : files[f].aliases) collector.add(files[f], alias);
  }
  return collector.by_id();
}

const Party& require_party(const NameList& names, const std::string& given) {
  if (const auto known = names.by_id.find(given); known != names.by_id.end())
    return names.parties[static_cast<std::size_t>(known->second)];
  std::vector<const Party*> found;
  if (const auto* aliases = names.exact(fold_key(given)))
    for (const auto& alias : *aliases)
      if (alias.use != AliasUse::never)
        found.push_back(&names.parties[static_cast<std::size_t>(alias.party)]);
  if (found.size() == 1) return *found.front();
  std::string ids;
  for (const auto* party : found) ids += (ids.empty() ? "" : ", ") + party->id;
  if (!found.empty())
    throw Error(ExitCode::no_input, given + " is a name of several parties; give an id: " + ids);
  std::vector<std::string_view> known;
  for (const auto& party : names.parties) known.push_back(party.id);
  const auto near = suggest(given, known);
  throw Error(ExitCode::no_input, "no party " + given +
                                      (near.empty() ? "; dealgraph parties list PART finds its id"
                                                    : ", did you mean " + near + "?"));
}

fs::path own_names_folder(const Settings& settings) {
  if (settings.rules.size() < 2)
    throw Error(
        ExitCode::config,
        "there is no folder for own names; dealgraph init makes one, --rules DIR names one");
  return settings.rules.back() / "names";
}

}  // namespace dealgraph

#include "extract/names.h"

#include <algorithm>

#include "extract/toml_file.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

bool valid_slug(std::string_view id) {
  return !id.empty() && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

std::string lower_ascii(std::string text) {
  for (auto& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

bool boundary(std::string_view text, std::size_t begin, std::size_t end) {
  std::size_t size = 0;
  if (is_word(decode_at(text, begin, size)) && is_word(decode_before(text, begin))) return false;
  return !(end < text.size() && is_word(decode_before(text, end)) &&
           is_word(decode_at(text, end, size)));
}

}  // namespace

void NameList::add_alias(std::string_view name, std::int32_t party, AliasUse use) {
  auto& entries = aliases_[fold_key(name)];
  for (auto& entry : entries)
    if (entry.party == party) {
      entry.use = std::max(entry.use, use);
      return;
    }
  entries.push_back({party, use});
}

void NameList::add_file(const std::filesystem::path& path, std::vector<std::string>& problems) {
  const auto file = read_toml(path, problems);
  if (!file.parsed) return;
  check_keys(file, file.table, {"party"}, problems);
  const auto* list = tables_at(file, "party", problems);
  if (!list) return;
  for (const auto& node : *list) {
    const auto* entry = node.as_table();
    if (!entry) continue;
    check_keys(file, *entry,
               {"id", "name", "zh", "kind", "country", "tickers", "bare", "gloss", "never",
                "describe", "parent"},
               problems);
    const auto text = [&](std::string_view key) { return string_at(file, *entry, key, problems); };
    const auto texts = [&](std::string_view key) {
      return strings_at(file, *entry, key, problems);
    };
    Party party{text("id"), text("name"), text("zh"), text("kind"), text("country")};
    if (!valid_slug(party.id)) {
      file.complain(node, "a party needs an id of a-z, 0-9 and '-'", problems);
      continue;
    }
    if (party.name.empty()) {
      file.complain(node, "party '" + party.id + "' needs a name", problems);
      continue;
    }
    const auto [place, first] =
        places_.try_emplace({path.parent_path().string(), party.id},
                            file.path + ':' + std::to_string(node.source().begin.line));
    if (!first) {
      file.complain(node, "party id '" + party.id + "' is used twice, first at " + place->second,
                    problems);
      continue;
    }
    if (party.kind.empty()) party.kind = "unknown";
    auto [known, added] = by_id.emplace(party.id, static_cast<std::int32_t>(parties.size()));
    if (added)
      parties.push_back(party);
    else
      parties[known->second] = party;
    const auto index = known->second;
    if (const auto parent = text("parent"); !parent.empty()) {
      const auto at = entry->get("parent")->source().begin;
      parents_.emplace_back(
          parent, Diagnostic{file.path, at.line, at.column, "parent '" + parent + "' is no party"});
    }
    add_alias(party.name, index, AliasUse::bare);
    if (!party.name_zh.empty()) add_alias(party.name_zh, index, AliasUse::bare);
    for (const auto& name : texts("bare")) add_alias(name, index, AliasUse::bare);
    for (const auto& name : texts("gloss")) add_alias(name, index, AliasUse::gloss);
    for (const auto& name : texts("never")) add_alias(name, index, AliasUse::never);
    for (const auto& ticker : texts("tickers")) by_ticker[ticker].push_back(index);
    for (const auto& words : texts("describe"))
      by_description[lower_ascii(fold_key(words))].push_back(index);
  }
}

void NameList::check_parents(std::vector<std::string>& problems) const {
  for (const auto& [parent, diagnostic] : parents_)
    if (!by_id.contains(parent)) problems.push_back(format(diagnostic, ""));
}

void NameList::build() {
  std::vector<std::pair<std::string, std::int32_t>> keys;
  values_.clear();
  for (const auto& [key, entries] : aliases_) {
    if (key.empty()) continue;
    keys.emplace_back(key, static_cast<std::int32_t>(values_.size()));
    values_.push_back(&entries);
  }
  trie_ = DoubleArray(keys);
}

NameHit NameList::longest(std::string_view text, std::size_t at) const {
  NameHit hit;
  trie_.prefixes(text, at, [&](std::size_t length, std::int32_t value) {
    if (boundary(text, at, at + length)) hit = {at, at + length, values_[value]};
  });
  return hit;
}

const std::vector<Alias>* NameList::exact(const std::string& folded) const {
  const auto found = aliases_.find(folded);
  return found == aliases_.end() ? nullptr : &found->second;
}

}  // namespace dealgraph

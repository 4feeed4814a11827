#include "extract/names.h"

#include <algorithm>

#include "extract/name_hygiene.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

std::string lower_ascii(std::string text) {
  for (auto& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

bool word_before(std::string_view text, std::size_t at) {
  return at > 0 && is_word(decode_before(text, at));
}

// Most places of English text lie inside a word.
bool inside_ascii_word(std::string_view text, std::size_t at) {
  const auto word = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return static_cast<unsigned char>((byte | 0x20) - 'a') < 26 ||
           static_cast<unsigned char>(byte - '0') < 10;
  };
  return at > 0 && word(text[at]) && word(text[at - 1]);
}

bool word_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  std::size_t size = 0;
  return is_word(decode_at(text, at, size));
}

// One code names two firms on two exchanges, but Hong Kong lists firms of the mainland.
bool same_market(const std::string& a, const std::string& b) {
  const auto chinese = [](const std::string& country) {
    return country == "CN" || country == "HK" || country == "MO";
  };
  return a.empty() || b.empty() || a == b || (chinese(a) && chinese(b));
}

bool digits(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Hong Kong's codes are written with four digits and with five.
std::string other_form(const std::string& ticker) {
  if (!digits(ticker)) return "";
  if (ticker.size() == 5 && ticker[0] == '0') return ticker.substr(1);
  return ticker.size() == 4 ? '0' + ticker : "";
}

void fill(std::string& field, const std::string& value) {
  if (field.empty()) field = value;
}

}  // namespace

void NameList::push(std::string_view name, std::int32_t party, AliasUse use, bool guessed) {
  const auto key = fold_key(name);
  if (key.empty()) return;
  entries_.push_back({static_cast<std::uint32_t>(keys_.size()),
                      static_cast<std::uint32_t>(key.size()), party, use, guessed});
  keys_ += key;
}

void NameList::add_alias(std::string_view name, std::int32_t party, AliasUse use) {
  push(name, party, use, false);
}

void NameList::add_ticker(const std::string& ticker, std::int32_t party) {
  auto& known = by_ticker[ticker];
  if (std::find(known.begin(), known.end(), party) == known.end()) known.push_back(party);
}

std::int32_t NameList::find(const NameEntry& entry) const {
  if (const auto known = by_id.find(entry.party.id); known != by_id.end()) return known->second;
  for (const auto& ticker : entry.tickers)
    for (const auto& form : {ticker, other_form(ticker)})
      if (const auto known = by_ticker.find(form); known != by_ticker.end())
        for (const auto party : known->second)
          if (same_market(parties[party].country, entry.party.country)) return party;
  return -1;
}

// In bulk lists doubtful names need proof. So does one that another party has, too: build() sees.
void NameList::add_listed_name(std::string_view name, const NameEntry& entry, std::int32_t party) {
  const auto told = [&](const std::vector<std::string>& list) {
    return std::find(list.begin(), list.end(), name) != list.end();
  };
  if (name.empty() || told(entry.bare) || told(entry.gloss) || told(entry.never)) return;
  for (const auto& form : written_forms(name)) {
    const bool doubtful = doubt_of(fold_key(form)) != Doubt::none;
    push(form, party, doubtful ? AliasUse::gloss : AliasUse::bare, true);
  }
}

void NameList::add_names(const NameFile& file, const NameEntry& entry, std::int32_t party) {
  for (const auto* name : {&entry.party.name, &entry.party.name_zh}) {
    if (file.bulk)
      add_listed_name(*name, entry, party);
    else
      add_alias(*name, party, AliasUse::bare);
  }
  for (const auto& name : entry.bare) add_alias(name, party, AliasUse::bare);
  for (const auto& name : entry.gloss) add_alias(name, party, AliasUse::gloss);
  for (const auto& name : entry.never) add_alias(name, party, AliasUse::never);
  for (const auto& ticker : entry.tickers) {
    add_ticker(ticker, party);
    const auto& country = parties[party].country;
    if (file.bulk && (country == "HK" || country == "CN"))
      if (const auto form = other_form(ticker); !form.empty()) add_ticker(form, party);
  }
  for (const auto& words : entry.describe)
    by_description[lower_ascii(fold_key(words))].push_back(party);
}

bool NameList::is_double(const NameFile& file, const NameEntry& entry,
                         std::vector<std::string>& problems) {
  const auto folder = std::filesystem::path(file.path).parent_path().string();
  const auto [place, first] =
      places_[folder].try_emplace(entry.party.id, file.path + ':' + std::to_string(entry.line));
  if (first) return false;
  problems.push_back(format(
      Diagnostic{file.path, entry.line, entry.column,
                 "party id '" + entry.party.id + "' is used twice, first at " + place->second},
      ""));
  return true;
}

// The party of the entry, new or as it is listed already.
std::int32_t NameList::take(const NameFile& file, const NameEntry& entry) {
  const auto known = file.bulk ? find(entry) : -1;
  const auto next = static_cast<std::int32_t>(parties.size());
  const auto [place, added] = by_id.emplace(entry.party.id, known >= 0 ? known : next);
  const auto index = place->second;
  if (index == next) {
    parties.push_back(entry.party);
    fill(parties.back().kind, "unknown");
  } else if (file.bulk) {
    auto& party = parties[index];
    fill(party.name_zh, entry.party.name_zh);
    fill(party.country, entry.party.country);
    if (party.kind == "unknown" && !entry.party.kind.empty()) party.kind = entry.party.kind;
  } else {
    parties[index] = entry.party;
  }
  return index;
}

std::vector<std::int32_t> NameList::add(const NameFile& file, std::vector<std::string>& problems) {
  std::vector<std::int32_t> out;
  out.reserve(file.parties.size());
  parties.reserve(parties.size() + file.parties.size());
  for (const auto& entry : file.parties) {
    // Bulk lists only add, so one of them may tell of a party that another file tells of.
    if (!file.bulk && is_double(file, entry, problems)) {
      out.push_back(-1);
      continue;
    }
    const auto index = take(file, entry);
    add_names(file, entry, index);
    if (index >= 0 && !entry.parent.empty() && parties[index].parent.empty())
      parties[index].parent = entry.parent;
    if (!entry.parent.empty())
      parents_.emplace_back(entry.parent,
                            Diagnostic{file.path, entry.parent_line, entry.parent_column,
                                       "parent '" + entry.parent + "' is no party"});
    out.push_back(index);
  }
  for (const auto& alias : file.aliases)
    late_.push_back({alias.name, alias.party,
                     Diagnostic{file.path, alias.line, 0,
                                "alias of '" + alias.party + "', which is no party"}});
  for (const auto& name : file.ignored) ignored_.push_back(name.name);
  return out;
}

void NameList::add_file(const std::filesystem::path& path, std::vector<std::string>& problems) {
  add(read_name_file(path, problems), problems);
}

void NameList::check_parents(std::vector<std::string>& problems) {
  for (const auto& [parent, diagnostic] : parents_)
    if (!by_id.contains(parent)) problems.push_back(format(diagnostic, ""));
  for (const auto& alias : late_) {
    const auto party = by_id.find(alias.party);
    if (party == by_id.end())
      problems.push_back(format(alias.missing, ""));
    else
      add_alias(alias.name, party->second, AliasUse::bare);
  }
  late_.clear();
  if (ignored_.empty()) return;
  nobody_ = static_cast<std::int32_t>(parties.size());
  parties.push_back({"", "", "", "unknown", ""});
  for (const auto& name : ignored_) add_alias(name, nobody_, AliasUse::never);
  ignored_.clear();
}

// All entries of one spelling become its aliases, the earlier party first. What somebody wrote goes
// before a guess.
void NameList::close_group(std::vector<Entry>& group) {
  const auto ignored = std::find_if(group.begin(), group.end(),
                                    [&](const Entry& entry) { return entry.party == nobody_; });
  if (ignored != group.end()) group = {*ignored};
  std::size_t kept = 0;
  for (const auto& entry : group) {
    const auto end = group.begin() + static_cast<std::ptrdiff_t>(kept);
    const auto known =
        std::find_if(group.begin(), end, [&](const Entry& e) { return e.party == entry.party; });
    if (known == end)
      group[kept++] = entry;
    else if (known->guessed && !entry.guessed)
      *known = entry;
    else if (known->guessed == entry.guessed)
      known->use = std::max(known->use, entry.use);
  }
  group.resize(kept);
  for (const auto& entry : group) {
    const bool unclear = entry.guessed && group.size() > 1;
    aliases_.push_back({entry.party, unclear ? std::max(entry.use, AliasUse::gloss) : entry.use});
  }
  // The span is set when aliases_ has its final place.
  values_.emplace_back(static_cast<const Alias*>(nullptr), group.size());
}

void NameList::build() {
  struct Order {
    std::uint64_t start;  // of the key, big-endian: most comparisons end here
    std::uint32_t entry;
  };
  std::vector<Order> order;
  order.reserve(entries_.size());
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    std::uint64_t start = 0;
    const auto key = key_of(entries_[i]);
    for (std::size_t k = 0; k < 8; ++k)
      start = start << 8 | (k < key.size() ? static_cast<unsigned char>(key[k]) : 0);
    order.push_back({start, static_cast<std::uint32_t>(i)});
  }
  std::sort(order.begin(), order.end(), [&](const Order& a, const Order& b) {
    if (a.start != b.start) return a.start < b.start;
    const int order_of_keys = key_of(entries_[a.entry]).compare(key_of(entries_[b.entry]));
    return order_of_keys != 0 ? order_of_keys < 0 : a.entry < b.entry;
  });
  DoubleArray::Keys keys;
  std::vector<Entry> group;
  aliases_.reserve(order.size());
  for (std::size_t i = 0; i < order.size();) {
    const auto key = key_of(entries_[order[i].entry]);
    group.clear();
    for (; i < order.size() && key_of(entries_[order[i].entry]) == key; ++i)
      group.push_back(entries_[order[i].entry]);
    keys.emplace_back(key, static_cast<std::int32_t>(values_.size()));
    close_group(group);
  }
  const Alias* next = aliases_.data();
  for (auto& value : values_) {
    value = {next, value.size()};
    next += value.size();
  }
  trie_ = DoubleArray::of(keys);
  starts_ = NameStarts(keys.size());
  for (const auto& [key, value] : keys) starts_.add(key);
  std::size_t bits = 1 << 10;
  while (bits < 8 * by_id.size()) bits *= 2;
  ids_.assign(bits, false);
  for (const auto& [id, party] : by_id) ids_[std::hash<std::string>{}(id) & (bits - 1)] = true;
  keys_ = {};
  entries_ = {};
  places_ = {};
}

NameHit NameList::longest(std::string_view text, std::size_t at) const {
  NameHit hit;
  if (inside_ascii_word(text, at) || !starts_.may(text, at)) return hit;
  if (word_before(text, at) && word_at(text, at)) return hit;
  trie_.prefixes(text, at, [&](std::size_t length, std::int32_t value) {
    const auto end = at + length;
    if (!(word_before(text, end) && word_at(text, end))) hit = {at, end, &values_[value]};
  });
  return hit;
}

const Aliases* NameList::exact(std::string_view folded) const {
  const Aliases* found = nullptr;
  trie_.prefixes(folded, 0, [&](std::size_t length, std::int32_t value) {
    if (length == folded.size()) found = &values_[value];
  });
  return found;
}

bool NameList::ignores(std::string_view folded) const {
  if (nobody_ < 0) return false;
  const auto* found = exact(folded);
  return found && found->front().party == nobody_;
}

NameList load_names(const std::vector<std::filesystem::path>& folders,
                    std::vector<std::string>& problems) {
  NameList out;
  for (const auto& folder : folders)
    for (const auto& file : name_files(folder / "names")) out.add_file(file, problems);
  out.check_parents(problems);
  out.build();
  return out;
}

}  // namespace dealgraph

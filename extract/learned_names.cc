#include "extract/learned_names.h"

#include <algorithm>
#include <functional>

#include "extract/double_array.h"
#include "extract/word_starts.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

std::uint32_t hash_of(std::string_view name) {
  return static_cast<std::uint32_t>(std::hash<std::string_view>{}(name));
}

bool on_edges(std::string_view text, std::size_t begin, std::size_t end) {
  std::size_t size = 0;
  const bool left = is_word(decode_at(text, begin, size)) && is_word(decode_before(text, begin));
  const bool right =
      end < text.size() && is_word(decode_before(text, end)) && is_word(decode_at(text, end, size));
  return !left && !right;
}

}  // namespace

std::size_t LearnedNames::slot_of(std::string_view name, std::uint32_t hash) const {
  for (std::size_t at = hash & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at] == 0) return at;
    const auto& entry = entries_[slots_[at] - 1];
    if (entry.hash == hash && name_of(entry) == name) return at;
  }
}

void LearnedNames::grow() {
  slots_.assign(std::max<std::size_t>(128, 2 * slots_.size()), 0);
  for (std::size_t i = 0; i < entries_.size(); ++i)
    slots_[slot_of(name_of(entries_[i]), entries_[i].hash)] = static_cast<std::uint32_t>(i + 1);
}

void LearnedNames::learn(std::string_view name, int party) {
  if (count_code_points(name) < 2) return;
  if (2 * (entries_.size() + 1) > slots_.size()) grow();
  const auto hash = hash_of(name);
  auto& slot = slots_[slot_of(name, hash)];
  if (slot != 0) return;
  entries_.push_back({static_cast<std::uint32_t>(letters_.size()),
                      static_cast<std::uint32_t>(name.size()), hash, party});
  slot = static_cast<std::uint32_t>(entries_.size());
  letters_ += name;
}

int LearnedNames::find(std::string_view name) const {
  if (entries_.empty()) return -1;
  const auto slot = slots_[slot_of(name, hash_of(name))];
  return slot == 0 ? -1 : entries_[slot - 1].party;
}

std::vector<Span> LearnedNames::occurrences(std::string_view text) const {
  std::vector<Span> out;
  if (entries_.empty()) return out;
  WordStarts starts;
  DoubleArray::Keys keys;
  keys.reserve(entries_.size());
  for (const auto& entry : entries_) {
    keys.emplace_back(name_of(entry), 0);
    starts.add(keys.back().first);
  }
  std::sort(keys.begin(), keys.end());
  const auto trie = DoubleArray::of(keys);
  for (std::size_t i = 0; i < text.size();) {
    std::size_t best = 0;
    if (starts.may(text, i))
      trie.prefixes(text, i, [&](std::size_t length, std::int32_t) {
        if (on_edges(text, i, i + length)) best = length;
      });
    std::size_t size = 0;
    decode_at(text, i, size);
    if (best) out.push_back({i, i + best});
    i += best ? best : size;
  }
  return out;
}

}  // namespace dealgraph

#include "extract/phrases.h"

#include <algorithm>

namespace dealgraph {

Phrases::Phrases(std::vector<std::string> words) {
  std::erase(words, "");
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  DoubleArray::Keys keys;
  for (const auto& word : words) {
    keys.emplace_back(word, 0);
    by_last_[static_cast<unsigned char>(word.back())].push_back(word);
  }
  trie_ = DoubleArray::of(keys);
}

bool Phrases::any_starts(std::string_view text) const {
  bool found = false;
  trie_.prefixes(text, 0, [&](std::size_t, std::int32_t) { found = true; });
  return found;
}

bool Phrases::any_ends(std::string_view text) const {
  if (text.empty()) return false;
  const auto& words = by_last_[static_cast<unsigned char>(text.back())];
  return std::any_of(words.begin(), words.end(),
                     [&](const auto& word) { return text.ends_with(word); });
}

bool Phrases::any_inside(std::string_view text) const {
  bool found = false;
  for (std::size_t at = 0; at < text.size() && !found; ++at)
    trie_.prefixes(text, at, [&](std::size_t, std::int32_t) { found = true; });
  return found;
}

}  // namespace dealgraph

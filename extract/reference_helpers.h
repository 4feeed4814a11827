#pragma once
#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <vector>

// What the sources of the reference resolver share.

namespace dealgraph {

inline void add(std::vector<int>& parties, int party) {
  if (std::find(parties.begin(), parties.end(), party) == parties.end()) parties.push_back(party);
}

inline bool has(const std::vector<int>& parties, int party) {
  return std::find(parties.begin(), parties.end(), party) != parties.end();
}

inline std::vector<int> only(std::vector<int> parties) {
  return parties.size() == 1 ? parties : std::vector<int>{};
}

inline bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return text.ends_with(word); });
}

inline bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return text.starts_with(word); });
}

inline bool contains_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](auto word) { return text.find(word) != std::string_view::npos; });
}

}  // namespace dealgraph

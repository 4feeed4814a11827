#include "extract/learned_names.h"

#include "extract/double_array.h"
#include "text/utf8.h"

namespace dealgraph {

void LearnedNames::learn(std::string_view name, int party) {
  if (count_code_points(name) >= 2) parties_.emplace(std::string(name), party);
}

int LearnedNames::find(std::string_view name) const {
  const auto known = parties_.find(name);
  return known == parties_.end() ? -1 : known->second;
}

std::vector<Span> LearnedNames::occurrences(std::string_view text) const {
  std::vector<Span> out;
  if (parties_.empty()) return out;
  std::vector<std::pair<std::string, std::int32_t>> keys(parties_.begin(), parties_.end());
  const DoubleArray trie(keys);
  for (std::size_t i = 0; i < text.size();) {
    std::size_t best = 0;
    trie.prefixes(text, i, [&](std::size_t length, std::int32_t) {
      std::size_t size = 0;
      const std::size_t end = i + length;
      const bool left = is_word(decode_at(text, i, size)) && is_word(decode_before(text, i));
      const bool right = end < text.size() && is_word(decode_before(text, end)) &&
                         is_word(decode_at(text, end, size));
      if (!left && !right) best = length;
    });
    std::size_t size = 0;
    decode_at(text, i, size);
    if (best) out.push_back({i, i + best});
    i += best ? best : size;
  }
  return out;
}

}  // namespace dealgraph

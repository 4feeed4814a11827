#pragma once
#include <cstddef>
#include <string_view>

namespace dealgraph {

// Of two MinHash sketches, one byte a bin (text/near_duplicate.h): an estimate of the share of word
// runs that their texts have in common (Jaccard), 0 to 1. 0 if one is empty.
inline double sketch_similarity(std::string_view a, std::string_view b) {
  if (a.empty() || a.size() != b.size()) return 0;
  std::size_t same = 0;
  for (std::size_t i = 0; i < a.size(); ++i) same += a[i] == b[i];
  constexpr double by_chance = 1.0 / 256;
  const double share = static_cast<double>(same) / static_cast<double>(a.size());
  return share > by_chance ? (share - by_chance) / (1 - by_chance) : 0;
}

}  // namespace dealgraph

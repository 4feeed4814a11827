#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "extract/double_array.h"

namespace dealgraph {

// A list of words and phrases as they stand in folded text, whatever stands beside them.
class Phrases {
 public:
  explicit Phrases(std::vector<std::string> words = {});

  bool any_starts(std::string_view text) const;  // text.starts_with() one of them
  bool any_ends(std::string_view text) const;
  bool any_inside(std::string_view text) const;

 private:
  DoubleArray trie_;
  std::array<std::vector<std::string>, 256> by_last_;  // byte
};

}  // namespace dealgraph

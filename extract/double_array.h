#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dealgraph {

// A static trie over byte strings in two integer arrays (Aoe 1989): one array access a byte.
class DoubleArray {
 public:
  DoubleArray() = default;
  // Keys must be non-empty, without NUL, sorted and unique; values must be >= 0.
  explicit DoubleArray(const std::vector<std::pair<std::string, std::int32_t>>& sorted);

  // Calls found(length in bytes, value) for every key that `text` starts with at byte `at`,
  // shorter keys first.
  template <typename Found>
  void prefixes(std::string_view text, std::size_t at, Found found) const {
    if (cells_.empty()) return;
    std::int32_t node = 0;
    for (std::size_t i = at;; ++i) {
      const std::int32_t leaf = cells_[node].base;
      if (leaf >= 0 && static_cast<std::size_t>(leaf) < cells_.size() &&
          cells_[leaf].check == node && i > at)
        found(i - at, -cells_[leaf].base - 1);
      if (i >= text.size()) return;
      const auto byte = static_cast<unsigned char>(text[i]);
      const std::int32_t next = cells_[node].base + byte;
      if (byte == 0 || next < 0 || static_cast<std::size_t>(next) >= cells_.size() ||
          cells_[next].check != node)
        return;
      node = next;
    }
  }

 private:
  struct Cell {
    std::int32_t base = -1;   // of an inner node: offset of its children; of a leaf: -value - 1
    std::int32_t check = -1;  // parent; -1: free
  };
  struct Builder;
  std::vector<Cell> cells_;
};

}  // namespace dealgraph

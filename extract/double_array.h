#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dealgraph {

// A static trie over byte strings in two integer arrays (Aoe 1989): one array access a byte. What
// only one key goes through is kept as plain text (Aoe's tail), so that a list of long names makes
// few nodes.
class DoubleArray {
 public:
  using Keys = std::vector<std::pair<std::string_view, std::int32_t>>;

  DoubleArray() = default;
  // Keys must be non-empty, without NUL, sorted and unique; values must be >= 0.
  explicit DoubleArray(const std::vector<std::pair<std::string, std::int32_t>>& sorted);
  // The same for keys that lie elsewhere; they are copied.
  static DoubleArray of(const Keys& sorted);

  // Calls found(length in bytes, value) for every key that `text` starts with at byte `at`,
  // shorter keys first.
  template <typename Found>
  void prefixes(std::string_view text, std::size_t at, Found found) const {
    if (cells_.empty()) return;
    std::int32_t node = 0;
    for (std::size_t i = at;; ++i) {
      const std::int32_t base = cells_[node].base;
      if (base < 0) {
        const auto& leaf = leaves_[-base - 1];
        const std::string_view rest(tails_.data() + leaf.begin, leaf.size);
        // Most tails differ in their first byte.
        if (rest.empty() ||
            (i < text.size() && text[i] == rest[0] && text.substr(i).starts_with(rest)))
          found(i + rest.size() - at, leaf.value);
        return;
      }
      if (cells_[base].check == node) found(i - at, leaves_[-cells_[base].base - 1].value);
      const unsigned char byte = i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
      if (byte == 0 || cells_[base + byte].check != node) return;
      node = base + byte;
    }
  }

 private:
  // There are cells for every byte behind every base, so that no walk leaves the array.
  struct Cell {
    std::int32_t base = -1;   // of an inner node: offset of its children; of a leaf: -index - 1
    std::int32_t check = -1;  // parent; -1: free
  };
  struct Leaf {
    std::uint32_t begin = 0;  // of the rest of its key in tails_
    std::uint32_t size = 0;
    std::int32_t value = 0;
  };
  struct Builder;
  std::vector<Cell> cells_;
  std::vector<Leaf> leaves_;
  std::string tails_;
};

}  // namespace dealgraph

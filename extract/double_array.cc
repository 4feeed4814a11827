#include "extract/double_array.h"

#include <algorithm>

namespace dealgraph {

// Children of a node lie at base + byte; byte 0 is the end of a key.
struct DoubleArray::Builder {
  const std::vector<std::pair<std::string, std::int32_t>>& keys;
  std::vector<Cell>& cells;
  std::size_t first_free = 1;

  struct Range {
    std::size_t begin, end, depth;
    std::int32_t node;
  };

  unsigned char byte_of(std::size_t key, std::size_t depth) const {
    const auto& text = keys[key].first;
    return depth < text.size() ? static_cast<unsigned char>(text[depth]) : 0;
  }

  void grow(std::size_t size) {
    if (size > cells.size()) cells.resize(std::max(size, cells.size() * 2));
  }

  std::int32_t find_base(const std::vector<unsigned char>& bytes) {
    while (first_free < cells.size() && cells[first_free].check != -1) ++first_free;
    for (std::size_t at = std::max<std::size_t>(first_free, bytes.front() + 1U);; ++at) {
      const std::size_t base = at - bytes.front();
      grow(base + 257);
      if (cells[at].check != -1) continue;
      if (std::all_of(bytes.begin(), bytes.end(),
                      [&](unsigned char b) { return cells[base + b].check == -1; }))
        return static_cast<std::int32_t>(base);
    }
  }

  void build() {
    grow(512);
    cells[0].check = 0;
    std::vector<Range> stack{{0, keys.size(), 0, 0}};
    std::vector<unsigned char> bytes;
    while (!stack.empty()) {
      const Range range = stack.back();
      stack.pop_back();
      bytes.clear();
      for (std::size_t k = range.begin; k < range.end; ++k)
        if (bytes.empty() || bytes.back() != byte_of(k, range.depth))
          bytes.push_back(byte_of(k, range.depth));
      const std::int32_t base = find_base(bytes);
      cells[range.node].base = base;
      for (const auto b : bytes) cells[base + b].check = range.node;
      for (std::size_t k = range.begin; k < range.end;) {
        const auto b = byte_of(k, range.depth);
        std::size_t end = k;
        while (end < range.end && byte_of(end, range.depth) == b) ++end;
        if (b == 0)
          cells[base].base = -keys[k].second - 1;
        else
          stack.push_back({k, end, range.depth + 1, base + b});
        k = end;
      }
    }
  }
};

DoubleArray::DoubleArray(const std::vector<std::pair<std::string, std::int32_t>>& sorted) {
  if (sorted.empty()) return;
  Builder{sorted, cells_}.build();
}

}  // namespace dealgraph

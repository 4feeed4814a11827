#include "extract/double_array.h"

#include <algorithm>

namespace dealgraph {

// Children of a node lie at base + byte; byte 0 is the end of a key.
struct DoubleArray::Builder {
  const Keys& keys;
  DoubleArray& out;
  std::size_t first_try = 1;  // nearly all cells before it are taken

  struct Range {
    std::size_t begin, end, depth;
    std::int32_t node;
  };
  struct Child {
    unsigned char byte;
    std::size_t begin;  // first key
  };

  unsigned char byte_of(std::size_t key, std::size_t depth) const {
    const auto& text = keys[key].first;
    return depth < text.size() ? static_cast<unsigned char>(text[depth]) : 0;
  }

  void grow(std::size_t size) {
    auto& cells = out.cells_;
    if (size > cells.size()) cells.resize(std::max(size, cells.size() * 2));
  }

  bool fits(std::size_t base, const std::vector<Child>& children) const {
    return std::all_of(children.begin(), children.end(), [&](const Child& child) {
      return out.cells_[base + child.byte].check == -1;
    });
  }

  std::int32_t find_base(const std::vector<Child>& children) {
    const std::size_t least = children.front().byte;
    const std::size_t start = std::max(first_try, least + 1);
    std::size_t taken = 0;
    for (std::size_t at = start;; ++at) {
      const std::size_t base = at - least;
      grow(base + 256);
      if (out.cells_[at].check != -1) {
        ++taken;
      } else if (fits(base, children)) {
        // Once a stretch is nearly full, searching it again for every node is quadratic.
        if (taken * 20 >= (at - start + 1) * 19) first_try = at;
        return static_cast<std::int32_t>(base);
      }
    }
  }

  void add_leaf(std::int32_t node, std::size_t key, std::size_t depth) {
    const auto [text, value] = keys[key];
    const auto rest = text.substr(std::min(depth, text.size()));
    out.cells_[node].base = -static_cast<std::int32_t>(out.leaves_.size()) - 1;
    out.leaves_.push_back({static_cast<std::uint32_t>(out.tails_.size()),
                           static_cast<std::uint32_t>(rest.size()), value});
    out.tails_ += rest;
  }

  void build() {
    grow(512);
    out.cells_[0].check = 0;
    std::vector<Range> stack{{0, keys.size(), 0, 0}};
    std::vector<Child> children;
    while (!stack.empty()) {
      const Range range = stack.back();
      stack.pop_back();
      if (range.end - range.begin == 1) {
        add_leaf(range.node, range.begin, range.depth);
        continue;
      }
      children.clear();
      for (std::size_t k = range.begin; k < range.end; ++k)
        if (const auto byte = byte_of(k, range.depth);
            children.empty() || children.back().byte != byte)
          children.push_back({byte, k});
      const std::int32_t base = find_base(children);
      out.cells_[range.node].base = base;
      for (const auto& child : children) out.cells_[base + child.byte].check = range.node;
      for (std::size_t c = 0; c < children.size(); ++c) {
        const auto end = c + 1 < children.size() ? children[c + 1].begin : range.end;
        stack.push_back({children[c].begin, end, range.depth + 1, base + children[c].byte});
      }
    }
  }
};

DoubleArray DoubleArray::of(const Keys& sorted) {
  DoubleArray made;
  if (!sorted.empty()) Builder{sorted, made}.build();
  return made;
}

DoubleArray::DoubleArray(const std::vector<std::pair<std::string, std::int32_t>>& sorted) {
  const Keys keys(sorted.begin(), sorted.end());
  if (!keys.empty()) Builder{keys, *this}.build();
}

}  // namespace dealgraph

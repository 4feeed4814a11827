#include "text/fold.h"

#include <array>
#include <cstdint>

#include "text/utf8.h"

namespace dealgraph {
namespace {

struct FoldPair {
  std::uint32_t from;
  std::uint32_t to;
};
constexpr FoldPair fold_pairs[] = {
#include "text/fold_table.inc"
};

// Two-level table over the planes that the pairs touch: 256 code points a block.
class FoldTable {
 public:
  FoldTable() {
    for (const auto& [from, to] : fold_pairs) {
      auto& block = index_.at(from >> 8);
      if (!block) {
        blocks_.emplace_back();
        blocks_.back().fill(0);
        block = static_cast<std::uint16_t>(blocks_.size());
      }
      blocks_[block - 1U][from & 0xFF] = to;
    }
  }
  char32_t fold(char32_t c) const {
    if (c >= 0xF0000) return 0xFFFD;
    const auto block = index_[c >> 8];
    if (!block) return c;
    const auto to = blocks_[block - 1U][c & 0xFF];
    return to ? to : c;
  }

 private:
  std::array<std::uint16_t, 0xF00> index_{};
  std::vector<std::array<std::uint32_t, 256>> blocks_;
};

const FoldTable& table() {
  static const FoldTable instance;
  return instance;
}

template <typename Sink>
void fold_each(std::string_view source, Sink sink) {
  const auto& folds = table();
  for (std::size_t i = 0; i < source.size();) {
    std::size_t size = 1;
    const char32_t c = decode_at(source, i, size);
    sink(c < 0x80 ? c : folds.fold(c), i);
    i += size;
  }
}

}  // namespace

Folded fold(std::string_view source) {
  Folded out;
  out.text.reserve(source.size());
  out.to_source.reserve(source.size() + 1);
  const auto& folds = table();
  for (std::size_t i = 0; i < source.size();) {
    std::size_t size = 1;
    const char32_t c = decode_at(source, i, size);
    const char32_t to = c < 0x80 ? c : folds.fold(c);
    if (to == c && !(c == 0xFFFD && size == 1))
      out.text.append(source, i, size);
    else
      append_utf8(out.text, to);
    while (out.to_source.size() < out.text.size()) out.to_source.push_back(i);
    i += size;
  }
  out.to_source.push_back(source.size());
  return out;
}

std::string fold_key(std::string_view source) {
  std::string out;
  out.reserve(source.size());
  fold_each(source, [&](char32_t c, std::size_t) { append_utf8(out, c); });
  return out;
}

}  // namespace dealgraph

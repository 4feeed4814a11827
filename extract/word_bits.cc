#include "extract/word_bits.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace dealgraph {
namespace {

// Words are short: eight letters a step.
std::uint32_t hash_of(std::string_view word) {
  std::uint64_t hash = word.size();
  for (std::size_t i = 0; i < word.size(); i += 8) {
    std::uint64_t part = 0;
    std::memcpy(&part, word.data() + i, std::min<std::size_t>(8, word.size() - i));
    hash = (hash ^ part) * 0x9E3779B97F4A7C15ULL;
    hash ^= hash >> 32;
  }
  return static_cast<std::uint32_t>(hash);
}

}  // namespace

std::size_t WordBits::slot_of(std::string_view word, std::uint32_t hash) const {
  for (std::size_t at = hash & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
    const auto& slot = slots_[at];
    if (slot.bits == 0 ||
        (slot.hash == hash && word == std::string_view(letters_.data() + slot.begin, slot.size)))
      return at;
  }
}

void WordBits::grow() {
  const auto old =
      std::exchange(slots_, std::vector<Slot>(std::max<std::size_t>(64, 2 * slots_.size())));
  for (const auto& slot : old)
    if (slot.bits != 0)
      slots_[slot_of(std::string_view(letters_).substr(slot.begin, slot.size), slot.hash)] = slot;
}

void WordBits::add(std::string_view word, std::uint32_t bits) {
  if (bits == 0) return;
  if (3 * (used_ + 1) > slots_.size()) grow();
  const auto hash = hash_of(word);
  auto& slot = slots_[slot_of(word, hash)];
  if (slot.bits == 0) {
    slot = {hash, static_cast<std::uint32_t>(letters_.size()),
            static_cast<std::uint32_t>(word.size()), 0};
    letters_ += word;
    ++used_;
  }
  slot.bits |= bits;
}

std::uint32_t WordBits::find(std::string_view word) const {
  return slots_.empty() ? 0 : slots_[slot_of(word, hash_of(word))].bits;
}

}  // namespace dealgraph

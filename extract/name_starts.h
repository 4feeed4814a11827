#pragma once
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace dealgraph {

// Says where in a text no key of a large list begins, so that a walk through the list's trie, which
// is larger than the processor's caches, is rarely begun. A Bloom filter of one hash over the first
// three or two characters of three bytes, as Chinese keys have them, or the first four bytes of any
// other; shorter keys are told by two bytes.
class NameStarts {
 public:
  explicit NameStarts(std::size_t keys = 0) {
    std::size_t bits = 1 << 12;
    while (bits < 8 * keys) bits *= 2;
    for (std::size_t n = bits; n > 1; n /= 2) --shift_;
    bits_.assign(bits / 64, 0);
  }

  void add(std::string_view key) {
    if (const auto size = start_size(key); size > 0) {
      const auto bit = hash(key.data(), size);
      bits_[bit / 64] |= std::uint64_t{1} << bit % 64;
    } else if (key.size() >= 2) {
      short_.set(first_two(key, 0));
    } else if (key.size() == 1) {
      for (std::size_t next = 0; next < 256; ++next)
        short_.set(static_cast<std::size_t>(static_cast<unsigned char>(key[0])) << 8 | next);
    }
  }

  // False: no key begins at byte `at`.
  bool may(std::string_view text, std::size_t at) const {
    const auto left = text.size() - at;
    const char* start = text.data() + at;
    if (is_wide(*start)) {
      if (left >= two && has(start, two)) return true;
      if (left >= three && has(start, three)) return true;
    } else if (left >= narrow && has(start, narrow)) {
      return true;
    }
    return short_.test(first_two(text, at));
  }

 private:
  static constexpr std::size_t two = 6, three = 9, narrow = 4;  // bytes
  static bool is_wide(char c) { return static_cast<unsigned char>(c) >= 0xE0; }
  static std::size_t start_size(std::string_view key) {
    if (!key.empty() && is_wide(key[0]))
      return key.size() >= three ? three : key.size() >= two ? two : 0;
    return key.size() >= narrow ? narrow : 0;
  }
  static std::size_t first_two(std::string_view text, std::size_t at) {
    const auto next = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0U;
    return static_cast<std::size_t>(static_cast<unsigned char>(text[at])) << 8 | next;
  }
  bool has(const char* start, std::size_t size) const {
    const auto bit = hash(start, size);
    return (bits_[bit / 64] >> bit % 64 & 1) != 0;
  }
  std::size_t hash(const char* start, std::size_t size) const {
    std::uint64_t head = 0;
    std::uint64_t rest = 0;
    std::memcpy(&head, start, narrow);
    if (size > narrow) std::memcpy(&rest, start + narrow, size - narrow);
    return (head * 0x9E3779B97F4A7C15ULL ^ (rest + size) * 0xC2B2AE3D27D4EB4FULL) *
               0x9E3779B97F4A7C15ULL >>
           shift_;
  }

  std::bitset<0x10000> short_;
  std::vector<std::uint64_t> bits_;
  int shift_ = 64;
};

}  // namespace dealgraph

#pragma once
#include <bitset>
#include <cstddef>
#include <string_view>

namespace dealgraph {

// Where a word of a small list may begin, judged by two bytes: nearly everywhere none does. Words
// must have two bytes and be valid UTF-8.
class WordStarts {
 public:
  void add(std::string_view word) { bits_.set(key(word, 0)); }
  bool may(std::string_view text, std::size_t at) const {
    return at + 1 < text.size() && bits_.test(key(text, at));
  }

 private:
  static std::size_t key(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    // The third byte of a Han character tells more than the second.
    const auto next = lead >= 0xE0 && at + 2 < text.size() ? text[at + 2] : text[at + 1];
    return (lead * 37U ^ static_cast<unsigned char>(next) * 8U) & 0x7FFU;
  }
  std::bitset<0x800> bits_;
};

}  // namespace dealgraph

#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dealgraph {

// Words with bits of meaning, looked up for nearly every word of a text: open addressing over one
// array, the letters in another.
class WordBits {
 public:
  // Adds to what the word has already.
  void add(std::string_view word, std::uint32_t bits);
  std::uint32_t find(std::string_view word) const;  // 0: unknown

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t begin = 0;  // in letters_
    std::uint32_t size = 0;
    std::uint32_t bits = 0;  // 0: free
  };
  std::size_t slot_of(std::string_view word, std::uint32_t hash) const;
  void grow();

  std::vector<Slot> slots_;  // a power of two
  std::size_t used_ = 0;
  std::string letters_;
};

}  // namespace dealgraph

#pragma once
#include <cstddef>
#include <cstdint>

// The compiled dictionary: a double array (Aoe 1989) over code points that are numbered by how
// often words use them, so that the array is dense. gen_words writes it, words.cc reads it.
namespace dealgraph::word_table {

constexpr char32_t first_han = 0x4E00;
constexpr char32_t last_han = 0x9FFF;
constexpr std::size_t han_count = last_han - first_han + 1;

struct Cell {
  std::int32_t base = 0;     // offset of the children
  std::int32_t check = -1;   // parent; -1: free
  std::uint16_t rarity = 0;  // 256 times -log2 of the word's share; 0: no word ends here
  std::uint16_t kind = 0;    // WordClass
};

struct Header {
  std::uint32_t cells;
  std::uint32_t unknown_rarity;   // of a character that is no word, in Cell::rarity's unit
  std::uint16_t code[han_count];  // 0: in no word
};

}  // namespace dealgraph::word_table

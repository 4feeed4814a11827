#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace dealgraph {

// The code point at byte `at` of `text`, whose length in bytes goes to `size`. A broken byte reads
// as U+FFFD of size 1. `at` must be < text.size().
char32_t decode_any(std::string_view text, std::size_t at, std::size_t& size);

// Leads of three bytes with no rule for their second byte but that it continues: most of Chinese.
inline bool is_plain_lead(unsigned char byte) { return byte >= 0xE1 && byte <= 0xEC; }
inline bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// The same, with the usual cases in line.
inline char32_t decode_at(std::string_view text, std::size_t at, std::size_t& size) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) {
    size = 1;
    return lead;
  }
  if (is_plain_lead(lead) && at + 2 < text.size() && is_continuation(text[at + 1]) &&
      is_continuation(text[at + 2])) {
    size = 3;
    return (lead & 0x0FU) << 12 | (static_cast<unsigned char>(text[at + 1]) & 0x3FU) << 6 |
           (static_cast<unsigned char>(text[at + 2]) & 0x3FU);
  }
  return decode_any(text, at, size);
}

// Start of the code point that ends before byte `at` (> 0).
inline std::size_t previous(std::string_view text, std::size_t at) {
  std::size_t i = at - 1;
  while (i > 0 && at - i < 4 && is_continuation(text[i])) --i;
  return i;
}

// The code point that ends before byte `at`; 0 at the start of the text.
inline char32_t decode_before(std::string_view text, std::size_t at) {
  if (at == 0) return 0;
  std::size_t size = 0;
  return decode_at(text, previous(text, at), size);
}

void append_any_utf8(std::string& out, char32_t c);
inline void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80)
    out += static_cast<char>(c);
  else
    append_any_utf8(out, c);
}

std::size_t count_code_points(std::string_view text);

inline bool is_han(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3007 ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}
inline bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
inline bool is_upper_ascii(char32_t c) { return c >= U'A' && c <= U'Z'; }
inline bool is_lower_ascii(char32_t c) { return c >= U'a' && c <= U'z'; }
inline bool is_space(char32_t c) { return c == U' ' || c == U'\t' || c == U'\n' || c == U'\r'; }

bool is_upper_beyond_ascii(char32_t c);
bool is_letter_beyond_ascii(char32_t c);
// Latin, Greek, Cyrillic capitals.
inline bool is_upper(char32_t c) { return c < 0x80 ? is_upper_ascii(c) : is_upper_beyond_ascii(c); }
// Letters of alphabetic scripts (not Han, kana).
inline bool is_letter(char32_t c) {
  if (c < 0x80) return is_upper_ascii(c) || is_lower_ascii(c);
  return c < 0x2E80 && is_letter_beyond_ascii(c);
}
inline bool is_word(char32_t c) { return is_letter(c) || is_digit(c); }

}  // namespace dealgraph

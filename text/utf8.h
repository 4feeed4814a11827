#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace dealgraph {

// The code point at byte `at` of `text`, whose length in bytes goes to `size`. A broken byte reads
// as U+FFFD of size 1. `at` must be < text.size().
char32_t decode_at(std::string_view text, std::size_t at, std::size_t& size);

// The code point that ends before byte `at`; 0 at the start of the text.
char32_t decode_before(std::string_view text, std::size_t at);

// Start of the code point that ends before byte `at` (> 0).
std::size_t previous(std::string_view text, std::size_t at);

void append_utf8(std::string& out, char32_t c);

std::size_t count_code_points(std::string_view text);

bool is_han(char32_t c);
inline bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
inline bool is_upper_ascii(char32_t c) { return c >= U'A' && c <= U'Z'; }
inline bool is_lower_ascii(char32_t c) { return c >= U'a' && c <= U'z'; }
inline bool is_space(char32_t c) { return c == U' ' || c == U'\t' || c == U'\n' || c == U'\r'; }
bool is_upper(char32_t c);   // Latin, Greek, Cyrillic capitals
bool is_letter(char32_t c);  // letters of alphabetic scripts (not Han, kana)
inline bool is_word(char32_t c) { return is_letter(c) || is_digit(c); }

}  // namespace dealgraph

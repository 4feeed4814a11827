#include "text/utf8.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace dealgraph {

char32_t decode_at(std::string_view text, std::size_t at, std::size_t& size) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) {
    size = 1;
    return lead;
  }
  auto i = static_cast<std::int64_t>(at);
  UChar32 c = 0;
  U8_NEXT(text.data(), i, static_cast<std::int64_t>(text.size()), c);
  if (c < 0) {
    size = 1;
    return 0xFFFD;
  }
  size = static_cast<std::size_t>(i) - at;
  return static_cast<char32_t>(c);
}

std::size_t previous(std::string_view text, std::size_t at) {
  std::size_t i = at - 1;
  while (i > 0 && at - i < 4 && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) --i;
  return i;
}

char32_t decode_before(std::string_view text, std::size_t at) {
  if (at == 0) return 0;
  std::size_t size = 0;
  return decode_at(text, previous(text, at), size);
}

void append_utf8(std::string& out, char32_t c) {
  char buffer[4];
  int length = 0;
  U8_APPEND_UNSAFE(buffer, length, static_cast<UChar32>(c));
  out.append(buffer, static_cast<std::size_t>(length));
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char byte : text) count += (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
  return count;
}

bool is_han(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3007 ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

bool is_upper(char32_t c) {
  return c < 0x80 ? is_upper_ascii(c) : u_isUUppercase(static_cast<UChar32>(c));
}

bool is_letter(char32_t c) {
  if (c < 0x80) return is_upper_ascii(c) || is_lower_ascii(c);
  return c < 0x2E80 && u_isalpha(static_cast<UChar32>(c));
}

}  // namespace dealgraph

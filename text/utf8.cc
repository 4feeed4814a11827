#include "text/utf8.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace dealgraph {

char32_t decode_any(std::string_view text, std::size_t at, std::size_t& size) {
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

void append_any_utf8(std::string& out, char32_t c) {
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

bool is_upper_beyond_ascii(char32_t c) { return u_isUUppercase(static_cast<UChar32>(c)); }

bool is_letter_beyond_ascii(char32_t c) { return u_isalpha(static_cast<UChar32>(c)); }

}  // namespace dealgraph

#pragma once
#include <string>
#include <string_view>

namespace dealgraph {

struct Decoded {
  std::string text;     // valid UTF-8 without NUL and byte order mark; bad bytes are U+FFFD
  std::string charset;  // what the bytes were read as, e.g. "UTF-8", "gb18030"
};

// Decodes a page or text file of unknown charset: byte order mark, else valid UTF-8, else ICU's
// detector, else what the HTTP header or a <meta> tag declares. `http_content_type` is a header
// value such as "text/html; charset=big5", or "". Never fails.
Decoded to_utf8(std::string_view bytes, std::string_view http_content_type = {});

}  // namespace dealgraph

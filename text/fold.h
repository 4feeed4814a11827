#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/span.h"

namespace dealgraph {

// A text as it is matched, never as it is shown: one code point for each code point of the source;
// full-width forms become ASCII, Traditional Chinese becomes Simplified, typographic apostrophes
// and dashes become plain. Case is kept. Code points of planes 15 and 16 become U+FFFD, since masks
// use them.
struct Folded {
  std::string text;  // UTF-8
  std::vector<std::size_t>
      to_source;  // byte of `text` → byte of the source; text.size() + 1 entries

  Span source(Span folded) const { return {to_source[folded.begin], to_source[folded.end]}; }
};

// `source` must be valid UTF-8 (broken bytes become U+FFFD, one each).
Folded fold(std::string_view source);

// The folded text alone: for names, rules and word lists.
std::string fold_key(std::string_view source);

}  // namespace dealgraph

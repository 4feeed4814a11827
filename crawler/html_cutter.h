#pragma once
#include <string>
#include <string_view>

namespace dealgraph {

// Thrown, through the parser's C frames too, when a page breaks a bound. Never leaves parse_html().
struct ParseLimit {
  const char* problem;
};

// A page without scripts (but JSON-LD), styles, SVG, comments and control characters, at most 4
// MiB; a tag with hundreds of attributes loses them. Linear time. Throws ParseLimit for markup
// nested so deeply that parsing it would take quadratic time.
std::string cut_html(std::string_view html);

}  // namespace dealgraph

#pragma once
#include <string>
#include <string_view>

namespace dealgraph {

// Text of a page as text of an HTML or SVG document, in an element or a quoted attribute: cleaned
// like printable(), then escaped.
std::string escape_markup(std::string_view text);

// The same for <pre>: line breaks and tabs stay.
std::string preformatted(std::string_view text);

// The first `most` code points of a text, "…" after them if there are more.
std::string shorten(std::string_view text, std::size_t most);

// <a href=…>label</a> for an http or https address, else the label alone.
std::string link_markup(const std::string& url, std::string_view label);

}  // namespace dealgraph

#pragma once
#include <initializer_list>
#include <string>
#include <string_view>

#include "crawler/html.h"

namespace dealgraph {

// First non-empty content of <meta name|property|itemprop=…>, by the order of `names`.
std::string meta_content(const HtmlTree& tree, std::initializer_list<std::string_view> names);

// Whether a list of words separated by spaces, such as a class or rel, holds the word.
bool has_token(std::string_view tokens, std::string_view token);

}  // namespace dealgraph

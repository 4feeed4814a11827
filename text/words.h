#pragma once
#include <string_view>
#include <vector>

#include "core/span.h"

namespace dealgraph {

// Whether `span` of folded Chinese text begins and ends where words do, by ICU's dictionary: 国建
// in 在美国建造 does not. Looks at a few characters around the span only.
bool on_word_boundaries(std::string_view folded, Span span);

// The words of a short Chinese text in code points each, by ICU's dictionary. What the dictionary
// does not hold, such as most company names, falls apart into single characters.
std::vector<std::size_t> word_lengths(std::string_view folded);

}  // namespace dealgraph

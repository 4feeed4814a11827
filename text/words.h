#pragma once
#include <string_view>

#include "core/span.h"

namespace dealgraph {

// Whether `span` of folded Chinese text begins and ends where words do, by ICU's dictionary: 国建 in
// 在美国建造 does not. Looks at a few characters around the span only.
bool on_word_boundaries(std::string_view folded, Span span);

}  // namespace dealgraph

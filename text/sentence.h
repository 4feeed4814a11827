#pragma once
#include <string_view>
#include <vector>

#include "core/span.h"

namespace dealgraph {

// Splits folded Chinese and English news text into sentences, without the white space around them.
// A newline always ends a sentence. Closing quotes and brackets stay with the sentence they close.
// Abbreviations, initials, decimal points, "Yahoo!奇摩" and titles in 《》 do not end one.
std::vector<Span> split_sentences(std::string_view folded);

}  // namespace dealgraph

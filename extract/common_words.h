#pragma once
#include <span>
#include <string_view>

namespace dealgraph {

// Whether an English word in lower case is one that firms are called and that news use as a word:
// "target", "block", "shell". Our own list, grown from names of listed companies.
bool is_common_english(std::string_view word);

// All of them.
std::span<const std::string_view> common_english_words();

}  // namespace dealgraph

#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dealgraph {

// An element of a pattern of the rule language: what can be left out at either end.
struct PatternPart {
  enum class Kind { placeholder, list, gap, text };
  Kind kind = Kind::text;
  std::string source;  // with its quantifier
  bool optional = false;
};

// Cuts a pattern that compiles into its elements: placeholders, word lists, gaps, groups, classes
// and runs of plain text. One element if alternatives stand outside of groups.
std::vector<PatternPart> split_pattern(std::string_view source);

// The elements [begin, end) as a pattern.
std::string join_parts(const std::vector<PatternPart>& parts, std::size_t begin, std::size_t end);

// The names of all word lists that a pattern or guard uses, in order.
std::vector<std::string> lists_in(std::string_view source);

// For each run of plain text and each group of plain alternatives, pieces of text, folded and lower
// case, of which one stands wherever the pattern matches.
std::vector<std::vector<std::string>> needed_text(std::string_view source);
// The word lists of which a word stands wherever it matches.
std::vector<std::string> needed_lists(std::string_view source);

}  // namespace dealgraph

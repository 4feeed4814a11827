#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dealgraph {

// Something that stands in a sentence wherever a pattern matches: a word or a mention.
struct PatternStep {
  std::vector<std::string> lists;  // a word of one of these lists …
  std::vector<std::string> texts;  // … or one of these pieces of text; both empty: a mention
  std::uint32_t masks = 0;         // mention: of one of these kinds, see mask_kind()

  // What is between it and the step before. Not `gap`: anything.
  bool gap = false;
  bool wide = false;  // a gap ...N, which goes over commas
  std::size_t limit = no_limit;

  static constexpr std::size_t no_limit = SIZE_MAX;
};

// The steps of a pattern of the rule language in the order of the text, for `lang`. All of them are
// necessary, and together they need not be sufficient: groups that hold more than plain
// alternatives, classes and optional parts are passed over.
std::vector<PatternStep> pattern_steps(std::string_view source, std::string_view lang);

}  // namespace dealgraph

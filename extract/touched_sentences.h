#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/span.h"
#include "extract/word_index.h"

namespace dealgraph {

// Words of which one stands in a sentence, wherever a pattern or frame matches.
struct WordGroup {
  std::string lang;                // "zh", "en" (whole words); "": pieces of text in lower case
  std::vector<std::string> words;  // folded
  friend bool operator==(const WordGroup&, const WordGroup&) = default;
  friend auto operator<=>(const WordGroup&, const WordGroup&) = default;
};

// What a sentence must have to be touched: a word of each group.
using Need = std::vector<WordGroup>;

// Finds sentences that meet one of several needs, before anything else is looked for in them.
class TouchedSentences {
 public:
  TouchedSentences() = default;
  explicit TouchedSentences(const std::vector<Need>& needs);

  // In order, of a folded text; not those which meet a need only when a bracket or a date is left
  // out.
  std::vector<Span> find(const std::string& folded) const;

 private:
  struct Hit {
    std::size_t at = 0;
    std::size_t group = 0;
  };
  std::vector<Hit> hits(const std::string& folded) const;
  bool met(const std::vector<bool>& present) const;

  struct Index {
    bool lower = false;
    WordIndex words;
    std::vector<std::size_t> groups;  // by list of `words`
  };
  std::size_t groups_ = 0;
  std::vector<Index> indexes_;
  std::vector<std::vector<std::size_t>> needs_;  // groups of each
};

}  // namespace dealgraph

#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/span.h"
#include "extract/double_array.h"
#include "extract/lexicon.h"

namespace dealgraph {

// A word of one or more lists, at its place in a skeleton.
struct WordHit {
  Span span;  // bytes
  int word = 0;
  bool longest = false;  // no longer word covers it: 投资 in 战略投资 is covered
};

// The word lists that rules use, found in one pass over a skeleton, whatever their number.
class WordIndex {
 public:
  WordIndex() = default;
  // `lists` of one language.
  WordIndex(const Lexicon& lexicon, const std::string& lang, const std::vector<std::string>& lists);
  // Pieces of text, each a list of its own, which need not be whole words; lower case if
  // `ignore_case`.
  WordIndex(const std::vector<std::string>& texts, bool ignore_case);

  // All words, by their begin, the shorter first; in English whole words in any case. No word is
  // seen within a word of the list OPAQUE: 廠 in 廠商.
  std::vector<WordHit> find(std::string_view text) const;
  // -1: no such list.
  int list(std::string_view name) const;
  bool in(int word, int list) const;
  const std::vector<std::uint16_t>& lists_of(int word) const {
    return lists_of_[static_cast<std::size_t>(word)];
  }
  std::size_t lists() const { return names_.size(); }

 private:
  void build(std::map<std::string, std::vector<std::uint16_t>> words);
  void drop_hidden(std::vector<WordHit>& hits) const;

  DoubleArray trie_;
  std::vector<std::string> names_;                    // sorted
  std::vector<std::vector<std::uint16_t>> lists_of_;  // by word, ascending
  int opaque_ = -1;                                   // the list OPAQUE, if it is one of them
  bool ignore_case_ = false;
  bool whole_words_ = false;
};

}  // namespace dealgraph

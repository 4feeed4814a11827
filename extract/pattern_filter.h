#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/span.h"
#include "extract/lexicon.h"
#include "extract/pattern_steps.h"
#include "extract/word_index.h"

namespace dealgraph {

// A step of a pattern with its words looked up.
struct FilterStep {
  std::vector<int> lists;  // of PatternWords; empty: a mention
  std::uint32_t masks = 0;
  bool gap = false, wide = false;
  std::size_t limit = 0;
};

// The words and pieces of text that the patterns of a language ask for.
class PatternWords {
 public:
  PatternWords() = default;
  PatternWords(const Lexicon& lexicon, const std::string& lang,
               const std::vector<PatternStep>& steps);

  FilterStep look_up(const PatternStep& step) const;
  // -1: no such list.
  int list(std::string_view name) const { return words_.list(name); }
  std::size_t lists() const { return words_.lists() + texts_.lists(); }

 private:
  friend class SentenceFilter;
  WordIndex words_;  // whole words in English
  WordIndex texts_;  // a list each, named by its text
};

// What patterns ask for, at its places in one skeleton. Tells in a fraction of the time that RE2
// takes whether a pattern may match at all: whether its steps follow one another closely enough.
class SentenceFilter {
 public:
  SentenceFilter(const PatternWords& words, std::string_view skeleton, std::string_view lang);

  bool has(int list) const { return first_[list] < first_[list + 1]; }
  bool may_match(const std::vector<FilterStep>& steps) const;

 private:
  struct Mention {
    std::uint32_t begin, kind;
  };
  struct Place {
    std::uint32_t begin, end;
  };
  void index_words(const PatternWords& words);
  void index_text();
  bool told(const FilterStep& step) const;
  template <typename Visit>
  void places(const FilterStep& step, Visit visit) const;
  bool fits(const FilterStep& step, std::size_t from, std::size_t to) const;

  std::string_view text_, lang_;
  std::vector<std::uint32_t> first_;  // by list: its first place; one more than lists
  std::vector<Place> places_;
  std::vector<Mention> mentions_;
  std::uint32_t masks_ = 0;                      // kinds of all mentions
  std::vector<std::uint16_t> ends_, wide_ends_;  // by byte: how many ends of gaps stand before it
};

}  // namespace dealgraph

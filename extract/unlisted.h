#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "core/span.h"
#include "extract/lexicon.h"
#include "text/pattern.h"

namespace dealgraph {

// Names that no list holds, found by their form alone. Holds compiled word lists.
class UnlistedNames {
 public:
  explicit UnlistedNames(const Lexicon& lexicon);

  // Chinese names that end in an organisation suffix, in order, without overlap.
  std::vector<Span> chinese(std::string_view folded) const;
  // Where a Chinese or Latin name that ends at byte `end` begins; `end` if there is none.
  std::size_t chinese_left_edge(std::string_view folded, std::size_t end) const;
  // The edge moved behind the last ordinary word of the run [begin, end): 标项目|思源电气.
  std::size_t behind_ordinary(std::string_view folded, std::size_t begin, std::size_t end) const;
  // Whether the dictionary does not hold the two characters as one word.
  bool split_by_dictionary(std::string_view stem) const { return !ordinary(stem); }
  // English names: capitalised sequences that are no place, date, product or sentence opening.
  std::vector<Span> english(std::string_view folded) const;
  // Whether the English name closes with a company word (Inc., Bank, Holdings, ...).
  bool has_suffix(std::string_view name) const;
  // Whether the capitalised word may stand for a longer name that it begins.
  bool distinctive(std::string_view word) const;

 private:
  struct Word {
    Span span;
    bool capital = false;
    bool starts_sentence = false;
  };
  std::vector<Word> words(std::string_view folded) const;
  void cut_place(std::string_view folded, std::vector<Word>& run) const;
  bool glossed(std::string_view after) const;
  bool locates(std::string_view folded, std::size_t begin, std::size_t end) const;
  bool ends_behind(std::string_view folded, std::size_t at) const;
  bool ordinary(std::string_view stem) const;
  bool describes(std::string_view stem) const;
  bool acceptable(std::string_view folded, const std::vector<Word>& run, bool seen_inside) const;

  using Set = std::unordered_set<std::string>;
  std::optional<Pattern> suffix_;
  std::vector<std::string> stops_;
  std::vector<std::string> behind_;
  std::vector<std::string> common_;
  std::vector<std::string> suffixes_;
  Set not_chinese_, en_suffix_, en_not_, en_place_, en_product_, en_head_;
};

}  // namespace dealgraph

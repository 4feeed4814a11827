#pragma once
#include <string_view>
#include <vector>

#include "core/span.h"
#include "extract/english_words.h"
#include "extract/lexicon.h"

namespace dealgraph {

// A name that no list holds, in Latin script.
struct EnglishName {
  Span span;
  bool extends = false;  // goes on where a party found before ends, or begins before it
};

// Latin-script names found by their form and by the words around them: capitalised sequences that
// are no place, person, product, law or opening of a sentence. Holds compiled word lists.
class EnglishNames {
 public:
  explicit EnglishNames(const Lexicon& lexicon) : words_(lexicon) {}

  // In order, apart from each other. `known`: the parties found already, in order; they are not
  // given again, but longer names that hold them are.
  std::vector<EnglishName> find(std::string_view folded, const std::vector<Span>& known) const;
  // Whether the capitalised word may stand for a longer name that it begins.
  bool distinctive(std::string_view word) const;

 private:
  EnglishWords words_;
};

}  // namespace dealgraph

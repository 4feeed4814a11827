#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/span.h"

namespace dealgraph {

// What a word of the dictionary mostly is. `unknown`: a character that is no word of its own there.
enum class WordClass : std::uint8_t {
  unknown,
  noun,
  verb,
  verb_noun,
  adjective,
  function,  // prepositions, conjunctions, particles, pronouns, adverbs
  numeral,
  time,
  phrase,
  abbreviation,
  person,
  place,
  organisation,
  proper,
};

// A word of Chinese text. `rarity` is -log2 of its share of all words in the dictionary's corpus:
// about 5 for 的, 13 for 公司's neighbours, 20 and more for what is hardly ever seen.
struct Word {
  Span span;  // bytes of the text given
  WordClass kind = WordClass::unknown;
  float rarity = 0;
  std::uint8_t length = 0;  // code points
};

// The likeliest words of a run of Han characters by a unigram model over the dictionary (one
// Viterbi pass; linear). Runs longer than 400 characters are cut. Any other character is a word.
// Appends to `out`; spans are offset by `offset`.
void segment(std::string_view folded, std::size_t offset, std::vector<Word>& out);
std::vector<Word> segment(std::string_view folded);

// The dictionary's entry for exactly this folded word; rarity 0 if there is none.
Word look_up(std::string_view folded);

// Whether `span` of folded Chinese text begins and ends where words do: 国建 in 在美国建造 does
// not. Looks at a few characters around the span only.
bool on_word_boundaries(std::string_view folded, Span span);

}  // namespace dealgraph

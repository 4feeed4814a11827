#pragma once
#include <string_view>
#include <vector>

#include "extract/english_words.h"

namespace dealgraph {

// Capitalised words that may be one name, as indexes [first, last) into the words of a text.
struct EnglishRun {
  std::size_t first = 0;
  std::size_t last = 0;
  bool behind_of = false;  // "Hanwol Chemical of |Busan"
};

// Cuts the text into runs: what joins two capitalised words to one name ("&", "of" behind a head
// such as Bank, a comma before Inc.) and what does not (titles, dates, a possessive).
std::vector<EnglishRun> english_runs(std::string_view folded, const std::vector<EnglishWord>& words,
                                     const EnglishWords& lists);

// In lines where nearly all words are capitalised, capitals of ordinary words mean nothing: takes
// them away.
void lower_title_case(std::string_view folded, std::vector<EnglishWord>& words,
                      const EnglishWords& lists);

}  // namespace dealgraph

#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/span.h"
#include "extract/lexicon.h"
#include "extract/word_bits.h"

namespace dealgraph {

// What an English word may be; bits of EnglishWord::kind. Each is a list of [lexicon.en].
namespace english {
enum : std::uint32_t {
  suffix = 1U << 0,         // ORG_SUFFIX: ends the name of an organisation
  legal = 1U << 1,          // LEGAL_SUFFIX: says by itself that a company ends here
  function = 1U << 2,       // FUNCTION_WORD: never part of a name
  no_name = 1U << 3,        // NOT_A_NAME: no name when it stands alone
  place = 1U << 4,          // PLACE
  product = 1U << 5,        // PRODUCT
  of_head = 1U << 6,        // OF_HEAD: "X of Place" is one name
  topic_head = 1U << 7,     // TOPIC_HEAD: "X of Health and Labour" is one name
  title = 1U << 8,          // PERSON_TITLE: a person stands behind it
  owner = 1U << 9,          // OWNER_TITLE: a person who deals stands behind it
  first_name = 1U << 10,    // FIRST_NAME
  medium = 1U << 11,        // MEDIA: papers and agencies, and the ends of their names
  thing = 1U << 12,         // THING: ends names of laws, roads, indices, events
  common = 1U << 13,        // COMMON_WORD: lower case elsewhere
  verb = 1U << 14,          // NAME_VERB: what only a party does
  place_noun = 1U << 15,    // PLACE_NOUN: "the Derby plant"
  product_noun = 1U << 16,  // PRODUCT_NOUN: "Rubin systems"
  stake_noun = 1U << 17,    // STAKE_NOUN: "a stake in X"
  body = 1U << 18,          // BODY: with a place before it, a public body
  breaks = 1U << 19,        // NAME_BREAK: capitalised between two names
};
}  // namespace english

struct EnglishWord {
  Span span;               // bytes of the text given; of the part before a hyphen in Dublin-based
  std::uint32_t kind = 0;  // looked up for capitalised words and for those beside them
  bool capital = false;    // at the start, or inside: xAI
  bool starts = false;     // first of its sentence
  bool compound = false;   // "-based" follows
};

// The words of Latin script of a text, and what they are.
class EnglishWords {
 public:
  explicit EnglishWords(const Lexicon& lexicon);

  std::vector<EnglishWord> split(std::string_view folded) const;
  // Kinds of exactly this word or phrase, as it is written.
  std::uint32_t kind(std::string_view word) const;
  // Whether the word, whatever its case, is one of everyday English or made like one: Shipments.
  bool ordinary(std::string_view word) const;

 private:
  std::size_t word_end(std::string_view folded, std::size_t begin) const;
  void trim(std::string_view folded, EnglishWord& word) const;

  WordBits kinds_;
};

// Inside the word a capital follows a small letter: xAI, OpenAI.
bool inner_capital(std::string_view word);
// All its letters are capitals, and it has two at least.
bool all_capitals(std::string_view word);
// B200, 9950X3D, 5G: more likely a model than a firm.
bool model_number(std::string_view word);

}  // namespace dealgraph

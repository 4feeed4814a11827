#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/span.h"
#include "extract/frame.h"
#include "extract/lexicon.h"
#include "extract/skeleton.h"
#include "extract/word_index.h"

namespace dealgraph {

// A party at its place towards a verb or noun.
struct FoundArgument {
  Place place = Place::subject;
  std::string word;  // the preposition, folded, lower case in English
  int slot = 0;
  std::size_t at = 0;  // byte of its mask in the skeleton
  Span tail;           // what follows it up to the next part: "jets" of "Airbus jets from"
  bool more = false;   // one more of a list whose first stands at the same place
};

// What stands around a verb or noun.
struct Arguments {
  std::vector<FoundArgument> parties;  // the nearest first for each place
  std::vector<int> amounts;            // slots, the likeliest first
  Span region;                         // bytes of the skeleton that belong to the word
};

// What the grammar lists of the lexicon say of a word, as bits; see rules/lexicon/grammar.toml.
namespace grammar {
constexpr std::uint32_t preposition = 1 << 0;  // PREPOSITION
constexpr std::uint32_t opener = 1 << 1;       // CLAUSE_OPENER: that, which, after
constexpr std::uint32_t be = 1 << 2;           // BE
constexpr std::uint32_t have = 1 << 3;         // HAVE
constexpr std::uint32_t chain = 1 << 4;        // VERB_CHAIN: between a subject and its verb
constexpr std::uint32_t determiner = 1 << 5;   // DETERMINER
constexpr std::uint32_t plan = 1 << 6;         // PLAN_NOUN: "X's plan to buy"
constexpr std::uint32_t part = 1 << 7;         // PARTY_PART: "X's cloud unit", which is X
constexpr std::uint32_t participle = 1 << 8;   // PARTICIPLE: irregular ones
constexpr std::uint32_t verb = 1 << 9;         // VERB
constexpr std::uint32_t ending = 1 << 10;      // finite auxiliaries, which end an object
constexpr std::uint32_t relative = 1 << 11;    // which, who, that
}  // namespace grammar

// The grammar words of one language, looked up by lower-case word.
class GrammarWords {
 public:
  GrammarWords() = default;
  GrammarWords(const Lexicon& lexicon, const std::string& lang);
  std::uint32_t flags(std::string_view word) const;

 private:
  std::map<std::string, std::uint32_t, std::less<>> flags_;
};

// A sentence cut up for arguments; built once and asked for each verb and noun of a frame.
class ArgumentFinder {
 public:
  virtual ~ArgumentFinder() = default;
  virtual Arguments around(Span word, bool noun) const = 0;
};

std::unique_ptr<ArgumentFinder> english_arguments(const Skeleton& skeleton,
                                                  const GrammarWords& words);
// `verbs`: the words of all frames in the skeleton; what lies behind another verb is its own.
std::unique_ptr<ArgumentFinder> chinese_arguments(const Skeleton& skeleton,
                                                  const GrammarWords& words,
                                                  const std::vector<WordHit>& verbs);

}  // namespace dealgraph

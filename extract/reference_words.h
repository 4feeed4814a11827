#pragma once
#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/span.h"
#include "extract/lexicon.h"

namespace dealgraph {

// How a word stands for a party.
enum class ReferenceKind : std::uint8_t {
  company,    // any party: 该公司, "the company"
  pronoun,    // 它, "it"
  filer,      // 公司 alone, "the Company": whose announcement it is
  described,  // 这家芯片巨头, "the Santa Clara-based chipmaker"
  object,     // 其 behind a preposition: somebody other than the subject
  other,      // 对方: the other one of two
  group,      // 双方, 三家公司, "the pair"
  plural,     // 他们, "they"
  latter,
  former,
  buyer,
  seller,
  target,
  borrower,
  lender,
};

struct ReferenceWord {
  ReferenceKind kind = ReferenceKind::company;
  Span span;              // bytes of the text searched
  std::size_t count = 0;  // group: how many parties
};

// Finds words that may stand for a party, by the lists REFERENCE_... of the lexicon. One pass, no
// regular expressions: a reference is rare, and this looks at every character.
class ReferenceWords {
 public:
  explicit ReferenceWords(const Lexicon& lexicon);

  // In order, without overlaps.
  std::vector<ReferenceWord> find(std::string_view sentence, bool chinese) const;

 private:
  struct Entry {
    std::string word;
    ReferenceKind kind = ReferenceKind::company;
  };
  using Set = std::unordered_set<std::string>;

  void add(const Lexicon& lexicon, const char* list, ReferenceKind kind);
  void find_chinese(std::string_view text, std::vector<ReferenceWord>& out) const;
  bool listed_at(std::string_view text, std::size_t at, ReferenceWord& out) const;
  bool pointed_at(std::string_view text, std::size_t at, ReferenceWord& out) const;
  bool counted_at(std::string_view text, std::size_t at, ReferenceWord& out) const;
  std::size_t head_at(std::string_view text, std::size_t at) const;
  bool stands_alone(std::string_view text, Span span) const;
  void find_english(std::string_view text, std::vector<ReferenceWord>& out) const;
  bool english_at(std::string_view text, std::size_t at, ReferenceWord& out) const;
  bool phrase_at(std::string_view text, std::size_t at, ReferenceWord& out) const;
  bool restrictive(std::string_view after) const;

  std::bitset<0x10000> starts_;                          // first characters of Chinese references
  std::bitset<26> letters_;                              // first letters of English ones
  std::unordered_map<char32_t, std::vector<Entry>> zh_;  // by first character, longest first
  std::unordered_map<std::string, std::vector<Entry>> en_;  // by first word, longest first
  std::vector<std::string> heads_, before_filer_, behind_filer_, not_object_, told_, counted_;
  Set en_heads_, not_modifier_;
};

}  // namespace dealgraph

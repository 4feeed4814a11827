#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/span.h"
#include "extract/double_array.h"
#include "extract/lexicon.h"
#include "text/words.h"

namespace dealgraph {

// What the lexicon says of a word, as bits; see rules/lexicon/names.toml and slots.toml.
namespace word_flag {
constexpr std::uint32_t stop = 1 << 0;             // NAME_STOP
constexpr std::uint32_t legal = 1 << 1;            // ORG_SUFFIX
constexpr std::uint32_t weak = 1 << 2;             // ORG_SUFFIX_WEAK
constexpr std::uint32_t trade = 1 << 3;            // TRADE_SUFFIX
constexpr std::uint32_t ordinary = 1 << 4;         // NOT_A_NAME, SLOT_ORDINARY
constexpr std::uint32_t inside = 1 << 5;           // NAME_INSIDE
constexpr std::uint32_t before_object = 1 << 6;    // SLOT_BEFORE_OBJECT
constexpr std::uint32_t before_target = 1 << 7;    // SLOT_BEFORE_TARGET
constexpr std::uint32_t behind_object = 1 << 8;    // SLOT_BEHIND_OBJECT
constexpr std::uint32_t before_agent = 1 << 9;     // SLOT_BEFORE_AGENT
constexpr std::uint32_t behind_agent = 1 << 10;    // SLOT_BEHIND_AGENT
constexpr std::uint32_t behind_subject = 1 << 11;  // SLOT_BEHIND_SUBJECT
constexpr std::uint32_t opening = 1 << 12;         // SLOT_OPENING
constexpr std::uint32_t title = 1 << 13;           // PERSON_TITLE
constexpr std::uint32_t head = 1 << 17;            // NAME_HEAD
constexpr std::uint32_t loose = 1 << 18;           // TRADE_SUFFIX_LOOSE
constexpr std::uint32_t money = 1 << 19;           // FUND_SUFFIX
constexpr std::uint32_t owner = 1 << 20;           // OWNER_HEAD
constexpr std::uint32_t unit = 1 << 21;            // NUMBER_UNIT
constexpr std::uint32_t place = 1 << 15;           // PLACE
constexpr std::uint32_t body = 1 << 16;            // BODY_SUFFIX
constexpr std::uint32_t no_start = 1 << 22;        // NAME_NO_START
constexpr std::uint32_t civic = 1 << 23;           // TRADE_SUFFIX_CIVIC
constexpr std::uint32_t country = 1 << 24;         // COUNTRY
constexpr std::uint32_t slots =
    before_object | before_target | behind_object | before_agent | behind_agent | behind_subject;
}  // namespace word_flag

enum class TokenType : std::uint8_t { han, latin, number, party, separator };

// A word of text that is looked through for names.
struct ChineseWord {
  Span span;  // folded bytes
  std::uint32_t flags = 0;
  float rarity = 0;
  TokenType type = TokenType::han;
  WordClass kind = WordClass::unknown;
  std::uint8_t length = 0;  // code points, at most 255
  bool is(std::uint32_t any) const { return (flags & any) != 0; }
};

// Cuts text into words by the dictionary, joined where the lexicon has a longer word.
class ChineseWords {
 public:
  explicit ChineseWords(const Lexicon& lexicon);

  // The words of `folded` within `range`. `known` are the parties found already, in order.
  std::vector<ChineseWord> split(std::string_view folded, Span range,
                                 const std::vector<Span>& known) const;
  // The flags of exactly this word.
  std::uint32_t flags(std::string_view word) const;

 private:
  void append_han(std::string_view folded, Span run, std::vector<ChineseWord>& out) const;
  void split_suffix(std::string_view folded, ChineseWord word, std::vector<ChineseWord>& out) const;

  DoubleArray trie_;
  std::vector<std::uint32_t> flags_;         // by the trie's values
  std::vector<std::string> latin_ordinary_;  // sorted: AI, GPU and the like, which name nobody
};

}  // namespace dealgraph

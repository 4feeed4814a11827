#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/deal.h"
#include "core/span.h"
#include "extract/description_edge.h"
#include "extract/document.h"
#include "extract/lexicon.h"
#include "extract/phrases.h"
#include "extract/word_bits.h"

namespace dealgraph {

// Mask code points: base + index into Skeleton::slots. One plane-15 code point a mention, so that a
// capture of a rule is a mention.
namespace mask {
constexpr char32_t party = 0xF0000;
constexpr char32_t subject = 0xF1000;  // implied subject of a clause that names none
constexpr char32_t other = 0xF2000;    // the other party of the clauses before
constexpr char32_t amount = 0xF3000;
constexpr char32_t stake = 0xF4000;
constexpr char32_t quantity = 0xF5000;
constexpr std::size_t per_kind = 0x1000;
}  // namespace mask

// One bit for each kind of mask.
constexpr std::uint32_t mask_kind(char32_t base) {
  return std::uint32_t{1} << ((base - mask::party) / mask::per_kind);
}

// One or more tokens of the sentence behind one mask code point: coordinated parties are one slot.
struct Slot {
  std::vector<int> parties;  // indexes into Document::parties, in order
  std::vector<int> tokens;  // indexes into Sentence::tokens; of an implied slot: where it was named
  bool implied = false;
};

// A sentence as rules see it: mentions masked, brackets and dates dropped, implied subjects added.
struct Skeleton {
  std::string text;  // UTF-8
  std::vector<Slot> slots;
  std::vector<Span> clauses;  // of `text`, in order
  int last_payer = -1;        // slots, not in the text: who they were in the deal told last
  int last_payee = -1;
  int context = -1;        // whom the sentences before were about
  int last_borrower = -1;  // who has sold notes or borrowed, if that was told last
};

// Who was spoken of when the sentence began: carried from sentence to sentence of a paragraph.
struct Discourse {
  std::vector<int> subject;  // parties
  std::vector<int> other;
  std::vector<int> payer, payee;           // of the deal told last
  int since_deal = 0;                      // sentences
  std::optional<Amount> round;             // the sum that `payee` has got, if that was told last
  DealType raised = DealType::investment;  // for what: also a loan, or a purchase by somebody
  std::vector<int> topic;                  // whom the article began with
  bool topic_told = false;                 // the sentence before names it
  std::vector<int> context;                // whom the sentence before was about
};

// The word lists SUBJECT_BLOCK (what stands between a clause's start and a party that is not its
// subject), CONTINUES (how a sentence begins that goes on about the same subject) and VERB
// (English), ready to be looked up. Not explicit: where speed is no matter, a lexicon will do.
struct SkeletonWords {
  SkeletonWords(const Lexicon& lexicon);

  Phrases zh_block;
  DescriptionEdge zh_descriptions;
  WordBits en_block;  // verbs block, too
  WordBits en_verbs;
  WordBits en_descriptions;  // DESCRIPTION_NOUN: "the Dutch state fund X"
  Phrases zh_continues;
  Phrases en_continues;
  std::vector<std::string> roles;  // DEFINED_ROLE: (the "Tenant")
};

// The kinds of masks that a skeleton's text holds, as bits of mask_kind().
std::uint32_t mask_kinds(std::string_view text);

// Whether words behind a Chinese party say that the next one belongs to it, or it to the next one:
// 旗下的, 最大股东. Folded.
bool owner_words(std::string_view behind);

// Builds the skeleton and moves `discourse` on.
Skeleton build_skeleton(const Document& document, const Sentence& sentence,
                        const SkeletonWords& words, Discourse& discourse);

// The slot of a mask code point, or nullptr if `c` is none.
const Slot* slot_of(const Skeleton& skeleton, char32_t c);

}  // namespace dealgraph

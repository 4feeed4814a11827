#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/span.h"
#include "extract/arguments.h"
#include "extract/skeleton.h"

namespace dealgraph {

enum class PieceKind { word, party, subject, other, amount, stake, quantity, comma, stop };

// A word, mask or mark of an English skeleton.
struct EnglishPiece {
  PieceKind kind = PieceKind::word;
  Span span;
  int slot = -1;
  std::uint32_t flags = 0;  // of a word, see `grammar`
  std::string lower;        // of a word
  bool capital = false;     // of a word
  bool possessive = false;  // a party with 's
};

// The pieces of a skeleton, and what their order tells without a verb in view.
class EnglishPieces {
 public:
  EnglishPieces(const Skeleton& skeleton, const GrammarWords& words);

  int size() const { return static_cast<int>(pieces_.size()); }
  const EnglishPiece& at(int i) const { return pieces_[static_cast<std::size_t>(i)]; }
  // The piece that holds a byte or follows it, -1 if none.
  int at_byte(std::size_t byte) const;

  // Outside of the sentence there are stops.
  PieceKind kind(int i) const { return i >= 0 && i < size() ? at(i).kind : PieceKind::stop; }
  bool is(int i, std::uint32_t flags) const {
    return kind(i) == PieceKind::word && (at(i).flags & flags) != 0;
  }
  bool word_is(int i, std::string_view word) const {
    return kind(i) == PieceKind::word && at(i).lower == word;
  }
  bool figure(int i) const {
    return kind(i) == PieceKind::amount || kind(i) == PieceKind::stake ||
           kind(i) == PieceKind::quantity;
  }
  // A verb or what looks like one.
  bool verbal(int i) const;
  bool participle(int i) const;
  bool adverb(int i) const { return kind(i) == PieceKind::word && at(i).lower.ends_with("ly"); }
  // Where another clause begins: that, which, after; not "was said by".
  bool opens(int i) const;
  // The preposition that governs piece `i`, -1 if none does.
  int governor(int i) const;
  // A party or implied subject that nothing governs.
  bool free_party(int i) const;
  // The last such before piece `i`, -1 if none; a stop ends the search.
  int main_subject(int i) const;
  // The comma behind piece `i` that ends an insertion which begins with the comma at `i`, -1.
  int insertion_end(int i) const;

 private:
  void cut(const Skeleton& skeleton, const GrammarWords& words);
  std::size_t add_mask(const Skeleton& skeleton, std::size_t i, std::size_t width, char32_t c);
  std::size_t add_word(const Skeleton& skeleton, const GrammarWords& words, std::size_t i);

  std::vector<EnglishPiece> pieces_;
};

}  // namespace dealgraph

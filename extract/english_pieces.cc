#include "extract/english_pieces.h"

#include <algorithm>
#include <utility>

#include "text/utf8.h"

namespace dealgraph {
namespace {

constexpr int longest_noun = 6;        // words between a preposition and its party
constexpr int longest_insertion = 24;  // pieces between two commas

PieceKind kind_of(char32_t c) {
  if (c < mask::subject) return PieceKind::party;
  if (c < mask::other) return PieceKind::subject;
  if (c < mask::amount) return PieceKind::other;
  if (c < mask::stake) return PieceKind::amount;
  return c < mask::quantity ? PieceKind::stake : PieceKind::quantity;
}

bool stops(char32_t c) {
  return c == U';' || c == U':' || c == U'!' || c == U'?' || c == U'—' || c == U'─';
}

// 12,000 machines
bool in_figure(std::string_view text, std::size_t comma) {
  return comma > 0 && comma + 1 < text.size() &&
         is_digit(static_cast<unsigned char>(text[comma - 1])) &&
         is_digit(static_cast<unsigned char>(text[comma + 1]));
}

}  // namespace

EnglishPieces::EnglishPieces(const Skeleton& skeleton, const GrammarWords& words) {
  cut(skeleton, words);
}

void EnglishPieces::cut(const Skeleton& skeleton, const GrammarWords& words) {
  const std::string_view text = skeleton.text;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t width = 0;
    const char32_t c = decode_at(text, i, width);
    if (slot_of(skeleton, c)) {
      i = add_mask(skeleton, i, width, c);
    } else if (is_word(c) || c == U'$' || c == U'%') {
      i = add_word(skeleton, words, i);
    } else {
      if ((c == U',' && !in_figure(text, i)) || stops(c)) {
        EnglishPiece piece;
        piece.kind = c == U',' ? PieceKind::comma : PieceKind::stop;
        piece.span = {i, i + width};
        pieces_.push_back(std::move(piece));
      }
      i += width;
    }
  }
}

std::size_t EnglishPieces::add_mask(const Skeleton& skeleton, std::size_t i, std::size_t width,
                                    char32_t c) {
  const std::string_view text = skeleton.text;
  EnglishPiece piece;
  piece.kind = kind_of(c);
  piece.span = {i, i + width};
  piece.slot = static_cast<int>(slot_of(skeleton, c) - skeleton.slots.data());
  i += width;
  if (text.substr(i).starts_with("'")) {
    piece.possessive = true;
    i += text.substr(i).starts_with("'s") ? 2 : 1;
  }
  pieces_.push_back(std::move(piece));
  return i;
}

std::size_t EnglishPieces::add_word(const Skeleton& skeleton, const GrammarWords& words,
                                    std::size_t i) {
  const std::string_view text = skeleton.text;
  std::size_t end = i;
  EnglishPiece piece;
  while (end < text.size()) {
    std::size_t width = 0;
    const char32_t c = decode_at(text, end, width);
    if (slot_of(skeleton, c) || !(is_word(c) || c == U'\'' || c == U'$' || c == U'%')) break;
    if (end == i) piece.capital = is_upper(c);
    append_utf8(piece.lower, is_upper_ascii(c) ? c + 32 : c);
    end += width;
  }
  piece.span = {i, end};
  piece.flags = words.flags(piece.lower);
  pieces_.push_back(std::move(piece));
  return end;
}

int EnglishPieces::at_byte(std::size_t byte) const {
  const auto found = std::find_if(pieces_.begin(), pieces_.end(),
                                  [&](const EnglishPiece& p) { return p.span.end > byte; });
  return found == pieces_.end() ? -1 : static_cast<int>(found - pieces_.begin());
}

bool EnglishPieces::verbal(int i) const {
  if (kind(i) != PieceKind::word) return false;
  const auto& word = at(i).lower;
  return is(i,
            grammar::verb | grammar::be | grammar::have | grammar::participle | grammar::ending) ||
         (word.size() > 4 && (word.ends_with("ed") || word.ends_with("ing")));
}

bool EnglishPieces::participle(int i) const {
  return is(i, grammar::participle) ||
         (kind(i) == PieceKind::word && at(i).lower.size() > 4 && at(i).lower.ends_with("ed"));
}

bool EnglishPieces::opens(int i) const {
  if (!is(i, grammar::opener)) return false;
  return !(word_is(i, "said") && is(i - 1, grammar::be));
}

int EnglishPieces::governor(int i) const {
  for (int k = i - 1; k >= 0 && k >= i - longest_noun; --k) {
    if (is(k, grammar::preposition)) return word_is(k, "to") && verbal(k + 1) ? -1 : k;
    if (kind(k) == PieceKind::party && at(k).possessive) continue;
    if (kind(k) != PieceKind::word && !figure(k)) return -1;
    if (verbal(k) || opens(k)) return -1;
  }
  return -1;
}

bool EnglishPieces::free_party(int i) const {
  if (kind(i) == PieceKind::subject) return true;
  return kind(i) == PieceKind::party && governor(i) < 0 && !is(i - 1, grammar::preposition);
}

int EnglishPieces::main_subject(int i) const {
  constexpr int reach = 40;
  for (int k = i - 1; k >= 0 && k > i - reach && kind(k) != PieceKind::stop; --k)
    if (free_party(k) && !at(k).possessive && (k == 0 || !verbal(k - 1))) return k;
  return -1;
}

int EnglishPieces::insertion_end(int i) const {
  for (int k = i + 1; k < size() && k < i + longest_insertion; ++k) {
    if (kind(k) == PieceKind::stop) return -1;
    if (kind(k) == PieceKind::comma) return k;
  }
  return -1;
}

}  // namespace dealgraph

#include "text/sentence.h"

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace dealgraph {
namespace {

// Words before a full stop that does not end a sentence, even before a capital.
constexpr std::array<std::string_view, 58> abbreviations = {
    "Adm", "Apr",  "Aug", "Ave", "Bros", "Brig", "Capt", "Cie",    "Co",  "Col",   "Corp", "Cos",
    "Dec", "Dept", "Dr",  "Est", "Feb",  "Fig",  "Fri",  "Gen",    "Gov", "Hon",   "Inc",  "Jan",
    "Jr",  "Jul",  "Jun", "Lt",  "Ltd",  "Maj",  "Mar",  "Messrs", "Mon", "Mr",    "Mrs",  "Ms",
    "Mt",  "No",   "Nos", "Nov", "Oct",  "Op",   "Pres", "Prof",   "Pte", "Pty",   "Rep",  "Rev",
    "Rs",  "Sat",  "Sen", "Sep", "Sept", "Sgt",  "Sr",   "St",     "vs",  "approx"};

bool is_closer(char32_t c) {
  return c == U'"' || c == U'\'' || c == U')' || c == U']' || c == U'”' || c == U'’' ||
         c == U'」' || c == U'』' || c == U'》' || c == U'】' || c == U'〉';
}
bool is_opener(char32_t c) {
  return c == U'"' || c == U'\'' || c == U'(' || c == U'“' || c == U'「' || c == U'『' ||
         c == U'《' || c == U'【';
}

std::string_view word_before(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && at - begin < 24) {
    const char32_t c = decode_before(text, begin);
    if (!is_letter(c) && c != U'.') break;
    begin = previous(text, begin);
  }
  return text.substr(begin, at - begin);
}

// Company suffixes may well end a sentence: they do so where a new one plainly begins.
bool may_end_sentence(std::string_view word) {
  return word == "Inc" || word == "Corp" || word == "Co" || word == "Ltd" || word == "Cos";
}

bool stop_ends(std::string_view text, std::size_t at, std::size_t after) {
  if (after >= text.size()) return true;
  if (text[after] == '\n') return true;
  if (text[after] != ' ') {
    std::size_t size = 0;
    return is_han(decode_at(text, after, size)) && is_word(decode_before(text, at)) &&
           word_before(text, at).size() > 4;
  }
  std::size_t next = after;
  while (next < text.size() && text[next] == ' ') ++next;
  if (next >= text.size()) return true;
  std::size_t size = 0;
  const char32_t c = decode_at(text, next, size);
  const bool starts = is_upper(c) || is_opener(c) || is_digit(c) || is_han(c) || c == U'$';
  if (!starts) return false;
  const auto word = word_before(text, at);
  if (word.empty()) return true;  // after a digit, a bracket or Han
  if (word.find('.') != std::string_view::npos) {
    // U.S., J.P., N.V.: a sentence ends there only before an article or pronoun; be shy.
    static constexpr std::array<std::string_view, 10> starters = {
        "The ", "It ", "In ", "But ", "A ", "He ", "She ", "They ", "This ", "On "};
    return std::any_of(starters.begin(), starters.end(),
                       [&](auto s) { return text.substr(next).starts_with(s); });
  }
  if (word.size() == 1 && is_upper(static_cast<unsigned char>(word[0]))) return false;  // initials
  if (std::find(abbreviations.begin(), abbreviations.end(), word) == abbreviations.end())
    return true;
  if (!may_end_sentence(word) || is_digit(c)) return false;
  static constexpr std::array<std::string_view, 12> starters = {
      "The ", "It ", "In ", "But ", "A ", "He ", "She ", "They ", "This ", "On ", "Under ", "As "};
  return std::any_of(starters.begin(), starters.end(),
                     [&](auto s) { return text.substr(next).starts_with(s); });
}

// The first bytes of what the scanner stops at: marks of ASCII, and 。《》.
bool may_matter(char c) { return c == '\n' || c == '.' || c == '!' || c == '?' || c == "。"[0]; }

bool exclaim_ends(std::string_view text, std::size_t at, std::size_t after) {
  if (after >= text.size() || is_space(static_cast<unsigned char>(text[after]))) return true;
  std::size_t size = 0;
  const char32_t next = decode_at(text, after, size);
  if (next == U'》' || next == U'!' || next == U'?') return false;
  return is_han(decode_before(text, at)) || is_closer(next);
}

}  // namespace

std::vector<Span> split_sentences(std::string_view text) {
  std::vector<Span> out;
  std::size_t begin = 0;
  int title_depth = 0;
  const auto emit = [&](std::size_t end) {
    std::size_t from = begin;
    std::size_t to = end;
    while (from < to && is_space(static_cast<unsigned char>(text[from]))) ++from;
    while (to > from && is_space(static_cast<unsigned char>(text[to - 1]))) --to;
    if (from < to) out.push_back({from, to});
    begin = end;
  };
  for (std::size_t i = 0; i < text.size();) {
    if (!may_matter(text[i])) {
      ++i;
      continue;
    }
    std::size_t size = 0;
    const char32_t c = decode_at(text, i, size);
    std::size_t after = i + size;
    if (c == U'\n') {
      emit(i);
      title_depth = 0;
    } else if (c == U'《') {
      ++title_depth;
    } else if (c == U'》') {
      title_depth = std::max(0, title_depth - 1);
    } else if (title_depth == 0 && (c == U'。' || c == U'.' || c == U'!' || c == U'?')) {
      std::size_t close = after;
      while (close < text.size()) {
        const char32_t next = decode_at(text, close, size);
        if (!is_closer(next)) break;
        close += size;
      }
      const bool ends =
          c == U'。' || (c == U'.' ? stop_ends(text, i, close) : exclaim_ends(text, i, after));
      if (ends) {
        emit(close);
        after = close;
      }
    }
    i = after;
  }
  emit(text.size());
  return out;
}

}  // namespace dealgraph

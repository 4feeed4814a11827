#include "extract/description_edge.h"

#include <algorithm>

#include "text/utf8.h"
#include "text/words.h"

namespace dealgraph {
namespace {

constexpr std::size_t longest = 48;  // bytes

// The last stretch of Han characters and letters.
std::size_t stretch(std::string_view text) {
  std::size_t begin = text.size();
  while (begin > 0) {
    const std::size_t before = previous(text, begin);
    std::size_t size = 0;
    const char32_t c = decode_at(text, before, size);
    if (!is_han(c) && !is_letter(c)) break;
    if (text.size() - before > longest) break;
    begin = before;
  }
  return begin;
}

}  // namespace

DescriptionEdge::DescriptionEdge(const Lexicon& lexicon)
    : heads_(lexicon.words("zh", "DESCRIPTION_HEAD")),
      words_(lexicon.words("zh", "DESCRIPTION_WORD")),
      others_(lexicon.words("zh", "NO_DESCRIPTION")),
      nations_(lexicon.words("zh", "DESCRIPTION_NATION")),
      clauses_(lexicon.words("zh", "DESCRIPTION_CLAUSE")) {}

std::size_t DescriptionEdge::clause_begin(std::string_view text) const {
  const std::size_t from = stretch(text);
  const auto tail = text.substr(from);
  std::size_t first = std::string_view::npos;
  for (const auto& clause : clauses_) first = std::min(first, tail.find(clause));
  return first == std::string_view::npos ? text.size() : from + first;
}

// 给|美国|甲, but not 在美国|甲: there it is done.
std::size_t DescriptionEdge::nation_begin(std::string_view text) const {
  for (const auto& nation : nations_) {
    if (!text.ends_with(nation)) continue;
    const auto before = text.substr(0, text.size() - nation.size());
    return before.ends_with("在") || before.ends_with("于") ? text.size() : before.size();
  }
  return text.size();
}

std::size_t DescriptionEdge::begin(std::string_view text) const {
  if (const auto nation = nation_begin(text); nation < text.size()) return nation;
  if (text.ends_with("的")) return clause_begin(text);
  if (!heads_.any_ends(text) || others_.any_ends(text)) return text.size();
  const std::size_t from = stretch(text);
  std::vector<Word> words;
  segment(text.substr(from), from, words);
  if (words.empty()) return text.size();
  const auto fits = [&](const Word& word) {
    const auto form = text.substr(word.span.begin, word.span.size());
    if (words_.any_starts(form) && words_.any_ends(form)) return true;
    if (others_.any_starts(form)) return false;
    return word.kind == WordClass::noun || word.kind == WordClass::place ||
           word.kind == WordClass::adjective || word.kind == WordClass::abbreviation ||
           (word.kind == WordClass::unknown && word.span.size() > 3);
  };
  std::size_t first = words.size() - 1;
  while (first > 0 && fits(words[first - 1])) --first;
  // A bare 公司 is a reference.
  const bool bare = first + 1 == words.size() && words.back().span.size() <= 6;
  return bare ? text.size() : words[first].span.begin;
}

}  // namespace dealgraph

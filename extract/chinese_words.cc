#include "extract/chinese_words.h"

#include <algorithm>
#include <functional>
#include <map>

#include "text/utf8.h"

namespace dealgraph {
namespace {

constexpr std::pair<std::string_view, std::uint32_t> lists[] = {
    {"NAME_STOP", word_flag::stop},
    {"ORG_SUFFIX", word_flag::legal},
    {"ORG_SUFFIX_WEAK", word_flag::weak},
    {"BODY_SUFFIX", word_flag::body},
    {"TRADE_SUFFIX", word_flag::trade},
    {"NOT_A_NAME", word_flag::ordinary},
    {"SLOT_ORDINARY", word_flag::ordinary},
    {"NAME_INSIDE", word_flag::inside},
    {"SLOT_BEFORE_OBJECT", word_flag::before_object},
    {"SLOT_BEFORE_TARGET", word_flag::before_target},
    {"SLOT_BEHIND_OBJECT", word_flag::behind_object},
    {"SLOT_BEFORE_AGENT", word_flag::before_agent},
    {"SLOT_BEHIND_AGENT", word_flag::behind_agent},
    {"SLOT_BEHIND_SUBJECT", word_flag::behind_subject},
    {"SLOT_OPENING", word_flag::opening},
    {"PERSON_TITLE", word_flag::title},
    {"NAME_HEAD", word_flag::head},
    {"TRADE_SUFFIX_LOOSE", word_flag::trade | word_flag::loose},
    {"TRADE_SUFFIX_CIVIC", word_flag::trade | word_flag::civic},
    {"FUND_SUFFIX", word_flag::trade | word_flag::money},
    {"OWNER_HEAD", word_flag::owner},
    {"NUMBER_UNIT", word_flag::unit},
    {"NAME_NO_START", word_flag::no_start},
    {"COUNTRY", word_flag::country | word_flag::place},
    {"PLACE", word_flag::place}};

ChineseWord simple(TokenType type, Span span) {
  ChineseWord word;
  word.type = type;
  word.span = span;
  word.length = static_cast<std::uint8_t>(std::min<std::size_t>(span.size(), 255));
  return word;
}

// End of the run of characters from `at` that `belongs` accepts.
template <typename Belongs>
std::size_t run_end(std::string_view text, std::size_t at, std::size_t limit, Belongs belongs) {
  while (at < limit) {
    std::size_t size = 0;
    if (!belongs(decode_at(text, at, size))) break;
    at += size;
  }
  return std::min(at, limit);
}

}  // namespace

ChineseWords::ChineseWords(const Lexicon& lexicon) {
  std::map<std::string, std::uint32_t> words;
  for (const auto& [name, flag] : lists)
    for (const auto& word : lexicon.words("zh", name))
      if (!word.empty()) words[word] |= flag;
  std::vector<std::pair<std::string, std::int32_t>> keys;
  for (const auto& [word, flags] : words) {
    keys.emplace_back(word, static_cast<std::int32_t>(flags_.size()));
    flags_.push_back(flags);
  }
  if (!keys.empty()) trie_ = DoubleArray(keys);
  for (const auto* name : {"NOT_A_NAME", "PRODUCT"})
    for (const auto& word : lexicon.words("en", name)) latin_ordinary_.push_back(word);
  std::sort(latin_ordinary_.begin(), latin_ordinary_.end());
}

void ChineseWords::append_han(std::string_view text, Span run,
                              std::vector<ChineseWord>& out) const {
  std::vector<Word> words;
  segment(text.substr(run.begin, run.size()), run.begin, words);
  for (std::size_t i = 0; i < words.size();) {
    ChineseWord word;
    word.span = words[i].span;
    word.kind = words[i].kind;
    word.rarity = words[i].rarity;
    word.length = words[i].length;
    std::size_t next = i + 1;
    trie_.prefixes(text.substr(0, run.end), word.span.begin,
                   [&](std::size_t length, std::int32_t value) {
                     const std::size_t end = words[i].span.begin + length;
                     if (end < word.span.end) return;
                     std::size_t k = next;
                     while (k < words.size() && words[k - 1].span.end < end) ++k;
                     if (words[k - 1].span.end != end) return;
                     word.flags = flags_[value];
                     for (; next < k; ++next) {
                       word.length = static_cast<std::uint8_t>(word.length + words[next].length);
                       word.kind = WordClass::unknown;
                     }
                     word.span.end = end;
                   });
    // 元件厂, 建材商: the dictionary's own words for what a company is.
    const auto surface = text.substr(word.span.begin, word.span.size());
    if (word.flags == 0 && word.length == 3 && word.kind == WordClass::noun &&
        (surface.ends_with("厂") || surface.ends_with("商")))
      word.flags = word_flag::head;
    if (word.flags == 0 && word.length >= 4)
      split_suffix(text, word, out);
    else
      out.push_back(word);
    i = next;
  }
}

std::uint32_t ChineseWords::flags(std::string_view word) const {
  std::uint32_t flags = 0;
  trie_.prefixes(word, 0, [&](std::size_t size, std::int32_t value) {
    if (size == word.size()) flags = flags_[value];
  });
  return flags;
}

// 矿业集团, 平高电气: the dictionary holds some names and compounds whole; their endings matter.
void ChineseWords::split_suffix(std::string_view text, ChineseWord word,
                                std::vector<ChineseWord>& out) const {
  constexpr std::uint32_t endings =
      word_flag::legal | word_flag::weak | word_flag::trade | word_flag::body;
  std::size_t cut = word.span.end;
  for (int length = 1; length <= 4 && cut > word.span.begin; ++length) {
    cut = previous(text, cut);
    if (cut == word.span.begin || length < 2) continue;
    const auto tail = text.substr(cut, word.span.end - cut);
    if ((flags(tail) & endings) == 0) continue;
    ChineseWord suffix = word;
    suffix.span.begin = cut;
    suffix.flags = flags(tail);
    suffix.length = static_cast<std::uint8_t>(length);
    const Span stem{word.span.begin, cut};
    append_han(text, stem, out);
    out.push_back(suffix);
    return;
  }
  out.push_back(word);
}

std::vector<ChineseWord> ChineseWords::split(std::string_view text, Span range,
                                             const std::vector<Span>& known) const {
  std::vector<ChineseWord> out;
  auto party = std::lower_bound(known.begin(), known.end(), Span{range.begin, 0});
  for (std::size_t i = range.begin; i < range.end;) {
    while (party != known.end() && party->begin < i) ++party;
    if (party != known.end() && party->begin == i && !party->empty()) {
      out.push_back(simple(TokenType::party, *party));
      out.back().length = static_cast<std::uint8_t>(
          std::min<std::size_t>(count_code_points(text.substr(i, party->size())), 255));
      i = party->end;
      continue;
    }
    const std::size_t limit =
        party != known.end() && party->begin < range.end ? party->begin : range.end;
    std::size_t size = 0;
    const char32_t c = decode_at(text, i, size);
    if (is_han(c)) {
      const auto end = run_end(text, i, limit, is_han);
      const std::size_t first = out.size();
      append_han(text, {i, end}, out);
      // 54|亿|美元: what counts goes with the figure.
      for (std::size_t k = first; k > 0 && k < out.size(); ++k) {
        if (out[k - 1].type != TokenType::number ||
            !(out[k].is(word_flag::unit) || out[k].kind == WordClass::numeral))
          break;
        out[k].type = TokenType::number;
      }
      i = end;
    } else if (is_word(c)) {
      const auto end = run_end(text, i, limit, is_word);
      const bool number = std::all_of(text.begin() + static_cast<std::ptrdiff_t>(i),
                                      text.begin() + static_cast<std::ptrdiff_t>(end),
                                      [](char d) { return d >= '0' && d <= '9'; });
      out.push_back(simple(number ? TokenType::number : TokenType::latin, {i, end}));
      if (!number && std::binary_search(latin_ordinary_.begin(), latin_ordinary_.end(),
                                        text.substr(i, end - i), std::less<>()))
        out.back().flags = word_flag::ordinary;
      i = end;
    } else {
      out.push_back(simple(TokenType::separator, {i, i + size}));
      i += size;
    }
  }
  return out;
}

}  // namespace dealgraph

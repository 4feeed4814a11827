#include "extract/english_words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "extract/common_words.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

constexpr std::pair<std::string_view, std::uint32_t> lists[] = {
    {"ORG_SUFFIX", english::suffix},
    {"LEGAL_SUFFIX", english::legal | english::suffix},
    {"FUNCTION_WORD", english::function | english::no_name},
    {"NOT_A_NAME", english::no_name},
    {"PLACE", english::place},
    {"PRODUCT", english::product},
    {"OF_HEAD", english::of_head},
    {"TOPIC_HEAD", english::topic_head | english::of_head},
    {"PERSON_TITLE", english::title},
    {"OWNER_TITLE", english::owner},
    {"FIRST_NAME", english::first_name},
    {"MEDIA", english::medium},
    {"THING", english::thing},
    {"COMMON_WORD", english::common},
    {"NAME_VERB", english::verb},
    {"PLACE_NOUN", english::place_noun},
    {"PRODUCT_NOUN", english::product_noun},
    {"STAKE_NOUN", english::stake_noun},
    {"BODY", english::body},
    {"NAME_BREAK", english::breaks},
};

// Of everyday English, by the lexicon or by our own list; no kind of its own.
constexpr std::uint32_t everyday = 1U << 31;

unsigned char byte_at(std::string_view text, std::size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

constexpr std::array<bool, 128> ascii_word = [] {
  std::array<bool, 128> table{};
  for (unsigned c = 0; c < 128; ++c)
    table[c] = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  return table;
}();

// Most text is ASCII: one look at a table a byte.
bool word_at(std::string_view text, std::size_t at, std::size_t& size) {
  const auto byte = byte_at(text, at);
  size = 1;
  if (byte < 0x80) return ascii_word[byte];
  return is_word(decode_at(text, at, size));
}

bool ends_sentence(char32_t c) {
  return c == U'.' || c == U'!' || c == U'?' || c == U'\n' || c == U'。' || c == U':';
}

bool joins(unsigned char c) {
  return c == '&' || c == '-' || c == '.' || c == '\'' || c == '/' || c == '+';
}

// U.S, N.A, L.P: the stop behind it is its own.
bool dotted(std::string_view word) {
  if (word.size() < 3) return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if ((word[i] == '.') != (i % 2 == 1)) return false;
  return true;
}

// 3M, 7-Eleven, 8VC, but not $1.2T or 10GW.
bool leads_figure(std::string_view text, Span word) {
  const auto name = text.substr(word.begin, word.size());
  const auto letter = name.find_first_not_of("0123456789.,");
  if (letter == std::string_view::npos || letter > 3) return false;
  if (word.begin > 0 && std::string_view("$%").find(text[word.begin - 1]) != std::string_view::npos)
    return false;
  static constexpr std::string_view units[] = {"K",  "B", "T", "D",  "G",   "GW",  "MW", "KW", "GB",
                                               "TB", "Q", "H", "HK", "GHz", "MHz", "W",  "V",  "X"};
  return is_upper_ascii(byte_at(name, name[letter] == '-' ? letter + 1 : letter)) &&
         std::find(std::begin(units), std::end(units), name.substr(letter)) == std::end(units);
}

// Nvidia-|Backed in a headline.
bool headline_adjective(std::string_view part) {
  static constexpr std::string_view parts[] = {"Backed",     "Based",  "Listed", "Owned", "Led",
                                               "Controlled", "Funded", "Linked", "Style"};
  return std::find(std::begin(parts), std::end(parts), part) != std::end(parts);
}

bool digits_only(std::string_view word) {
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return is_digit(static_cast<unsigned char>(c)); });
}

}  // namespace

bool inner_capital(std::string_view word) {
  bool lower = false;
  for (const char c : word) {
    if (is_lower_ascii(static_cast<unsigned char>(c))) lower = true;
    if (lower && is_upper_ascii(static_cast<unsigned char>(c))) return true;
    if (c == '-' || c == '\'' || c == '/') lower = false;
  }
  return false;
}

bool all_capitals(std::string_view word) {
  int capitals = 0;
  for (const char c : word) {
    if (is_lower_ascii(static_cast<unsigned char>(c))) return false;
    if (is_upper_ascii(static_cast<unsigned char>(c))) ++capitals;
  }
  return capitals >= 2;
}

// A321neo, B737max: a capital, a number of two digits or more, a few small letters.
static bool variant(std::string_view word) {
  std::size_t i = 0;
  const auto take = [&](auto test) {
    const auto from = i;
    while (i < word.size() && test(static_cast<unsigned char>(word[i]))) ++i;
    return i - from;
  };
  const auto capitals = take(is_upper_ascii);
  const auto digits = take(is_digit);
  const auto letters = take(is_lower_ascii);
  return i == word.size() && capitals > 0 && capitals < 3 && digits > 1 && letters < 5;
}

bool model_number(std::string_view word) {
  const bool digit = std::any_of(word.begin(), word.end(),
                                 [](char c) { return is_digit(static_cast<unsigned char>(c)); });
  const bool lower = std::any_of(word.begin(), word.end(), [](char c) {
    return is_lower_ascii(static_cast<unsigned char>(c));
  });
  return digit && (!lower || is_digit(static_cast<unsigned char>(word.front())) || variant(word));
}

EnglishWords::EnglishWords(const Lexicon& lexicon) {
  for (const auto& [name, bits] : lists)
    for (const auto& word : lexicon.words("en", name))
      kinds_.add(word, bits & english::common ? bits | everyday : bits);
  for (const auto word : common_english_words()) kinds_.add(word, everyday);
}

std::uint32_t EnglishWords::kind(std::string_view word) const {
  return kinds_.find(word) & ~everyday;
}

bool EnglishWords::ordinary(std::string_view word) const {
  std::array<char, 24> buffer{};
  if (word.size() < 2 || word.size() > buffer.size()) return false;
  std::transform(word.begin(), word.end(), buffer.begin(), [](char c) {
    return is_upper_ascii(static_cast<unsigned char>(c)) ? static_cast<char>(c + 32) : c;
  });
  const std::string_view low(buffer.data(), word.size());
  const auto known = [&](std::string_view form) {
    return form.size() > 2 && (kinds_.find(form) & everyday) != 0;
  };
  if (known(low)) return true;
  for (const std::string_view end : {"ies", "ing", "ied", "es", "ed", "ly", "er", "s", "d"}) {
    if (!low.ends_with(end) || low.size() < end.size() + 3) continue;
    const auto stem = low.substr(0, low.size() - end.size());
    if (known(stem)) return true;
    // making, stopped, companies: the end took or gave a letter.
    std::string other(stem);
    other += end.starts_with("i") && end.size() == 3 && end != "ing" ? 'y' : 'e';
    if (known(other)) return true;
    if (stem.size() > 3 && stem[stem.size() - 1] == stem[stem.size() - 2] &&
        known(stem.substr(0, stem.size() - 1)))
      return true;
  }
  static constexpr std::string_view made[] = {"tion",  "tions", "ments", "ment",   "ness",
                                              "ities", "ously", "ingly", "ability"};
  return low.size() > 6 && std::any_of(std::begin(made), std::end(made),
                                       [&](std::string_view end) { return low.ends_with(end); });
}

std::size_t EnglishWords::word_end(std::string_view text, std::size_t begin) const {
  std::size_t i = begin;
  std::size_t size = 0;
  while (i < text.size()) {
    if (word_at(text, i, size)) {
      i += size;
      continue;
    }
    const auto c = byte_at(text, i);
    if (!joins(c) || i + 1 >= text.size()) break;
    std::size_t next = 0;
    if (!word_at(text, i + 1, next)) break;
    if (c == '\'' && text[i + 1] == 's' && !(i + 2 < text.size() && word_at(text, i + 2, next)))
      break;
    // "grew.The": a stop joins only small parts or what goes on in lower case.
    if (c == '.' && is_upper_ascii(byte_at(text, i + 1)) && i - begin > 3 &&
        is_lower_ascii(byte_at(text, i - 1)))
      break;
    if (c == '/' && i - begin > 2) break;
    ++i;
  }
  return i;
}

// Takes off what is only written on: Dublin|-based, EXCLUSIVE-|Cantor, Portugal|49.9%,
// SPV|JINGDONG.
void EnglishWords::trim(std::string_view text, EnglishWord& word) const {
  auto& [begin, end] = word.span;
  if (byte_at(text, end) == '%')
    while (end > begin + 1 && (is_digit(byte_at(text, end - 1)) || text[end - 1] == '.')) --end;
  const auto next_hyphen = [&](std::size_t from) { return text.substr(0, end).find('-', from); };
  for (auto hyphen = next_hyphen(begin); hyphen < end; hyphen = next_hyphen(hyphen + 1)) {
    const auto part = text.substr(begin, hyphen - begin);
    const auto rest = text.substr(hyphen + 1, end - hyphen - 1);
    const bool adjective = is_lower_ascii(byte_at(text, hyphen + 1)) && !inner_capital(rest);
    if (part.size() > 1 && (adjective || headline_adjective(rest))) {
      end = hyphen;
      word.compound = true;
      return;
    }
    // UPDATE 2-Santos, BRIEF-Sunrise: marks of an agency's headline.
    if ((digits_only(part) && part.size() == 1 && begin > 3 &&
         is_upper_ascii(byte_at(text, begin - 2))) ||
        (kind(part) & english::breaks && all_capitals(part))) {
      begin = hyphen + 1;
      word.starts = true;
    }
  }
  const auto whole = text.substr(begin, end - begin);
  for (const std::string_view glued : {"SPV", "IPO", "CEO"})
    if (whole.starts_with(glued) && whole.size() > 7 && all_capitals(whole)) begin += 3;
}

std::vector<EnglishWord> EnglishWords::split(std::string_view text) const {
  std::vector<EnglishWord> out;
  out.reserve(text.size() / 6);
  bool starts = true;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t size = 0;
    if (!word_at(text, i, size)) {
      const char32_t c = size == 1 ? byte_at(text, i) : decode_at(text, i, size);
      if (ends_sentence(c)) starts = true;
      i += size;
      continue;
    }
    EnglishWord word{{i, word_end(text, i)}, 0, false, starts, false};
    const std::size_t whole_end = word.span.end;
    trim(text, word);
    i = std::max(whole_end, word.span.end);
    const auto name = text.substr(word.span.begin, word.span.size());
    const char32_t first = decode_at(text, word.span.begin, size);
    word.capital = (first < 0x80 ? is_upper_ascii(first) : is_upper(first)) ||
                   inner_capital(name) || (is_digit(first) && leads_figure(text, word.span));
    if (byte_at(text, i) == '.' && i == word.span.end) {
      const auto stopped = text.substr(word.span.begin, name.size() + 1);
      if (dotted(name) || (name.size() <= 6 && kind(stopped) != 0) ||
          (name.size() == 1 && word.capital))
        word.span.end = ++i;
    }
    if (word.capital) word.kind = kind(text.substr(word.span.begin, word.span.size()));
    starts = false;
    out.push_back(word);
  }
  return out;
}

}  // namespace dealgraph

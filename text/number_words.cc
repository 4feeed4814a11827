#include "text/number_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "text/utf8.h"

namespace dealgraph {
namespace {

struct Named {
  std::string_view word;
  double value;
};

constexpr Named numbers[] = {
    {"one", 1},      {"two", 2},       {"three", 3},      {"four", 4},      {"five", 5},
    {"six", 6},      {"seven", 7},     {"eight", 8},      {"nine", 9},      {"ten", 10},
    {"eleven", 11},  {"twelve", 12},   {"thirteen", 13},  {"fourteen", 14}, {"fifteen", 15},
    {"sixteen", 16}, {"eighteen", 18}, {"nineteen", 19},  {"twenty", 20},   {"thirty", 30},
    {"forty", 40},   {"fifty", 50},    {"sixty", 60},     {"seventy", 70},  {"eighty", 80},
    {"ninety", 90},  {"hundred", 100}, {"a hundred", 100}};

// Begin a figure that a unit must close.
struct Phrase {
  std::string_view words;
  double min, max;
};
constexpr Phrase phrases[] = {{"three quarters of a ", 0.75, 0.75},
                              {"three-quarters of a ", 0.75, 0.75},
                              {"a quarter of a ", 0.25, 0.25},
                              {"a quarter ", 0.25, 0.25},
                              {"half a ", 0.5, 0.5},
                              {"a few hundred ", 100, 1000},
                              {"several hundred ", 100, 1000},
                              {"several ", 1, 10},
                              {"a few ", 1, 10},
                              {"one and a half ", 1.5, 1.5},
                              {"a ", 1, 1}};

constexpr Phrase plurals[] = {{"tens of ", 10, 100}, {"hundreds of ", 100, 1000}, {"", 1, 1}};
constexpr Named plural_units[] = {
    {"thousands", 1e3}, {"millions", 1e6}, {"billions", 1e9}, {"trillions", 1e12}};
constexpr Named multiples[] = {{"multimillion", 1e6},   {"multi-million", 1e6},
                               {"multibillion", 1e9},   {"multi-billion", 1e9},
                               {"multitrillion", 1e12}, {"multi-trillion", 1e12}};
constexpr Named units[] = {{"thousand", 1e3},  {"million", 1e6}, {"billion", 1e9},
                           {"trillion", 1e12}, {"crore", 1e7},   {"lakh", 1e5}};
constexpr Named short_units[] = {{"mln", 1e6}, {"bln", 1e9}, {"trn", 1e12}, {"mil", 1e6},
                                 {"bn", 1e9},  {"mn", 1e6},  {"tn", 1e12},  {"MM", 1e6}};
constexpr Named letters[] = {{"m", 1e6},  {"M", 1e6},  {"b", 1e9}, {"B", 1e9},
                             {"t", 1e12}, {"T", 1e12}, {"k", 1e3}, {"K", 1e3}};

bool ends_word(std::string_view text, std::size_t at) {
  if (at >= text.size()) return true;
  std::size_t size = 0;
  return !is_word(decode_at(text, at, size));
}

template <std::size_t N>
const Named* longest(const Named (&table)[N], std::string_view text, std::size_t at) {
  const Named* best = nullptr;
  const auto rest = text.substr(std::min(at, text.size()));
  for (const auto& entry : table)
    if (rest.starts_with(entry.word) && (!best || entry.word.size() > best->word.size()) &&
        ends_word(text, at + entry.word.size()))
      best = &entry;
  return best;
}

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// "$25 Billion", "$25 BILLION": headlines write units with capitals.
const Named* headline_unit(std::string_view text, std::size_t at) {
  constexpr std::size_t longest_unit = 9;
  std::string word(text.substr(at, longest_unit));
  std::transform(word.begin(), word.end(), word.begin(), small);
  const Named* unit = longest(units, word, 0);
  return unit && ends_word(text, at + unit->word.size()) ? unit : nullptr;
}

// As it stands, but with a small first letter: sentences begin with numbers too. Most words fail at
// their first two letters.
bool starts(std::string_view text, std::size_t at, std::string_view words) {
  if (text.size() - at < words.size() || words.empty()) return words.empty();
  if (small(text[at]) != words[0] || (words.size() > 1 && text[at + 1] != words[1])) return false;
  return text.substr(at + 1, words.size() - 1) == words.substr(1);
}

Numeral worded(std::size_t at, std::size_t end, double min, double max, double scale) {
  Numeral n;
  n.begin = at;
  n.end = end;
  n.min = min * scale;
  n.max = max * scale;
  n.scale = scale;
  n.vague = min < max;
  n.words = true;
  return n;
}

std::optional<Numeral> plural(std::string_view text, std::size_t at) {
  for (const auto& phrase : plurals) {
    if (!starts(text, at, phrase.words)) continue;
    const std::size_t unit_at = at + phrase.words.size();
    for (const auto& unit : plural_units) {
      if (!(phrase.words.empty() ? starts(text, unit_at, unit.word)
                                 : text.substr(unit_at).starts_with(unit.word)) ||
          !ends_word(text, unit_at + unit.word.size()))
        continue;
      auto n = worded(at, unit_at + unit.word.size(), phrase.min, phrase.max, unit.value);
      n.more = phrase.words.empty();
      n.round = phrase.words.empty();
      return n;
    }
  }
  for (const auto& multiple : multiples)
    if (starts(text, at, multiple.word) && ends_word(text, at + multiple.word.size())) {
      auto n = worded(at, at + multiple.word.size(), 1, 1, multiple.value);
      n.more = true;
      return n;
    }
  return std::nullopt;
}

std::optional<Numeral> phrase_with_unit(std::string_view text, std::size_t at) {
  for (const auto& phrase : phrases) {
    if (!starts(text, at, phrase.words)) continue;
    std::size_t end = at + phrase.words.size();
    const auto* unit = longest(units, text, end);
    if (!unit) continue;
    end += unit->word.size();
    auto n = worded(at, end, phrase.min, phrase.max, unit->value);
    n.round = phrase.words == "a ";
    return n;
  }
  return std::nullopt;
}

// The number word that starts at `at`, which moves past it; 0 if none.
double number_word(std::string_view text, std::size_t& at) {
  const Named* best = nullptr;
  for (const auto& number : numbers)
    if (starts(text, at, number.word) && (!best || number.word.size() > best->word.size()) &&
        ends_word(text, at + number.word.size()))
      best = &number;
  if (!best) return 0;
  at += best->word.size();
  return best->value;
}

std::array<std::array<bool, 26>, 27> first_letters() {
  std::array<std::array<bool, 26>, 27> out{};
  const auto add = [&](std::string_view word) {
    const auto second = word[1] == ' ' ? 26U : static_cast<unsigned>(word[1] - 'a');
    out.at(second).at(static_cast<std::size_t>(word[0] - 'a')) = true;
  };
  for (const auto& number : numbers) add(number.word);
  for (const auto& phrase : phrases) add(phrase.words);
  for (const auto& phrase : plurals)
    if (!phrase.words.empty()) add(phrase.words);
  for (const auto& unit : plural_units) add(unit.word);
  for (const auto& multiple : multiples) add(multiple.word);
  return out;
}

}  // namespace

bool may_be_number_word(std::string_view text, std::size_t at) {
  static const auto pairs = first_letters();
  if (at + 3 >= text.size()) return false;
  const auto first = static_cast<unsigned>((text[at] | 0x20) - 'a');
  const auto second = text[at + 1] == ' ' ? 26U : static_cast<unsigned>(text[at + 1] - 'a');
  return first < 26 && second < 27 && pairs[second][first];
}

double read_english_unit(std::string_view text, std::size_t& at, bool after_digit) {
  if (at >= text.size()) return 1;
  const bool gap = text[at] == ' ' || text[at] == '-';
  const std::size_t begin = at + (gap ? 1 : 0);
  if (begin >= text.size() || !is_letter(static_cast<unsigned char>(text[begin]))) return 1;
  const Named* unit = longest(units, text, begin);
  if (!unit && after_digit) unit = headline_unit(text, begin);
  if (!unit && after_digit) unit = longest(short_units, text, begin);
  if (!unit && after_digit && !gap) unit = longest(letters, text, begin);
  if (!unit) return 1;
  at = begin + unit->word.size();
  if (unit->word == "lakh" && text.substr(at).starts_with(" crore")) {
    at += std::string_view(" crore").size();
    return unit->value * 1e7;
  }
  return unit->value;
}

std::optional<Numeral> parse_english_number(std::string_view text, std::size_t at) {
  if (!may_be_number_word(text, at)) return std::nullopt;
  if (auto n = plural(text, at)) return n;
  if (auto n = phrase_with_unit(text, at)) return n;
  std::size_t end = at;
  double value = number_word(text, end);
  if (value == 0) return std::nullopt;
  if (text.substr(end).starts_with("-figure")) {
    if (value > 12) return std::nullopt;
    return worded(at, end + std::string_view("-figure").size(), std::pow(10, value - 1),
                  std::pow(10, value), 1);
  }
  if (end < text.size() && (text[end] == '-' || text[end] == ' ')) {
    std::size_t more = end + 1;
    const double next = more < text.size() ? number_word(text, more) : 0;
    if (next == 100 && value < 20) {
      value *= next;
      end = more;
    } else if (value >= 20 && value < 100 && next > 0 && next < 10) {
      value += next;
      end = more;
    }
  }
  const double unit = read_english_unit(text, end, false);
  return worded(at, end, value, value, unit);
}

}  // namespace dealgraph

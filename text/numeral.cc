#include "text/numeral.h"

#include <array>
#include <cmath>
#include <cstdlib>
#include <string>
#include <utility>

#include "text/utf8.h"

namespace dealgraph {
namespace {

constexpr std::size_t max_digits = 24;

int han_digit(char32_t c) {
  switch (c) {
    case U'零':
    case U'〇':
    case U'○':
      return 0;
    case U'一':
    case U'壹':
      return 1;
    case U'二':
    case U'两':
    case U'贰':
      return 2;
    case U'三':
    case U'叁':
      return 3;
    case U'四':
    case U'肆':
      return 4;
    case U'五':
    case U'伍':
      return 5;
    case U'六':
    case U'陆':
      return 6;
    case U'七':
    case U'柒':
      return 7;
    case U'八':
    case U'捌':
      return 8;
    case U'九':
    case U'玖':
      return 9;
    default:
      return -1;
  }
}

double small_unit(char32_t c) {
  switch (c) {
    case U'十':
    case U'拾':
      return 10;
    case U'百':
    case U'佰':
      return 100;
    case U'千':
    case U'仟':
      return 1000;
    default:
      return 0;
  }
}

double big_unit(char32_t c) {
  switch (c) {
    case U'万':
      return 1e4;
    case U'亿':
      return 1e8;
    case U'兆':
      return 1e12;
    default:
      return 0;
  }
}

struct Reader {
  std::string_view text;
  std::size_t at;

  char32_t peek() const {
    std::size_t size = 0;
    return at < text.size() ? decode_at(text, at, size) : 0;
  }
  void skip() {
    std::size_t size = 0;
    if (at < text.size()) decode_at(text, at, size);
    at += size;
  }
  // Folded text may have a space between a figure and its unit: 3,000 亿.
  void skip_space_before_unit() {
    if (at >= text.size() || text[at] != ' ') return;
    std::size_t size = 0;
    if (at + 1 >= text.size()) return;
    const char32_t next = decode_at(text, at + 1, size);
    if (small_unit(next) > 0 || big_unit(next) > 0 || next == U'多' || next == U'余') ++at;
  }
};

// Digits with thousands separators and a decimal point.
std::optional<double> arabic(Reader& r) {
  std::string digits;
  std::size_t i = r.at;
  while (i < r.text.size() && digits.size() < max_digits) {
    const char c = r.text[i];
    const auto digit_at = [&](std::size_t k) {
      return k < r.text.size() && is_digit(static_cast<unsigned char>(r.text[k]));
    };
    if (is_digit(static_cast<unsigned char>(c))) {
      digits += c;
    } else if (c == ',' && !digits.empty() && digits.find('.') == std::string::npos &&
               digit_at(i + 1) && digit_at(i + 2) && digit_at(i + 3) && !digit_at(i + 4)) {
    } else if (c == '.' && !digits.empty() && digits.find('.') == std::string::npos &&
               digit_at(i + 1)) {
      digits += c;
    } else {
      break;
    }
    ++i;
  }
  if (digits.empty()) return std::nullopt;
  if (i < r.text.size() && is_digit(static_cast<unsigned char>(r.text[i]))) return std::nullopt;
  r.at = i;
  return std::strtod(digits.c_str(), nullptr);
}

// A number below 10^4 in Chinese numerals (三百五十, 廿二, 一○五○), or vague (数十, 几百, 数).
struct Section {
  double min = 0;
  double max = 0;
  bool vague = false;
  bool more = false;
  bool digits_seen = false;
};

std::optional<Section> han_section(Reader& r) {
  Section out;
  double total = 0;
  double current = -1;
  double top = 0;
  bool any = false;
  std::string positional;
  for (;;) {
    const char32_t c = r.peek();
    if (c == 0) break;
    const int digit = han_digit(c);
    if (digit >= 0) {
      positional += static_cast<char>('0' + digit);
      current = digit;
      any = true;
    } else if (c == U'廿' || c == U'卅') {
      total += c == U'廿' ? 20 : 30;
      positional.clear();
      top = 10;
      any = true;
    } else if (small_unit(c) > 0) {
      if (positional.size() > 1 && positional[0] != '0') return std::nullopt;
      total += (current < 0 ? 1 : current) * small_unit(c);
      if (top == 0) top = small_unit(c);
      current = -1;
      positional.clear();
      any = true;
    } else if ((c == U'数' || c == U'几' || c == U'上') && !any) {
      // 数十, 几百, 上百; a bare 数 or 几 needs a unit that the caller sees (数亿).
      Reader probe = r;
      probe.skip();
      const double unit = small_unit(probe.peek());
      if (c == U'上' && unit == 0) return std::nullopt;
      if (unit == 0 && big_unit(probe.peek()) == 0) return std::nullopt;
      r = probe;
      out.vague = c != U'上';
      out.more = c == U'上';
      double scale = 1;
      while (small_unit(r.peek()) > 0) {
        scale *= small_unit(r.peek());
        r.skip();
      }
      out.min = scale;
      out.max = out.vague ? scale * 10 : scale;
      return out;
    } else {
      break;
    }
    r.skip();
    if (positional.size() > max_digits) return std::nullopt;
  }
  if (!any) return std::nullopt;
  if (positional.size() > 1 && total == 0)
    total = std::strtod(positional.c_str(), nullptr);
  else if (current >= 0)
    total += current;
  out.min = out.max = total;
  return out;
}

void apply_more(Reader& r, bool& more) {
  const char32_t c = r.peek();
  if (c != U'多' && c != U'余') return;
  Reader probe = r;
  probe.skip();
  probe.skip_space_before_unit();
  const char32_t next = probe.peek();
  if (big_unit(next) == 0 && small_unit(next) == 0 && next != U'元' && next != U'美' &&
      next != U'港')
    return;
  r.skip();
  more = true;
}

// Multiplies by a run such as 千亿, 百万, 万亿; returns the factor, 1 if there is none.
double unit_run(Reader& r) {
  double factor = 1;
  Reader probe = r;
  probe.skip_space_before_unit();
  bool big = false;
  for (int i = 0; i < 4; ++i) {
    const char32_t c = probe.peek();
    if (small_unit(c) > 0 && !big) {
      factor *= small_unit(c);
    } else if (big_unit(c) > 0) {
      factor *= big_unit(c);
      big = true;
    } else {
      break;
    }
    probe.skip();
    r = probe;
  }
  return factor;
}

// 五、六十亿 and the like are left to the amount reader. English units after a number.
double english_unit(Reader& r, bool after_digit) {
  static constexpr std::array<std::pair<std::string_view, double>, 14> words = {{{"thousand", 1e3},
                                                                                 {"million", 1e6},
                                                                                 {"billion", 1e9},
                                                                                 {"trillion", 1e12},
                                                                                 {"crore", 1e7},
                                                                                 {"lakh", 1e5},
                                                                                 {"mln", 1e6},
                                                                                 {"bln", 1e9},
                                                                                 {"bn", 1e9},
                                                                                 {"mn", 1e6},
                                                                                 {"tn", 1e12},
                                                                                 {"trn", 1e12},
                                                                                 {"mil", 1e6},
                                                                                 {"MM", 1e6}}};
  std::size_t i = r.at;
  if (i < r.text.size() && (r.text[i] == ' ' || r.text[i] == '-')) ++i;
  for (const auto& [word, factor] : words) {
    if (!r.text.substr(i).starts_with(word)) continue;
    const std::size_t end = i + word.size();
    std::size_t size = 0;
    if (end < r.text.size() && is_word(decode_at(r.text, end, size)) &&
        !is_han(decode_at(r.text, end, size)))
      continue;
    if (word.size() <= 3 && !after_digit) continue;
    r.at = end;
    return factor;
  }
  if (!after_digit || r.at >= r.text.size()) return 1;
  static constexpr std::array<std::pair<char, double>, 7> letters = {
      {{'m', 1e6}, {'M', 1e6}, {'b', 1e9}, {'B', 1e9}, {'t', 1e12}, {'T', 1e12}, {'k', 1e3}}};
  for (const auto& [letter, factor] : letters) {
    std::size_t size = 0;
    if (r.text[r.at] != letter) continue;
    if (r.at + 1 < r.text.size() && is_word(decode_at(r.text, r.at + 1, size))) continue;
    r.at += 1;
    return factor;
  }
  return 1;
}

std::optional<Numeral> english_words(std::string_view text, std::size_t at) {
  struct Phrase {
    std::string_view words;
    double min, max;
    bool vague;
  };
  static constexpr std::array<Phrase, 14> phrases = {{
      {"tens of thousands", 1e4, 1e5, true},
      {"hundreds of thousands", 1e5, 1e6, true},
      {"tens of millions", 1e7, 1e8, true},
      {"hundreds of millions", 1e8, 1e9, true},
      {"tens of billions", 1e10, 1e11, true},
      {"hundreds of billions", 1e11, 1e12, true},
      {"half a billion", 5e8, 5e8, false},
      {"half a million", 5e5, 5e5, false},
      {"half a trillion", 5e11, 5e11, false},
      {"a quarter of a billion", 2.5e8, 2.5e8, false},
      {"three quarters of a billion", 7.5e8, 7.5e8, false},
      {"a billion", 1e9, 1e9, false},
      {"a million", 1e6, 1e6, false},
      {"a trillion", 1e12, 1e12, false},
  }};
  for (const auto& phrase : phrases) {
    if (!text.substr(at).starts_with(phrase.words)) continue;
    Numeral n;
    n.min = phrase.min;
    n.max = phrase.max;
    n.vague = phrase.vague;
    n.words = true;
    n.scale = phrase.min;
    n.end = at + phrase.words.size();
    return n;
  }
  static constexpr std::array<std::string_view, 13> small = {
      "zero",  "one",   "two",  "three", "four",   "five",  "six",
      "seven", "eight", "nine", "ten",   "eleven", "twelve"};
  for (std::size_t value = 1; value < small.size(); ++value) {
    const auto word = small[value];
    if (!text.substr(at).starts_with(word)) continue;
    Reader r{text, at + word.size()};
    const double factor = english_unit(r, false);
    if (factor == 1) continue;
    Numeral n;
    n.min = n.max = static_cast<double>(value) * factor;
    n.scale = factor;
    n.words = true;
    n.end = r.at;
    return n;
  }
  return std::nullopt;
}

// Adds smaller parts: 1兆460亿9,000万, 2亿906万2,497.
void add_parts(Reader& r, Numeral& n) {
  double last = n.scale;
  while (last > 1) {
    Reader probe = r;
    if (probe.at < probe.text.size() && probe.text[probe.at] == ' ') ++probe.at;
    const auto part = arabic(probe);
    if (!part) {
      Reader han = r;
      const auto section = han_section(han);
      if (!section || section->vague || section->more) return;
      const double factor = unit_run(han);
      if (factor >= last || section->max * factor >= last) return;
      n.min += section->min * factor;
      n.max += section->max * factor;
      last = factor;
      r = han;
      continue;
    }
    const double factor = unit_run(probe);
    if (factor >= last || *part * factor >= last) return;
    // "10亿 2025年": a bare figure after a space is another number.
    if (factor == 1 && r.at < r.text.size() && r.text[r.at] == ' ') return;
    n.min += *part * factor;
    n.max += *part * factor;
    last = factor;
    r = probe;
  }
}

}  // namespace

std::optional<Numeral> parse_numeral(std::string_view folded, std::size_t at) {
  Reader r{folded, at};
  Numeral n;
  if (const auto value = arabic(r)) {
    n.min = n.max = *value;
    apply_more(r, n.more);
    if (const double factor = unit_run(r); factor > 1)
      n.scale = factor;
    else
      n.scale = english_unit(r, true);
  } else if (const auto section = han_section(r)) {
    n.min = section->min;
    n.max = section->max;
    n.vague = section->vague;
    n.more = section->more;
    n.words = true;
    apply_more(r, n.more);
    n.scale = unit_run(r);
  } else {
    return english_words(folded, at);
  }
  n.min *= n.scale;
  n.max *= n.scale;
  if (n.scale > 1 && !n.vague && !n.more) add_parts(r, n);
  n.end = r.at;
  return n;
}

}  // namespace dealgraph

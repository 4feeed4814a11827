#include "text/numeral.h"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>

#include "text/number_words.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

constexpr std::size_t max_digits = 24;

// What a Chinese character is in a number: digits 0-9, then units and hints.
enum : signed char {
  not_numeral = -1,
  ten = 10,
  hundred,
  thousand,
  man,
  yi,
  zhao,
  twenty,
  thirty,
  several
};

constexpr std::pair<char32_t, signed char> numerals[] = {
    {U'零', 0},       {U'〇', 0},        {U'○', 0},         {U'一', 1},       {U'壹', 1},
    {U'二', 2},       {U'两', 2},        {U'贰', 2},        {U'三', 3},       {U'叁', 3},
    {U'四', 4},       {U'肆', 4},        {U'五', 5},        {U'伍', 5},       {U'六', 6},
    {U'陆', 6},       {U'七', 7},        {U'柒', 7},        {U'八', 8},       {U'捌', 8},
    {U'九', 9},       {U'玖', 9},        {U'十', ten},      {U'拾', ten},     {U'百', hundred},
    {U'佰', hundred}, {U'千', thousand}, {U'仟', thousand}, {U'万', man},     {U'亿', yi},
    {U'兆', zhao},    {U'廿', twenty},   {U'卅', thirty},   {U'数', several}, {U'几', several}};

// Indexed by code point from U+2000, since most characters are looked at only to be passed over.
class NumeralTable {
 public:
  NumeralTable() {
    kinds_.fill(not_numeral);
    for (const auto& [c, kind] : numerals) kinds_[c - first] = kind;
  }
  signed char of(char32_t c) const {
    return c - first < kinds_.size() ? kinds_[c - first] : static_cast<signed char>(not_numeral);
  }

 private:
  static constexpr char32_t first = 0x2000;
  std::array<signed char, 0x8000> kinds_{};
};

const NumeralTable table;

signed char kind_of(char32_t c) { return table.of(c); }

int han_digit(char32_t c) {
  const int kind = kind_of(c);
  return kind < ten ? kind : -1;
}

double small_unit(char32_t c) {
  switch (kind_of(c)) {
    case ten:
      return 10;
    case hundred:
      return 100;
    case thousand:
      return 1000;
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
  char32_t after() const {
    Reader probe = *this;
    probe.skip();
    return probe.peek();
  }
};

// 兆 is also "mega" and the start of names: 兆瓦, 兆字节, 兆丰银行.
double big_unit(const Reader& r) {
  switch (kind_of(r.peek())) {
    case man:
      return 1e4;
    case yi:
      return 1e8;
    case zhao:
      return std::u32string_view(U"瓦字像赫帕比欧丰芯易").find(r.after()) ==
                     std::u32string_view::npos
                 ? 1e12
                 : 0;
    default:
      return 0;
  }
}

// Folded text may have a space between a figure and its unit: 3,000 亿.
void skip_space_before_unit(Reader& r) {
  if (r.at + 1 >= r.text.size() || r.text[r.at] != ' ') return;
  Reader probe{r.text, r.at + 1};
  const char32_t next = probe.peek();
  if (small_unit(next) > 0 || big_unit(probe) > 0 || next == U'多' || next == U'余') ++r.at;
}

bool ascii_letter_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const auto byte = static_cast<unsigned char>(text[at]);
  return is_upper_ascii(byte) || is_lower_ascii(byte);
}

bool digit_at(std::string_view text, std::size_t at) {
  return at < text.size() && is_digit(static_cast<unsigned char>(text[at]));
}

// Digits, and a point before digit `point` if that is not 0. Up to 15 digits are an exact double,
// and so is the power of ten: one division rounds as strtod() does (Clinger 1990).
double value_of(std::string_view digits, std::size_t point) {
  static constexpr std::array powers = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                        1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
  if (digits.size() > 15) return std::strtod(std::string(digits).c_str(), nullptr);
  std::int64_t whole = 0;
  for (const char c : digits)
    if (c != '.') whole = whole * 10 + (c - '0');
  return static_cast<double>(whole) / powers[point > 0 ? digits.size() - point : 0];
}

// Digits with thousands separators and a decimal point.
std::optional<double> arabic(Reader& r, int* decimals = nullptr) {
  std::array<char, max_digits + 1> digits{};
  std::size_t count = 0;
  std::size_t point = 0;  // digits before the point + 1; 0: no point yet
  std::size_t i = r.at;
  for (; i < r.text.size() && count < max_digits; ++i) {
    if (digit_at(r.text, i)) {
      digits[count++] = r.text[i];
    } else if (count == 0 || point > 0) {
      break;
    } else if (r.text[i] == ',' && digit_at(r.text, i + 1) && digit_at(r.text, i + 2) &&
               digit_at(r.text, i + 3) && !digit_at(r.text, i + 4)) {
    } else if (r.text[i] == '.' && digit_at(r.text, i + 1)) {
      digits[count++] = '.';
      point = count;
    } else {
      break;
    }
  }
  if (count == 0 || digit_at(r.text, i)) return std::nullopt;
  r.at = i;
  if (decimals) *decimals = point > 0 ? static_cast<int>(count - point) : 0;
  return value_of({digits.data(), count}, point);
}

// A number below 10^4 in Chinese numerals (三百五十, 廿二, 一○五○, 一点五), or a vague one.
struct Section {
  double min = 0;
  double max = 0;
  bool digits = false;  // 百, 千 alone have none
};

// 数十, 几百; a bare 数 or 几 needs a unit that the caller sees (数亿).
std::optional<Section> vague_section(Reader& r) {
  Reader probe = r;
  probe.skip();
  if (small_unit(probe.peek()) == 0 && big_unit(probe) == 0) return std::nullopt;
  r = probe;
  double scale = 1;
  for (; small_unit(r.peek()) > 0; r.skip()) scale *= small_unit(r.peek());
  return Section{scale, scale * 10, true};
}

// 三四百万, 二、三十亿: two digits in a row before a unit are a range.
bool neighbours(const std::string& digits, const Reader& r) {
  return digits.size() == 2 && digits[0] > '0' && digits[0] + 1 == digits[1] &&
         (small_unit(r.peek()) > 0 || big_unit(r) > 0);
}

double fraction_behind_point(Reader& r) {
  if (r.peek() != U'点' || han_digit(r.after()) < 0) return 0;
  r.skip();
  double value = 0;
  double place = 0.1;
  for (int digit = 0; place > 1e-9 && (digit = han_digit(r.peek())) >= 0; r.skip(), place /= 10)
    value += digit * place;
  return value;
}

std::optional<Section> han_section(Reader& r) {
  if (kind_of(r.peek()) == several) return vague_section(r);
  double total = 0;
  double spread = 0;
  bool any = false;
  bool digits = false;
  std::string run;  // digits since the last unit
  for (;; r.skip()) {
    const char32_t c = r.peek();
    const int kind = kind_of(c);
    if (kind >= 0 && kind < ten) {
      run += static_cast<char>('0' + kind);
      digits = true;
      if (run.size() > max_digits) return std::nullopt;
    } else if (kind == twenty || kind == thirty) {
      total += kind == twenty ? 20 : 30;
      run.clear();
      digits = true;
    } else if (const double unit = small_unit(c); unit > 0) {
      if (neighbours(run, r)) {
        spread += unit;
        run.pop_back();
      }
      if (run.size() > 1 && run[0] != '0') return std::nullopt;
      total += (run.empty() ? 1 : run.back() - '0') * unit;
      run.clear();
    } else if (c == U'、' && run.size() == 1 && total == 0 &&
               han_digit(r.after()) == run[0] - '0' + 1) {
      Reader probe = r;
      probe.skip();
      probe.skip();
      if (small_unit(probe.peek()) == 0 && big_unit(probe) == 0) break;
      continue;
    } else {
      break;
    }
    any = true;
  }
  if (!any) return std::nullopt;
  if (neighbours(run, r)) {
    spread += 1;
    run.pop_back();
  }
  if (run.size() > 1 && total == 0)
    total = std::strtod(run.c_str(), nullptr);
  else if (!run.empty())
    total += run.back() - '0';
  total += fraction_behind_point(r);
  return Section{total, total + spread, digits};
}

bool apply_more(Reader& r) {
  const char32_t c = r.peek();
  if (c != U'多' && c != U'余') return false;
  Reader probe = r;
  probe.skip();
  skip_space_before_unit(probe);
  const char32_t next = probe.peek();
  if (big_unit(probe) == 0 && small_unit(next) == 0 && next != U'元' && next != U'美' &&
      next != U'港' && next != U'欧' && next != U'英' && next != U'日')
    return false;
  r.skip();
  return true;
}

// Multiplies by a run such as 千亿, 百万, 万亿; returns the factor, 1 if there is none.
double unit_run(Reader& r) {
  double factor = 1;
  Reader probe = r;
  skip_space_before_unit(probe);
  bool big = false;
  for (int i = 0; i < 4; ++i) {
    const double small = small_unit(probe.peek());
    const double unit = small > 0 ? small : big_unit(probe);
    if (unit == 0 || (small > 0 && big)) break;
    factor *= unit;
    big = big || small == 0;
    probe.skip();
    r = probe;
  }
  return factor;
}

// A last part without a unit belongs to the number only where a currency follows: 5,612 in
// 1亿335万5,612美元, not 2025 in 10亿2025年.
bool closes_money(const Reader& r) {
  return std::u32string_view(U"元圆美港日韩欧英人新台澳加泰").find(r.peek()) !=
         std::u32string_view::npos;
}

// Adds smaller parts: 1兆460亿9,000万, 2亿906万2,497.
void add_parts(Reader& r, Numeral& n) {
  double last = n.scale;
  while (last > 1) {
    Reader probe = r;
    if (probe.at < probe.text.size() && probe.text[probe.at] == ' ') ++probe.at;
    double low = 0;
    double high = 0;
    if (const auto part = arabic(probe)) {
      low = high = *part;
    } else {
      probe = r;
      if (kind_of(probe.peek()) == several) return;
      const auto section = han_section(probe);
      if (!section || !section->digits) return;
      low = section->min;
      high = section->max;
    }
    const double factor = unit_run(probe);
    if (factor >= last || high * factor >= last) return;
    if (factor == 1 && (!closes_money(probe) || r.text[r.at] == ' ')) return;
    n.min += low * factor;
    n.max += high * factor;
    last = factor;
    r = probe;
  }
}

std::optional<Numeral> chinese(Reader& r) {
  Numeral n;
  n.words = true;
  n.begin = r.at;
  if (const auto section = han_section(r)) {
    n.min = section->min;
    n.max = section->max;
    n.round = !section->digits;
  } else if (big_unit(r) > 0) {
    n.min = n.max = 1;
    n.round = true;
  } else {
    return std::nullopt;
  }
  n.more = apply_more(r);
  n.scale = unit_run(r);
  return n;
}

}  // namespace

std::optional<Numeral> parse_numeral(std::string_view folded, std::size_t at) {
  if (at >= folded.size()) return std::nullopt;
  Reader r{folded, at};
  Numeral n;
  n.begin = at;
  if (const auto value = arabic(r, &n.decimals)) {
    n.min = n.max = *value;
    n.more = apply_more(r);
    n.scale = unit_run(r);
    if (n.scale == 1) n.scale = read_english_unit(folded, r.at, true);
  } else if (const auto read = chinese(r)) {
    n = *read;
  } else {
    return parse_english_number(folded, at);
  }
  n.vague = n.min < n.max;
  n.min *= n.scale;
  n.max *= n.scale;
  if (n.scale > 1 && !n.vague && !n.more && !n.round) add_parts(r, n);
  // 两亿多美元: the hint stands behind the unit.
  if (n.scale > 1 && !n.vague) n.more = n.more || apply_more(r);
  n.end = r.at;
  return n;
}

std::optional<Numeral> next_numeral(std::string_view text, std::size_t from) {
  for (std::size_t i = from; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (is_digit(byte)) {
      const bool inside =
          i > 1 && (text[i - 1] == '.' || text[i - 1] == ',') && digit_at(text, i - 2);
      if (!inside && !(i > 0 && digit_at(text, i - 1)))
        if (auto found = parse_numeral(text, i)) return found;
      while (digit_at(text, i)) ++i;
    } else if (byte < 0x80) {
      if (ascii_letter_at(text, i)) {
        const std::size_t begin = i;
        while (ascii_letter_at(text, i)) ++i;
        if (may_be_number_word(text, begin))
          if (auto found = parse_english_number(text, begin)) return found;
      } else {
        ++i;
      }
    } else {
      std::size_t size = 0;
      if (kind_of(decode_at(text, i, size)) != not_numeral)
        if (auto found = parse_numeral(text, i)) return found;
      i += size;
    }
  }
  return std::nullopt;
}

int read_small_number(std::string_view text, std::size_t& at) {
  if (digit_at(text, at)) {
    int value = 0;
    std::size_t i = at;
    for (; digit_at(text, i) && i < at + 5; ++i) value = value * 10 + (text[i] - '0');
    if (i == at + 5) return -1;
    at = i;
    return value;
  }
  Reader r{text, at};
  if (at >= text.size() || kind_of(r.peek()) == several) return -1;
  const auto section = han_section(r);
  if (!section || section->min != section->max || !(section->min < 10000)) return -1;
  at = r.at;
  return static_cast<int>(section->min);
}

}  // namespace dealgraph

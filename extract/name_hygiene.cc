#include "extract/name_hygiene.h"

#include <algorithm>
#include <iterator>

#include "extract/common_words.h"
#include "text/fold.h"
#include "text/utf8.h"
#include "text/words.h"

namespace dealgraph {
namespace {

bool all_han(std::string_view text) {
  for (std::size_t i = 0, size = 0; i < text.size(); i += size)
    if (!is_han(decode_at(text, i, size))) return false;
  return !text.empty();
}

bool all_latin(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Whether the dictionary holds it as something else than a firm. What is hardly ever seen there
// (比亚迪, which it takes for a person) is no reason for doubt, but for a set phrase (好想你).
bool chinese_word(std::string_view folded) {
  constexpr float rare = 22;
  const auto word = look_up(folded);
  if (word.rarity == 0 || word.kind == WordClass::organisation || word.kind == WordClass::proper ||
      word.kind == WordClass::abbreviation)
    return false;
  return word.rarity < rare || (word.kind == WordClass::phrase && word.length <= 3);
}

// Capitalised at most at its start: "Target" may be a word, "eBay" and "C3.ai" may not.
bool english_word(std::string_view folded) {
  std::string lower(folded);
  bool capital_inside = false;
  bool small = false;
  for (std::size_t i = 0; i < lower.size(); ++i) {
    const auto c = static_cast<unsigned char>(lower[i]);
    if (is_lower_ascii(c)) small = true;
    if (!is_upper_ascii(c)) continue;
    if (i > 0) capital_inside = true;
    lower[i] = static_cast<char>(c + 32);
  }
  return !(capital_inside && small) && is_common_english(lower);
}

template <std::size_t N>
std::string_view without_end(std::string_view name, const std::string_view (&ends)[N]) {
  for (const auto end : ends)
    if (name.size() > end.size() && name.ends_with(end))
      return name.substr(0, name.size() - end.size());
  return name;
}

// Of two Han characters at least; else what is left is no name.
bool ends_han(std::string_view text) {
  if (text.empty() || !is_han(decode_before(text, text.size()))) return false;
  const auto before = previous(text, text.size());
  return before > 0 && is_han(decode_before(text, before));
}

std::string_view without_marks(std::string_view name) {
  static constexpr std::string_view starts[] = {"S*ST", "SST", "*ST", "ST"};
  for (const auto start : starts)
    if (name.starts_with(start) && ends_han(name)) {
      name.remove_prefix(start.size());
      break;
    }
  const auto dash = name.rfind('-');
  if (dash != std::string_view::npos && name.size() - dash <= 4 && dash + 1 < name.size() &&
      std::all_of(name.begin() + static_cast<std::ptrdiff_t>(dash) + 1, name.end(),
                  [](char c) { return is_upper_ascii(static_cast<unsigned char>(c)); }) &&
      ends_han(name.substr(0, dash)))
    return name.substr(0, dash);
  if ((name.ends_with('A') || name.ends_with('B')) && ends_han(name.substr(0, name.size() - 1)))
    name.remove_suffix(1);
  return name;
}

std::string_view without_legal_form(std::string_view name) {
  static constexpr std::string_view chinese[] = {"股份有限公司", "有限责任公司", "集团有限公司",
                                                 "控股有限公司", "有限公司",     "株式会社"};
  if (const auto stem = without_end(name, chinese); stem.size() != name.size())
    return ends_han(stem) ? stem : name;
  static constexpr std::string_view english[] = {
      " Inc", " Incorporated", " Corp", " Corporation", " Co",   " Company", " Ltd",  " Limited",
      " LLC", " LLP",          " LP",   " PLC",         " Plc",  " plc",     " AG",   " SA",
      " SE",  " NV",           " N.V",  " S.A",         " GmbH", " Bhd",     " Pte",  " Pty",
      " AB",  " ASA",          " Oyj",  " KGaA",        " & Co", " SpA",     " S.p.A"};
  auto stem = name;
  for (;;) {
    auto shorter = stem;
    while (shorter.ends_with('.') || shorter.ends_with(',') || shorter.ends_with(' '))
      shorter.remove_suffix(1);
    shorter = without_end(shorter, english);
    while (shorter.ends_with(',') || shorter.ends_with(' ')) shorter.remove_suffix(1);
    if (shorter.size() + 1 >= stem.size()) return stem;  // a final stop alone is no legal form
    stem = shorter;
  }
}

}  // namespace

Doubt doubt_of(std::string_view folded) {
  if (all_han(folded)) {
    if (count_code_points(folded) <= 2) return Doubt::short_chinese;
    return chinese_word(folded) ? Doubt::word : Doubt::none;
  }
  if (!all_latin(folded) || folded.find(' ') != std::string_view::npos) return Doubt::none;
  if (folded.size() <= 3) return Doubt::short_latin;
  return english_word(folded) ? Doubt::word : Doubt::none;
}

std::vector<std::string> written_forms(std::string_view name) {
  std::vector<std::string> out{std::string(name)};
  const auto folded = fold_key(name);
  const auto stem = without_legal_form(without_marks(folded));
  if (stem.size() < folded.size() && count_code_points(stem) >= 2) out.emplace_back(stem);
  return out;
}

}  // namespace dealgraph

#include "text/company_key.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <iterator>
#include <vector>

#include "text/utf8.h"

namespace dealgraph {
namespace {

// These are fixed here and not read from rules/lexicon: figures of two sets of rules compare only
// if names are compared alike.
constexpr std::string_view latin_forms[] = {
    "ab",      "ag",           "as",          "asa",     "bhd",  "bv",    "co",      "companies",
    "company", "corp",         "corporation", "cv",      "gmbh", "group", "holding", "holdings",
    "inc",     "incorporated", "kk",          "limited", "llc",  "llp",   "lp",      "ltd",
    "nv",      "oy",           "oyj",         "pbc",     "plc",  "pte",   "pty",     "sa",
    "sarl",    "sdn",          "se",          "spa",     "srl"};
// The longer before the shorter that it ends with.
constexpr std::string_view chinese_forms[] = {
    "股份有限公司", "有限責任公司", "有限责任公司", "有限公司", "股份公司",
    "株式會社",     "株式会社",     "集團",         "集团",     "公司"};

bool is_latin_form(const std::string& word) {
  return std::find(std::begin(latin_forms), std::end(latin_forms), word) != std::end(latin_forms);
}

std::string fold_case(std::string_view name) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
  if (!normalizer) return std::string(name);
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  normalizer->normalizeUTF8(0, icu::StringPiece(name.data(), static_cast<int32_t>(name.size())),
                            sink, nullptr, status);
  return U_SUCCESS(status) ? out : std::string(name);
}

// N.V. and A/S are one word each, as McDonald's is.
bool joins(char32_t c) {
  return c == U'.' || c == U'/' || c == U'\'' || c == U'\u2018' || c == U'\u2019';
}

bool is_part_of_word(char32_t c) {
  const auto mask = U_GET_GC_MASK(static_cast<UChar32>(c));
  return (mask & (U_GC_L_MASK | U_GC_N_MASK)) != 0;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  bool open = false;
  for (std::size_t at = 0, size = 0; at < text.size(); at += size) {
    const char32_t c = decode_at(text, at, size);
    if (joins(c)) continue;
    const bool part = is_part_of_word(c);
    if (part && !open) words.emplace_back();
    if (part) words.back() += text.substr(at, size);
    open = part;
  }
  return words;
}

// "S.A. de C.V." goes as a whole.
void drop_latin_forms(std::vector<std::string>& words) {
  while (words.size() > 1) {
    const bool between_forms =
        words.back() == "de" && words.size() > 2 && is_latin_form(words[words.size() - 2]);
    if (!is_latin_form(words.back()) && !between_forms) return;
    words.pop_back();
  }
}

// Two characters at least stay, since one alone tells no company.
void drop_chinese_forms(std::string& name) {
  for (bool again = true; again;) {
    again = false;
    for (const auto form : chinese_forms) {
      if (!name.ends_with(form)) continue;
      const auto rest = std::string_view(name).substr(0, name.size() - form.size());
      if (count_code_points(rest) < 2) continue;
      name.resize(rest.size());
      again = true;
    }
  }
}

}  // namespace

std::string company_key(std::string_view name) {
  auto words = words_of(fold_case(name));
  drop_latin_forms(words);
  std::string key;
  for (const auto& word : words) key += word;
  drop_chinese_forms(key);
  return key;
}

}  // namespace dealgraph

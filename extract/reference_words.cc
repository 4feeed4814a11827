#include "extract/reference_words.h"

#include <algorithm>
#include <utility>

#include "text/utf8.h"
#include "text/words.h"

namespace dealgraph {
namespace {

constexpr std::size_t han_bytes = 3;
constexpr std::size_t longest_description = 14;  // characters between 这家 and its head

std::string lower(std::string_view text) {
  std::string out(text);
  for (auto& c : out)
    if (is_upper_ascii(static_cast<unsigned char>(c))) c = static_cast<char>(c + 32);
  return out;
}

bool letter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return is_upper_ascii(byte) || is_lower_ascii(byte);
}

std::size_t word_end(std::string_view text, std::size_t at) {
  while (at < text.size() && (letter(text[at]) || text[at] == '-' || text[at] == '.')) ++at;
  while (at > 0 && (text[at - 1] == '.' || text[at - 1] == '-')) --at;
  return at;
}

bool ends_in_any(std::string_view text, const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](const auto& word) { return text.ends_with(word); });
}

bool starts_with_any(std::string_view text, const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](const auto& word) { return text.starts_with(word); });
}

std::vector<std::string> longest_first(std::vector<std::string> words) {
  std::stable_sort(words.begin(), words.end(),
                   [](const auto& a, const auto& b) { return a.size() > b.size(); });
  return words;
}

// Whether nothing but a clause's start stands before.
bool opens_clause(std::string_view before) {
  while (before.ends_with(' ')) before.remove_suffix(1);
  return before.empty() || std::string_view(",;:!?)\"").find(before.back()) != std::string::npos ||
         before.ends_with("。") || before.ends_with("”") || before.ends_with("」");
}

std::size_t numeral_of(std::string_view character) {
  constexpr std::pair<std::string_view, std::size_t> rows[] = {{"两", 2}, {"二", 2}, {"三", 3},
                                                               {"四", 4}, {"五", 5}, {"六", 6}};
  for (const auto& [word, value] : rows)
    if (word == character) return value;
  return 0;
}

std::size_t english_numeral(std::string_view word) {
  constexpr std::pair<std::string_view, std::size_t> rows[] = {
      {"two", 2}, {"three", 3}, {"four", 4}, {"five", 5}};
  for (const auto& [name, value] : rows)
    if (name == word) return value;
  return 0;
}

}  // namespace

ReferenceWords::ReferenceWords(const Lexicon& lexicon)
    : heads_(longest_first(lexicon.words("zh", "REFERENCE_HEAD"))),
      before_filer_(lexicon.words("zh", "REFERENCE_BEFORE_FILER")),
      behind_filer_(lexicon.words("zh", "REFERENCE_BEHIND_FILER")),
      not_object_(lexicon.words("zh", "REFERENCE_NOT_OBJECT")),
      told_{"为", "是", "包括", "系", ":"},
      counted_{"名", "家", "等", "位"} {
  using enum ReferenceKind;
  constexpr std::pair<const char*, ReferenceKind> lists[] = {
      {"REFERENCE_BOTH", group},      {"REFERENCE_LATTER", latter},
      {"REFERENCE_FORMER", former},   {"REFERENCE_OTHER", other},
      {"REFERENCE_BUYER", buyer},     {"REFERENCE_SELLER", seller},
      {"REFERENCE_TARGET", target},   {"REFERENCE_BORROWER", borrower},
      {"REFERENCE_LENDER", lender},   {"REFERENCE_OBJECT", object},
      {"REFERENCE_PRONOUN", pronoun}, {"REFERENCE_PLURAL", plural},
      {"REFERENCE_FILER", filer},     {"REFERENCE", company}};
  for (const auto& [list, kind] : lists) add(lexicon, list, kind);
  for (const auto& [first, entries] : zh_) starts_.set(first);
  for (const char32_t c : U"这此该两三四五六") starts_.set(c);
  letters_.set(static_cast<std::size_t>('t' - 'a'));
  for (const auto& word : lexicon.words("en", "REFERENCE_HEAD")) en_heads_.insert(lower(word));
  for (const auto& word : lexicon.words("en", "REFERENCE_NOT_MODIFIER"))
    not_modifier_.insert(lower(word));
}

void ReferenceWords::add(const Lexicon& lexicon, const char* list, ReferenceKind kind) {
  const auto insert = [&](std::vector<Entry>& entries, std::string word) {
    const auto where = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) {
      return entry.word.size() <= word.size();
    });
    const bool known = std::any_of(entries.begin(), entries.end(),
                                   [&](const Entry& entry) { return entry.word == word; });
    if (!known) entries.insert(where, {std::move(word), kind});
  };
  for (const auto& word : lexicon.words("zh", list)) {
    std::size_t size = 0;
    const char32_t first = word.empty() ? 0 : decode_at(word, 0, size);
    if (first > 0x7F && first < 0x10000) insert(zh_[first], word);
  }
  for (const auto& raw : lexicon.words("en", list)) {
    auto word = lower(raw);
    auto first = word.substr(0, word.find(' '));
    if (first.empty() || !is_lower_ascii(static_cast<unsigned char>(first[0]))) continue;
    letters_.set(static_cast<std::size_t>(first[0] - 'a'));
    insert(en_[std::move(first)], std::move(word));
  }
}

std::vector<ReferenceWord> ReferenceWords::find(std::string_view sentence, bool chinese) const {
  std::vector<ReferenceWord> out;
  if (chinese)
    find_chinese(sentence, out);
  else
    find_english(sentence, out);
  return out;
}

void ReferenceWords::find_chinese(std::string_view text, std::vector<ReferenceWord>& out) const {
  for (std::size_t i = 0; i < text.size();) {
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      ++i;
      continue;
    }
    std::size_t size = 0;
    const char32_t c = decode_at(text, i, size);
    ReferenceWord word;
    if (c < 0x10000 && starts_.test(c) &&
        (pointed_at(text, i, word) || counted_at(text, i, word) || listed_at(text, i, word))) {
      out.push_back(word);
      i = word.span.end;
    } else {
      i += size;
    }
  }
}

bool ReferenceWords::listed_at(std::string_view text, std::size_t at, ReferenceWord& out) const {
  std::size_t size = 0;
  const auto found = zh_.find(decode_at(text, at, size));
  if (found == zh_.end()) return false;
  const auto rest = text.substr(at);
  for (const auto& [word, kind] : found->second) {
    if (!rest.starts_with(word)) continue;
    // "转让方为甲公司" tells who it is, "8名交易对方" that there are several.
    if (kind >= ReferenceKind::buyer || kind == ReferenceKind::other) {
      const auto after = rest.substr(word.size());
      if (starts_with_any(after, told_) || ends_in_any(text.substr(0, at), counted_)) return false;
    }
    out = {kind, {at, at + word.size()}, kind == ReferenceKind::group ? 2U : 0U};
    if (kind == ReferenceKind::filer) return stands_alone(text, out.span);
    if (kind == ReferenceKind::object) {
      if (starts_with_any(rest.substr(word.size()), not_object_)) return false;
      out.span.begin = out.span.end - han_bytes;
    }
    return true;
  }
  return false;
}

// 公司 is also the end of many words: only where nothing can qualify it does it stand for a party.
bool ReferenceWords::stands_alone(std::string_view text, Span span) const {
  const auto before = text.substr(0, span.begin);
  if (starts_with_any(text.substr(span.end), behind_filer_)) return false;
  return opens_clause(before) || ends_in_any(before, before_filer_);
}

// The head that begins at `at`, in bytes; 0 if none. Of one character only if no longer word begins
// with it: not 行 in 该行业.
std::size_t ReferenceWords::head_at(std::string_view text, std::size_t at) const {
  const auto rest = text.substr(at);
  for (const auto& head : heads_) {
    if (!rest.starts_with(head)) continue;
    if (head.size() == han_bytes && rest.size() > han_bytes) {
      std::size_t size = 0;
      decode_at(rest, han_bytes, size);
      if (look_up(rest.substr(0, han_bytes + size)).rarity > 0) return 0;
    }
    return head.size();
  }
  return 0;
}

// 这家芯片巨头, 该行, 此平台.
bool ReferenceWords::pointed_at(std::string_view text, std::size_t at, ReferenceWord& out) const {
  const auto rest = text.substr(at);
  std::size_t start = 0;
  bool open = false;  // whether words may stand before the head
  for (const std::string_view word : {"这家", "这间", "此家", "该家"})
    if (rest.starts_with(word)) start = word.size(), open = true;
  if (start == 0 && (rest.starts_with("该") || rest.starts_with("此"))) start = han_bytes;
  if (start == 0) return false;
  std::size_t from = at + start;
  for (std::size_t count = 0; from < text.size() && count <= (open ? longest_description : 4);
       ++count) {
    if (const auto head = head_at(text, from); head > 0 && (open || count == 0 || head > 3)) {
      out = {ReferenceKind::described, {at, from + head}, 0};
      return true;
    }
    std::size_t size = 0;
    const char32_t c = decode_at(text, from, size);
    if (std::u32string_view(U",。;:!?、()").find(c) != std::u32string_view::npos) return false;
    from += size;
  }
  return false;
}

// 两家央企, 四家公司; not 收购了两家公司, which names new ones.
bool ReferenceWords::counted_at(std::string_view text, std::size_t at, ReferenceWord& out) const {
  const std::size_t count = numeral_of(text.substr(at, han_bytes));
  const auto unit = text.substr(std::min(text.size(), at + han_bytes), han_bytes);
  if (count == 0 || (unit != "家" && unit != "间")) return false;
  // 两家|美国|公司
  constexpr std::size_t longest_place = 4;  // characters
  std::size_t from = at + 2 * han_bytes;
  std::size_t head = head_at(text, from);
  for (std::size_t i = 0; head == 0 && i < longest_place && from < text.size(); ++i) {
    std::size_t size = 0;
    if (!is_han(decode_at(text, from, size))) return false;
    from += size;
    head = from < text.size() ? head_at(text, from) : 0;
  }
  if (head == 0) return false;
  const auto before = text.substr(0, at);
  static const std::vector<std::string> definite = {"这", "该", "上述", "以上", "前述",
                                                    "由", "对", "让",   "使",   "据"};
  static const std::vector<std::string> governing = {"向", "与", "给", "从", "和"};
  if (!opens_clause(before) && !ends_in_any(before, definite) && !ends_in_any(before, governing))
    return false;
  out = {ReferenceKind::group, {at, from + head}, count};
  return true;
}

void ReferenceWords::find_english(std::string_view text, std::vector<ReferenceWord>& out) const {
  for (std::size_t i = 0; i < text.size();) {
    if (!letter(text[i])) {
      ++i;
      continue;
    }
    const char c = static_cast<char>(text[i] | 0x20);
    ReferenceWord word;
    if (letters_.test(static_cast<std::size_t>(c - 'a')) &&
        (english_at(text, i, word) || (c == 't' && phrase_at(text, i, word)))) {
      out.push_back(word);
      i = word.span.end;
    }
    while (i < text.size() && (letter(text[i]) || static_cast<unsigned char>(text[i]) >= 0x80)) ++i;
  }
}

bool ReferenceWords::english_at(std::string_view text, std::size_t at, ReferenceWord& out) const {
  const std::size_t end = word_end(text, at);
  if (end - at > 4) return false;
  const auto found = en_.find(lower(text.substr(at, end - at)));
  if (found == en_.end()) return false;
  for (const auto& [word, kind] : found->second) {
    const auto here = text.substr(at, word.size());
    if (here.size() < word.size()) continue;
    const std::size_t after = at + word.size();
    if (after < text.size() && (letter(text[after]) || text[after] == '-')) continue;
    if (lower(here) != word || (here.size() > 1 && !is_lower_ascii(here[1]))) continue;
    out = {kind, {at, after}, kind == ReferenceKind::group ? 2U : 0U};
    // "the Company" of a filing is a defined term, its own announcer.
    if (kind == ReferenceKind::company && here.ends_with("Company"))
      out.kind = ReferenceKind::filer;
    return restrictive(text.substr(after)) ? false : true;
  }
  return false;
}

// "the company that owns", "the group of investors": says itself whom it means.
bool ReferenceWords::restrictive(std::string_view after) const {
  return after.starts_with(" that ") || after.starts_with(" which ") ||
         after.starts_with(" whose ") || after.starts_with(" of ") || after.starts_with(" behind ");
}

// "the Santa Clara-based chipmaker", "the three companies".
bool ReferenceWords::phrase_at(std::string_view text, std::size_t at, ReferenceWord& out) const {
  if (lower(text.substr(at, 4)) != "the ") return false;
  std::size_t begin = at + 4;
  std::size_t count = 0;
  for (int words = 0; words < 5 && begin < text.size(); ++words) {
    if (is_digit(static_cast<unsigned char>(text[begin]))) {  // "the FTSE 250 company"
      begin = text.find(' ', begin);
      if (begin == std::string_view::npos) return false;
      ++begin;
      continue;
    }
    std::size_t end = word_end(text, begin);
    if (text.substr(end).starts_with("., ")) end += 2;  // Calif.,
    if (end == begin) return false;
    const auto acronym = text.substr(begin, end - begin);
    const bool capital =
        is_upper_ascii(static_cast<unsigned char>(text[begin])) &&
        !(acronym.size() > 2 && std::all_of(acronym.begin(), acronym.end(), [](char c) {
            return is_upper_ascii(static_cast<unsigned char>(c));
          }));
    const auto word = lower(text.substr(begin, end - begin));
    // "the Livingston, New Jersey-based company"
    const bool place = capital && text.substr(end).starts_with(", ") &&
                       (text.substr(end, 30).find("-based ") != std::string_view::npos ||
                        text.substr(end, 12).find(".,") != std::string_view::npos);
    if (place) {
      begin = end + 2;
      continue;
    }
    const bool closes = end >= text.size() || text[end] != ' ';
    if (words == 0) count = english_numeral(word);
    if (count > 0 && words > 0 && word.ends_with('s') &&
        en_heads_.contains(word.substr(0, word.size() - 1))) {
      out = {ReferenceKind::group, {at, end}, count};
      return true;
    }
    if (!capital && en_heads_.contains(word) && !(words == 0 && word == "major")) {
      const auto next =
          closes ? std::string() : lower(text.substr(end + 1, word_end(text, end + 1) - end - 1));
      // "the venture arm", "the company spokesman": somebody or something else.
      static const Set other = {"arm",  "unit",  "division", "deal",   "capital",  "fund",
                                "name", "price", "stake",    "shares", "chief",    "executive",
                                "site", "side",  "business", "market", "industry", "sector"};
      if (!en_heads_.contains(next) && !other.contains(next)) {
        out = {ReferenceKind::described, {at, end}, 0};
        return !restrictive(text.substr(end));
      }
    }
    if (closes || (!capital && not_modifier_.contains(word)) ||
        (word.ends_with("est") && word.size() > 5))
      return false;
    begin = end + 1;
  }
  return false;
}

}  // namespace dealgraph

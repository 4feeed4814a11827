#include "extract/slot_names.h"

#include <algorithm>
#include <variant>

#include "text/utf8.h"
#include "text/words.h"

namespace dealgraph {
namespace {

constexpr std::size_t max_slots = 20'000;  // of one article

std::string any_of(const Lexicon& lexicon, std::string_view name) {
  auto words = lexicon.words("zh", name);
  std::sort(words.begin(), words.end(),
            [](const auto& a, const auto& b) { return a.size() > b.size(); });
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : "|") + quote_pattern(word);
  return out.empty() ? R"([^\s\S])" : "(?:" + out + ")";
}

std::optional<Pattern> compile(const std::string& regex) {
  auto result = Pattern::compile(regex);
  if (auto* pattern = std::get_if<Pattern>(&result)) return std::move(*pattern);
  return std::nullopt;
}

// A character of a name: Han, or Latin inside it.
constexpr const char* slot = R"(([\p{Han}A-Za-z0-9·]{2,10}?))";

}  // namespace

SlotNames::SlotNames(const Lexicon& lexicon) : stops_(lexicon.words("zh", "NAME_STOP")) {
  suffixes_ = lexicon.words("zh", "TRADE_SUFFIX");
  const auto& legal = lexicon.words("zh", "ORG_SUFFIX");
  suffixes_.insert(suffixes_.end(), legal.begin(), legal.end());
  for (const auto* list : {"NOT_A_NAME", "SLOT_ORDINARY"})
    for (const auto& word : lexicon.words("zh", list)) ordinary_.insert(word);
  const auto place = "了?" + any_of(lexicon, "SLOT_PLACE") + "?";
  object_ = compile(any_of(lexicon, "SLOT_BEFORE_OBJECT") + place + slot + "的?" +
                    any_of(lexicon, "SLOT_BEHIND_OBJECT"));
  // After a verb that takes nothing but companies the object may also end the clause.
  target_ = compile(any_of(lexicon, "SLOT_BEFORE_TARGET") + place + slot + R"((?:[,。;\n]|$))");
  agent_ =
      compile(any_of(lexicon, "SLOT_BEFORE_AGENT") + slot + any_of(lexicon, "SLOT_BEHIND_AGENT"));
  subject_ = compile(R"((?:^|[,。;:!?"“”「」《》【】、\n) ]))" +
                     std::string(any_of(lexicon, "SLOT_OPENING")) + "*" + slot +
                     any_of(lexicon, "SLOT_BEHIND_SUBJECT"));
}

// Ordinary words are in the dictionary; a name falls apart into characters, or ends like a company.
bool SlotNames::plausible(std::string_view name) const {
  std::size_t size = 0;
  const auto length = count_code_points(name);
  if (length < 2 || ordinary_.contains(std::string(name))) return false;
  if (!is_han(decode_at(name, 0, size)) && !is_letter(decode_at(name, 0, size))) return false;
  if (is_digit(decode_before(name, name.size()))) return false;
  const std::string_view no_start = "年月日号元亿万个股后前第";
  if (no_start.find(name.substr(0, std::min<std::size_t>(3, name.size()))) !=
      std::string_view::npos)
    return false;
  const std::string_view numerals = "一二两三四五六七八九十数几";
  if (length == 2 && numerals.find(name.substr(0, 3)) != std::string_view::npos) return false;
  const auto inside = [&](const auto& word) {
    const auto at = name.find(word);
    return at != std::string_view::npos && at + word.size() < name.size();
  };
  for (const auto& stop : stops_)
    if (name.find(stop) != std::string_view::npos) return false;
  for (const auto& word : ordinary_)
    if (word.size() >= 6 && inside(word)) return false;
  if (name.find("公司") != std::string_view::npos && !name.ends_with("有限公司")) return false;
  const bool suffixed = std::any_of(suffixes_.begin(), suffixes_.end(), [&](const auto& suffix) {
    return name.ends_with(suffix) && name.size() >= suffix.size() + 6;
  });
  if (suffixed) return true;
  const auto words = word_lengths(name);
  return words.size() > 1 && std::any_of(words.begin(), words.end(), [](auto n) { return n == 1; });
}

std::vector<Span> SlotNames::find(std::string_view text) const {
  std::vector<Span> out;
  std::vector<std::optional<Span>> groups;
  for (const auto* pattern : {&object_, &target_, &agent_, &subject_}) {
    if (!*pattern) continue;
    for (std::size_t from = 0; out.size() < max_slots && (*pattern)->match(text, from, groups);) {
      const Span name = *groups[1];
      if (plausible(text.substr(name.begin, name.size()))) out.push_back(name);
      // The next slot may begin inside what closed this one.
      std::size_t size = 0;
      decode_at(text, groups[0]->begin, size);
      from = std::max(groups[0]->begin + size, name.begin);
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace dealgraph

#include <algorithm>
#include <array>
#include <bit>

#include "extract/party_descriptions.h"
#include "text/utf8.h"

// What an article says a party is, where no list and not its name do.

namespace dealgraph {
namespace {

constexpr std::size_t longest_description = 60;  // bytes

// What may stand between the kind and the name: 雲|服務商|某某, "cloud|provider X". Folded.
constexpr std::array<std::string_view, 17> chinese_heads = {
    "服务商", "运营商", "营运商", "供应商", "开发商", "制造商", "公司", "企业", "厂商",
    "业者",   "新创",   "初创",   "龙头",   "巨头",   "大厂",   "厂",   "商"};
constexpr std::array<std::string_view, 14> english_heads = {
    "provider", "company", "firm",      "operator", "startup",  "start-up", "maker",
    "group",    "giant",   "developer", "builder",  "producer", "business", "specialist"};

std::string_view last_word(std::string_view text) {
  const auto space = text.rfind(' ');
  return space == std::string_view::npos ? text : text.substr(space + 1);
}

template <typename Words>
bool contains(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

// The kinds that the longest hint stands for with which the text ends, whole word in English.
std::uint64_t PartyDescriptions::hinted_at_end(std::string_view text, bool chinese) const {
  std::size_t longest = 0;
  std::uint64_t out = 0;
  for (const auto& hint : (chinese ? zh_ : en_).kinds) {
    if (hint.word.size() <= longest || !text.ends_with(hint.word)) continue;
    const auto at = text.size() - hint.word.size();
    if (!chinese && at > 0 && text[at - 1] != ' ') continue;
    longest = hint.word.size();
    out = hint.kinds;
  }
  return out;
}

std::uint64_t PartyDescriptions::kinds_before(std::string_view text, bool chinese) const {
  while (text.ends_with(' ')) text.remove_suffix(1);
  if (chinese) {
    if (const auto kinds = hinted_at_end(text, true); std::popcount(kinds) == 1) return kinds;
    for (const auto head : chinese_heads)
      if (text.ends_with(head))
        return hinted_at_end(text.substr(0, text.size() - head.size()), true);
    return 0;
  }
  if (contains(english_heads, last_word(text))) {
    const auto word = last_word(text);
    text = text.substr(0, text.size() - std::min(text.size(), word.size() + 1));
  }
  return hinted_at_end(text, false);
}

// ", a Montreal-based cloud provider,": the last word but for its head.
std::uint64_t PartyDescriptions::kinds_behind(std::string_view text, bool chinese) const {
  constexpr std::array<std::string_view, 4> openings = {", a ", ", an ", ", the ", " is a "};
  if (chinese) return 0;
  for (const auto opening : openings) {
    if (!text.starts_with(opening)) continue;
    text.remove_prefix(opening.size());
    text = text.substr(0, text.find_first_of(",;:().!?\n"));
    for (const std::string_view stop : {" that ", " of ", " in ", " based ", " with ", " which "})
      text = text.substr(0, text.find(stop));
    return kinds_before(text, false);
  }
  return 0;
}

void PartyDescriptions::name_kinds(Document& document) const {
  for (const auto& sentence : document.sentences) {
    const bool chinese = sentence.lang == "zh";
    std::size_t from = sentence.span.begin;
    for (const auto& token : sentence.tokens) {
      const auto begin = std::max(from, token.span.begin > longest_description
                                            ? token.span.begin - longest_description
                                            : std::size_t{0});
      from = token.span.end;
      if (token.kind != MentionKind::party || token.parties.size() != 1) continue;
      auto& party = document.parties[static_cast<std::size_t>(token.parties.front())];
      if (party.listed || party.kind != "unknown") continue;
      auto before = document.text({std::min(begin, token.span.begin), token.span.begin});
      if (const auto stop = before.find_last_of(",;:()\"!?"); stop != std::string_view::npos)
        before.remove_prefix(stop + 1);
      const auto behind = document.text(
          {token.span.end, std::min(token.span.end + longest_description, sentence.span.end)});
      auto kinds = kinds_before(before, chinese);
      if (kinds == 0) kinds = kinds_behind(behind, chinese);
      if (std::popcount(kinds) != 1) continue;
      for (const auto& [name, bit] : bits_)
        if (bit == kinds) party.kind = name;
    }
  }
}

}  // namespace dealgraph

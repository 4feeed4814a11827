#include "extract/touched_sentences.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "text/sentence.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (is_upper_ascii(static_cast<unsigned char>(c))) c = static_cast<char>(c - 'A' + 'a');
  return out;
}

// In English a date may stand between the words of "sell to", so their longest one is looked for.
std::string longest_word(const std::string& phrase) {
  std::string_view longest;
  for (std::string_view rest = phrase; !rest.empty();) {
    const auto end = std::min(rest.find(' '), rest.size());
    if (end > longest.size()) longest = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return std::string(longest);
}

std::string name_of(std::size_t group) { return fmt::format("G{}", group); }

}  // namespace

TouchedSentences::TouchedSentences(const std::vector<Need>& needs) {
  std::map<WordGroup, std::size_t> numbers;
  for (const auto& need : needs) {
    needs_.emplace_back();
    for (const auto& group : need)
      needs_.back().push_back(numbers.try_emplace(group, numbers.size()).first->second);
  }
  groups_ = numbers.size();
  for (const std::string lang : {"zh", "en", ""}) {
    // In Chinese a word may begin and end anywhere, and so may a piece.
    const std::string kind = lang == "en" ? "en" : "zh";
    Lexicon lexicon;
    std::vector<std::string> names;
    std::map<std::string, std::size_t> group_of;
    for (const auto& [group, number] : numbers) {
      if (group.lang != lang) continue;
      auto words = group.words;
      if (lang == "en") std::transform(words.begin(), words.end(), words.begin(), longest_word);
      lexicon.add(kind, name_of(number), words);
      names.push_back(name_of(number));
      group_of[names.back()] = number;
    }
    if (names.empty()) continue;
    Index index{lang.empty(), WordIndex(lexicon, kind, names), {}};
    for (const auto& [name, number] : group_of)
      index.groups.push_back(number);  // by name, as there
    indexes_.push_back(std::move(index));
  }
}

std::vector<TouchedSentences::Hit> TouchedSentences::hits(const std::string& folded) const {
  std::vector<Hit> out;
  for (const auto& index : indexes_)
    for (const auto& hit : index.words.find(index.lower ? lowered(folded) : folded))
      for (const auto list : index.words.lists_of(hit.word))
        out.push_back({hit.span.begin, index.groups[list]});
  std::sort(out.begin(), out.end(), [](const Hit& a, const Hit& b) { return a.at < b.at; });
  return out;
}

bool TouchedSentences::met(const std::vector<bool>& present) const {
  return std::any_of(needs_.begin(), needs_.end(), [&](const auto& need) {
    return std::all_of(need.begin(), need.end(), [&](std::size_t group) { return present[group]; });
  });
}

std::vector<Span> TouchedSentences::find(const std::string& folded) const {
  const auto found = hits(folded);
  std::vector<bool> anywhere(groups_);
  for (const auto& hit : found) anywhere[hit.group] = true;
  std::vector<Span> out;
  if (found.empty() || !met(anywhere)) return out;
  auto hit = found.begin();
  for (const Span sentence : split_sentences(folded)) {
    std::vector<bool> present(groups_);
    for (; hit != found.end() && hit->at < sentence.end; ++hit)
      if (hit->at >= sentence.begin) present[hit->group] = true;
    if (met(present)) out.push_back(sentence);
  }
  return out;
}

}  // namespace dealgraph

#include "extract/word_index.h"

#include <algorithm>
#include <utility>

#include "text/utf8.h"

namespace dealgraph {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

bool letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<signed char>(c) < 0;
}

std::vector<std::string> sorted(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

// Whether a word of letters goes on across byte `at` of lower-case text. Masks are no letters.
bool inside_word(std::string_view text, std::size_t at) {
  if (at == 0 || at >= text.size()) return false;
  const auto masked = [&](std::size_t i) {
    return static_cast<unsigned char>(text[i]) == 0xF3;  // first byte of plane 15
  };
  if (masked(at) || (at >= 4 && masked(at - 4))) return false;
  return letter_or_digit(text[at - 1]) && letter_or_digit(text[at]);
}

}  // namespace

WordIndex::WordIndex(const Lexicon& lexicon, const std::string& lang,
                     const std::vector<std::string>& lists)
    : names_(sorted(lists)), ignore_case_(lang == "en"), whole_words_(ignore_case_) {
  std::map<std::string, std::vector<std::uint16_t>> words;
  for (std::size_t i = 0; i < names_.size(); ++i)
    for (const auto& word : lexicon.words(lang, names_[i])) {
      auto& of = words[ignore_case_ ? lowered(word) : word];
      if (of.empty() || of.back() != i) of.push_back(static_cast<std::uint16_t>(i));
    }
  build(std::move(words));
  opaque_ = list("OPAQUE");
}

WordIndex::WordIndex(const std::vector<std::string>& texts, bool ignore_case)
    : names_(sorted(texts)), ignore_case_(ignore_case) {
  std::map<std::string, std::vector<std::uint16_t>> words;
  for (std::size_t i = 0; i < names_.size(); ++i)
    words[names_[i]] = {static_cast<std::uint16_t>(i)};
  build(std::move(words));
}

void WordIndex::build(std::map<std::string, std::vector<std::uint16_t>> words) {
  std::vector<std::pair<std::string, std::int32_t>> keys;
  for (auto& [word, of] : words) {
    if (word.empty()) continue;
    keys.emplace_back(word, static_cast<std::int32_t>(lists_of_.size()));
    lists_of_.push_back(std::move(of));
  }
  if (!keys.empty()) trie_ = DoubleArray(keys);
}

std::vector<WordHit> WordIndex::find(std::string_view original) const {
  const auto copy = ignore_case_ ? lowered(original) : std::string();
  const std::string_view text = ignore_case_ ? std::string_view(copy) : original;
  std::vector<WordHit> out;
  std::size_t covered = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t first = out.size();
    if (!whole_words_ || !inside_word(text, i))
      trie_.prefixes(text, i, [&](std::size_t size, std::int32_t value) {
        if (!whole_words_ || !inside_word(text, i + size)) out.push_back({{i, i + size}, value});
      });
    if (out.size() > first && i >= covered) {
      out.back().longest = true;
      covered = out.back().span.end;
    }
    std::size_t size = 0;
    decode_at(text, i, size);
    i += size;
  }
  if (opaque_ >= 0) drop_hidden(out);
  return out;
}

void WordIndex::drop_hidden(std::vector<WordHit>& hits) const {
  std::vector<Span> opaque;
  for (const auto& hit : hits)
    if (in(hit.word, opaque_)) opaque.push_back(hit.span);
  std::erase_if(hits, [&](const WordHit& hit) {
    return std::any_of(opaque.begin(), opaque.end(), [&](Span span) {
      return span.contains(hit.span) && span.size() > hit.span.size();
    });
  });
}

int WordIndex::list(std::string_view name) const {
  const auto at = std::lower_bound(names_.begin(), names_.end(), name);
  return at != names_.end() && *at == name ? static_cast<int>(at - names_.begin()) : -1;
}

bool WordIndex::in(int word, int list) const {
  const auto& of = lists_of_[static_cast<std::size_t>(word)];
  return std::binary_search(of.begin(), of.end(), static_cast<std::uint16_t>(list));
}

}  // namespace dealgraph

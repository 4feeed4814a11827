#include "extract/pattern_filter.h"

#include <algorithm>
#include <array>

#include "extract/match.h"
#include "extract/skeleton.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

std::vector<std::string> named_lists(const std::vector<PatternStep>& steps) {
  std::vector<std::string> out;
  for (const auto& step : steps) out.insert(out.end(), step.lists.begin(), step.lists.end());
  return out;
}

std::vector<std::string> all_texts(const std::vector<PatternStep>& steps) {
  std::vector<std::string> out;
  for (const auto& step : steps) out.insert(out.end(), step.texts.begin(), step.texts.end());
  return out;
}

bool ends_gap(char c) { return std::string_view(";!?").find(c) != std::string_view::npos; }

}  // namespace

PatternWords::PatternWords(const Lexicon& lexicon, const std::string& lang,
                           const std::vector<PatternStep>& steps)
    : words_(lexicon, lang, named_lists(steps)), texts_(all_texts(steps), lang == "en") {}

FilterStep PatternWords::look_up(const PatternStep& step) const {
  FilterStep out{{}, step.masks, step.gap, step.wide, step.limit};
  for (const auto& name : step.lists) out.lists.push_back(words_.list(name));
  for (const auto& text : step.texts)
    out.lists.push_back(static_cast<int>(words_.lists()) + texts_.list(text));
  return out;
}

SentenceFilter::SentenceFilter(const PatternWords& words, std::string_view skeleton,
                               std::string_view lang)
    : text_(skeleton), lang_(lang), first_(words.lists() + 2) {
  index_words(words);
  index_text();
}

void SentenceFilter::index_words(const PatternWords& words) {
  const auto named = words.words_.find(text_);
  const auto texts = words.texts_.find(text_);
  const auto each = [&](const auto& visit) {
    for (const auto& hit : named)
      for (const auto list : words.words_.lists_of(hit.word)) visit(list, hit.span);
    for (const auto& hit : texts)
      for (const auto list : words.texts_.lists_of(hit.word))
        visit(words.words_.lists() + list, hit.span);
  };
  // A counting sort by list: places of a list end where those of the next one begin.
  each([&](std::size_t list, Span) { ++first_[list + 2]; });
  for (std::size_t i = 2; i < first_.size(); ++i) first_[i] += first_[i - 1];
  places_.resize(first_.back());
  each([&](std::size_t list, Span span) {
    places_[first_[list + 1]++] = {static_cast<std::uint32_t>(span.begin),
                                   static_cast<std::uint32_t>(span.end)};
  });
}

void SentenceFilter::index_text() {
  ends_.reserve(text_.size() + 1);
  wide_ends_.reserve(text_.size() + 1);
  std::uint16_t ends = 0, wide = 0;
  for (std::size_t i = 0; i < text_.size(); ++i) {
    ends_.push_back(ends);
    wide_ends_.push_back(wide);
    const char c = text_[i];
    const bool comma = c == ',' || c == ':';
    bool end = ends_gap(c) || (c == '\xE3' && text_.substr(i, 3) == "。");
    if (c == '\xF3' && i + 3 < text_.size() && static_cast<unsigned char>(text_[i + 1]) >= 0xB0) {
      const int kind = static_cast<unsigned char>(text_[i + 1]) - 0xB0;
      mentions_.push_back({static_cast<std::uint32_t>(i), std::uint32_t{1} << kind});
      masks_ |= mentions_.back().kind;
      end = kind == 0;
    }
    ends = static_cast<std::uint16_t>(ends + (comma || end));
    wide = static_cast<std::uint16_t>(wide + end);
  }
  ends_.push_back(ends);
  wide_ends_.push_back(wide);
}

bool SentenceFilter::told(const FilterStep& step) const {
  if (step.lists.empty()) return (masks_ & step.masks) != 0;
  return std::any_of(step.lists.begin(), step.lists.end(), [&](int list) { return has(list); });
}

template <typename Visit>
void SentenceFilter::places(const FilterStep& step, Visit visit) const {
  if (step.lists.empty()) {
    for (const auto& mention : mentions_)
      if (mention.kind & step.masks) visit(Place{mention.begin, mention.begin + 4});
    return;
  }
  for (const int list : step.lists)
    std::for_each(places_.begin() + first_[list], places_.begin() + first_[list + 1], visit);
}

bool SentenceFilter::fits(const FilterStep& step, std::size_t from, std::size_t to) const {
  if (!step.gap) return true;
  const auto& ends = step.wide ? wide_ends_ : ends_;
  if (ends[from] != ends[to]) return false;
  return step.limit == PatternStep::no_limit || to - from <= step.limit ||
         gap_length(text_.substr(from, to - from), lang_) <= step.limit;
}

bool SentenceFilter::may_match(const std::vector<FilterStep>& steps) const {
  if (!std::all_of(steps.begin(), steps.end(), [&](const auto& step) { return told(step); }))
    return false;
  // Where a match up to a step can end, ascending.
  std::array<std::uint32_t, 64> reached{}, next{};
  std::size_t count = 0;
  for (const auto& step : steps) {
    const bool first = &step == steps.data();
    const auto end = reached.begin() + count;
    std::size_t found = 0;
    bool full = false;
    places(step, [&](Place place) {
      // From the nearest one the gap is the shortest, so no other needs a look.
      const auto behind = std::upper_bound(reached.begin(), end, place.begin);
      if (!first && (behind == reached.begin() || !fits(step, *(behind - 1), place.begin))) return;
      full = full || found == next.size();
      if (!full) next[found++] = place.end;
    });
    if (full) return true;
    if (found == 0) return false;
    if (!std::is_sorted(next.begin(), next.begin() + found))
      std::sort(next.begin(), next.begin() + found);
    std::swap(reached, next);
    count = found;
  }
  return true;
}

}  // namespace dealgraph

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "extract/near_misses.h"
#include "extract/pattern_parts.h"
#include "extract/rule_pattern.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

using Kind = PatternPart::Kind;

constexpr std::size_t max_tries = 64;

struct LongGap {
  Span at;
  std::size_t limit = 0;
};

// A place where a piece of a pattern matches with all its gaps short enough.
struct Place {
  std::optional<Span> fits;
  std::optional<LongGap> too_long;  // it matches but for this gap
};

std::optional<LongGap> long_gap(const RulePattern& pattern, const std::string& lang,
                                std::string_view text,
                                const std::vector<std::optional<Span>>& groups) {
  for (std::size_t g = 0; g < pattern.captures.size(); ++g) {
    const auto& capture = pattern.captures[g];
    const auto& group = groups[g + 1];
    if (capture.gap && !capture.optional && group &&
        gap_length(text.substr(group->begin, group->size()), lang) > capture.limit)
      return LongGap{*group, capture.limit};
  }
  return std::nullopt;
}

Place find(const std::string& source, const std::string& lang, const Lexicon& lexicon,
           std::string_view text) {
  const auto compiled = compile_rule_pattern(source, lang, lexicon);
  Place place;
  const auto* pattern = std::get_if<RulePattern>(&compiled);
  if (!pattern) return place;
  std::vector<std::optional<Span>> groups;
  std::size_t from = 0;
  for (std::size_t tries = 0; tries < max_tries && pattern->regex->match(text, from, groups);
       ++tries) {
    const auto gap = long_gap(*pattern, lang, text, groups);
    if (!gap) {
      place.fits = groups[0];
      return place;
    }
    if (!place.too_long) place.too_long = gap;
    if (groups[0]->begin >= text.size()) break;
    std::size_t size = 0;
    decode_at(text, groups[0]->begin, size);
    from = groups[0]->begin + size;
  }
  return place;
}

std::size_t weight(const std::vector<PatternPart>& parts, std::size_t begin, std::size_t end) {
  return static_cast<std::size_t>(
      std::count_if(parts.begin() + static_cast<std::ptrdiff_t>(begin),
                    parts.begin() + static_cast<std::ptrdiff_t>(end),
                    [](const PatternPart& p) { return p.kind != Kind::gap && !p.optional; }));
}

struct Reach {
  std::size_t begin = 0, end = 0;  // elements
  Span at;
  std::optional<LongGap> gap;
  std::size_t weight = 0;
};

class ReachFinder {
 public:
  ReachFinder(const RulePattern& pattern, const std::string& lang, const Lexicon& lexicon,
              std::string_view text)
      : parts_(split_pattern(pattern.source)), lang_(lang), lexicon_(lexicon), text_(text) {}

  const std::vector<PatternPart>& parts() const { return parts_; }

  // The longest piece from the front, else a longer one from the end.
  Reach best() {
    for (std::size_t end = parts_.size(); end > 0 && !done_; --end)
      if (parts_[end - 1].kind != Kind::gap) take(0, end);
    done_ = false;
    for (std::size_t begin = 1; begin < parts_.size() && !done_; ++begin)
      if (parts_[begin].kind != Kind::gap) take(begin, parts_.size());
    return best_;
  }

 private:
  void take(std::size_t begin, std::size_t end) {
    Reach reach{begin, end, {}, {}, weight(parts_, begin, end)};
    done_ = reach.weight <= best_.weight;  // shorter ones cannot be better
    if (done_) return;
    const auto place = find(join_parts(parts_, begin, end), lang_, lexicon_, text_);
    done_ = place.fits.has_value();
    if (place.fits) {
      reach.at = *place.fits;
      best_ = reach;
    } else if (place.too_long) {
      reach.at = place.too_long->at;
      reach.gap = place.too_long;
      best_ = reach;
      done_ = true;
    }
  }

  std::vector<PatternPart> parts_;
  const std::string& lang_;
  const Lexicon& lexicon_;
  std::string_view text_;
  Reach best_;
  bool done_ = false;
};

// What stands right behind a piece, up to the next element that may not be missing.
std::string behind(const std::vector<PatternPart>& parts, std::size_t end) {
  std::size_t last = end;
  while (last + 1 < parts.size() && (parts[last].kind == Kind::gap || parts[last].optional)) ++last;
  return join_parts(parts, end, last + 1);
}

std::string before(const std::vector<PatternPart>& parts, std::size_t begin) {
  std::size_t first = begin;
  do --first;
  while (first > 0 && (parts[first].kind == Kind::gap || parts[first].optional));
  return join_parts(parts, first, begin);
}

}  // namespace

std::optional<NearMiss> reach_of_pattern(const Rule& rule, int part, const Document& document,
                                         const Skeleton& skeleton, const Lexicon& lexicon) {
  const auto& lang = rule.langs.front();
  ReachFinder finder(rule.patterns[static_cast<std::size_t>(part)], lang, lexicon, skeleton.text);
  const auto reach = finder.best();
  if (reach.weight == 0) return std::nullopt;
  const auto& parts = finder.parts();
  const auto all = std::max<std::size_t>(weight(parts, 0, parts.size()), 1);
  NearMiss out{&rule, part, 0, written_out(document, skeleton, reach.at), {}};
  // Less than a whole match that a guard or another rule took away.
  out.share = 0.85 * static_cast<double>(reach.weight) / static_cast<double>(all);
  // Parties and sums alone are in every sentence about money.
  const bool has_word = std::any_of(
      parts.begin() + static_cast<std::ptrdiff_t>(reach.begin),
      parts.begin() + static_cast<std::ptrdiff_t>(reach.end),
      [](const PatternPart& p) { return p.kind == Kind::list || p.kind == Kind::text; });
  if (!has_word) out.share /= 3;
  const auto piece = join_parts(parts, reach.begin, reach.end);
  if (reach.gap) {
    out.found.clear();
    out.why = fmt::format("{} would match, but the gap ..{} is {} long: \"{}\"", piece,
                          reach.gap->limit, gap_length(dealgraph::part(skeleton, reach.at), lang),
                          written_out(document, skeleton, reach.at));
  } else if (reach.end < parts.size()) {
    out.why = fmt::format("{} matches; {} does not follow", piece, behind(parts, reach.end));
  } else if (reach.begin > 0) {
    out.why = fmt::format("{} matches; {} is not before it", piece, before(parts, reach.begin));
  } else {
    return std::nullopt;  // all of it matches: the trace says why it was given up
  }
  return out;
}

}  // namespace dealgraph

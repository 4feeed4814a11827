#include "extract/deal_status.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <limits>
#include <optional>

namespace dealgraph {
namespace {

constexpr std::chrono::days long_ago{25};

// 3 for "March", "Mar. 2"; 0 for no month.
int english_month(std::string_view date) {
  constexpr std::array<std::string_view, 12> months = {"jan", "feb", "mar", "apr", "may", "jun",
                                                       "jul", "aug", "sep", "oct", "nov", "dec"};
  std::string start(date.substr(0, 3));
  std::transform(start.begin(), start.end(), start.begin(), [](unsigned char c) {
    return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  });
  const auto found = std::find(months.begin(), months.end(), start);
  return found == months.end() ? 0 : static_cast<int>(found - months.begin()) + 1;
}

// The number in figures before `unit`, 0 for none: 11 of 11月.
int number_before(std::string_view text, std::string_view unit) {
  const auto at = text.find(unit);
  if (at == std::string_view::npos) return 0;
  auto begin = at;
  while (begin > 0 && text[begin - 1] >= '0' && text[begin - 1] <= '9') --begin;
  return std::atoi(std::string(text.substr(begin, at - begin)).c_str());
}

int year_of(std::string_view date) {
  const bool figures = date.size() >= 4 && std::all_of(date.begin(), date.begin() + 4,
                                                       [](char c) { return c >= '0' && c <= '9'; });
  return figures ? std::atoi(std::string(date.substr(0, 4)).c_str()) : 0;
}

std::size_t distance(Span a, Span b) {
  if (a.end <= b.begin) return b.begin - a.end;
  return b.end <= a.begin ? a.begin - b.end : 0;
}

// The date told nearest to the parties of the match.
const Token* date_of(const Sentence& sentence, const Skeleton& skeleton, const RuleMatch& match) {
  constexpr std::size_t near = 90;  // bytes
  Span told{std::numeric_limits<std::size_t>::max(), 0};
  for (const int slot : {match.payer, match.payee, match.amount}) {
    if (slot < 0 || skeleton.slots[slot].implied) continue;
    for (const int token : skeleton.slots[slot].tokens) {
      told.begin = std::min(told.begin, sentence.tokens[token].span.begin);
      told.end = std::max(told.end, sentence.tokens[token].span.end);
    }
  }
  const Token* nearest = nullptr;
  for (const auto& token : sentence.tokens)
    if (token.kind == MentionKind::date && told.begin < told.end &&
        (!nearest || distance(token.span, told) < distance(nearest->span, told)))
      nearest = &token;
  return nearest && distance(nearest->span, told) <= near ? nearest : nullptr;
}

// What follows the clauses of the match.
std::string_view behind(const Skeleton& skeleton, Span clauses) {
  return std::string_view(skeleton.text).substr(std::min(clauses.end, skeleton.text.size()));
}

}  // namespace

bool long_past(std::string_view date, const Date& published) {
  for (const std::string_view word : {"去年", "前年", "早年", "上月", "上个月"})
    if (date.find(word) != std::string_view::npos) return true;
  if (english_month(date) == 0 && (date.ends_with("last year") || date.ends_with("Last year") ||
                                   date.ends_with("last month") || date.ends_with("Last month")))
    return true;
  const int year = year_of(date);
  const int this_year = static_cast<int>(published.year());
  if (year > 0 && year != this_year) return year < this_year;
  const int month = std::max(number_before(date, "月"), english_month(date));
  return month > 0 && month < static_cast<int>(static_cast<unsigned>(published.month()));
}

Status deal_status(const Document& document, const Sentence& sentence, const Skeleton& skeleton,
                   const RuleMatch& match, const StatusReader& status) {
  const Span range = clause_range(skeleton, match.span);
  if (const auto became = status.became(sentence.lang, behind(skeleton, range))) return *became;
  if (const auto told = status.told(sentence.lang, part(skeleton, range), skeleton.text))
    return *told;
  const auto fallback = match.rule->status.value_or(Status::agreed);
  const auto published = parse_date(document.article->published);
  if (const auto* date = date_of(sentence, skeleton, match); date && published) {
    const bool old = date->date ? std::chrono::sys_days{*date->date} + long_ago <
                                      std::chrono::sys_days{*published}
                                : long_past(document.text(date->core), *published);
    // A license goes on.
    if (old && fallback == Status::agreed && match.rule->type != DealType::license)
      return Status::completed;
  }
  return fallback;
}

}  // namespace dealgraph

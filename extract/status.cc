#include "extract/status.h"

#include <algorithm>

#include "core/error.h"

namespace dealgraph {
namespace {

Pattern any_of(const Lexicon& lexicon, const std::string& lang, std::string_view name,
               const std::string& tail = "", const std::string& head = "") {
  auto words = lexicon.words(lang, name);
  std::sort(words.begin(), words.end(),
            [](const auto& a, const auto& b) { return a.size() > b.size(); });
  std::string list;
  for (const auto& word : words) list += (list.empty() ? "" : "|") + quote_pattern(word);
  if (list.empty()) list = "[^\\s\\S]";
  list = lang == "en" ? R"(\b(?:)" + list + R"()\b)" : "(?:" + list + ")";
  auto result = Pattern::compile(head + list + tail, lang == "en");
  if (auto* message = std::get_if<std::string>(&result))
    throw Error(ExitCode::bad_data, "word list " + std::string(name) + ": " + *message);
  return std::get<Pattern>(std::move(result));
}

// "payments that could reach $2bn": how a sum is told, not whether there is a deal.
std::string without(const Pattern& pattern, std::string_view text) {
  std::string out(text);
  std::vector<std::optional<Span>> groups;
  for (std::size_t from = 0; pattern.match(out, from, groups); from = groups[0]->end)
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(groups[0]->begin),
              out.begin() + static_cast<std::ptrdiff_t>(groups[0]->end), '_');
  return out;
}

}  // namespace

StatusReader::StatusReader(const Lexicon& lexicon) {
  for (const std::string lang : {"zh", "en"})
    by_lang_.emplace(lang,
                     Words{{{Status::terminated, any_of(lexicon, lang, "STATUS_TERMINATED")},
                            {Status::denied, any_of(lexicon, lang, "STATUS_DENIED")},
                            {Status::rumored, any_of(lexicon, lang, "STATUS_RUMORED")},
                            {Status::planned, any_of(lexicon, lang, "STATUS_PLANNED")},
                            {Status::agreed, any_of(lexicon, lang, "STATUS_AGREED")},
                            {Status::completed, any_of(lexicon, lang, "STATUS_COMPLETED")}},
                           {{Status::denied, any_of(lexicon, lang, "OUTCOME_DENIED")},
                            {Status::terminated, any_of(lexicon, lang, "OUTCOME_TERMINATED")},
                            {Status::completed, any_of(lexicon, lang, "OUTCOME_COMPLETED")}},
                           any_of(lexicon, lang, "OUTCOME_OPEN"),
                           any_of(lexicon, lang, "UNREAL"),
                           any_of(lexicon, lang, "NOT_UNREAL"),
                           any_of(lexicon, lang, "CONDITION"),
                           any_of(lexicon, lang, "PRICE"),
                           any_of(lexicon, lang, "PRICE_BEFORE"),
                           any_of(lexicon, lang, "PART_PAYMENT"),
                           any_of(lexicon, lang, "DEAL_SUBJECT", "",
                                  R"(^[\x{F0000}-\x{F2FFF} ]*(?:a|an|the)\s(?:[a-z-]+\s){0,2})")});
}

std::optional<Status> StatusReader::told(const std::string& lang, std::string_view clauses,
                                         std::string_view sentence) const {
  for (const auto& [status, pattern] : by_lang_.find(lang)->second.statuses)
    if (pattern.search(status == Status::rumored ? sentence : clauses)) return status;
  return std::nullopt;
}

std::optional<Status> StatusReader::became(const std::string& lang, std::string_view behind) const {
  const auto& words = by_lang_.find(lang)->second;
  if (words.outcome_open.search(behind)) return std::nullopt;
  for (const auto& [status, pattern] : words.outcomes)
    if (pattern.search(behind)) return status;
  return std::nullopt;
}

bool StatusReader::unreal(const std::string& lang, std::string_view clauses,
                          std::string_view before) const {
  const auto& words = by_lang_.find(lang)->second;
  return words.unreal.search(without(words.not_unreal, clauses)) ||
         words.condition.search(clauses) || words.condition.search(before);
}

bool StatusReader::spends(const std::string& lang, std::string_view clause) const {
  return by_lang_.find(lang)->second.spend.search(clause);
}

bool StatusReader::part_payment(const std::string& lang, std::string_view clause) const {
  return by_lang_.find(lang)->second.part.search(clause);
}

std::string StatusReader::unreal_word(const std::string& lang, std::string_view clauses,
                                      std::string_view before) const {
  const auto& words = by_lang_.find(lang)->second;
  const auto told = without(words.not_unreal, clauses);
  std::vector<std::optional<Span>> groups;
  for (const auto& [pattern, text] :
       {std::pair(&words.unreal, std::string_view(told)), std::pair(&words.condition, clauses),
        std::pair(&words.condition, before)})
    if (pattern->match(text, 0, groups))
      return std::string(text.substr(groups[0]->begin, groups[0]->size()));
  return {};
}

bool StatusReader::names_deal(const std::string& lang, std::string_view clause) const {
  return lang == "en" && by_lang_.find(lang)->second.deal.search(clause);
}

bool StatusReader::price_clause(const std::string& lang, std::string_view clause) const {
  return by_lang_.find(lang)->second.price.search(clause);
}

}  // namespace dealgraph

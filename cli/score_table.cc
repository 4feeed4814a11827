#include "cli/score_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/listing.h"
#include "cli/money.h"
#include "cli/output.h"
#include "cli/printer.h"

namespace dealgraph {
namespace {

using Row = std::vector<std::string>;

std::string ratio(const std::optional<double>& value) {
  return value ? fmt::format("{:.3f}", *value) : "-";
}

Row heading(const char* first) {
  return {first, "right", "false", "missed", "precision", "recall", "F1"};
}

Row row(std::string_view name, const Counts& counts) {
  return {std::string(name),
          std::to_string(counts.right),
          std::to_string(counts.wrong),
          std::to_string(counts.missed),
          ratio(counts.precision()),
          ratio(counts.recall()),
          ratio(counts.f1())};
}

bool is_empty(const Counts& counts) { return counts.right + counts.wrong + counts.missed == 0; }

std::string language_table(const Scores& scores, Counts LanguageScores::*counts) {
  std::vector<Row> rows{heading("language")};
  for (std::size_t i = 0; i < score_languages.size(); ++i)
    if (scores.languages[i].articles)
      rows.push_back(row(score_languages[i], scores.languages[i].*counts));
  return format_table(rows);
}

std::string type_table(const Scores& scores, Counts TypeScores::*counts) {
  std::vector<Row> rows{heading("type")};
  for (std::size_t i = 0; i < value_types; ++i)
    if (!is_empty(scores.types[i].*counts))
      rows.push_back(row(to_string(static_cast<DealType>(i)), scores.types[i].*counts));
  return rows.size() == 1 ? "" : '\n' + format_table(rows);
}

// How many of the right pairs have the right type and status as well.
std::string accuracy_table(const Scores& scores) {
  std::vector<Row> rows{{"language", "right pairs", "type", "accuracy", "status", "accuracy"}};
  for (std::size_t i = 0; i < score_languages.size(); ++i) {
    const auto& found = scores.languages[i];
    if (found.articles)
      rows.push_back({std::string(score_languages[i]), std::to_string(found.pairs.right),
                      std::to_string(found.type_right),
                      ratio(share(found.type_right, found.pairs.right)),
                      std::to_string(found.status_right),
                      ratio(share(found.status_right, found.pairs.right))});
  }
  return format_table(rows);
}

// The rules that find most of what is false stand first.
std::string rule_table(const Scores& scores) {
  std::vector<std::pair<std::string, RuleScores>> rules(scores.rules.begin(), scores.rules.end());
  std::stable_sort(rules.begin(), rules.end(), [](const auto& a, const auto& b) {
    return std::make_pair(a.second.wrong, a.second.right) >
           std::make_pair(b.second.wrong, b.second.right);
  });
  std::vector<Row> rows{{"rule", "right", "false", "repeated", "precision"}};
  for (const auto& [id, found] : rules)
    rows.push_back({id, std::to_string(found.right), std::to_string(found.wrong),
                    std::to_string(found.repeated),
                    ratio(share(found.right, found.right + found.wrong))});
  return rows.size() == 1 ? "" : '\n' + format_table(rows);
}

std::string line(std::string_view what, DealType type, const std::string& payer,
                 const std::string& payee) {
  return fmt::format("  {:<6}  {}, {}", what, arrow(payer, payee), to_string(type));
}

std::string found_line(std::string_view what, const DealMention& deal) {
  return line(what, deal.type, deal.payer.name, deal.payee.name);
}

}  // namespace

std::string score_tables(const Scores& scores) {
  const auto& all = scores.all();
  auto out =
      fmt::format("{}, {}\n", count_of(all.articles, "article"), count_of(all.deals, "deal"));
  out += "\nPairs: payer and payee\n" + language_table(scores, &LanguageScores::pairs) +
         type_table(scores, &TypeScores::pairs);
  out += "\nTriples: payer, payee and amount\n" + language_table(scores, &LanguageScores::triples) +
         type_table(scores, &TypeScores::triples);
  out += "\nType and status of right pairs\n" + accuracy_table(scores);
  out += "\nPartnerships, without direction\n" +
         format_table({heading(""), row("all", scores.partnership)});
  out += fmt::format("\nFalse pairs in articles without deals: {}\n", scores.wrong_without_deals);
  return out + rule_table(scores);
}

std::string describe(const WrongSentence& sentence) {
  auto out = fmt::format("{}: {}\n", printable(sentence.doc), printable(sentence.text));
  for (const auto* deal : sentence.wrong)
    out += fmt::format("{}, {}, {} ({})\n", found_line("false", *deal), format_amount(deal->amount),
                       to_string(deal->status), printable(deal->rule));
  for (const auto& [gold, found] : sentence.other_amount)
    out += fmt::format("{}, {} in place of {} ({})\n", found_line("amount", *found),
                       format_amount(found->amount), format_amount(gold->amount),
                       printable(found->rule));
  for (const auto* deal : sentence.missed)
    out +=
        fmt::format("{}, {}, {}: \"{}\"\n",
                    line("missed", deal->type, deal->payer.front(), deal->payee.front()),
                    format_amount(deal->amount), to_string(deal->status), printable(deal->quote));
  return out;
}

}  // namespace dealgraph

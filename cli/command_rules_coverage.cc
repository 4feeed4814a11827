// rules coverage: what each rule finds, and the words that no rule answers.
#include <fmt/format.h>

#include <algorithm>

#include "cli/article_input.h"
#include "cli/command.h"
#include "cli/listing.h"
#include "cli/printer.h"
#include "extract/coverage.h"
#include "extract/extract.h"

namespace dealgraph {
namespace {

double share(std::size_t part, std::size_t all) {
  return all == 0 ? 0 : static_cast<double>(part) / static_cast<double>(all);
}

void print_rules(const Coverage& coverage) {
  std::vector<std::vector<std::string>> cells{
      {"DEALS", "SHARE", "ARTICLES", "LAST", "TYPE", "RULE"}};
  std::vector<std::string> idle;
  const auto rules = coverage.rules();
  for (const auto& row : rules) {
    if (row.deals == 0) {
      idle.push_back(printable(row.rule->id));
      continue;
    }
    cells.push_back({std::to_string(row.deals),
                     fmt::format("{:.1f} %", 100 * share(row.deals, coverage.deals())),
                     std::to_string(row.articles), row.last.empty() ? "-" : row.last,
                     std::string(to_string(row.rule->type)), row.rule->id});
  }
  if (cells.size() > 1) print('\n' + format_table(cells));
  if (idle.empty()) return;
  print(fmt::format("\nRules that found nothing: {} of {}\n", idle.size(), rules.size()));
  for (const auto& id : idle) print("  " + id + '\n');
}

void print_words(const std::vector<UnansweredWord>& words, std::size_t limit) {
  if (words.empty()) return;
  const auto shown = limit == 0 ? words.size() : std::min(limit, words.size());
  print(
      fmt::format("\nWords that rules wait for, in sentences with two parties and no deal: {} of "
                  "{}\n",
                  shown, words.size()));
  std::vector<std::vector<std::string>> cells{
      {"SENTENCES", "WITH AMOUNT", "WORD", "LISTS", "EXAMPLE"}};
  for (std::size_t i = 0; i < shown; ++i) {
    const auto& word = words[i];
    cells.push_back({std::to_string(word.sentences), std::to_string(word.amounts), word.word,
                     fmt::format("{}", fmt::join(word.lists, " ")),
                     excerpt(word.example, word.surface)});
  }
  print(format_table(cells));
}

Json rule_json(const RuleCoverage& row, std::size_t all) {
  return {{"rule", row.rule->id},
          {"rule_version", row.rule->version},
          {"type", to_string(row.rule->type)},
          {"file", row.rule->file},
          {"line", row.rule->line},
          {"deals", row.deals},
          {"share", json_number(share(row.deals, all))},
          {"articles", row.articles},
          {"last", row.last.empty() ? Json(nullptr) : Json(row.last)}};
}

Json word_json(const UnansweredWord& word) {
  return {{"word", word.word},       {"lang", word.lang},
          {"lists", word.lists},     {"sentences", word.sentences},
          {"amounts", word.amounts}, {"sentence", word.example},
          {"doc", word.doc}};
}

class RulesCoverageCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    app.add_option("PATH", paths_, "Pages to read in place of the stored articles")->type_name("");
    app.add_option("--limit", limit_, "At most so many words; 0: all (default: 20)")
        ->type_name("N")
        ->check(check_count, "");
    format_.setup(app, {"table", "json"});
  }

  ExitCode run(const CommonOptions& common) override {
    const auto settings = load_settings(common);
    const auto extractor = Extractor::load(settings.rules);
    Coverage coverage(extractor.workings());
    const auto code = for_each_article(paths_, settings, Messages(common.level()),
                                       [&](const Article& article) { coverage.add(article); });
    if (format_.get() == Format::json)
      print_json(coverage);
    else
      print_text(coverage);
    flush_output();
    return code;
  }

 private:
  void print_text(const Coverage& coverage) const {
    print(count_of(coverage.articles(), "article") + ", " + count_of(coverage.deals(), "deal") +
          '\n');
    print_rules(coverage);
    print_words(coverage.unanswered(), limit_);
  }

  void print_json(const Coverage& coverage) const {
    Json rules = Json::array();
    for (const auto& row : coverage.rules()) rules.push_back(rule_json(row, coverage.deals()));
    auto found = coverage.unanswered();
    if (limit_ > 0 && found.size() > limit_) found.resize(limit_);
    Json words = Json::array();
    for (const auto& word : found) words.push_back(word_json(word));
    print(to_lines(Json{{"articles", coverage.articles()},
                        {"deals", coverage.deals()},
                        {"rules", std::move(rules)},
                        {"unanswered", std::move(words)}}) +
          '\n');
  }

  std::vector<std::string> paths_;
  std::size_t limit_ = 20;
  FormatOption format_;
};

}  // namespace

std::unique_ptr<Command> make_rules_coverage_command() {
  return std::make_unique<RulesCoverageCommand>();
}

}  // namespace dealgraph

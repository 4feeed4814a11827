#include "cli/atomic_file.h"
#include "cli/baseline.h"
#include "cli/command.h"
#include "cli/gold.h"
#include "cli/listing.h"
#include "cli/score_json.h"
#include "cli/score_table.h"
#include "extract/extract.h"

namespace dealgraph {
namespace {

std::vector<Judged> judge(const std::vector<GoldArticle>& gold, const Extractor& extractor) {
  std::vector<Judged> out;
  for (const auto& article : gold) out.emplace_back(article, extractor.extract(article.article));
  return out;
}

class EvalCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    app.add_option("GOLD", paths_, "Articles with their deals, as JSON, or folders of them")
        ->type_name("")
        ->required();
    app.add_option("--errors", errors_, "Show at most so many misread sentences (default: 10)")
        ->type_name("N")
        ->check(check_count, "");
    app.add_option("--baseline", baseline_, "Compare with these figures; 4 if one is worse")
        ->type_name("FILE");
    app.add_option("--write-baseline", new_baseline_,
                   "Write figures to compare with, unless one is worse")
        ->type_name("FILE");
    format_.setup(app, {"table", "json"});
  }

  ExitCode run(const CommonOptions& common) override {
    const auto gold = read_gold(paths_);
    const auto extractor = Extractor::load(load_settings(common).rules);
    const auto articles = judge(gold, extractor);
    const auto scores = add_up(articles);
    const auto figures = scores_json(scores);
    const auto compared = baseline_.empty() ? Comparison{} : compare(figures, baseline_);
    show(scores, figures, wrong_sentences(articles));
    flush_output();
    tell(compared, Messages(common.level()));
    if (!compared.worse.empty()) return ExitCode::worse;
    if (!new_baseline_.empty())
      write_atomically(new_baseline_, to_lines(baseline_of(figures)) + '\n');
    return ExitCode::ok;
  }

 private:
  void show(const Scores& scores, Json figures, std::vector<WrongSentence> wrong) const {
    const auto all = wrong.size();
    if (wrong.size() > errors_) wrong.resize(errors_);
    if (format_.get() == Format::json) {
      figures["errors"] = errors_json(wrong);
      return print(to_lines(figures) + '\n');
    }
    print(score_tables(scores));
    if (wrong.empty()) return;
    print("\nMisread sentences: " + std::to_string(wrong.size()) + " of " + std::to_string(all) +
          '\n');
    for (const auto& sentence : wrong) print('\n' + describe(sentence));
  }

  void tell(const Comparison& compared, const Messages& messages) const {
    if (baseline_.empty()) return;
    for (const auto& change : compared.worse)
      messages.error(baseline_ + ": worse: " + describe(change));
    for (const auto& change : compared.better)
      messages.note(baseline_ + ": better: " + describe(change));
    if (compared.worse.empty() && compared.better.empty())
      messages.note(baseline_ + ": no figure has changed");
  }

  std::vector<std::string> paths_;
  std::size_t errors_ = 10;
  std::string baseline_;
  std::string new_baseline_;
  FormatOption format_;
};

}  // namespace

std::unique_ptr<Command> make_eval_command() { return std::make_unique<EvalCommand>(); }

}  // namespace dealgraph

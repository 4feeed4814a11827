// extract, article and annotate: pure filters from pages to JSON lines. No database.
#include "cli/command.h"
#include "cli/json.h"
#include "cli/pages.h"
#include "extract/extract.h"

namespace dealgraph {
namespace {

// What the three filters share; they differ in what they print of one article.
class FilterCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    app.add_option("PATH", paths_, "Page, JSON lines, WARC or folder; - is standard input")
        ->type_name("")
        ->required();
  }

 protected:
  template <typename Print>
  ExitCode filter(const CommonOptions& common, Print print_article) const {
    require_paths(paths_);
    const auto count =
        read_articles(paths_, Messages(common.level()),
                      [&](const PageResult& result) { print_article(result.article); });
    flush_output();
    return outcome(count);
  }

 private:
  std::vector<std::string> paths_;
};

class ArticleCommand : public FilterCommand {
 public:
  ExitCode run(const CommonOptions& common) override {
    return filter(common,
                  [](const Article& article) { print(to_line(article_json(article)) + '\n'); });
  }
};

class ExtractCommand : public FilterCommand {
 public:
  ExitCode run(const CommonOptions& common) override {
    const auto extractor = Extractor::load(load_settings(common).rules);
    return filter(common, [&](const Article& article) {
      for (const auto& line : mentions_json(article, extractor.extract(article)))
        print(to_line(line) + '\n');
    });
  }
};

class AnnotateCommand : public FilterCommand {
 public:
  ExitCode run(const CommonOptions& common) override {
    const auto extractor = Extractor::load(load_settings(common).rules);
    return filter(common, [&](const Article& article) {
      print(to_line(annotation_json(article, extractor.annotate(article))) + '\n');
    });
  }
};

}  // namespace

std::unique_ptr<Command> make_article_command() { return std::make_unique<ArticleCommand>(); }
std::unique_ptr<Command> make_extract_command() { return std::make_unique<ExtractCommand>(); }
std::unique_ptr<Command> make_annotate_command() { return std::make_unique<AnnotateCommand>(); }

}  // namespace dealgraph

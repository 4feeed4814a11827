// extract, article and annotate: pure filters from pages to JSON lines. No database.
#include "cli/annotate_view.h"
#include "cli/command.h"
#include "cli/config.h"
#include "cli/json.h"
#include "cli/pages.h"
#include "cli/pipeline.h"
#include "cli/printer.h"
#include "cli/terminal.h"
#include "crawler/source.h"
#include "extract/extract.h"

namespace dealgraph {
namespace {

// What the three filters share; they differ in what they print of one article.
class FilterCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    option_ =
        app.add_option("PATH", paths_, "Page, JSON lines, WARC or folder; - is standard input")
            ->type_name("")
            ->required();
  }

 protected:
  CLI::Option* paths_option() const { return option_; }
  bool has_paths() const { return !paths_.empty(); }

  template <typename Print>
  ExitCode filter(const CommonOptions& common, Print print_article) const {
    require_paths(paths_);
    const auto count = read_articles(
        paths_, site_rules(load_sources(load_settings(common).sources)), Messages(common.level()),
        [&](const PageResult& result) { print_article(result.article); });
    flush_output();
    return outcome(count);
  }

 private:
  std::vector<std::string> paths_;
  CLI::Option* option_ = nullptr;
};

// --format of what prints text for a person in a terminal, else JSON lines for a program.
class TextOption {
 public:
  void setup(CLI::App& app) {
    app.add_option("--format", format_,
                   "Form of the output (default: text in a terminal, else jsonl)")
        ->type_name("text|jsonl")
        ->check(CLI::IsMember({"text", "jsonl"}).description(""));
  }
  bool is_text() const { return format_.empty() ? output_is_terminal() : format_ == "text"; }

 private:
  std::string format_;  // "": by where the output goes
};

// Title, what is known of it, and the paragraphs; what a page does not tell is said, for this is
// how one finds out.
std::string article_view(const Article& article) {
  const auto known = [](const std::string& value) {
    return value.empty() ? std::string("-") : printable(value);
  };
  std::string authors;
  for (const auto& author : article.authors) authors += (authors.empty() ? "" : ", ") + author;
  auto out = known(std::string(article.title())) + "\n\n";
  out += "date      " + known(article.published) + "\nauthors   " + known(authors) +
         "\nsite      " + known(article.site) + "\nlanguage  " + known(article.lang) +
         "\naddress   " + known(article.url.empty() ? article.canonical_url : article.url) + '\n';
  std::string_view body = article.body();
  while (!body.empty()) {
    const auto end = std::min(body.find('\n'), body.size());
    out += '\n' + printable(body.substr(0, end)) + '\n';
    body.remove_prefix(std::min(end + 1, body.size()));
  }
  return out;
}

class ArticleCommand : public FilterCommand {
 public:
  void setup(CLI::App& app) override {
    FilterCommand::setup(app);
    format_.setup(app);
  }

  ExitCode run(const CommonOptions& common) override {
    bool first = true;
    return filter(common, [&](const Article& article) {
      if (!format_.is_text()) return print(to_line(article_json(article)) + '\n');
      print((first ? "" : "\n\n") + article_view(article));
      first = false;
    });
  }

 private:
  TextOption format_;
};

class ExtractCommand : public FilterCommand {
 public:
  void setup(CLI::App& app) override {
    FilterCommand::setup(app);
    paths_option()->required(false);
    app.add_flag("--stored", stored_,
                 "In place of PATH: read stored articles again where the rules have changed, and "
                 "bring deals and circular deals up to date")
        ->excludes(paths_option());
  }

  ExitCode run(const CommonOptions& common) override {
    if (stored_) return extract_stored(common);
    if (!has_paths())
      throw UsageError(
          "dealgraph: extract needs a PATH, or --stored; see dealgraph extract --help");
    const auto extractor = Extractor::load(load_settings(common).rules);
    return filter(common, [&](const Article& article) {
      for (const auto& line : mentions_json(article, extractor.extract(article)))
        print(to_line(line) + '\n');
    });
  }

 private:
  bool stored_ = false;
};

// In a terminal for a person, else for a program.
class AnnotateCommand : public FilterCommand {
 public:
  void setup(CLI::App& app) override {
    FilterCommand::setup(app);
    format_.setup(app);
    app.add_option("--color", color_, "Colour of text (default: auto)")
        ->type_name("auto|always|never")
        ->check(CLI::IsMember({"auto", "always", "never"}).description(""));
  }

  ExitCode run(const CommonOptions& common) override {
    const auto extractor = Extractor::load(load_settings(common).rules);
    if (format_.is_text()) return show_text(common, extractor);
    return filter(common, [&](const Article& article) {
      print(to_line(annotation_json(article, extractor.annotate(article))) + '\n');
    });
  }

 private:
  ExitCode show_text(const CommonOptions& common, const Extractor& extractor) const {
    const ViewOptions options{use_color(color_), output_width()};
    bool first = true;
    return filter(common, [&](const Article& article) {
      if (!first) print("\n");
      first = false;
      print(annotate_view(article, extractor.annotate_sentences(article), options));
    });
  }

  TextOption format_;
  std::string color_ = "auto";
};

}  // namespace

std::unique_ptr<Command> make_article_command() { return std::make_unique<ArticleCommand>(); }
std::unique_ptr<Command> make_extract_command() { return std::make_unique<ExtractCommand>(); }
std::unique_ptr<Command> make_annotate_command() { return std::make_unique<AnnotateCommand>(); }

}  // namespace dealgraph

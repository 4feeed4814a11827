// rules try: what the rules make of a sentence, and which of them nearly matched.
#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <iterator>

#include "cli/annotate_view.h"
#include "cli/command.h"
#include "cli/listing.h"
#include "cli/printer.h"
#include "cli/rule_view.h"
#include "cli/terminal.h"
#include "extract/extract.h"
#include "text/suggest.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

std::string read_sentence(const std::string& given) {
  if (given != "-") return given;
  std::string text{std::istreambuf_iterator<char>(std::cin), {}};
  if (std::cin.bad()) throw Error(ExitCode::io, "standard input cannot be read");
  return text;
}

// Without a title and as one paragraph for each line.
Article article_of(std::string text, const std::string& lang) {
  for (std::size_t at = 0, size = 0; at < text.size(); at += size)
    if (const char32_t c = decode_at(text, at, size); (c == 0xFFFD && size == 1) || c == 0)
      throw Error(ExitCode::bad_data, "the sentence is no text in UTF-8");
  while (!text.empty() && is_space(static_cast<unsigned char>(text.back()))) text.pop_back();
  if (text.empty()) throw UsageError("dealgraph: there is no sentence to try");
  Article article;
  article.doc = "-";
  article.lang = lang;
  article.text = std::move(text);
  article.title_size = std::min(article.text.find('\n'), article.text.size());
  return article;
}

void require_rule(const std::vector<Rule>& rules, const std::string& id) {
  std::vector<std::string_view> known;
  for (const auto& rule : rules) {
    if (rule.id == id) return;
    known.push_back(rule.id);
  }
  const auto near = suggest(id, known);
  throw Error(ExitCode::no_input,
              "no rule " + id + (near.empty() ? "" : ", did you mean " + near + "?"));
}

Json sentence_json(const Article& article, const TriedArticle& tried, std::size_t index,
                   std::size_t limit) {
  const auto& seen = tried.seen.sentences[index];
  const auto& sentence = tried.sentences[index];
  Json deals = Json::array();
  for (const auto& found : sentence.deals) deals.push_back(found_json(article, found));
  Json near = Json::array();
  for (std::size_t i = 0; i < sentence.near.size() && i < limit; ++i)
    near.push_back(near_json(sentence.near[i]));
  return {{"sentence", article.text.substr(seen.span.begin, seen.span.size())},
          {"lang", seen.lang},
          {"skeleton", seen.skeleton},
          {"parties", sentence.parties},
          {"deals", std::move(deals)},
          {"near", std::move(near)}};
}

class RulesTryCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    app.add_option("SENTENCE", sentence_, "Text to read; - is standard input")
        ->type_name("")
        ->required();
    app.add_option("--rule", rule_, "Say of this rule alone why it does not match")
        ->type_name("ID");
    app.add_option("--lang", lang_, "Language where the letters do not tell it")
        ->type_name("zh|en")
        ->check(CLI::IsMember({"zh", "en"}).description(""));
    app.add_option("--limit", limit_, "At most so many near misses; 0: all (default: 5)")
        ->type_name("N")
        ->check(check_count, "");
    format_.setup(app, {"table", "json"});
    app.footer(
        "Shows what is recognised, the skeleton that rules see, the rules that matched, and those "
        "whose trigger word stands there but that did not match, the nearest first.");
  }

  ExitCode run(const CommonOptions& common) override {
    const auto extractor = Extractor::load(load_settings(common).rules);
    const auto workings = extractor.workings();
    if (!rule_.empty()) require_rule(workings.rules.rules, rule_);
    const auto article = article_of(read_sentence(sentence_), lang_);
    const auto tried = try_rules(workings, article, rule_);
    if (format_.get() == Format::json)
      show_json(article, tried);
    else
      show(article, tried);
    flush_output();
    return ExitCode::ok;
  }

 private:
  std::size_t limit() const { return limit_ == 0 ? std::string::npos : limit_; }

  void show_json(const Article& article, const TriedArticle& tried) const {
    Json sentences = Json::array();
    for (std::size_t i = 0; i < tried.sentences.size(); ++i)
      sentences.push_back(sentence_json(article, tried, i, limit()));
    print(to_lines(Json{{"sentences", std::move(sentences)}}) + '\n');
  }

  void show(const Article& article, const TriedArticle& tried) const {
    const ViewOptions options{use_color("auto"), output_width()};
    for (std::size_t i = 0; i < tried.sentences.size(); ++i) {
      const auto& sentence = tried.sentences[i];
      if (i > 0) print("\n");
      print(sentence_view(article, tried.seen, i, 1, options));
      print(sentence.deals.empty() ? "\nno rule matched\n" : "\nmatched:\n");
      for (const auto& found : sentence.deals) print(describe(found));
      show_near(sentence);
    }
  }

  void show_near(const TriedSentence& sentence) const {
    if (sentence.parties < 2)
      print("a deal needs two parties, and " +
            std::string(sentence.parties == 0 ? "none" : "only one") + " was recognised\n");
    if (sentence.near.empty()) {
      if (sentence.deals.empty() && rule_.empty()) print("no rule came near\n");
      return;
    }
    print(rule_.empty() ? "\nnearly matched:\n" : "\nnot matched:\n");
    for (std::size_t i = 0; i < sentence.near.size() && i < limit(); ++i)
      print(describe(sentence.near[i]));
    if (sentence.near.size() > limit())
      print(fmt::format("  … and {} more; --limit 0 shows all\n", sentence.near.size() - limit()));
  }

  std::string sentence_, rule_, lang_;
  std::size_t limit_ = 5;
  FormatOption format_;
};

}  // namespace

std::unique_ptr<Command> make_rules_try_command() { return std::make_unique<RulesTryCommand>(); }

}  // namespace dealgraph

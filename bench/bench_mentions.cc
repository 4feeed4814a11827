// How fast articles are read, step by step, on one core. See README.md here.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "bench/hostile.h"
#include "bench/rule_set.h"
#include "bench/steps.h"
#include "bench/stopwatch.h"
#include "core/error.h"

namespace dealgraph::bench {
namespace {

struct Options {
  std::vector<std::string> files;
  std::string rules = DEALGRAPH_RULES_SOURCE;
  std::size_t aliases = 100'000;
  int rounds = 3;
  std::string only;
  bool hostile = false;
  unsigned limit = 60;
};

std::string read_files(const std::vector<std::string>& files) {
  std::string out;
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw Error(ExitCode::no_input, file + ": cannot be read");
    out.append(std::istreambuf_iterator<char>(in), {});
    if (!out.empty() && out.back() != '\n') out += '\n';
  }
  if (out.empty()) throw Error(ExitCode::no_input, "the files are empty");
  return out;
}

// Lines make articles of the length of a news article, about 3 kB.
std::vector<Article> cut_into_articles(const std::string& text) {
  constexpr std::size_t usual = 3000;
  std::vector<Article> out;
  for (std::size_t begin = 0; begin < text.size();) {
    auto end = text.find('\n', std::min(begin + usual, text.size() - 1));
    end = end == std::string::npos ? text.size() : end;
    Article article;
    article.doc = "bench-" + std::to_string(out.size());
    article.published = "2025-10-28";
    article.site_currency = "USD";
    article.text = text.substr(begin, end - begin);
    out.push_back(std::move(article));
    begin = end + 1;
  }
  return out;
}

Extractor timed_load(const std::vector<std::filesystem::path>& folders, const std::string& what) {
  const Stopwatch watch;
  auto extractor = Extractor::load(folders);
  fmt::print("load {:<33}{:>7.0f} ms, {:.0f} ms of processor time\n", what, watch.wall() * 1e3,
             watch.processor() * 1e3);
  return extractor;
}

void print_row(const std::string& name, double seconds, std::size_t bytes,
               const std::string& rest) {
  fmt::print("{:<24}{:>8.1f}{:>9.1f}  {}\n", name, static_cast<double>(bytes) / seconds / 1e6,
             seconds * 1e3, rest);
}

void print_steps(const std::vector<StepTime>& steps, std::size_t bytes) {
  double sum = 0;
  for (const auto& step : steps) sum += step.in_sum ? step.seconds : 0;
  fmt::print("\n{:<24}{:>8}{:>9}  {}\n", "step", "MB/s", "ms", "found");
  for (const auto& step : steps)
    if (step.in_sum) print_row(step.name, step.seconds, bytes, std::to_string(step.found));
  if (sum > 0) print_row("sum", sum, bytes, "");
  fmt::print("\nheld by the steps above, or holding them:\n");
  for (const auto& step : steps)
    if (!step.in_sum) print_row(step.name, step.seconds, bytes, std::to_string(step.found));
}

void run(const Options& options) {
  const auto text = read_files(options.files);
  const auto shipped = timed_load({options.rules}, "shipped rules");
  const AliasFolder aliases(options.aliases, text);
  const std::vector<std::filesystem::path> folders{options.rules, aliases.path()};
  const auto extractor = timed_load(folders, fmt::format("with {} more names", options.aliases));
  if (options.hostile) return time_hostile(extractor, text, options.limit);
  const auto articles = cut_into_articles(text);
  fmt::print("{} bytes in {} articles, best of {} rounds\n", text.size(), articles.size(),
             options.rounds);
  print_steps(time_steps(articles, load_rule_set(folders), extractor, options.rounds, options.only),
              text.size());
}

}  // namespace
}  // namespace dealgraph::bench

int main(int argc, char** argv) {
  dealgraph::bench::Options options;
  CLI::App app("Measures how fast articles are read", "bench_mentions");
  app.add_option("FILE", options.files, "Text in UTF-8, a paragraph a line")->required();
  app.add_option("--aliases", options.aliases, "Invented names to add (default: 100000)");
  app.add_option("--rules", options.rules, "Folder of rules (default: the shipped ones)");
  app.add_option("--rounds", options.rounds, "The fastest of so many counts (default: 3)")
      ->check(CLI::PositiveNumber);
  app.add_option("--only", options.only,
                 "Run but the steps with this in their name, for a profiler");
  app.add_flag("--hostile", options.hostile, "Time texts made to be slow instead");
  app.add_option("--limit", options.limit, "Seconds for a hostile text (default: 60)")
      ->check(CLI::PositiveNumber);
  CLI11_PARSE(app, argc, argv);
  try {
    dealgraph::bench::run(options);
  } catch (const dealgraph::Error& error) {
    fmt::print(stderr, "bench_mentions: {}\n", error.what());
    return static_cast<int>(error.code());
  }
}

// Prints news text for the measurements: the paragraphs of the project's own tests, shuffled anew
// as often as it takes. The same bytes on every machine.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "bench/random.h"
#include "core/error.h"
#include "crawler/saved_pages.h"

namespace dealgraph::bench {
namespace {

using Paragraphs = std::vector<std::string>;

void add_lines(std::string_view text, Paragraphs& out) {
  while (!text.empty()) {
    const auto end = text.find('\n');
    if (const auto line = text.substr(0, end); !line.empty()) out.emplace_back(line);
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

void add_gold(const std::filesystem::path& file, Paragraphs& out) {
  std::ifstream in(file);
  const auto article = nlohmann::json::parse(in);
  add_lines(article.at("title").get<std::string>(), out);
  add_lines(article.at("body").get<std::string>(), out);
}

// [name], [it=name] and {figure|value} as they stood before they were labelled.
std::string unlabelled(std::string_view line) {
  std::string out;
  bool hidden = false;
  char open = 0;
  for (const char c : line) {
    if (c == '[' || c == '{') {
      open = c;
    } else if ((c == ']' && open == '[') || (c == '}' && open == '{')) {
      open = 0;
      hidden = false;
    } else if ((c == '=' && open == '[') || (c == '|' && open == '{')) {
      hidden = true;
    } else if (!hidden) {
      out += c;
    }
  }
  return out;
}

// Sentences that are held out of tuning are left out here, too.
void add_labelled(const std::filesystem::path& file, Paragraphs& out) {
  if (file.stem().extension() == ".held") return;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);)
    if (!line.empty() && line[0] != '#') out.push_back(unlabelled(line));
}

std::vector<std::filesystem::path> files_of(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> out;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

Paragraphs paragraphs_of(const std::filesystem::path& tests) {
  Paragraphs out;
  for (const auto& file : files_of(tests / "gold" / "tuned"))
    if (file.extension() == ".json") add_gold(file, out);
  for (const auto& file : files_of(tests / "mentions"))
    if (file.extension() == ".txt") add_labelled(file, out);
  read_saved_pages({(tests / "site").string()}, {}, [&](PageResult&& result) {
    if (result.found) add_lines(result.article.text, out);
  });
  return out;
}

int print_text(const char* tests, std::size_t bytes) {
  auto paragraphs = paragraphs_of(tests);
  if (paragraphs.empty())
    return std::fprintf(stderr, "bench_text: no text in %s; name the folder tests\n", tests), 66;
  Random random(1);
  for (std::size_t printed = 0; printed < bytes;) {
    random.shuffle(paragraphs);
    for (const auto& paragraph : paragraphs) {
      std::printf("%s\n", paragraph.c_str());
      printed += paragraph.size() + 1;
      if (printed >= bytes) break;
    }
  }
  return std::fflush(stdout) == 0 ? 0 : 74;
}

}  // namespace
}  // namespace dealgraph::bench

int main(int argc, char** argv) {
  if (argc != 3) return std::fprintf(stderr, "usage: bench_text TESTS-FOLDER MEGABYTES\n"), 64;
  try {
    return dealgraph::bench::print_text(argv[1], std::strtoull(argv[2], nullptr, 10) * 1'000'000);
  } catch (const std::exception& error) {
    return std::fprintf(stderr, "bench_text: %s\n", error.what()), 66;
  }
}

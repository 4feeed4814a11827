// Reads all pages of a folder a few times: pages a second, memory, and the share of Gumbo's parse.
#include <fmt/core.h>
#include <gumbo.h>
#include <sys/resource.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "bench/stopwatch.h"
#include "crawler/article_parser.h"
#include "crawler/html_cutter.h"
#include "text/charset.h"

namespace {

using namespace dealgraph;

std::vector<FetchedPage> read_pages(const std::filesystem::path& folder) {
  std::vector<FetchedPage> pages;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file() || entry.path().extension() != ".html") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    FetchedPage page;
    page.doc = entry.path().string();
    page.body.assign(std::istreambuf_iterator<char>(in), {});
    pages.push_back(std::move(page));
  }
  return pages;
}

// Seconds of Gumbo alone, on what is left of the pages after cutting.
double gumbo_seconds(const std::vector<FetchedPage>& pages) {
  double seconds = 0;
  for (const auto& page : pages) try {
      const auto source = cut_html(to_utf8(page.body, page.content_type).text);
      const bench::Stopwatch watch;
      auto* output = gumbo_parse_with_options(&kGumboDefaultOptions, source.data(), source.size());
      seconds += watch.processor();
      gumbo_destroy_output(&kGumboDefaultOptions, output);
    } catch (const ParseLimit&) {
    }
  return seconds;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: bench_articles FOLDER [ROUNDS]\n");
    return 64;
  }
  const auto pages = read_pages(argv[1]);
  const int rounds = argc > 2 ? std::max(1, std::atoi(argv[2])) : 3;
  std::size_t bytes = 0;
  for (const auto& page : pages) bytes += page.body.size();
  std::size_t found = 0;
  const bench::Stopwatch watch;
  for (int round = 0; round < rounds; ++round)
    for (const auto& page : pages) found += parse_html_article(page).found;
  const double seconds = watch.processor();
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  double gumbo = 0;
  for (int round = 0; round < rounds; ++round) gumbo += gumbo_seconds(pages);
  fmt::print(
      "dealgraph: {} pages, {} with an article, {:.0f} pages/s, {} MB resident (of it {} MB "
      "pages), "
      "Gumbo's own parse {:.0f} % of the time\n",
      pages.size(), found / static_cast<std::size_t>(rounds),
      static_cast<double>(pages.size()) * rounds / seconds, usage.ru_maxrss / 1024, bytes >> 20,
      100 * gumbo / seconds);
}

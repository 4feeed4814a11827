#pragma once
#include <functional>
#include <string>
#include <vector>

#include "cli/output.h"
#include "core/article.h"

namespace dealgraph {

struct PageCount {
  std::size_t pages = 0;
  std::size_t articles = 0;
  std::size_t damaged = 0;
};

// Throws Error(no_input) naming the first path that does not exist; "-" is standard input.
void require_paths(const std::vector<std::string>& paths);

// Reads saved pages and hands over each article; says on standard error what became of the rest.
PageCount read_articles(const std::vector<std::string>& paths, const Messages& messages,
                        const std::function<void(const FetchedPage&, const Article&)>& use);

// Throws Error(bad_data) if all that was read is damaged.
void require_usable(const PageCount& count);

}  // namespace dealgraph

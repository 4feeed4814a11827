#pragma once
#include <functional>
#include <string>
#include <vector>

#include "cli/output.h"
#include "core/error.h"
#include "crawler/saved_pages.h"

namespace dealgraph {

struct PageCount {
  std::size_t pages = 0;
  std::size_t articles = 0;
  std::size_t damaged = 0;
  std::size_t unreadable = 0;  // files and folders; no pages
};

// Throws Error(no_input) naming the first path that does not exist; "-" is standard input.
void require_paths(const std::vector<std::string>& paths);

// Reads saved pages and hands over each article; says on standard error what became of the rest.
PageCount read_articles(const std::vector<std::string>& paths, const SiteRules& rules,
                        const Messages& messages, const std::function<void(PageResult&)>& use);

// Throws Error(bad_data) if all that was read is damaged; no_input if something could not be read.
ExitCode outcome(const PageCount& count);

}  // namespace dealgraph

#include "cli/pages.h"

#include <filesystem>

#include "core/error.h"
#include "crawler/saved_pages.h"

namespace dealgraph {

void require_paths(const std::vector<std::string>& paths) {
  for (const auto& path : paths) {
    std::error_code error;
    if (path != "-" && !std::filesystem::exists(path, error))
      throw Error(ExitCode::no_input, path + ": no such file or folder");
  }
}

PageCount read_articles(const std::vector<std::string>& paths, const Messages& messages,
                        const std::function<void(const FetchedPage&, const Article&)>& use) {
  PageCount count;
  read_saved_pages(paths, [&](PageResult&& result) {
    ++count.pages;
    if (result.found) {
      ++count.articles;
      use(result.page, result.article);
      return;
    }
    if (result.damaged) ++count.damaged;
    messages.warn(result.page.doc + ": " + result.problem);
  });
  return count;
}

void require_usable(const PageCount& count) {
  if (count.damaged && count.damaged == count.pages)
    throw Error(ExitCode::bad_data,
                count.pages == 1 ? "nothing could be read" : "none of the pages could be read");
}

}  // namespace dealgraph

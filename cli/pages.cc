#include "cli/pages.h"

#include <filesystem>

namespace dealgraph {

void require_paths(const std::vector<std::string>& paths) {
  for (const auto& path : paths) {
    std::error_code error;
    if (path != "-" && !std::filesystem::exists(path, error))
      throw Error(ExitCode::no_input, path + ": no such file or folder");
  }
}

PageCount read_articles(const std::vector<std::string>& paths, const SiteRules& rules,
                        const Messages& messages, const std::function<void(PageResult&)>& use) {
  PageCount count;
  read_saved_pages(paths, rules, [&](PageResult&& result) {
    if (result.unreadable) {
      ++count.unreadable;
      messages.error(result.page.doc + ": " + result.problem);
      return;
    }
    ++count.pages;
    if (!result.outdated.empty()) messages.warn(result.page.doc + ": " + result.outdated);
    if (result.found) {
      ++count.articles;
      use(result);
      return;
    }
    if (result.damaged) ++count.damaged;
    messages.warn(result.page.doc + ": " + result.problem);
  });
  return count;
}

ExitCode outcome(const PageCount& count) {
  if (count.damaged && count.damaged == count.pages)
    throw Error(ExitCode::bad_data,
                count.pages == 1 ? "nothing could be read" : "none of the pages could be read");
  return count.unreadable ? ExitCode::no_input : ExitCode::ok;
}

}  // namespace dealgraph

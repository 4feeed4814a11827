#include "cli/article_input.h"

#include "cli/listing.h"
#include "cli/pages.h"
#include "crawler/source.h"

namespace dealgraph {

ExitCode for_each_article(const std::vector<std::string>& paths, const Settings& settings,
                          const Messages& messages,
                          const std::function<void(const Article&)>& use) {
  if (paths.empty()) {
    open_database(settings.database).for_each_article([&](Article&& article) { use(article); });
    return ExitCode::ok;
  }
  require_paths(paths);
  return outcome(read_articles(paths, site_rules(load_sources(settings.sources)), messages,
                               [&](const PageResult& result) { use(result.article); }));
}

}  // namespace dealgraph

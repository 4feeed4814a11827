#pragma once
#include <functional>
#include <string>
#include <vector>

#include "cli/config.h"
#include "cli/output.h"
#include "core/article.h"
#include "core/error.h"

namespace dealgraph {

// Hands over the articles of the paths, or without any path all that the database stores. Gives
// what outcome() says of the paths.
ExitCode for_each_article(const std::vector<std::string>& paths, const Settings& settings,
                          const Messages& messages, const std::function<void(const Article&)>& use);

}  // namespace dealgraph

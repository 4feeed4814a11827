#pragma once
#include <string>

#include "cli/json.h"
#include "core/article.h"
#include "extract/try_rules.h"

namespace dealgraph {

// What `rules try` and `rules explain` show of a rule; safe for a terminal.

// "zh.invest.direct version 1, investment (rules/deals/zh.toml:29)"
std::string rule_heading(const Rule& rule);
// Rule, pattern or frame and captures, each line indented by two spaces and more.
std::string describe(const FoundDeal& found);
// Rule, pattern or frame and what is amiss.
std::string describe(const NearMiss& miss);

Json found_json(const Article& article, const FoundDeal& found);
Json near_json(const NearMiss& miss);

}  // namespace dealgraph

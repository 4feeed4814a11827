#pragma once
#include <cstddef>

#include "cli/json.h"
#include "cli/report_page.h"

namespace dealgraph {

// What the explorer of a report draws, as web/explorer/20-graph.js reads it: parties with their
// places, edges (one for each ordered pair), deals and circular deals, which refer to each other by
// position. Beyond `most` parties those of the smallest deals are left out, never one of a circle.
Json explorer_data(const ReportData& data, std::size_t most = 3000);

}  // namespace dealgraph

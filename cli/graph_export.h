#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "db/store.h"

namespace dealgraph {

// The deals as a graph for other programs: one directed edge for each deal, payer → payee, and the
// parties as nodes. Text of articles is cleaned (printable()) and escaped for the format.
enum class GraphFormat { csv, jsonl, dot, graphml, gexf, cypher };

std::string export_graph(const std::vector<DealRow>& deals, GraphFormat format);

}  // namespace dealgraph

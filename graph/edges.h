#pragma once
#include <vector>

#include "core/deal.h"
#include "core/graph.h"

namespace dealgraph {

// Live deals → one edge for each ordered pair. Left out: partnerships, denied, terminated and
// rumored deals, those that a person rejected, superseded ones, and deals of a party with itself.
// Sorted by (payer, payee). `usd` and `day` are those of the largest deal whose figure is known;
// an edge without a known figure is undisclosed, never zero.
// `rumored`: rumored ones count too.
std::vector<Edge> build_edges(const std::vector<Deal>& deals, bool rumored = false);

}  // namespace dealgraph

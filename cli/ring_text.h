#pragma once
#include <string>
#include <vector>

#include "cli/people_text.h"
#include "db/store.h"

namespace dealgraph {

// A circular deal as a picture of text, one line an element, aligned by display width: from left to
// right with the way back below it, or from top to bottom where the window is too narrow (80
// columns if its width is unknown).
//
//          up to USD 100bn           USD 300bn
//   Nvidia ───────────────▶ OpenAI ─────────────▶ Oracle
//      ▲                                             │
//      └────────────────about USD 40bn───────────────┘
std::vector<std::string> ring_text(const CycleRow& row, const TextStyle& style);

// What flows into and out of a party: on the left who pays it, on the right whom it pays, each with
// its sum; one below the other where the window is too narrow.
struct FlowLine {
  std::string party;
  std::string amount;
};
std::vector<std::string> flow_text(const std::string& party, const std::vector<FlowLine>& in,
                                   const std::vector<FlowLine>& out, const TextStyle& style);

}  // namespace dealgraph

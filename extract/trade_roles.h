#pragma once
#include "extract/document.h"
#include "extract/scene.h"

namespace dealgraph {

// Who is who in the deal that a sentence tells, as indexes into Document::parties; -1: not told, or
// two could be meant.
struct TradeRoles {
  int buyer = -1;
  int seller = -1;
  int target = -1;
  int borrower = -1;
  int lender = -1;
  bool empty() const { return buyer < 0 && seller < 0 && target < 0 && borrower < 0 && lender < 0; }
};

// Reads what stands before folded byte `end`.
TradeRoles read_roles(const Document& document, const Scene& scene, std::size_t end);

}  // namespace dealgraph

#pragma once
#include <string>

#include "db/store.h"

namespace dealgraph {

// A circular deal as a ring, one <svg> element that needs no script and no style sheet: parties on
// a circle in payment order, clockwise from the top; beside each arrow amount, type and status. An
// undisclosed leg is dashed, the smallest one heavy.
std::string ring_svg(const CycleRow& row);

}  // namespace dealgraph

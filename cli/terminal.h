#pragma once
#include <cstddef>
#include <string>

namespace dealgraph {

// Whether standard output is a terminal.
bool output_is_terminal();

// Whether standard error is one that a line can be redrawn on.
bool errors_are_a_terminal();

// Columns of that terminal; off a terminal what $COLUMNS says; 0: unknown, do not wrap.
std::size_t output_width();

// Whether to colour standard output. `when` is "always", "never" or "auto": on a terminal that is
// not dumb, unless NO_COLOR is set to anything (https://no-color.org).
bool use_color(const std::string& when);

}  // namespace dealgraph

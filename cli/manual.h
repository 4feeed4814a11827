#pragma once
#include <string>

#include "cli/command_line.h"

namespace dealgraph {

// dealgraph(1) in the man macros of groff_man(7): all commands and options as the help has them,
// then environment, files and exit codes.
std::string manual_page(const CommandLine& line);

}  // namespace dealgraph

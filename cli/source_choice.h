#pragma once
#include <string>
#include <vector>

#include "crawler/source.h"

namespace dealgraph {

// The source of that id, or of the file at that path. Throws Error(no_input), with a near id.
Source find_source(const std::string& name, const std::vector<Source>& known);

// "a, b, c"
std::string ids_of(const std::vector<Source>& sources);

}  // namespace dealgraph

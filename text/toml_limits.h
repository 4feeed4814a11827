#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/diagnostic.h"

namespace dealgraph {

// What toml++ would follow recursively until the stack is used up: the place in a TOML text where
// a dotted key has more than 65 parts or more than 64 brackets are open, if there is one. Other
// mistakes are left to the parser.
std::optional<Diagnostic> find_deep_nesting(const std::string& file, std::string_view source);

}  // namespace dealgraph

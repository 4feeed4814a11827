#pragma once
#include <nlohmann/json.hpp>
#include <string_view>

namespace dealgraph {

// JSON from a stranger: "discarded" (is_discarded()) if it is malformed or nested above 200 levels,
// which would cost a hundred times its size in memory.
nlohmann::json parse_foreign_json(std::string_view text);

}  // namespace dealgraph

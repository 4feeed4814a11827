#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace dealgraph {

// JSON from a stranger: "discarded" (is_discarded()) if it is malformed or nested above 200 levels,
// which would cost a hundred times its size in memory.
nlohmann::json parse_foreign_json(std::string_view text);

// The digits of a number that is a member of the object `text`, which must be valid JSON: a double
// does not hold those of a long one.
std::string number_as_written(std::string_view text, std::string_view member);

}  // namespace dealgraph

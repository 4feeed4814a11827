#include "crawler/safe_json.h"

namespace dealgraph {
namespace {

constexpr std::size_t max_nesting = 200;

bool too_deep(std::string_view text) {
  std::size_t depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') quoted = !quoted;
    if (!quoted) {
      if ((c == '{' || c == '[') && ++depth > max_nesting) return true;
      if ((c == '}' || c == ']') && depth > 0) --depth;
    } else if (c == '\\') {
      ++i;
    }
  }
  return false;
}

}  // namespace

nlohmann::json parse_foreign_json(std::string_view text) {
  using nlohmann::json;
  if (too_deep(text)) return json(json::value_t::discarded);
  return json::parse(text, nullptr, false, true);
}

}  // namespace dealgraph

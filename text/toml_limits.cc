#include "text/toml_limits.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace dealgraph {
namespace {

constexpr std::size_t max_nesting = 64;

// Behind the string whose quote is at `at`; a string of one line ends with its line at the latest.
std::size_t end_of_string(std::string_view source, std::size_t at) {
  const char quote = source[at];
  const std::string triple(3, quote);
  const bool long_string = source.substr(at).starts_with(triple);
  for (at += long_string ? 3 : 1; at < source.size(); ++at) {
    if (source[at] == '\\' && quote == '"')
      ++at;
    else if (long_string && source.substr(at).starts_with(triple))
      return at + 3;
    else if (!long_string && (source[at] == quote || source[at] == '\n'))
      return at + 1;
  }
  return source.size();
}

bool in_bare_key(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == ' ' || c == '\t' || static_cast<unsigned char>(c) >= 0x80;
}

Diagnostic at_offset(const std::string& file, std::string_view source, std::size_t offset,
                     std::string message) {
  const auto before = source.substr(0, offset);
  const auto line = before.substr(before.find_last_of('\n') + 1);  // npos + 1 is 0
  const auto points =
      std::count_if(line.begin(), line.end(), [](char c) { return (c & 0xC0) != 0x80; });
  return {file, static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1,
          static_cast<std::size_t>(points) + 1, std::move(message)};
}

}  // namespace

std::optional<Diagnostic> find_deep_nesting(const std::string& file, std::string_view source) {
  std::size_t dots = 0;  // of the key that is being read
  std::size_t open = 0;
  for (std::size_t at = 0; at < source.size();) {
    const char c = source[at];
    if (c == '"' || c == '\'') {
      at = end_of_string(source, at);
      continue;
    }
    if (c == '#') {
      at = std::min(source.find('\n', at), source.size());
      continue;
    }
    if (c == '.')
      ++dots;
    else if (!in_bare_key(c))
      dots = 0;
    if (c == '[' || c == '{') ++open;
    if ((c == ']' || c == '}') && open > 0) --open;
    if (dots > max_nesting) return at_offset(file, source, at, "a key of too many parts");
    if (open > max_nesting) return at_offset(file, source, at, "too many open brackets");
    ++at;
  }
  return std::nullopt;
}

}  // namespace dealgraph

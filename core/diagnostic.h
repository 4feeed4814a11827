#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace dealgraph {

// A mistake in a file that a person wrote. Lines and columns count from 1; 0: unknown.
struct Diagnostic {
  std::string file;
  std::size_t line = 0;
  std::size_t column = 0;  // code points
  std::string message;
};

// "file:line:column: message", then the line of `source` with a caret below the column.
std::string format(const Diagnostic& diagnostic, std::string_view source);

}  // namespace dealgraph

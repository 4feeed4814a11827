#include "core/diagnostic.h"

namespace dealgraph {
namespace {

std::string_view line_of(std::string_view source, std::size_t line) {
  for (; line > 1; --line) {
    const auto end = source.find('\n');
    if (end == std::string_view::npos) return {};
    source.remove_prefix(end + 1);
  }
  return source.substr(0, source.find('\n'));
}

// Han, kana, hangul and full-width forms take two columns of a terminal; tabs stay tabs.
std::string padding(std::string_view line, std::size_t column) {
  std::string out;
  std::size_t seen = 0;
  for (std::size_t i = 0; i < line.size() && seen + 1 < column; ++i) {
    const auto byte = static_cast<unsigned char>(line[i]);
    if ((byte & 0xC0) == 0x80) continue;
    ++seen;
    if (byte == '\t')
      out += '\t';
    else
      out.append(byte >= 0xE1 ? 2 : 1, ' ');
  }
  return out;
}

}  // namespace

std::string format(const Diagnostic& diagnostic, std::string_view source) {
  std::string out = diagnostic.file;
  if (diagnostic.line) {
    out += ':' + std::to_string(diagnostic.line);
    if (diagnostic.column) out += ':' + std::to_string(diagnostic.column);
  }
  out += ": " + diagnostic.message;
  const auto line = diagnostic.line ? line_of(source, diagnostic.line) : std::string_view();
  if (line.empty()) return out;
  out += "\n  " + std::string(line);
  if (diagnostic.column) out += "\n  " + padding(line, diagnostic.column) + '^';
  return out;
}

}  // namespace dealgraph

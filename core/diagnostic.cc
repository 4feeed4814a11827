#include "core/diagnostic.h"

namespace dealgraph {
namespace {

constexpr std::size_t max_width = 160;  // columns of a source line that are shown

std::string_view line_of(std::string_view source, std::size_t line) {
  for (; line > 1; --line) {
    const auto end = source.find('\n');
    if (end == std::string_view::npos) return {};
    source.remove_prefix(end + 1);
  }
  return source.substr(0, source.find('\n'));
}

bool continues(char byte) { return (byte & 0xC0) == 0x80; }

// Han, kana, hangul and full-width forms take two columns of a terminal.
std::size_t width(char first_byte) {
  return static_cast<unsigned char>(first_byte) >= 0xE1 ? 2 : 1;
}

std::size_t next(std::string_view line, std::size_t at) {
  do ++at;
  while (at < line.size() && continues(line[at]));
  return at;
}

std::size_t offset_of(std::string_view line, std::size_t column) {
  std::size_t at = 0;
  while (column-- > 1 && at < line.size()) at = next(line, at);
  return at;
}

// Tabs stay tabs.
std::string padding(std::string_view before) {
  std::string out;
  for (const char byte : before) {
    if (byte == '\t')
      out += '\t';
    else if (!continues(byte))
      out.append(width(byte), ' ');
  }
  return out;
}

// The line, or of a long one what is around `caret`, with the caret below.
std::string excerpt(std::string_view line, std::size_t caret, bool show_caret) {
  const bool fits = line.size() <= max_width;
  std::size_t begin = fits ? 0 : caret;
  for (std::size_t used = 0; begin > 0 && used < max_width / 2;)
    if (!continues(line[--begin])) used += width(line[begin]);
  std::size_t end = fits ? line.size() : begin;
  for (std::size_t used = 0; end < line.size() && used < max_width; end = next(line, end))
    used += width(line[end]);
  std::string out = begin > 0 ? "  …" : "  ";
  out += line.substr(begin, end - begin);
  if (end < line.size()) out += "…";
  if (!show_caret) return out;
  return out + (begin > 0 ? "\n   " : "\n  ") + padding(line.substr(begin, caret - begin)) + '^';
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
  return out + '\n' + excerpt(line, offset_of(line, diagnostic.column), diagnostic.column > 0);
}

}  // namespace dealgraph

#include "cli/markup.h"

#include "cli/printer.h"
#include "crawler/url.h"
#include "text/utf8.h"

namespace dealgraph {

namespace {

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace

std::string escape_markup(std::string_view text) { return escaped(printable(text)); }
std::string preformatted(std::string_view text) { return escaped(printable_lines(text)); }

std::string shorten(std::string_view text, std::size_t most) {
  std::size_t at = 0;
  for (std::size_t count = 0; at < text.size() && count < most; ++count) {
    std::size_t size = 0;
    decode_at(text, at, size);
    at += size;
  }
  return at < text.size() ? std::string(text.substr(0, at)) + "…" : std::string(text);
}

std::string link_markup(const std::string& url, std::string_view label) {
  const auto parsed = parse_url(url);
  if (!parsed) return escape_markup(label);
  return "<a rel=\"noopener noreferrer\" href=\"" + escape_markup(parsed->text()) + "\">" +
         escape_markup(label) + "</a>";
}

}  // namespace dealgraph

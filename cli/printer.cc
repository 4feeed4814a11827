#include "cli/printer.h"

#include <fmt/chrono.h>

#include <algorithm>
#include <iterator>

#include "text/utf8.h"

namespace dealgraph {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

template <std::size_t N>
bool in_ranges(const Range (&ranges)[N], char32_t c) {
  const auto* after =
      std::upper_bound(std::begin(ranges), std::end(ranges), c,
                       [](char32_t value, const Range& r) { return value < r.first; });
  return after != std::begin(ranges) && c <= std::prev(after)->last;
}

// Reordering or hiding text is how a page could make a terminal show another text than it holds.
constexpr Range invisible[] = {
    {0x00, 0x1F},     {0x7F, 0x9F},     {0xAD, 0xAD},     {0x034F, 0x034F},  {0x061C, 0x061C},
    {0x180E, 0x180E}, {0x200B, 0x200B}, {0x200E, 0x200F}, {0x202A, 0x202E},  {0x2060, 0x2064},
    {0x2066, 0x206F}, {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE007F}};

constexpr Range zero_width[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489},  {0x0591, 0x05BD}, {0x0610, 0x061A}, {0x064B, 0x065F},
    {0x0E31, 0x0E31}, {0x0E34, 0x0E3A},  {0x0E47, 0x0E4E}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF},
    {0x200C, 0x200D}, {0x20D0, 0x20FF},  {0x302A, 0x302D}, {0x3099, 0x309A}, {0xFE00, 0xFE0F},
    {0xFE20, 0xFE2F}, {0xE0100, 0xE01EF}};

constexpr Range double_width[] = {{0x1100, 0x115F},   {0x231A, 0x231B},   {0x23E9, 0x23EC},
                                  {0x2E80, 0x303E},   {0x3041, 0x4DBF},   {0x4E00, 0xA4CF},
                                  {0xA960, 0xA97F},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
                                  {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},
                                  {0xFFE0, 0xFFE6},   {0x16FE0, 0x18D08}, {0x1B000, 0x1B2FB},
                                  {0x1F200, 0x1F265}, {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF},
                                  {0x1F900, 0x1F9FF}, {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD}};

std::size_t width_of(char32_t c) {
  if (in_ranges(zero_width, c)) return 0;
  return in_ranges(double_width, c) ? 2 : 1;
}

bool is_break(char32_t c) { return is_space(c) || c == 0x85 || c == 0x2028 || c == 0x2029; }

std::string clean(std::string_view text, bool keep_lines) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0, size = 0; at < text.size(); at += size) {
    const char32_t c = decode_at(text, at, size);
    if (c == U' ' || (keep_lines && (c == U'\n' || c == U'\t'))) {
      out += static_cast<char>(c);
    } else if (is_break(c)) {
      if (!out.empty() && out.back() != ' ' && out.back() != '\n') out += ' ';
    } else if (!in_ranges(invisible, c)) {
      append_utf8(out, c);
    }
  }
  return out;
}

}  // namespace

bool is_hidden(char32_t c) { return in_ranges(invisible, c); }

std::string printable(std::string_view text) { return clean(text, false); }
std::string printable_lines(std::string_view text) { return clean(text, true); }

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0, size = 0; at < text.size(); at += size)
    width += width_of(decode_at(text, at, size));
  return width;
}

std::string excerpt(std::string_view sentence, std::string_view word) {
  constexpr std::size_t before = 24;  // code points
  constexpr std::size_t width = 64;   // columns
  const auto text = printable(sentence);
  const auto place = text.find(printable(word));
  std::size_t begin = place == std::string::npos ? 0 : place;
  for (std::size_t i = 0; i < before && begin > 0; ++i) begin = previous(text, begin);
  std::size_t end = begin;
  for (std::size_t size = 0; end < text.size(); end += size) {
    decode_at(text, end, size);
    if (display_width(std::string_view(text).substr(begin, end + size - begin)) > width) break;
  }
  return (begin > 0 ? "…" : "") + text.substr(begin, end - begin) + (end < text.size() ? "…" : "");
}

std::string utc_time(std::int64_t seconds) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(static_cast<std::time_t>(seconds)));
}

std::string cut_to_width(std::string_view given, std::size_t width) {
  auto text = printable(given);
  if (display_width(text) <= width) return text;
  std::size_t end = 0;
  std::size_t used = 1;  // the mark of the cut
  for (std::size_t size = 0; end < text.size(); end += size) {
    used += width_of(decode_at(text, end, size));
    if (used > width) break;
  }
  return text.substr(0, end) + "…";
}

std::string pad_right(std::string text, std::size_t width) {
  const auto used = display_width(text);
  if (used < width) text.append(width - used, ' ');
  return text;
}

std::string pad_left(const std::string& text, std::size_t width) {
  const auto used = display_width(text);
  return used < width ? std::string(width - used, ' ') + text : text;
}

namespace {

// Takes columns from the widest until all fit.
void shrink(std::vector<std::size_t>& widths, std::size_t most) {
  constexpr std::size_t least = 8;
  std::size_t sum = widths.empty() ? 0 : 2 * (widths.size() - 1);
  for (const auto width : widths) sum += width;
  while (sum > most) {
    const auto widest = std::max_element(widths.begin(), widths.end());
    if (widest == widths.end() || *widest <= least) return;
    --*widest;
    --sum;
  }
}

}  // namespace

std::string format_table(const std::vector<std::vector<std::string>>& rows, std::size_t width) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], display_width(printable(row[i])));
  }
  if (width > 0) shrink(widths, width);
  std::string out;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      line += pad_right(cut_to_width(row[i], widths[i]), widths[i]);
      if (i + 1 < row.size()) line += "  ";
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + '\n';
  }
  return out;
}

std::string format_csv(const std::vector<std::string>& cells) {
  std::string out;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i) out += ',';
    std::string cell = printable(cells[i]);
    const auto first = cell.find_first_not_of(' ');
    if (first != std::string::npos &&
        std::string_view("=+-@").find(cell[first]) != std::string::npos)
      cell.insert(0, 1, '\'');
    if (cell.find_first_of(",\" ") == std::string::npos) {
      out += cell;
      continue;
    }
    out += '"';
    for (const char c : cell) out.append(c == '"' ? 2 : 1, c);
    out += '"';
  }
  return out + "\r\n";
}

}  // namespace dealgraph

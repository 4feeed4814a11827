#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dealgraph {

// Text of a page made safe for a terminal and for one line: control characters (C0, DEL, C1),
// bidirectional overrides and characters that show nothing are dropped, line breaks and tabs become
// one space, broken UTF-8 U+FFFD. Joiners stay, since emoji and some scripts need them.
std::string printable(std::string_view text);

// The same for a message of several lines: line breaks and tabs stay.
std::string printable_lines(std::string_view text);

// Whether a character is one of those that printable() drops.
bool is_hidden(char32_t c);

// Columns that a terminal takes for printable text: Han, kana, hangul and full-width forms take
// two, combining marks none (after Unicode's EastAsianWidth, W and F).
std::size_t display_width(std::string_view text);

// The sentence around the first place of `word`, printable and short enough for a line.
std::string excerpt(std::string_view sentence, std::string_view word);

// "2025-09-22T08:00:00Z" of seconds since 1970.
std::string utc_time(std::int64_t seconds);

// Printable text in at most so many columns, "…" at its end if it is longer.
std::string cut_to_width(std::string_view text, std::size_t width);

// Spaces behind a text, or before it, up to so many columns.
std::string pad_right(std::string text, std::size_t width);
std::string pad_left(const std::string& text, std::size_t width);

// Rows of equally many cells, columns aligned by display width, two spaces between them. Cells are
// made printable; the last column is not padded. The first row is the heading. Where the table is
// wider than `width` (0: any), the widest columns are cut, none below eight.
std::string format_table(const std::vector<std::vector<std::string>>& rows, std::size_t width = 0);

// One RFC 4180 line with "\r\n". Cells are made printable, and a cell that a spreadsheet would take
// for a formula (=, +, -, @) gets a leading apostrophe.
std::string format_csv(const std::vector<std::string>& cells);

}  // namespace dealgraph

#include "cli/printer.h"

#include <gtest/gtest.h>

namespace dealgraph {
namespace {

TEST(Printable, DropsWhatATerminalWouldObey) {
  const struct {
    std::string text, expected;
  } cases[] = {
      {"輝達 Nvidia", "輝達 Nvidia"},
      {"a\x1b[31mred\x1b[0m", "a[31mred[0m"},
      {"bell\a back\b", "bell back"},
      {"csi \xC2\x9B"
       "31m",
       "csi 31m"},
      {"del\x7F", "del"},
      {"two\nlines\tand\r\n more", "two lines and  more"},
      {"\u202Eesrever\u202C", "esrever"},
      {"\u2066isolated\u2069\u200F", "isolated"},
      {"zero\u200Dwidth joiner stays", "zero\u200Dwidth joiner stays"},
      {"NVI\u200BDI\u00ADA\u2060\uFEFF", "NVIDIA"},
      {std::string("nul\0!", 5), "nul!"},
      {"broken \xE8\xBC", "broken \uFFFD\uFFFD"},
      {"", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(printable(c.text), c.expected) << c.text;
}

TEST(Printable, LinesKeepTheirBreaks) {
  EXPECT_EQ(printable_lines("file:1:2: bad\n  x\t\x1b[2J\n  ^"), "file:1:2: bad\n  x\t[2J\n  ^");
}

TEST(DisplayWidth, CountsColumns) {
  const struct {
    std::string text;
    std::size_t expected;
  } cases[] = {
      {"", 0},  {"abc", 3},     {"輝達", 4},       {"ｗｉｄｅ", 8}, {"한국", 4},       {"「」", 4},
      {"→", 1}, {"e\u0301", 1}, {"\U0001F4B0", 2}, {"ﾊﾝｶｸ", 4},     {"\U00020000", 2}, {"Ärger", 5},
  };
  for (const auto& c : cases) EXPECT_EQ(display_width(c.text), c.expected) << c.text;
}

TEST(Table, AlignsByDisplayWidth) {
  EXPECT_EQ(format_table({{"ID", "NAME", "X"}, {"1", "輝達", "a"}, {"12", "AMD", ""}}),
            "ID  NAME  X\n"
            "1   輝達  a\n"
            "12  AMD\n");
}

TEST(Csv, QuotesAndDefusesFormulas) {
  const struct {
    std::string cell, expected;
  } cases[] = {
      {"plain", "plain"},
      {"with space", "\"with space\""},
      {"a,b", "\"a,b\""},
      {"say \"hi\"", "\"say \"\"hi\"\"\""},
      {"=1+1", "'=1+1"},
      {"+49", "'+49"},
      {"-3", "'-3"},
      {"@SUM(A1)", "'@SUM(A1)"},
      {"\t=1+1", "'=1+1"},
      {"  =1+1", "\"'  =1+1\""},
      {"\r@x", "'@x"},
      {"a=b", "a=b"},
      {"", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(format_csv({c.cell}), c.expected + "\r\n") << c.cell;
  EXPECT_EQ(format_csv({"a", "", "b"}), "a,,b\r\n");
}

}  // namespace
}  // namespace dealgraph

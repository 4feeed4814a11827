#include "core/diagnostic.h"

#include <gtest/gtest.h>

namespace dealgraph {
namespace {

TEST(Diagnostic, ShowsTheLineWithACaret) {
  const struct {
    Diagnostic diagnostic;
    const char* source;
    const char* expected;
  } cases[] = {
      {{"a.toml", 2, 3, "bad"}, "one\ntwo\nthree", "a.toml:2:3: bad\n  two\n    ^"},
      {{"a.toml", 1, 1, "bad"}, "one", "a.toml:1:1: bad\n  one\n  ^"},
      {{"a.toml", 1, 3, "bad"}, "輝達x", "a.toml:1:3: bad\n  輝達x\n      ^"},
      {{"a.toml", 1, 2, "bad"}, "\tx", "a.toml:1:2: bad\n  \tx\n  \t^"},
      {{"a.toml", 2, 0, "bad"}, "one\ntwo", "a.toml:2: bad\n  two"},
      {{"a.toml", 0, 0, "cannot be read"}, "one", "a.toml: cannot be read"},
      {{"a.toml", 9, 1, "bad"}, "one", "a.toml:9:1: bad"},
      {{"a.toml", 1, 1, "bad"}, "", "a.toml:1:1: bad"},
  };
  for (const auto& c : cases) EXPECT_EQ(format(c.diagnostic, c.source), c.expected) << c.source;
}

TEST(Diagnostic, CutsLongLines) {
  const std::string x80(80, 'x'), line = x80 + x80 + "!" + x80 + x80;
  const std::string space80(80, ' ');
  std::string han;
  for (int i = 0; i < 200; ++i) han += "輝";
  const struct {
    std::size_t column;
    std::string source;
    std::string expected;
  } cases[] = {
      {161, line, "a:1:161: bad\n  …" + x80 + "!" + x80.substr(1) + "…\n   " + space80 + "^"},
      {1, line, "a:1:1: bad\n  " + x80 + x80 + "…\n  ^"},
      {0, line, "a:1: bad\n  " + x80 + x80 + "…"},
      {321, line, "a:1:321: bad\n  …" + x80 + "x\n   " + space80 + "^"},
      {160, x80 + x80, "a:1:160: bad\n  " + x80 + x80 + "\n  " + space80 + space80.substr(1) + "^"},
      {999, "short", "a:1:999: bad\n  short\n       ^"},
      {101, han, "a:1:101: bad\n  …" + han.substr(0, 240) + "…\n   " + space80 + "^"},
  };
  for (const auto& c : cases)
    EXPECT_EQ(format({"a", 1, c.column, "bad"}, c.source), c.expected) << c.column;
}

}  // namespace
}  // namespace dealgraph

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

}  // namespace
}  // namespace dealgraph

#include "text/toml_limits.h"

#include <gtest/gtest.h>

namespace dealgraph {
namespace {

std::string repeat(std::string_view part, std::size_t times) {
  std::string out;
  while (times-- > 0) out += part;
  return out;
}

TEST(FindDeepNesting, NamesThePlace) {
  const struct {
    std::string source;
    std::size_t line, column;
  } cases[] = {
      {"x = 1\n" + repeat("a.", 100'000) + "a = 1", 2, 130},
      {repeat("\"輝\" . ", 70) + "a = 1", 1, 6 * 64 + 5},
      {"[" + repeat("a.", 65) + "a]", 1, 131},
      {"x = { " + repeat("a.", 65) + "a = 1 }", 1, 136},
      {"輝 = " + repeat("[", 65), 1, 69},
      {"x = \"\"\"\n\"\"\"\ny = " + repeat("[\n", 64) + "{", 67, 1},
      {"x = 'a\\'\ny = " + repeat("[", 65), 2, 69},
  };
  for (const auto& c : cases) {
    const auto found = find_deep_nesting("a.toml", c.source);
    ASSERT_TRUE(found) << c.source.substr(0, 200);
    EXPECT_EQ(found->line, c.line) << c.source.substr(0, 200);
    EXPECT_EQ(found->column, c.column) << c.source.substr(0, 200);
  }
}

TEST(FindDeepNesting, LeavesTheRestToTheParser) {
  const std::string deep = repeat("a.", 80) + repeat("[", 80);
  for (const auto& source :
       {repeat("a.", 64) + "a = 1", "x = " + repeat("[", 64) + repeat("]", 64),
        "x = [" + repeat("1.5, ", 500) + "]", repeat("[[rule]]\n", 500), repeat("]", 500),
        "x = \"" + deep + "\"", "x = '" + deep + "'", "x = \"\\\"" + deep + "\"",
        "x = '''\n'" + deep + "\n'''", "x = \"\"\"\n\\\"\"\" " + deep + "\n\"\"\"", "# " + deep,
        std::string("\""), std::string("\"\\"), std::string("'''"), std::string()})
    EXPECT_FALSE(find_deep_nesting("a.toml", source)) << source.substr(0, 200);
}

}  // namespace
}  // namespace dealgraph

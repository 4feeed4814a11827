#include "text/pattern.h"

#include <gtest/gtest.h>

#include <variant>

namespace dealgraph {
namespace {

Pattern compiled(std::string_view regex) { return std::get<Pattern>(Pattern::compile(regex)); }

TEST(Pattern, FindsGroupsAsSpans) {
  std::vector<std::optional<Span>> groups;
  ASSERT_TRUE(compiled("(投)(资)?(X)?").match("他投资了", 0, groups));
  ASSERT_EQ(groups.size(), 4U);
  EXPECT_EQ(*groups[1], (Span{3, 6}));
  EXPECT_EQ(*groups[2], (Span{6, 9}));
  EXPECT_FALSE(groups[3]);
  EXPECT_FALSE(compiled("投").match("他投资了", 4, groups));
}

TEST(Pattern, RefusesWhatWouldBeDangerous) {
  for (const char* regex : {"(", "\\C", "(?=a)", "a{2000}", ".{0,900}投资.{0,900}收购.{0,900}"})
    EXPECT_TRUE(std::holds_alternative<std::string>(Pattern::compile(regex))) << regex;
  EXPECT_TRUE(std::holds_alternative<Pattern>(Pattern::compile("\\\\C")));
}

}  // namespace
}  // namespace dealgraph

#include "text/words.h"

#include <gtest/gtest.h>

#include <string>

namespace dealgraph {
namespace {

TEST(OnWordBoundaries, TellsNamesFromParts) {
  const struct {
    const char* text;
    const char* name;
    bool expected;
  } cases[] = {
      {"共同在美国建造资料中心", "国建", false},
      {"而辉达购买晶片", "辉达", true},
      {"对微软投资", "微软", true},
      {"微软", "微软", true},
  };
  for (const auto& c : cases) {
    const std::string text = c.text;
    const auto at = text.find(c.name);
    EXPECT_EQ(on_word_boundaries(text, {at, at + std::string(c.name).size()}), c.expected)
        << c.text << " " << c.name;
  }
}

}  // namespace
}  // namespace dealgraph

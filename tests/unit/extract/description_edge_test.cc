#include "extract/description_edge.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace dealgraph {
namespace {

TEST(DescriptionEdge, BeginsBehindWhatSomebodyDoes) {
  Lexicon lexicon;
  std::vector<std::string> problems;
  lexicon.add_file(DEALGRAPH_SOURCE_DIR "/rules/lexicon/grammar.toml", problems);
  ASSERT_TRUE(problems.empty());
  const DescriptionEdge edge(lexicon);
  const struct {
    const char *text, *left;
  } cases[] = {
      {"甲收购芯片设计公司", "甲收购"},
      {"卖给软体大厂", "卖给"},
      {"向德国药厂", "向"},
      {"旗下软体公司", "旗下"},
      {"的供应商", "的供应商"},
      {"其合资公司", "其合资公司"},
      {"将公司", "将公司"},
      {"向总部位于上海的", "向"},
      {"收购甲持有的", "收购甲持有的"},
      {"卖给美国", "卖给"},
      {"在美国", "在美国"},
      {"", ""},
      {"收购", "收购"},
      {"公司", "公司"},
  };
  for (const auto& c : cases) {
    const std::string text = c.text;
    EXPECT_EQ(text.substr(0, edge.begin(text)), c.left) << c.text;
  }
}

}  // namespace
}  // namespace dealgraph

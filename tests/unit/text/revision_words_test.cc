#include "text/revision_words.h"

#include <gtest/gtest.h>

namespace dealgraph {
namespace {

TEST(RevisionWords, TellWhetherTermsChanged) {
  const struct {
    bool expected;
    const char* sentence;
  } cases[] = {
      {true, "Acme raised its offer for Bolt to $12 billion from $10 billion."},
      {true, "The bank increased the loan to 3 billion euros."},
      {true, "Acme has cut its planned investment in Bolt to $30 billion."},
      {true, "It is lowering its takeover bid by a tenth."},
      {true, "甲公司將對乙公司的收購價上調至每股 30 元。"},
      {true, "甲公司把对乙公司的投资加码至50亿美元。"},
      {true, "投資金額由原先的 100 億美元縮減至 30 億美元。"},
      {false, "Acme raised $12 billion from investors."},
      {false, "Acme agreed to invest $10 billion in Bolt."},
      {false, "Shares rose to a record after the offer."},
      {false, "甲公司投資乙公司 10 億美元。"},
      {false, "營收增加 30%。"},
      {false, ""},
  };
  for (const auto& c : cases) EXPECT_EQ(tells_a_revision(c.sentence), c.expected) << c.sentence;
}

}  // namespace
}  // namespace dealgraph

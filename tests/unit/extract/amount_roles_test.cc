#include "extract/amount_roles.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extract/mentions.h"

namespace dealgraph {
namespace {

std::string role_of(const std::string& text) {
  static const Lexicon lexicon = [] {
    Lexicon out;
    std::vector<std::string> problems;
    for (const char* name : {"currencies", "amount_roles"})
      out.add_file(std::string(DEALGRAPH_SOURCE_DIR "/rules/lexicon/") + name + ".toml", problems);
    return out;
  }();
  static const NameList names;
  static const MentionFinder finder(names, lexicon);
  Article article;
  article.text = text;
  article.title_size = text.size();
  const std::vector<MarkedParty> no_parties;
  const auto document = prepare(article, finder, &no_parties);
  for (const auto& sentence : document.sentences)
    for (const auto& token : sentence.tokens)
      if (token.kind == MentionKind::amount) return std::string(to_string(token.role));
  return "no amount";
}

TEST(RoleReader, TellsDealsFromOtherFigures) {
  const struct {
    const char* text;
    const char* role;
  } cases[] = {{"投後估值上看 420 億美元", "valuation"},
               {"以38億美元的投前估值融資", "valuation"},
               {"at a valuation of $1.25bn", "valuation"},
               {"raised at a $39bn post-money valuation", "valuation"},
               {"Moonrat was valued at $16 billion", "valuation"},
               {"a deal valued at $5bn", ""},
               {"a contract with the county valued at $5bn", ""},
               {"價值5億美元的訂單", ""},
               {"前三季度營收216.3億元", "revenue"},
               {"sales of $3 billion", "revenue"},
               {"歸母淨利潤1,328.56億元", "profit"},
               {"總市值1.79萬億元", "market_value"},
               {"with a market capitalisation of $40 billion", "market_value"},
               {"capital spending will approach $400bn", "capex"},
               {"目標價285元", "share_price"},
               {"有息負債合計3,629億元", "balance"},
               {"total borrowings of $19.7 billion", "balance"},
               {"以24億美元現金併購", ""},
               {"擬以現金1,500萬歐元收購", ""},
               {"斥資26.28億元入主", ""},
               {"will invest $2 billion in OpenAI", ""}};
  for (const auto& c : cases) EXPECT_EQ(role_of(c.text), c.role) << c.text;
}

}  // namespace
}  // namespace dealgraph

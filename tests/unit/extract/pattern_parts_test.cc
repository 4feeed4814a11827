#include "extract/pattern_parts.h"

#include <gtest/gtest.h>

namespace dealgraph {
namespace {

std::string kinds(const std::vector<PatternPart>& parts) {
  std::string out;
  for (const auto& part : parts) {
    out += out.empty() ? "" : " ";
    out += "plgt"[static_cast<int>(part.kind)];
    out += part.source + (part.optional ? " (optional)" : "");
  }
  return out;
}

TEST(PatternParts, AreWhatCanBeLeftOut) {
  const struct {
    const char* pattern;
    const char* parts;
  } cases[] = {
      {"{payer}..12<BUY>..4{amount}?", "p{payer} g..12 l<BUY> g..4 p{amount}? (optional)"},
      {"{payer}...8(?:對|向)?{payee:cloud|ai_lab}",
       "p{payer} g...8 t(?:對|向)? (optional) p{payee:cloud|ai_lab}"},
      {"<A>?的了?{payee}", "l<A>? (optional) t的 t了? (optional) p{payee}"},
      {"{payer} from ..4{payee}", "p{payer} t from  g..4 p{payee}"},
      {R"({payer}\b(?:a\)|(?:b|c))[)?]+x{2,3}{payee})",
       R"(p{payer} t\b t(?:a\)|(?:b|c)) t[)?]+ tx{2,3} p{payee})"},
      {"{payer}a|b{payee}", "t{payer}a|b{payee}"},
      {"", ""},
  };
  for (const auto& c : cases) {
    const auto parts = split_pattern(c.pattern);
    EXPECT_EQ(kinds(parts), c.parts) << c.pattern;
    EXPECT_EQ(join_parts(parts, 0, parts.size()), c.pattern);
  }
}

TEST(PatternParts, NameTheirLists) {
  EXPECT_EQ(lists_in("<BUY>(?:<A_1>|<B>)?a<b>"), (std::vector<std::string>{"BUY", "A_1", "B"}));
  EXPECT_EQ(lists_in("a<"), std::vector<std::string>());
}

TEST(PatternParts, TellTextThatMustOccur) {
  const struct {
    const char* pattern;
    std::vector<std::vector<std::string>> text;
  } cases[] = {
      {"{payer}..4(?:付給|支付){payee}", {{"付给", "支付"}}},
      {"{payer} (?:Orders|to order) ..4 from {payee}(?:x)?", {{"orders", "order"}, {"from"}}},
      {R"({payer} receiv(?:ed|es)\b{payee})", {{"receiv"}, {"ed", "es"}}},
      {"{payer}的?{payee}买", {{"买"}}},
      {"{payer}[ab]+(?:c|d.){payee}", {}},
      {"{payer}(?:a|){payee}", {}},
  };
  for (const auto& c : cases) EXPECT_EQ(needed_text(c.pattern), c.text) << c.pattern;
  EXPECT_EQ(needed_lists("{payer}<A>..2<B>?(?:<C>|x)<D>"), (std::vector<std::string>{"A", "D"}));
}

}  // namespace
}  // namespace dealgraph

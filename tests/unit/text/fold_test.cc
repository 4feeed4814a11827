#include "text/fold.h"

#include <gtest/gtest.h>

#include "text/utf8.h"

namespace dealgraph {
namespace {

TEST(Fold, MapsEachCodePointToOne) {
  const struct {
    const char* source;
    const char* folded;
  } cases[] = {
      {"輝達投資１，０００億美元", "辉达投资1,000亿美元"},
      {"（衞星、滙豐）", "(卫星、汇丰)"},
      {"臺灣積體電路", "台湾积体电路"},
      {"AMD’s deal – it’s on", "AMD's deal - it's on"},
      {"￥600　元", "¥600 元"},
      {"Nvidia", "Nvidia"},
      {"", ""},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(fold(c.source).text, c.folded) << c.source;
    EXPECT_EQ(count_code_points(c.source), count_code_points(fold(c.source).text)) << c.source;
    EXPECT_EQ(fold_key(c.source), c.folded);
  }
}

TEST(Fold, OffsetsLeadBackToTheSource) {
  const std::string source = "（輝達）１億";
  const auto folded = fold(source);
  const auto at = folded.text.find("辉达");
  const Span span = folded.source({at, at + std::string("辉达").size()});
  EXPECT_EQ(source.substr(span.begin, span.size()), "輝達");
  const auto one = folded.text.find("1亿");
  EXPECT_EQ(source.substr(folded.source({one, one + 4}).begin), "１億");
}

TEST(Fold, IsIdempotent) {
  const std::string once = fold_key("國際商業機器（IBM）與「甲骨文」合作，金額１０億");
  EXPECT_EQ(fold_key(once), once);
}

TEST(Fold, KeepsBrokenBytesAndMasksOut) {
  EXPECT_EQ(fold("a\xFF"
                 "b")
                .text,
            "a\xEF\xBF\xBD"
            "b");
  std::string mask;
  append_utf8(mask, 0xF0001);
  EXPECT_EQ(fold(mask).text, "\xEF\xBF\xBD");
}

}  // namespace
}  // namespace dealgraph

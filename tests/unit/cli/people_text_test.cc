#include "cli/people_text.h"

#include <gtest/gtest.h>

#include "cli/printer.h"
#include "cli/ring_text.h"

namespace dealgraph {
namespace {

Amount amount(std::optional<double> min, std::optional<double> max, const std::string& currency,
              Qualifier qualifier = Qualifier::exact, Per per = Per::total) {
  return {min, max, currency, qualifier, per, ""};
}

TEST(PeopleAmount, FollowsTheLanguage) {
  const struct {
    Amount sum;
    const char* english;
    const char* traditional;
    const char* simplified;
  } cases[] = {
      {amount(1e11, 1e11, "USD"), "USD 100bn", "1,000 億美元", "1,000亿美元"},
      {amount({}, 1e11, "USD", Qualifier::up_to), "up to USD 100bn", "最多 1,000 億美元",
       "最多1,000亿美元"},
      {amount(3e9, {}, "USD", Qualifier::at_least), "at least USD 3bn", "至少 30 億美元",
       "至少30亿美元"},
      {amount(4e10, 4e10, "TWD", Qualifier::about), "about TWD 40bn", "約 400 億新台幣",
       "约400亿新台币"},
      {amount(1e9, 2e9, "CNY", Qualifier::range), "CNY 1bn to 2bn", "10 億 至 20 億人民幣",
       "10亿至20亿人民币"},
      {amount(1.5e12, 1.5e12, "JPY"), "JPY 1.5tn", "1.5 兆日圓", "1.5万亿日元"},
      {amount(2.5e5, 2.5e5, "EUR"), "EUR 250,000", "25 萬歐元", "25万欧元"},
      {amount(99999999.99, 99999999.99, "USD"), "USD 100m", "1 億美元", "1亿美元"},
      {amount(12.5, 12.5, "USD", Qualifier::exact, Per::share), "USD 12.5 a share",
       "每股 12.5 美元", "每股12.5美元"},
      {amount(3e8, 3e8, "BRL", Qualifier::exact, Per::year), "BRL 300m a year", "每年 3 億 BRL",
       "每年3亿 BRL"},
      {Amount{}, "undisclosed", "未公開", "未公开"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(format_amount(c.sum, PeopleLanguage::english), c.english);
    EXPECT_EQ(format_amount(c.sum, PeopleLanguage::traditional), c.traditional);
    EXPECT_EQ(format_amount(c.sum, PeopleLanguage::simplified), c.simplified);
  }
  EXPECT_EQ(format_amount(std::nullopt, PeopleLanguage::traditional), "未公開");
  EXPECT_EQ(format_usd(7.5e9, PeopleLanguage::english), "USD 7.5bn");
  EXPECT_EQ(format_usd(7.5e9, PeopleLanguage::traditional), "75 億美元");
}

TEST(PeopleNames, AreInOneScript) {
  EXPECT_EQ(in_script("輝達", {}, PeopleLanguage::traditional), "輝達");
  EXPECT_EQ(in_script("輝達", {}, PeopleLanguage::simplified), "辉达");
  EXPECT_EQ(in_script("辉达", {"Nvidia", "英偉達", "輝達"}, PeopleLanguage::traditional), "輝達");
  EXPECT_EQ(in_script("辉达", {"英偉達"}, PeopleLanguage::traditional), "辉达");
  EXPECT_EQ(in_script("甲骨文", {"甲骨文"}, PeopleLanguage::traditional), "甲骨文");
}

DealRow leg(const std::string& payer, double usd) {
  DealRow row;
  row.payer_name = payer;
  row.deal.usd = usd;
  row.deal.amount = amount(usd, usd, "USD");
  return row;
}

std::string text(const std::vector<std::string>& lines) {
  std::string out;
  for (const auto& line : lines) out += line + '\n';
  return out;
}

CycleRow ring(const std::vector<std::string>& names) {
  CycleRow row;
  for (const auto& name : names) row.deals.push_back(leg(name, 1e9 * (3 + row.deals.size())));
  row.cycle.bottleneck_usd = 3e9;
  return row;
}

TEST(RingText, RunsFromLeftToRightWhereItFits) {
  EXPECT_EQ(text(ring_text(ring({"輝達", "OpenAI", "甲骨文"}), {})),
            "        USD 3bn          USD 4bn\n"
            "  輝達 ────────▶ OpenAI ────────▶ 甲骨文\n"
            "    ▲                               │\n"
            "    └─────────── USD 5bn ───────────┘\n");
}

TEST(RingText, RunsDownwardsWhereItDoesNot) {
  TextStyle narrow;
  narrow.width = 30;
  EXPECT_EQ(text(ring_text(ring({"輝達", "OpenAI", "甲骨文"}), narrow)),
            "  ┌▶ 輝達\n"
            "  │    │ USD 3bn\n"
            "  │    ▼\n"
            "  │  OpenAI\n"
            "  │    │ USD 4bn\n"
            "  │    ▼\n"
            "  │  甲骨文\n"
            "  └────┘ USD 5bn\n");
}

// Whatever the names are: all lines of a picture end where they should, and none is wider than the
// window.
TEST(RingText, KeepsItsShapeForAnyName) {
  const std::string names[] = {"A",
                               "輝",
                               "中國建設銀行股份有限公司",
                               "ｗｉｄｅ",
                               "e\u0301",
                               "\u202E=evil\x1b[31m",
                               std::string(100000, 'x'),
                               "한국전력",
                               "\U0001F4B0 fund"};
  for (const auto& first : names)
    for (const auto& last : names)
      for (const std::size_t width : {40U, 60U, 80U, 200U}) {
        TextStyle style;
        style.width = width;
        const auto lines = ring_text(ring({first, "Oracle", last}), style);
        ASSERT_GE(lines.size(), 4U);
        for (const auto& line : lines) {
          EXPECT_LE(display_width(line), width) << first.substr(0, 20) << last.substr(0, 20);
          EXPECT_EQ(line, printable(line));
        }
        if (lines.size() == 4) {
          EXPECT_EQ(display_width(lines[2]), display_width(lines[3])) << first.substr(0, 20);
        }
      }
}

TEST(RingText, ColourAddsNothingButColour) {
  TextStyle colored;
  colored.color = true;
  const auto plain = ring_text(ring({"輝達", "OpenAI"}), {});
  auto lines = ring_text(ring({"輝達", "OpenAI"}), colored);
  ASSERT_EQ(lines.size(), plain.size());
  EXPECT_NE(lines, plain);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    for (const std::string code : {"\x1b[1m", "\x1b[1;33m", "\x1b[0m"})
      for (auto at = lines[i].find(code); at != std::string::npos; at = lines[i].find(code))
        lines[i].erase(at, code.size());
    EXPECT_EQ(lines[i], plain[i]);
  }
}

TEST(FlowText, PutsTheWindowToUse) {
  const std::vector<FlowLine> in = {{"甲骨文", "USD 40bn"}, {"Nebius", "undisclosed"}};
  const std::vector<FlowLine> out = {{"OpenAI", "USD 100bn"}};
  EXPECT_EQ(text(flow_text("輝達", in, out, {})),
            "  甲骨文 ─ USD 40bn ────▶ │ 輝達 │ ─ USD 100bn ─▶ OpenAI\n"
            "  Nebius ─ undisclosed ─▶ │      │\n");
  TextStyle narrow;
  narrow.width = 40;
  EXPECT_EQ(text(flow_text("輝達", in, out, narrow)),
            "  輝達\n"
            "   ◀─ USD 40bn ──── 甲骨文\n"
            "   ◀─ undisclosed ─ Nebius\n"
            "   ─ USD 100bn ─▶ OpenAI\n");
  EXPECT_EQ(text(flow_text("輝達", {}, out, {})), "  │ 輝達 │ ─ USD 100bn ─▶ OpenAI\n");
  EXPECT_TRUE(flow_text("輝達", {}, {}, {}).empty());
}

TEST(Table, FitsTheWindow) {
  EXPECT_EQ(format_table({{"ID", "NAME"}, {"1", "臺灣積體電路製造股份有限公司"}}, 16),
            "ID  NAME\n"
            "1   臺灣積體電…\n");
  EXPECT_EQ(cut_to_width("輝達", 4), "輝達");
  EXPECT_EQ(cut_to_width("輝達", 3), "輝…");
  EXPECT_EQ(cut_to_width("輝達", 2), "…");
}

}  // namespace
}  // namespace dealgraph

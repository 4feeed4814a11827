#include "extract/names.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "extract/name_hygiene.h"
#include "text/fold.h"

namespace dealgraph {
namespace {

namespace fs = std::filesystem;

class Names : public testing::Test {
 protected:
  Names() {
    std::string name = (fs::temp_directory_path() / "dealgraph-names-XXXXXX").string();
    folder_ = mkdtemp(name.data());
    fs::create_directory(folder_ / "names");
  }
  ~Names() override { fs::remove_all(folder_); }

  void write(const std::string& file, const std::string& text) {
    std::ofstream(folder_ / "names" / file, std::ios::binary) << text;
  }

  // All mistakes, one a line, without the folder.
  std::string load() {
    std::vector<std::string> problems;
    list_ = load_names({folder_}, problems);
    std::string out;
    for (auto problem : problems) {
      if (const auto at = problem.find("names/"); at != std::string::npos) problem.erase(0, at + 6);
      out += problem + '\n';
    }
    return out;
  }

  // "id:use" of each alias of exactly that name.
  std::string aliases(const std::string& name) const {
    constexpr std::string_view uses[] = {"bare", "gloss", "never"};
    std::string out;
    if (const auto* found = list_.exact(fold_key(name)))
      for (const auto& alias : *found) {
        out += (out.empty() ? "" : " ") + list_.parties[static_cast<std::size_t>(alias.party)].id;
        out += ':' + std::string(uses[static_cast<std::size_t>(alias.use)]);
      }
    return out;
  }

  fs::path folder_;
  NameList list_;
};

TEST_F(Names, ACsvRowIsAParty) {
  write("a.csv",
        "\xEF\xBB\xBFname,zh,kind,country,tickers,bare,gloss,never,describe,parent\r\n"
        "Blue Lattice Inc,藍格科技,chipmaker,US,BLLT,\"Blue, Lattice|BlueLat\",Lattice,藍格子,"
        "lattice maker,\r\n"
        "\r\n"
        "\"Say \"\"Hi\"\" Foods\",,,,,,,,,us-bllt\r\n");
  EXPECT_EQ(load(), "");
  ASSERT_EQ(list_.parties.size(), 2U);
  EXPECT_EQ(list_.parties[0].id, "us-bllt");
  EXPECT_EQ(list_.parties[0].kind, "chipmaker");
  EXPECT_EQ(list_.parties[1].id, "say-hi-foods");
  EXPECT_EQ(list_.parties[1].kind, "unknown");
  const struct {
    const char* name;
    const char* expected;
  } cases[] = {{"Blue Lattice Inc", "us-bllt:bare"}, {"Blue Lattice", "us-bllt:bare"},
               {"蓝格科技", "us-bllt:bare"},         {"Blue, Lattice", "us-bllt:bare"},
               {"BlueLat", "us-bllt:bare"},          {"Lattice", "us-bllt:gloss"},
               {"藍格子", "us-bllt:never"},          {"Say \"Hi\" Foods", "say-hi-foods:bare"}};
  for (const auto& c : cases) EXPECT_EQ(aliases(c.name), c.expected) << c.name;
  EXPECT_EQ(list_.by_ticker.at("BLLT"), std::vector<std::int32_t>{0});
  EXPECT_EQ(list_.by_description.count("lattice maker"), 1U);
}

TEST_F(Names, MistakesOfACsvFileAreNamedWithTheirLine) {
  const struct {
    const char* text;
    const char* problem;
  } cases[] = {
      {"", "a.csv:1: is empty"},
      {"nmae\nX\n", "a.csv:1: unknown column 'nmae', did you mean 'name'?"},
      {"name,name\nXa,Xb\n", "a.csv:1: the column 'name' is there twice"},
      {"id,kind\na,bank\n", "a.csv:1: the heading needs a column 'name' or 'zh'"},
      {"name,kind\nAcme\n", "a.csv:2: has 1 cells, the heading 2"},
      {"name,kind\n,bank\n", "a.csv:2: needs a name"},
      {"name\n2330\n", "a.csv:2: '2330' is no name"},
      {"name,id\nAcme,A B\n", "a.csv:2: 'A B' is no id"},
      {"name,country\nAcme,usa\n", "a.csv:2: 'usa' is no country"},
      {"name,kind\nAcme,A bank\n", "a.csv:2: 'A bank' is no kind"},
      {"name,tickers\nAcme,NVDA US\n", "a.csv:2: 'NVDA US' is no ticker"},
      {"name\nAcme\n\"Acme\n", "a.csv:3: a quote is opened and never closed"},
      {"name\n\"A\nB\"\nAcme,x\n", "a.csv:2: is no plain text"},
      {"name\n\xB0\xB2\n", "a.csv:2: is no plain text in UTF-8"},
      {"id,name\na,Aa\na,Bb\n", "a.csv:3: party id 'a' is used twice, first in line 2"},
      {"name,parent\nAcme,nobody\n", "a.csv:2: parent 'nobody' is no party"},
  };
  for (const auto& c : cases) {
    write("a.csv", c.text);
    const auto problems = load();
    EXPECT_TRUE(problems.starts_with(c.problem)) << c.text << "\ngave: " << problems;
  }
}

TEST_F(Names, ARowIsThePartyOfItsIdOrTicker) {
  write("a.toml",
        "[[party]]\nid = \"tsmc\"\nname = \"TSMC\"\ncountry = \"TW\"\ntickers = [\"2330\"]\n"
        "[[party]]\nid = \"tencent\"\nname = \"Tencent\"\ncountry = \"CN\"\n"
        "tickers = [\"0700\"]\n");
  write("b.csv",
        "id,name,country,tickers\n"
        "tsmc,Taiwan Semiconductor Manufacturing,,\n"
        "other,Taiwan Semi,TW,2330\n"
        "hk-2330,Other Firm,HK,2330\n"
        ",Tencent Holdings,HK,00700\n");
  EXPECT_EQ(load(), "");
  ASSERT_EQ(list_.parties.size(), 3U);
  EXPECT_EQ(list_.parties[0].name, "TSMC") << "a bulk list renames nobody";
  EXPECT_EQ(aliases("Taiwan Semiconductor Manufacturing"), "tsmc:bare");
  EXPECT_EQ(aliases("Taiwan Semi"), "tsmc:bare");
  EXPECT_EQ(aliases("Other Firm"), "hk-2330:bare");
  EXPECT_EQ(aliases("Tencent Holdings"), "tencent:bare");
}

TEST_F(Names, WhatIsGuessedGivesWayToWhatIsWritten) {
  write("a.toml",
        "[[party]]\nid = \"a\"\nname = \"Aaaa Foods\"\nbare = [\"Shared Name\"]\n"
        "[[alias]]\nname = \"京方\"\nparty = \"c\"\n"
        "[[ignore]]\nname = \"Noise Co\"\n");
  write("b.csv",
        "id,name,zh\nb,Shared Name,\nc,Target,京方\nd,Twice Named,\ne,Twice Named,\n"
        "f,Noise Co,\n");
  EXPECT_EQ(load(), "");
  const struct {
    const char* name;
    const char* expected;
  } cases[] = {{"Shared Name", "a:bare b:gloss"},
               {"Target", "c:gloss"},
               {"京方", "c:bare"},
               {"Twice Named", "d:gloss e:gloss"},
               {"Noise Co", ":never"}};
  for (const auto& c : cases) EXPECT_EQ(aliases(c.name), c.expected) << c.name;
  EXPECT_TRUE(list_.ignores("Noise Co"));
  EXPECT_FALSE(list_.ignores("Target"));
}

TEST_F(Names, AnAliasNeedsItsParty) {
  write("a.toml", "[[alias]]\nname = \"Xx\"\nparty = \"nobody\"\n");
  EXPECT_EQ(load(), "a.toml:1: alias of 'nobody', which is no party\n");
}

TEST_F(Names, TheLongestNameOnWordBoundaries) {
  write("a.toml",
        "[[party]]\nid = \"a\"\nname = \"Arm\"\nbare = [\"Arm Holdings\"]\n"
        "[[party]]\nid = \"b\"\nname = \"台積電\"\n");
  EXPECT_EQ(load(), "");
  const struct {
    const char* text;
    std::size_t at, end;
  } cases[] = {{"Arm Holdings plc", 0, 12},
               {"Arm Holding", 0, 3},
               {"Army", 0, 0},
               {"sArm", 1, 0},
               {"(Arm)", 1, 4},
               {"买台积电的", 3, 12},
               {"台积", 0, 0}};
  for (const auto& c : cases) {
    const auto hit = list_.longest(c.text, c.at);
    EXPECT_EQ(hit.end, c.end) << c.text;
    EXPECT_EQ(hit.aliases != nullptr, c.end > 0) << c.text;
  }
}

TEST(NameHygiene, DoubtsWhatMayBeAnythingElse) {
  const struct {
    const char* name;
    Doubt expected;
  } cases[] = {
      {"大华", Doubt::short_chinese}, {"机器人", Doubt::word},     {"好想你", Doubt::word},
      {"向日葵", Doubt::word},        {"比亚迪", Doubt::none},     {"中国银行", Doubt::none},
      {"蓝格科技", Doubt::none},      {"IBM", Doubt::short_latin}, {"Target", Doubt::word},
      {"TARGET", Doubt::word},        {"Nvidia", Doubt::none},     {"eBay", Doubt::none},
      {"Best Buy", Doubt::none}};
  for (const auto& c : cases) EXPECT_EQ(doubt_of(c.name), c.expected) << c.name;
}

TEST(NameHygiene, TakesOffWhatOnlyRegistersWrite) {
  const struct {
    const char* name;
    std::vector<std::string> expected;
  } cases[] = {{"*ST天成", {"*ST天成", "天成"}},
               {"小米集團-W", {"小米集團-W", "小米集团"}},
               {"世芯-KY", {"世芯-KY", "世芯"}},
               {"萬科Ａ", {"萬科Ａ", "万科"}},
               {"藍格股份有限公司", {"藍格股份有限公司", "蓝格"}},
               {"Foo Bar Co., Ltd.", {"Foo Bar Co., Ltd.", "Foo Bar"}},
               {"Foo Bar, Inc.", {"Foo Bar, Inc.", "Foo Bar"}},
               {"Coca-Cola", {"Coca-Cola"}},
               {"Inc", {"Inc"}},
               {"STAR", {"STAR"}}};
  for (const auto& c : cases) EXPECT_EQ(written_forms(c.name), c.expected) << c.name;
}

}  // namespace
}  // namespace dealgraph

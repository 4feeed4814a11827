#include "extract/english_names.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "text/fold.h"

namespace dealgraph {
namespace {

using Names = std::vector<std::string>;

// What is found beside the known parties; what extends one of them carries a "+".
Names found(const std::string& text, const Names& known = {}) {
  static const EnglishNames* const finder = [] {
    Lexicon lexicon;
    std::vector<std::string> problems;
    lexicon.add_file(DEALGRAPH_SOURCE_DIR "/rules/lexicon/names.toml", problems);
    EXPECT_EQ(problems, Names());
    return new EnglishNames(lexicon);
  }();
  const auto folded = fold(text).text;
  std::vector<Span> spans;
  for (const auto& name : known) {
    const auto at = folded.find(name);
    EXPECT_NE(at, std::string::npos) << name;
    spans.push_back({at, at + name.size()});
  }
  Names out;
  for (const auto& name : finder->find(folded, spans))
    out.push_back((name.extends ? "+" : "") + folded.substr(name.span.begin, name.span.size()));
  return out;
}

struct Case {
  std::string text;
  Names names;
};

void expect_names(const std::vector<Case>& cases) {
  for (const auto& [text, names] : cases) EXPECT_EQ(found(text), names) << text;
}

TEST(EnglishNames, AreJoinedByWhatStandsInsideNames) {
  expect_names({
      {"Foxley Acquires Brandt Chemical for $5 Billion in Stock", {"Foxley", "Brandt Chemical"}},
      {"Foxley to Divest Brandt Chemical Unit in $5 Billion Deal", {"Foxley", "Brandt Chemical"}},
      {"Kinross acquired Echo Bay and went on.", {"Kinross", "Echo Bay"}},
      {"a grant from the Crohn's & Colitis Foundation", {"Crohn's & Colitis Foundation"}},
      {"Staff of Ardelle & Partners left.", {"Ardelle & Partners"}},
      {"It sued Parallax Freight Systems, LLC, on Friday.", {"Parallax Freight Systems, LLC"}},
      {"It sued Huizhou Picea Co., Ltd. for RMB 3 billion.", {"Huizhou Picea Co., Ltd."}},
      {"It is backed by Ferrand et Fils SA.", {"Ferrand et Fils SA"}},
      {"It sued Foster and Pryce LLP.", {"Foster and Pryce LLP"}},
      {"Foster, Lane & Iyer, a law firm, sued.", {"Foster, Lane & Iyer"}},
      {"It sued Oerlin Maschinenbau GmbH & Co. KG.", {"Oerlin Maschinenbau GmbH & Co. KG"}},
  });
}

TEST(EnglishNames, OfPlacesAndFieldsBelongToSomeHeads) {
  expect_names({
      {"It owes the Bank of Tacoma money.", {"Bank of Tacoma"}},
      {"It owes Hanwol Chemical of Busan money.", {"Hanwol Chemical"}},
      {"The Ministry of Economy, Trade and Industry agreed.",
       {"Ministry of Economy, Trade and Industry"}},
      {"The U.S. Department of Health and Human Services agreed.",
       {"U.S. Department of Health and Human Services"}},
      {"Bank of Tacoma and Harrow Capital agreed.", {"Bank of Tacoma", "Harrow Capital"}},
      {"The Danish government agreed.", {"Danish government"}},
  });
}

TEST(EnglishNames, OpeningWordsNeedAReason) {
  expect_names({
      {"Shipments rose.", {}},
      {"Moonrat raised money.", {"Moonrat"}},
      {"Notion has hired a lawyer.", {"Notion"}},
      {"Notion of fairness matters.", {}},
      {"Figure, which makes robots, grew.", {"Figure"}},
      {"Anvil, Hammer & Tongs and Forge agreed.", {"Anvil", "Hammer & Tongs", "Forge"}},
      {"Halden Compute bought a plant. Halden pays in stock.", {"Halden Compute", "Halden"}},
      {"Marl fell. Prices of marl matter.", {}},
  });
}

TEST(EnglishNames, PlacesPersonsAndThingsAreNone) {
  expect_names({
      {"A plant in Lunden burnt.", {}},
      {"It has a stake in Lunden.", {"Lunden"}},
      {"It will shut its Derby paint shop.", {}},
      {"Its chief executive Wael Orsini left.", {}},
      {"Maria Lopez, who left, was right. Lopez owns a house.", {}},
      {"The angel investor Ilkka Paanen left.", {"Ilkka Paanen"}},
      {"Clive Abernethy sold his stake in Orrin.", {"Clive Abernethy", "Orrin"}},
      {"It broke the Clean Air Act.", {}},
      {"It sells Orbit chips and the Ryzen 9.", {}},
      {"It paid RMB 3 billion and NT$6.", {}},
      {"LEEDS, Oct. 28 -- It fell.", {}},
      {"Dublin-based Orrin and Harrow-backed Zyntar agreed.", {"Orrin", "Harrow", "Zyntar"}},
  });
}

TEST(EnglishNames, CapitalsOfHeadlinesProveNothing) {
  expect_names({
      {"Shares Jump After Quarterly Profit Beats Estimates\n", {}},
      {"Halden Compute Buys Rival Zyntar in Chip Race\n", {"Halden Compute", "Zyntar"}},
      {"BRIEF-Orrin Holdings Bhd unit to buy land in Johor", {"Orrin Holdings Bhd"}},
      {"Lindqvist Marine Q3 profit rises", {"Lindqvist Marine"}},
  });
}

TEST(EnglishNames, StandInsideChineseText) {
  expect_names({
      {"由Kelda Robotics收购eVTOL研发商Volant", {"Kelda Robotics", "Volant"}},
      {"CEO黄仁勋与SPVJINGDONG Holding签约", {"JINGDONG Holding"}},
      {"REDMI K90发布", {}},
      {"甲与Kelda Robotics在萨拉戈萨成立合资公司Lotnik Star Energy",
       {"Kelda Robotics", "Lotnik Star Energy"}},
      {"Sinopor持股Portugal49.9%", {"Sinopor"}},
  });
}

TEST(EnglishNames, GoOnWhereKnownOnesEnd) {
  const struct {
    std::string text;
    Names known, names;
  } cases[] = {
      {"ABB Ltd agreed.", {"ABB"}, {"+ABB Ltd"}},
      {"Orrin Manufacturing Co. agreed.", {"Orrin Manufacturing Co"}, {"+Orrin Manufacturing Co."}},
      {"It owns Cantor Vale.", {"Vale"}, {"+Cantor Vale"}},
      {"Nvidia Blackwell sells.", {"Nvidia"}, {}},
      {"Chinese Huawei grew.", {"Huawei"}, {}},
      {"Huawei grew.", {"Huawei"}, {}},
  };
  for (const auto& [text, known, names] : cases) EXPECT_EQ(found(text, known), names) << text;
}

TEST(EnglishNames, SurviveAnyBytes) {
  for (const std::string text : {"", ".", "A", "A-", "-A", "&", "A & ", "A, ", "3", "A.", "A of",
                                 "\xFF"
                                 "A",
                                 "A'", "SPVABCDE", "A-b", "É", "Q1", "of A"})
    EXPECT_NO_FATAL_FAILURE(found(text)) << text;
}

}  // namespace
}  // namespace dealgraph

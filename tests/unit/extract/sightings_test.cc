#include "extract/sightings.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "extract/extract.h"

namespace dealgraph {
namespace {

namespace fs = std::filesystem;

Article article(const std::string& text) {
  Article made;
  made.doc = "a";
  made.lang = "en";
  made.text = "Title\n" + text;
  made.title_size = 5;
  return made;
}

// "name kind count" of each unlisted name.
std::vector<std::string> unlisted(const Extractor& extractor, const Article& read) {
  std::vector<std::string> out;
  for (const auto& seen : extractor.read(read).unlisted)
    out.push_back(seen.name + ' ' + seen.kind + ' ' + std::to_string(seen.count));
  return out;
}

TEST(Sightings, CountTheNamesThatNoListHolds) {
  const auto extractor = Extractor::load({DEALGRAPH_SOURCE_DIR "/tests/golden/data/rules"});
  const auto read = article(
      "Nvidia invested $5 billion in Halden Pharmaceuticals. Later Nvidia praised Halden "
      "Pharmaceuticals and Ostmark Bank.");
  EXPECT_EQ(unlisted(extractor, read),
            (std::vector<std::string>{"Halden Pharmaceuticals pharma 2", "Ostmark Bank bank 1"}));
  const auto seen = extractor.read(read).unlisted.at(0);
  EXPECT_EQ(seen.id, "halden-pharmaceuticals");
  EXPECT_EQ(read.text.substr(seen.sentence.begin, seen.sentence.size()),
            "Nvidia invested $5 billion in Halden Pharmaceuticals.");
}

TEST(Sightings, WhatAListSaysToIgnoreIsNoParty) {
  std::string name = (fs::temp_directory_path() / "dealgraph-ignore-XXXXXX").string();
  const fs::path folder = mkdtemp(name.data());
  fs::create_directory(folder / "names");
  std::ofstream(folder / "names/reviewed.toml") << "[[ignore]]\nname = \"Ostmark Bank\"\n";
  const auto extractor = Extractor::load({DEALGRAPH_SOURCE_DIR "/tests/golden/data/rules", folder});
  fs::remove_all(folder);
  const auto read = article("Halden Pharmaceuticals and Ostmark Bank signed nothing.");
  EXPECT_EQ(unlisted(extractor, read),
            (std::vector<std::string>{"Halden Pharmaceuticals pharma 1"}));
  for (const auto& mention : extractor.annotate(read))
    EXPECT_NE(mention.party_name, "Ostmark Bank");
}

TEST(LikelyKind, IsToldByTheEndOfTheName) {
  const struct {
    const char* name;
    const char* kind;
  } cases[] = {{"某某银行股份有限公司", "bank"},  {"红杉资本", "fund"},
               {"江北半导体", "chipmaker"},       {"国务院国资委", "agency"},
               {"某某科技", "unknown"},           {"Acme Motors, Inc.", "carmaker"},
               {"Ministry of Finance", "agency"}, {"Halden", "unknown"},
               {"Blue Peak Capital LLC", "fund"}};
  for (const auto& c : cases) EXPECT_EQ(likely_kind(c.name), c.kind) << c.name;
}

}  // namespace
}  // namespace dealgraph

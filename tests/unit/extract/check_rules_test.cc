#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "extract/extract.h"

namespace dealgraph {
namespace {

namespace fs = std::filesystem;

class RuleMistakes : public testing::Test {
 protected:
  RuleMistakes() {
    std::string name = (fs::temp_directory_path() / "dealgraph-rules-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~RuleMistakes() override { fs::remove_all(folder_); }

  std::string check(const std::string& file, const std::string& text) {
    fs::remove_all(folder_ / "own");
    fs::create_directories((folder_ / "own" / file).parent_path());
    std::ofstream(folder_ / "own" / file, std::ios::binary) << text;
    std::string out;
    for (const auto& problem :
         check_rules({DEALGRAPH_SOURCE_DIR "/tests/golden/data/rules", folder_ / "own"}).problems)
      out += problem + '\n';
    return out;
  }

  fs::path folder_;
};

std::string rule(const std::string& extra) {
  return "[[rule]]\nid = \"own.x\"\n" + extra +
         "lang = [\"en\"]\ntype = \"investment\"\npattern = '{payer}..2bankrolls..2{payee}'\n"
         "test = [{ hit = \"[payer:NVIDIA] bankrolls [payee:OpenAI].\" },\n"
         "  { miss = \"NVIDIA bankrolls nobody.\" }]\n";
}

TEST_F(RuleMistakes, AreNamedWithTheirPlace) {
  const struct {
    const char* file;
    std::string text;
    const char* problem;
  } cases[] = {
      {"deals/a.toml", "[rule]\nid = \"x\"", "a.toml:1:1: write [[rule]] with two brackets"},
      {"deals/a.toml", "rule = 5", "a.toml:1:8: write [[rule]] with two brackets"},
      {"deals/a.toml", "lexicon = 5", "a.toml:1:11: write [lexicon.zh] or [lexicon.en]"},
      {"deals/a.toml", "[lexicon]\nen = 5", "a.toml:2:6: write [lexicon.zh] or [lexicon.en]"},
      {"lexicon/a.toml", "lexicon = 5", "a.toml:1:11: write [lexicon.zh] or [lexicon.en]"},
      {"lexicon/a.toml", "[lexicon.en]\nX = [\"a\", \"\"]",
       "a.toml:2:11: 'X' holds an empty string"},
      {"names/a.toml", "[party]\nid = \"a\"", "a.toml:1:1: write [[party]] with two brackets"},
      {"names/a.toml", "[[party]]\nid = \"a\"\nname = \"Aa\"\nbare = [\"\"]",
       "a.toml:4:9: 'bare' holds an empty string"},
      {"names/a.toml", "[[party]]\nid = \"a\"\nname = \"Aa\"\ngloss = \"\"",
       "a.toml:4:9: 'gloss' holds an empty string"},
      {"names/a.toml", "[[party]]\nid = \"a\"\nname = \"Aa\"\n[[party]]\nid = \"a\"\nname = \"Bb\"",
       "a.toml:4:1: party id 'a' is used twice, first at "},
      {"names/a.toml", "[[party]]\nid = \"a\"\nname = \"Aa\"\nparent = \"nobody\"",
       "a.toml:4:10: parent 'nobody' is no party"},
      {"deals/a.toml", rule("version = -1\n"),
       "a.toml:3:11: own.x: 'version' must be a whole number from 1"},
      {"deals/a.toml", rule("version = 4294967297\n"), "a.toml:3:11: own.x: 'version' must be"},
      {"deal/a.toml", rule(""), "own: holds no rules, names or word lists"},
  };
  for (const auto& c : cases)
    EXPECT_NE(check(c.file, c.text).find(c.problem), std::string::npos)
        << c.text << "\ngave: " << check(c.file, c.text) << "want: " << c.problem;
}

TEST_F(RuleMistakes, AreNotSeenWhereThereAreNone) {
  EXPECT_EQ(check("deals/a.toml", rule("version = 2\n")), "");
  EXPECT_EQ(check("deals/a.toml", "[lexicon.en]\nX = [\"a\"]\n"), "");
  EXPECT_EQ(check("names/a.toml",
                  "[[party]]\nid = \"nvidia\"\nname = \"NVIDIA\"\n"
                  "[[party]]\nid = \"sub\"\nname = \"Sub\"\nparent = \"nvidia\""),
            "");
}

TEST_F(RuleMistakes, IncludeFoldersWithoutARule) {
  fs::create_directories(folder_ / "names");
  std::ofstream(folder_ / "names/a.toml") << "[[party]]\nid = \"a\"\nname = \"Aa\"\n";
  const auto report = check_rules({folder_});
  ASSERT_EQ(report.problems.size(), 1U);
  EXPECT_NE(report.problems[0].find("no rule in "), std::string::npos) << report.problems[0];
}

}  // namespace
}  // namespace dealgraph

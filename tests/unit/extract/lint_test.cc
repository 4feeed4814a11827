#include "extract/lint.h"

#include <gtest/gtest.h>

#include "extract/extract.h"
#include "extract/rule_files.h"
#include "rule_folder.h"

namespace dealgraph {
namespace {

std::string lint(const std::string& rules) {
  const RuleFolder folder("[lexicon.en]\nBUY = [\"buy\"]\n" + rules);
  std::vector<std::string> problems;
  const auto files = read_rule_files({folder.path()}, problems);
  std::string out;
  for (const auto& problem : problems) out += "PROBLEM " + problem + '\n';
  for (const auto& warning : lint_rules(files.rules, {folder.path()}, {{"en", "ASKED"}})) {
    const auto at = warning.find("rules.toml");
    out += warning.substr(at, warning.find('\n') - at) + '\n';
  }
  return out;
}

TEST(Lint, TellsWhatDoesNothing) {
  const auto frame = [](const char* payer) {
    return std::string("frame = { verb = \"BUY\", payer = \"subject\", payee = \"") + payer +
           "\" }";
  };
  const struct {
    std::string rules;
    const char* told;
  } cases[] = {
      {test_rule("a", "pattern = '{payer}..4<BUY>..4{payee}..4{amount}?..4{stake}?'"), ""},
      {test_rule("a", "pattern = '{payer}..4{payee}..4{amount}'") + test_rule("u", frame("to")),
       "rules.toml:7:12: a: no word must occur, so that any parties and sums match; name the words "
       "that tell the deal\n"},
      {test_rule("a", "pattern = '{payer}..4<BUY>..4{payee}..4(?:x)?{amount}?'"),
       "rules.toml:7:37: a: the gap takes nothing, as all behind it may be missing: "
       "(?:x)?{amount}? "
       "is found right here or not at all; a gap belongs right before the placeholder that may be "
       "missing\n"},
      {test_rule("a", "pattern = '{payer}..4<BUY>..4{payee}..4'"),
       "rules.toml:7:37: a: a gap at the end takes nothing, leave it out\n"},
      {"UNUSED = [\"x\"]\nASKED = [\"x\"]\n" + test_rule("a", frame("to")),
       "rules.toml:3:1: no rule uses the word list 'UNUSED' for en\n"},
      {"IN_GUARD = [\"x\"]\n" + test_rule("a", frame("to") + "\nunless = ['<IN_GUARD>']"), ""},
      {test_rule("a", frame("to")) + test_rule("b", frame("to")),
       "b: never wins: a has all of its patterns and frames and comes first"},
      {test_rule("a", frame("to")) + test_rule("b", "priority = 60\n" + frame("to")),
       "a: never wins: b has all"},
      {test_rule("a", frame("to")) + test_rule("b", frame("from")), ""},
      // The guard of the first lets sentences through to the second.
      {test_rule("a", frame("to") + "\nunless = ['x']") + test_rule("b", frame("to")), ""},
  };
  for (const auto& c : cases) {
    const auto told = lint(c.rules);
    if (*c.told == '\0')
      EXPECT_EQ(told, "") << c.rules;
    else
      EXPECT_NE(told.find(c.told), std::string::npos) << c.rules << "\ntold: " << told;
  }
}

TEST(Lint, LeavesTheShippedRulesAlone) {
  for (const auto& warning : check_rules({DEALGRAPH_SOURCE_DIR "/rules"}).warnings)
    ADD_FAILURE() << warning;
}

}  // namespace
}  // namespace dealgraph

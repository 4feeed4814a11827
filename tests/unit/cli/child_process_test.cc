#include "cli/child_process.h"

#include <gtest/gtest.h>

namespace dealgraph {
namespace {

TEST(ChildProcess, GivesOutputErrorsAndExitCode) {
  const struct {
    std::vector<std::string> arguments;
    int status;
    std::string output, errors;
  } cases[] = {
      {{"printf", "%s|", "a b", "$HOME", "'"}, 0, "a b|$HOME|'|", ""},
      {{"sh", "-c", "cat; echo out; echo err >&2; exit 3"}, 3, "out\n", "err\n"},
      {{"sh", "-c", "kill -9 $$"}, 137, "", ""},
      {{"no-such-program-anywhere"}, 127, "", ""},
  };
  for (const auto& c : cases) {
    const auto result = run_child(c.arguments);
    EXPECT_EQ(result.status, c.status) << c.arguments.back();
    EXPECT_EQ(result.output, c.output) << c.arguments.back();
    EXPECT_EQ(result.errors, c.errors) << c.arguments.back();
  }
}

TEST(ChildProcess, ReadsMoreThanAPipeHoldsOnBothStreams) {
  const auto result =
      run_child({"sh", "-c", "head -c 300000 /dev/zero >&2; head -c 300000 /dev/zero"});
  EXPECT_EQ(result.output.size(), 300000U);
  EXPECT_EQ(result.errors.size(), 4096U);
}

}  // namespace
}  // namespace dealgraph

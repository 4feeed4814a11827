#include "cli/terminal.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace dealgraph {
namespace {

// Standard output of this process is a new terminal of 47 columns, or /dev/null.
class Output {
 public:
  explicit Output(bool terminal) : saved_(dup(STDOUT_FILENO)) {
    if (!terminal) {
      EXPECT_TRUE(freopen("/dev/null", "w", stdout));
      return;
    }
    master_ = posix_openpt(O_RDWR | O_NOCTTY);
    EXPECT_EQ(grantpt(master_), 0);
    EXPECT_EQ(unlockpt(master_), 0);
    winsize window{};
    window.ws_col = 47;
    EXPECT_EQ(ioctl(master_, TIOCSWINSZ, &window), 0);
    EXPECT_TRUE(freopen(ptsname(master_), "w", stdout));
  }
  ~Output() {
    fflush(stdout);
    dup2(saved_, STDOUT_FILENO);
    close(saved_);
    if (master_ >= 0) close(master_);
  }
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

 private:
  int saved_;
  int master_ = -1;
};

void set(const char* name, const char* value) {
  if (value)
    setenv(name, value, 1);
  else
    unsetenv(name);
}

TEST(UseColor, AsksOptionThenVariablesThenTerminal) {
  const struct {
    const char* when;
    bool terminal;
    const char* no_color;
    const char* term;
    bool expected;
  } cases[] = {
      {"auto", true, nullptr, "xterm", true},   {"auto", false, nullptr, "xterm", false},
      {"auto", true, "1", "xterm", false},      {"auto", true, "", "xterm", true},
      {"auto", true, nullptr, "dumb", false},   {"always", false, "1", "dumb", true},
      {"never", true, nullptr, "xterm", false},
  };
  for (const auto& c : cases) {
    set("NO_COLOR", c.no_color);
    set("TERM", c.term);
    const Output output(c.terminal);
    EXPECT_EQ(output_is_terminal(), c.terminal);
    EXPECT_EQ(use_color(c.when), c.expected)
        << c.when << (c.terminal ? ", terminal, " : ", file, ") << "NO_COLOR "
        << (c.no_color ? c.no_color : "unset") << ", TERM " << c.term;
  }
}

TEST(OutputWidth, IsThatOfTheWindowElseOfColumns) {
  set("COLUMNS", "33");
  {
    const Output output(true);
    EXPECT_EQ(output_width(), 47U);
  }
  const Output output(false);
  EXPECT_EQ(output_width(), 33U);
  for (const char* text : {"", "-1", "wide"}) {
    set("COLUMNS", text);
    EXPECT_EQ(output_width(), 0U) << text;
  }
  set("COLUMNS", nullptr);
  EXPECT_EQ(output_width(), 0U);
}

}  // namespace
}  // namespace dealgraph

#include "cli/config.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <fstream>
#include <map>

#include "core/error.h"

namespace fs = std::filesystem;

namespace dealgraph {
namespace {

// A folder of its own as current folder, and an environment without settings of the user.
class Config : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "dealgraph-config-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
    before_ = fs::current_path();
    fs::current_path(folder_);
    fs::create_directories("shipped/sources");
    fs::create_directories("own");
    fs::create_directories("sources");
    for (const char* key : {"DEALGRAPH_CONFIG", "DEALGRAPH_DATABASE", "DEALGRAPH_OWN_RULES",
                            "DEALGRAPH_SOURCES", "DEALGRAPH_USER_AGENT", "DEALGRAPH_CONTACT"})
      unsetenv(key);
    setenv("DEALGRAPH_RULES", "shipped", 1);
    setenv("XDG_CONFIG_HOME", (folder_ / "xdg").c_str(), 1);
  }

  void TearDown() override {
    for (const char* key : {"DEALGRAPH_CONFIG", "DEALGRAPH_DATABASE", "DEALGRAPH_OWN_RULES"})
      unsetenv(key);
    fs::current_path(before_);
    fs::remove_all(folder_);
  }

  static void write(const fs::path& file, const std::string& text) {
    if (file.has_parent_path()) fs::create_directories(file.parent_path());
    std::ofstream(file) << text;
  }

  fs::path folder_;
  fs::path before_;
};

TEST_F(Config, DefaultsWithoutAFile) {
  const auto settings = load_settings({});
  EXPECT_EQ(settings.config_file, "");
  EXPECT_EQ(settings.database, "dealgraph.db");
  EXPECT_EQ(settings.rules, std::vector<fs::path>{"shipped"});
  EXPECT_EQ(settings.sources, std::vector<fs::path>{"shipped/sources"});
  EXPECT_EQ(settings.user_agent.rfind("dealgraph/", 0), 0u) << settings.user_agent;
}

TEST_F(Config, OptionBeatsVariableBeatsFile) {
  write("dealgraph.toml", "database = 'file.db'\nrules = 'own'\n");
  EXPECT_EQ(load_settings({}).database, "file.db");
  setenv("DEALGRAPH_DATABASE", "variable.db", 1);
  EXPECT_EQ(load_settings({}).database, "variable.db");
  CommonOptions options;
  options.database = "option.db";
  options.rules = {"shipped", "own"};
  EXPECT_EQ(load_settings(options).database, "option.db");
  EXPECT_EQ(load_settings(options).rules, (std::vector<fs::path>{"shipped", "shipped", "own"}));
}

TEST_F(Config, PathsAreRelativeToTheFile) {
  fs::create_directories("elsewhere/mine");
  write("elsewhere/my.toml", "database = 'a.db'\nrules = 'mine'\nshipped_sources = false\n");
  CommonOptions options;
  options.config = "elsewhere/my.toml";
  const auto settings = load_settings(options);
  EXPECT_EQ(settings.database, "elsewhere/a.db");
  EXPECT_EQ(settings.rules, (std::vector<fs::path>{"shipped", "elsewhere/mine"}));
  EXPECT_EQ(settings.sources, std::vector<fs::path>{});
}

TEST_F(Config, TheUsersFileIsTheLastResort) {
  write("xdg/dealgraph/dealgraph.toml", "contact = 'mailto:me@example.org'\n");
  const auto agent = load_settings({}).user_agent;
  EXPECT_NE(agent.find(" (+mailto:me@example.org)"), std::string::npos) << agent;
  write("dealgraph.toml", "user_agent = 'mybot/1.0'\n");
  EXPECT_EQ(load_settings({}).user_agent, "mybot/1.0");
}

TEST_F(Config, MistakesNameTheirPlace) {
  const struct {
    std::string text, expected;
  } cases[] = {
      {"databse = 'x'\n", "dealgraph.toml:1:1: unknown key databse, did you mean database?"},
      {"\ndatabase = 3\n", "dealgraph.toml:2:12: database must be a text in quotes"},
      {"database = ''\n", "dealgraph.toml:1:12: database must be a text in quotes"},
      {"shipped_sources = 'no'\n", "dealgraph.toml:1:19: shipped_sources must be true or false"},
      {"user_agent = \"a\\r\\nX: y\"\n",
       "dealgraph.toml:1:14: user_agent must not hold control characters"},
      {"database = \n", "dealgraph.toml:1:"},
  };
  for (const auto& c : cases) {
    write("dealgraph.toml", c.text);
    try {
      load_settings({});
      ADD_FAILURE() << "accepted: " << c.text;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ExitCode::config) << c.text;
      EXPECT_EQ(std::string(error.what()).rfind(c.expected, 0), 0u) << error.what();
    }
  }
}

TEST_F(Config, WhatIsNamedMustBeThere) {
  const auto code_of = [](const CommonOptions& options) {
    try {
      load_settings(options);
    } catch (const Error& error) {
      return error.code();
    }
    return ExitCode::ok;
  };
  CommonOptions options;
  options.config = "none.toml";
  EXPECT_EQ(code_of(options), ExitCode::no_input);
  options = {};
  options.rules = {"none"};
  EXPECT_EQ(code_of(options), ExitCode::no_input);
  setenv("DEALGRAPH_OWN_RULES", "none", 1);
  EXPECT_EQ(code_of({}), ExitCode::no_input);
}

}  // namespace
}  // namespace dealgraph

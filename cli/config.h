#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "graph/ring_search.h"

namespace dealgraph {

// What the options shared by all commands say; empty: not given.
struct CommonOptions {
  std::string database;
  std::string config;
  std::vector<std::string> rules;
  bool quiet = false;
  int verbose = 0;

  int level() const { return quiet ? -1 : verbose; }
};

// Where everything is. Each value comes from the first of: option, DEALGRAPH_* variable, config
// file, default. Paths of a config file are relative to that file.
struct Settings {
  std::filesystem::path config_file;           // "" if there is none
  std::filesystem::path database;              // default: dealgraph.db
  std::vector<std::filesystem::path> rules;    // the shipped folder, then own ones
  std::vector<std::filesystem::path> sources;  // the same for sources
  bool own_sources = false;                    // a folder of own sources is configured
  RingOptions rings;                           // which circular deals are kept
  std::string user_agent;                      // names the program and, if configured, a contact
};

// Throws Error: no_input (a named file or folder is not there), config (malformed, with
// file:line:column), software (the shipped rules are gone).
Settings load_settings(const CommonOptions& options);

// The folder of rules, names and sources that came with the program: DEALGRAPH_RULES, else where an
// installation has it seen from the executable, else that of the source tree that it was built in.
std::filesystem::path shipped_rules();

}  // namespace dealgraph

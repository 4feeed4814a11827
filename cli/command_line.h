#pragma once
#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace dealgraph {

// What can follow an option, or stand as an argument, as far as a shell can complete it.
enum class ValueKind { none, text, file, folder, choice };

struct OptionInfo {
  std::vector<std::string> names;  // "-o", "--output"; of an argument its name alone: "PATH"
  std::string help;
  std::string value;                         // "FILE", "table|json"; "" for a flag
  ValueKind kind = ValueKind::none;          // of the value, or of the argument
  std::vector<std::string> choices;          // if kind is choice
  std::vector<std::string> needs, excludes;  // names of other options, sorted
  bool required = false;
  bool many = false;
};

struct CommandInfo {
  std::string path;  // "rules try"; "" for the program itself
  std::string summary;
  std::string footer;
  std::vector<OptionInfo> options;    // without the common ones
  std::vector<OptionInfo> arguments;  // in order
  std::vector<CommandInfo> commands;  // of a group, or of the program
};

// The command line as the help describes it, for man pages and for shells.
struct CommandLine {
  CommandInfo program;
  std::vector<OptionInfo> common;  // taken by the program and by every command but groups
};

CommandLine describe_command_line(CLI::App& program);

// All commands that do something, groups left out, in the order of the help.
std::vector<const CommandInfo*> commands_of(const CommandInfo& info);

}  // namespace dealgraph

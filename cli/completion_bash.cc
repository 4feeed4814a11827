#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>

#include "cli/completion.h"

namespace dealgraph {
namespace {

constexpr auto head = R"sh(# bash completion for dealgraph, written by: dealgraph completions bash

# Words that begin with the current one. "-f" and "-d" stand for files and folders.
__dealgraph_offer() {
  case $1 in
    -f | -d) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen "$1" -- "$2") ;;
    *) mapfile -t COMPREPLY < <(compgen -W "$1" -- "$2") ;;
  esac
}

_dealgraph() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
  local path='' word='' words='' files='' values='' takes='' index=0
  COMPREPLY=()
  # Readline splits --option=value in three.
  if [[ $current == = ]]; then current=''; elif [[ $previous == = ]]; then
    previous=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((index = 1; index < COMP_CWORD; index++)); do
    word=${COMP_WORDS[index]}
    case "$path $word" in
)sh";

std::string names_of(const std::vector<OptionInfo>& options) {
  std::string out;
  for (const auto& option : options)
    for (const auto& name : option.names) out += (out.empty() ? "" : " ") + name;
  return out;
}

// What __dealgraph_offer() takes.
std::string words_of(const OptionInfo& option) {
  if (option.kind == ValueKind::file) return "-f";
  if (option.kind == ValueKind::folder) return "-d";
  return fmt::format("{}", fmt::join(option.choices, " "));
}

// Patterns of a case grouped by what is done for them.
using Cases = std::map<std::string, std::vector<std::string>>;

std::string in_case(const Cases& cases) {
  std::string out;
  for (const auto& [action, patterns] : cases)
    out += fmt::format("    {}) {} ;;\n", fmt::join(patterns, " | "), action);
  return out;
}

void add_values(Cases& cases, const std::string& path, const std::vector<OptionInfo>& options) {
  for (const auto& option : options)
    if (!option.value.empty())
      for (const auto& name : option.names)
        cases[fmt::format("takes=1 values='{}'", words_of(option))].push_back(
            fmt::format("{}:{}", path.empty() ? "*" : "'" + path + "'", name));
}

void add_words(Cases& cases, const CommandInfo& info) {
  std::string words = names_of(info.options);
  for (const auto& command : info.commands)
    words += ' ' + command.path.substr(command.path.rfind(' ') + 1);
  // A place for arguments of two kinds does not occur; the first one tells.
  const auto files = info.arguments.empty() ? "" : words_of(info.arguments.front());
  cases[fmt::format("words='{}' files='{}'", words, files)].push_back("'" + info.path + "'");
  for (const auto& command : info.commands) add_words(cases, command);
}

void add_paths(std::string& out, const CommandInfo& info) {
  for (const auto& command : info.commands) {
    const auto space = command.path.rfind(' ');
    const auto parent = space == std::string::npos ? "" : command.path.substr(0, space);
    out += fmt::format("      '{} {}') path='{}' ;;\n", parent, command.path.substr(space + 1),
                       command.path);
    add_paths(out, command);
  }
}

}  // namespace

std::string bash_completion(const CommandLine& line) {
  std::string out = head;
  add_paths(out, line.program);
  for (const auto& option : line.common)
    if (!option.value.empty())
      for (const auto& name : option.names)
        out += fmt::format("      *' {}') ((index++)) ;;\n", name);
  out += "    esac\n  done\n";
  Cases values;
  for (const auto* command : commands_of(line.program))
    add_values(values, command->path, command->options);
  add_values(values, "", line.common);
  out += "  case \"$path:$previous\" in\n" + in_case(values) + "  esac\n";
  out +=
      "  if [[ $takes ]]; then __dealgraph_offer \"$values\" \"$current\"; return; fi\n"
      "  case \"$path\" in\n";
  Cases words;
  add_words(words, line.program);
  out += in_case(words) + "  esac\n";
  return out + fmt::format(
                   "  if [[ $current == -* ]]; then __dealgraph_offer \"$words {0}\" \"$current\"\n"
                   "  elif [[ $files ]]; then __dealgraph_offer \"$files\" \"$current\"\n"
                   "  else __dealgraph_offer \"$words\" \"$current\"; fi\n}}\n"
                   "complete -F _dealgraph dealgraph\n",
                   names_of(line.common));
}

}  // namespace dealgraph

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "cli/completion.h"

namespace dealgraph {
namespace {

// In single quotes, for the specifications of _arguments and _describe.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\'')
      out += "'\\'";
    else if (c == ':' || c == '[' || c == ']' || c == '\\')
      out += '\\';
    out += c;
  }
  return out;
}

std::string action_of(const OptionInfo& option) {
  switch (option.kind) {
    case ValueKind::file:
      return "_files";
    case ValueKind::folder:
      return "_files -/";
    case ValueKind::choice:
      return fmt::format("({})", fmt::join(option.choices, " "));
    default:
      return " ";
  }
}

std::string option_spec(const OptionInfo& option) {
  const auto value =
      option.value.empty() ? "" : fmt::format(":{}:{}", escaped(option.value), action_of(option));
  const auto help = escaped(option.help);
  if (option.names.size() == 1) return fmt::format("'{}[{}]{}'", option.names[0], help, value);
  return fmt::format("'({0})'{{{1}}}'[{2}]{3}'", fmt::join(option.names, " "),
                     fmt::join(option.names, ","), help, value);
}

std::string argument_spec(const OptionInfo& argument) {
  return fmt::format("'{}:{}:{}'", argument.many ? "*" : "", escaped(argument.names[0]),
                     action_of(argument));
}

std::string function_name(const CommandInfo& info) {
  auto name = "_dealgraph_" + info.path;
  std::replace(name.begin(), name.end(), ' ', '_');
  return name;
}

std::string specs(const std::vector<OptionInfo>& options) {
  std::string out;
  for (const auto& option : options) out += " \\\n    " + option_spec(option);
  return out;
}

std::string leaf(const CommandInfo& info) {
  auto out =
      fmt::format("{}() {{\n  _arguments -s $common{}", function_name(info), specs(info.options));
  for (const auto& argument : info.arguments) out += " \\\n    " + argument_spec(argument);
  return out + "\n}\n\n";
}

// Offers the commands of a group; what follows one is left to that command's own function.
std::string chooser(const CommandInfo& info, const std::string& name, const std::string& common) {
  std::string rows;
  for (const auto& command : info.commands)
    rows += fmt::format("    '{}:{}'\n", command.path.substr(command.path.rfind(' ') + 1),
                        escaped(command.summary));
  return fmt::format(
      "{0}() {{\n  local curcontext=$curcontext state line\n  local -a commands=(\n{1}  )\n"
      "  _arguments -C -s{2}{3} \\\n    '1: :->command' '*:: :->argument'\n  case $state in\n"
      "    command) _describe -t commands command commands ;;\n"
      "    argument) (( $+functions[{4}_$words[1]] )) && {4}_$words[1] ;;\n  esac\n}}\n\n",
      name, rows, common, specs(info.options), info.path.empty() ? "_dealgraph" : name);
}

}  // namespace

std::string zsh_completion(const CommandLine& line) {
  std::string out =
      "#compdef dealgraph\n# zsh completion for dealgraph, written by: dealgraph completions "
      "zsh\n\n";
  for (const auto* command : commands_of(line.program)) out += leaf(*command);
  for (const auto& command : line.program.commands)
    if (!command.commands.empty()) out += chooser(command, function_name(command), "");
  out += chooser(line.program, "_dealgraph_program", " $common");
  return out + fmt::format(
                   "_dealgraph() {{\n  local -a common=({}\n  )\n  _dealgraph_program\n}}\n\n"
                   "# compinit loads this file as the body of the function, others source it.\n"
                   "if [[ $funcstack[1] == _dealgraph ]]; then _dealgraph \"$@\"\n"
                   "else compdef _dealgraph dealgraph; fi\n",
                   specs(line.common));
}

}  // namespace dealgraph

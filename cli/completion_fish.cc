#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/completion.h"

namespace dealgraph {
namespace {

constexpr auto functions = R"sh(
# Whether the words typed so far have come to this command and no further.
function __dealgraph_at
    set -l path ''
    set -l skip 0
    for word in (commandline -opc)[2..]
        if test $skip -eq 1
            set skip 0
        else if contains -- $word $__dealgraph_valued
            set skip 1
        else if contains -- (string trim -- "$path $word") $__dealgraph_paths
            set path (string trim -- "$path $word")
        end
    end
    test "$path" = "$argv"
end

complete -c dealgraph -f
)sh";

std::string in_quotes(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + '\'';
}

std::string value_of(const OptionInfo& option) {
  switch (option.kind) {
    case ValueKind::none:
      return "";
    case ValueKind::file:
      return " -rF";
    case ValueKind::folder:
      return " -xa '(__fish_complete_directories)'";
    case ValueKind::choice:
      return fmt::format(" -xa '{}'", fmt::join(option.choices, " "));
    case ValueKind::text:
      return " -x";
  }
  return "";
}

std::string option_line(const std::string& where, const OptionInfo& option) {
  auto out = "complete -c dealgraph" + where;
  for (const auto& name : option.names)
    out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  return out + value_of(option) + " -d " + in_quotes(option.help) + '\n';
}

std::string argument_line(const std::string& where, const OptionInfo& argument) {
  if (argument.kind == ValueKind::text) return "";
  const auto value =
      argument.kind == ValueKind::file ? " -F" : value_of(argument).replace(1, 3, "-a");
  return "complete -c dealgraph" + where + value + '\n';
}

void add(std::string& out, const CommandInfo& info) {
  const auto where = " -n " + in_quotes("__dealgraph_at " + info.path);
  for (const auto& option : info.options) out += option_line(where, option);
  for (const auto& argument : info.arguments) out += argument_line(where, argument);
  for (const auto& command : info.commands)
    out +=
        fmt::format("complete -c dealgraph{} -a {} -d {}\n", where,
                    command.path.substr(command.path.rfind(' ') + 1), in_quotes(command.summary));
  for (const auto& command : info.commands) add(out, command);
}

void add_paths(std::string& out, const CommandInfo& info) {
  for (const auto& command : info.commands) {
    out += ' ' + in_quotes(command.path);
    add_paths(out, command);
  }
}

}  // namespace

std::string fish_completion(const CommandLine& line) {
  std::string out =
      "# fish completion for dealgraph, written by: dealgraph completions fish\n\n"
      "set -g __dealgraph_paths";
  add_paths(out, line.program);
  out += "\nset -g __dealgraph_valued";
  for (const auto& option : line.common)
    if (!option.value.empty()) out += fmt::format(" {}", fmt::join(option.names, " "));
  out += '\n';
  out += functions;
  for (const auto& option : line.common) out += option_line("", option);
  add(out, line.program);
  return out;
}

}  // namespace dealgraph

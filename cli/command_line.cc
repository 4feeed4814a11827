#include "cli/command_line.h"

#include <algorithm>
#include <string_view>

#include "core/deal.h"

namespace dealgraph {
namespace {

constexpr std::string_view common_group = "Common options";

bool is_lower_case(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

template <typename Enum>
std::vector<std::string> names_up_to(Enum last) {
  std::vector<std::string> out;
  for (int i = 0; i <= static_cast<int>(last); ++i)
    out.emplace_back(to_string(static_cast<Enum>(i)));
  return out;
}

// Only what is written in small letters is typed as it stands: "table|json", but not "DIR|REV".
std::vector<std::string> choices_in(const std::string& value) {
  if (value == "TYPE") return names_up_to(DealType::partnership);
  if (value == "STATUS") return names_up_to(Status::terminated);
  if (value.find('|') == std::string::npos) return {};
  auto parts = CLI::detail::split(value, '|');
  const bool literal = std::all_of(parts.begin(), parts.end(), is_lower_case);
  return literal ? parts : std::vector<std::string>();
}

ValueKind kind_of(const std::string& value) {
  if (value.empty()) return ValueKind::none;
  if (!choices_in(value).empty()) return ValueKind::choice;
  for (const char* name : {"FILE", "PATH", "GOLD", "SOURCE"})
    if (value == name) return ValueKind::file;
  return value.starts_with("DIR") ? ValueKind::folder : ValueKind::text;
}

std::vector<std::string> names_of(const std::set<CLI::Option*>& options) {
  std::vector<std::string> names;
  for (const auto* option : options) names.push_back(option->get_name(option->get_positional()));
  std::sort(names.begin(), names.end());  // the set is in the order of addresses
  return names;
}

OptionInfo describe(const CLI::Option& option) {
  OptionInfo out;
  out.help = option.get_description();
  // Behind a colon CLI11 has the bounds of a number.
  const auto type = option.get_type_name();
  if (option.get_items_expected_max() != 0) out.value = type.substr(0, type.find(':'));
  if (option.get_positional()) {
    out.names = {option.get_name(true)};
    if (out.value.empty()) out.value = out.names.front();
  } else {
    for (const auto& name : option.get_snames()) out.names.push_back("-" + name);
    for (const auto& name : option.get_lnames()) out.names.push_back("--" + name);
  }
  out.kind = kind_of(out.value);
  out.choices = choices_in(out.value);
  out.needs = names_of(option.get_needs());
  out.excludes = names_of(option.get_excludes());
  out.required = option.get_required();
  out.many = option.get_items_expected_max() > 1;
  return out;
}

CommandInfo describe(CLI::App& app, const std::string& path) {
  CommandInfo out{path, app.get_description(), app.get_footer(), {}, {}, {}};
  for (const auto* option : app.get_options())
    if (option->get_group() != common_group)
      (option->get_positional() ? out.arguments : out.options).push_back(describe(*option));
  for (auto* sub : app.get_subcommands([](CLI::App*) { return true; }))
    out.commands.push_back(describe(*sub, path + (path.empty() ? "" : " ") + sub->get_name()));
  return out;
}

}  // namespace

CommandLine describe_command_line(CLI::App& program) {
  CommandLine out{describe(program, ""), {}};
  for (const auto* option : program.get_options())
    if (option->get_group() == common_group) out.common.push_back(describe(*option));
  return out;
}

std::vector<const CommandInfo*> commands_of(const CommandInfo& info) {
  std::vector<const CommandInfo*> out;
  for (const auto& command : info.commands) {
    if (command.commands.empty()) out.push_back(&command);
    for (const auto* sub : commands_of(command)) out.push_back(sub);
  }
  return out;
}

}  // namespace dealgraph

#include "cli/manual.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dealgraph {
namespace {

struct Entry {
  const char* name;
  const char* text;
};

constexpr Entry environment[] = {
    {"DEALGRAPH_CONFIG", "Config file, if --config is not given"},
    {"DEALGRAPH_DATABASE", "Database file, if --db is not given"},
    {"DEALGRAPH_OWN_RULES", "Folder of own rules, if --rules is not given"},
    {"DEALGRAPH_SOURCES", "Folder of own sources"},
    {"DEALGRAPH_RULES", "The shipped rules, names and sources, if they are elsewhere"},
    {"DEALGRAPH_CONTACT", "Whom a site may write to"},
    {"DEALGRAPH_USER_AGENT", "What the crawler calls itself"},
    {"NO_COLOR", "No colours, if it is set"},
};

constexpr Entry files[] = {
    {"./dealgraph.toml", "Config; paths in it are relative to it"},
    {"~/.config/dealgraph/dealgraph.toml", "Config where there is none here"},
    {"./dealgraph.db", "Database, one SQLite file"},
};

constexpr Entry exit_codes[] = {
    {"0", "Done; also for an empty list"},
    {"3", "Some sources failed, the rest is stored"},
    {"4", "eval --baseline: a figure is worse"},
    {"64", "Wrong usage"},
    {"65", "Bad data: a rule file, all pages, a database that is damaged or not ours"},
    {"66", "No such file, folder, source, deal, rule or revision"},
    {"69", "Out of memory; cycles --on-new: the command failed"},
    {"70", "A bug in the program"},
    {"73", "Cannot create a file"},
    {"74", "Cannot read or write, disk full"},
    {"75", "Another run holds the database"},
    {"78", "Bad configuration or source file"},
};

// Text as it stands: no character of it is a request or an escape, hyphens can be copied.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else if (c == '\n')
      out += "\n.br\n";
    else if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n'))
      out += fmt::format("\\&{}", c);
    else
      out += c;
  }
  return out;
}

std::string sentence(const std::string& text) {
  return escaped(text) + (text.ends_with('.') ? "" : ".");
}

std::string bold(std::string_view text) { return "\\fB" + escaped(text) + "\\fR"; }
std::string italic(std::string_view text) { return "\\fI" + escaped(text) + "\\fR"; }

std::string list(const Entry* begin, const Entry* end) {
  std::string out;
  for (const auto* entry = begin; entry != end; ++entry)
    out += ".TP\n" + bold(entry->name) + '\n' + sentence(entry->text) + '\n';
  return out;
}

std::string others(const char* what, const std::vector<std::string>& names) {
  return names.empty()
             ? ""
             : fmt::format(" {} {}.", what, escaped(fmt::format("{}", fmt::join(names, ", "))));
}

std::string option_entry(const OptionInfo& option) {
  std::string names;
  for (const auto& name : option.names) names += (names.empty() ? "" : ", ") + bold(name);
  if (!option.value.empty() && option.names.front() != option.value)
    names += ' ' + italic(option.value) + (option.many ? " ..." : "");
  return ".TP\n" + names + '\n' + sentence(option.help) + others("Only with", option.needs) +
         others("Not with", option.excludes) + '\n';
}

std::string usage(const CommandInfo& info) {
  auto out = bold("dealgraph " + info.path);
  for (const auto& argument : info.arguments) {
    auto name = italic(argument.names.front()) + (argument.many ? "..." : "");
    out += argument.required ? ' ' + name : " [" + name + ']';
  }
  for (const auto& option : info.options)
    if (option.required) out += ' ' + bold(option.names.back()) + ' ' + italic(option.value);
  return out + " [" + italic("option") + "...]";
}

bool is_help(const OptionInfo& option) { return option.names.back() == "--help"; }

std::string command_section(const CommandInfo& info) {
  auto out = ".SS \"dealgraph " + info.path + "\"\n" + usage(info) + "\n.PP\n" +
             sentence(info.summary) + '\n';
  for (const auto& argument : info.arguments) out += option_entry(argument);
  for (const auto& option : info.options)
    if (!is_help(option)) out += option_entry(option);
  if (!info.footer.empty()) out += ".PP\n" + escaped(info.footer) + '\n';
  return out;
}

}  // namespace

std::string manual_page(const CommandLine& line) {
  auto out = fmt::format(
      ".TH DEALGRAPH 1 \"\" \"dealgraph {}\" \"User Commands\"\n.SH NAME\ndealgraph \\- find "
      "circular deals in business news\n.SH SYNOPSIS\n.B dealgraph\n.I command\n"
      ".RI [ option ...]\n.SH DESCRIPTION\n{}\n.PP\nResults go to standard output, messages to "
      "standard error.\n.SH OPTIONS\nThe options but \\fB\\-\\-version\\fR may stand before or "
      "after the command.\n",
      DEALGRAPH_VERSION, escaped(line.program.summary));
  for (const auto& option : line.program.options) out += option_entry(option);
  for (const auto& option : line.common) out += option_entry(option);
  out += ".SH COMMANDS\n";
  for (const auto* command : commands_of(line.program)) out += command_section(*command);
  out += ".SH EXIT STATUS\n" + list(std::begin(exit_codes), std::end(exit_codes));
  out += ".SH ENVIRONMENT\nAn option comes before a variable, a variable before the config.\n" +
         list(std::begin(environment), std::end(environment));
  out += ".SH FILES\n" + list(std::begin(files), std::end(files));
  return out +
         ".SH SEE ALSO\nThe documents in /usr/share/doc/dealgraph, or docs/ of the sources.\n";
}

}  // namespace dealgraph

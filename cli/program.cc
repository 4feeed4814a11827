#include <algorithm>
#include <map>
#include <optional>

#include "cli/command.h"
#include "text/suggest.h"

namespace dealgraph {
namespace {

constexpr auto about =
    "Finds deals between companies in the news, and the rings in which money comes back.";
constexpr auto examples =
    "Examples:\n"
    "  dealgraph extract news.html | less      deals of a page, one JSON line each\n"
    "  dealgraph import saved/ && dealgraph cycles --new\n";

void add_common(CLI::App& app, CommonOptions& common) {
  app.add_option("--db", common.database, "Database file (default: ./dealgraph.db)")
      ->type_name("FILE")
      ->group("Common options");
  app.add_option("--config", common.config, "Config file (default: ./dealgraph.toml)")
      ->type_name("FILE")
      ->group("Common options");
  app.add_option("--rules", common.rules, "Folder of own rules, read after the shipped ones")
      ->type_name("DIR")
      ->group("Common options")
      ->expected(1)
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  app.add_flag("-q,--quiet", common.quiet, "Print results and errors only")
      ->group("Common options");
  app.add_flag("-v,--verbose", common.verbose, "Say more")->group("Common options");
}

struct Parser {
  CLI::App app{about, "dealgraph"};
  CommonOptions common;
  std::map<CLI::App*, std::unique_ptr<Command>> commands;

  Parser() {
    app.footer(examples);
    app.get_formatter()->label("OPTIONS", "OPTION...");
    app.get_formatter()->label("SUBCOMMAND", "COMMAND");
    app.get_formatter()->label("Positionals", "Arguments");
    app.get_formatter()->label("SUBCOMMANDS", "COMMAND");
    app.set_help_flag("-h,--help", "Print this help");
    app.set_version_flag("--version", "dealgraph " DEALGRAPH_VERSION, "Print the version");
    add_common(app, common);
    for (const auto& row : command_table()) add(row);
  }

  CLI::App* group(const std::string& name) {
    for (auto* sub : app.get_subcommands([](CLI::App*) { return true; }))
      if (sub->get_name() == name) return sub;
    auto* made =
        app.add_subcommand(name, (name == "judge" ? "Say what is right" : "Work on " + name) +
                                     "; " + name + " --help lists how");
    made->footer("")->group("Commands");
    made->set_help_flag("-h,--help", "Print this help");
    return made;
  }

  void add(const CommandRow& row) {
    CLI::App* parent = *row.group ? group(row.group) : &app;
    auto* sub = parent->add_subcommand(row.name, row.summary);
    sub->group("Commands");
    sub->footer("");  // else it inherits the examples of the program
    sub->set_help_flag("-h,--help", "Print this help");
    auto& command = commands[sub] = row.make();
    command->setup(*sub);
    add_common(*sub, common);
  }
};

CLI::App& deepest(CLI::App& app) {
  const auto chosen = app.get_subcommands();
  return chosen.empty() ? app : deepest(*chosen.front());
}

std::string path_of(const CLI::App& app) {
  return app.get_parent() ? path_of(*app.get_parent()) + ' ' + app.get_name() : app.get_name();
}

std::string help_of(const CLI::App& app) {
  auto text = app.help(app.get_parent() ? path_of(*app.get_parent()) : "");
  for (auto at = text.find("\n\n\n"); at != std::string::npos; at = text.find("\n\n\n", at))
    text.erase(at, 1);
  text.erase(text.find_last_not_of('\n') + 1);
  return text + '\n';
}

std::string short_help() {
  std::string out = std::string(about) + "\nUsage: dealgraph COMMAND\n\n";
  for (const auto& row : command_table()) {
    auto name = std::string(row.group) + (*row.group ? " " : "") + row.name;
    name.resize(std::max<std::size_t>(name.size(), 16), ' ');
    out += "  " + name + row.summary + '\n';
  }
  return out + '\n' + examples + "\ndealgraph COMMAND --help says more.\n";
}

std::vector<std::string> options_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const auto* option : app.get_options())
    for (const auto& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

std::vector<std::string> commands_of(CLI::App& app) {
  std::vector<std::string> names;
  for (const auto* sub : app.get_subcommands([](CLI::App*) { return true; }))
    names.push_back(sub->get_name());
  return names;
}

// What the user typed that nothing takes, and what may have been meant.
std::string describe_unknown(CLI::App& app, const std::string& word) {
  const bool option = word.size() > 1 && word[0] == '-';
  const auto names = option ? options_of(app) : commands_of(app);
  if (!option && names.empty()) return "unexpected argument " + word;
  const std::vector<std::string_view> known(names.begin(), names.end());
  const auto near = suggest(word.substr(0, word.find('=')), known);
  return std::string("unknown ") + (option ? "option " : "command ") + word +
         (near.empty() ? "" : ", did you mean " + near + "?");
}

[[noreturn]] void fail_usage(CLI::App& app, const CLI::ParseError& error) {
  std::string message = error.what();
  CLI::App* at = &deepest(app);
  // The word that no command knows is the mistake, even where CLI11 misses another one first.
  for (CLI::App* level = at; level; level = level->get_parent()) {
    const auto extras = level->remaining();
    if (extras.empty()) continue;
    message = describe_unknown(*level, extras.front());
    at = level;
  }
  throw UsageError("dealgraph: " + message + (message.back() == '?' ? " See " : "; see ") +
                   path_of(*at) + " --help");
}

}  // namespace

ExitCode run_program(int argc, char** argv) {
  Parser parser;
  const auto say = [](const std::string& text) {
    print(text);
    flush_output();
    return ExitCode::ok;
  };
  try {
    parser.app.parse(argc, argv);
  } catch (const CLI::CallForVersion&) {
    return say("dealgraph " DEALGRAPH_VERSION "\n");
  } catch (const CLI::CallForHelp&) {
    return say(help_of(deepest(parser.app)));
  } catch (const CLI::ParseError& error) {
    fail_usage(parser.app, error);
  }
  auto& chosen = deepest(parser.app);
  if (&chosen == &parser.app) return say(short_help());
  const auto command = parser.commands.find(&chosen);
  if (command == parser.commands.end()) return say(help_of(chosen));
  return command->second->run(parser.common);
}

}  // namespace dealgraph

#include "cli/config.h"

#include <toml++/toml.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <sstream>
#include <string_view>

#include "core/diagnostic.h"
#include "core/error.h"
#include "text/suggest.h"
#include "text/toml_limits.h"

namespace fs = std::filesystem;

namespace dealgraph {
namespace {

// A place that may not be looked into counts as not there: shipped rules may lie elsewhere, too.
bool is_file(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}
bool is_folder(const fs::path& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

// The keys of a config file, as far as they are given.
struct ConfigFile {
  fs::path file;
  std::optional<std::string> database, rules, sources, user_agent, contact;
  bool shipped_sources = true;
  RingOptions rings;
};

// A line break would let a value smuggle in another HTTP header.
bool has_controls(const std::string& text) {
  return std::any_of(text.begin(), text.end(),
                     [](unsigned char c) { return c < 0x20 || c == 0x7F; });
}

std::optional<std::string> environment(const char* name) {
  const char* value = std::getenv(name);
  if (!value || !*value) return std::nullopt;
  if (has_controls(value))
    throw Error(ExitCode::config, std::string(name) + " must not hold control characters");
  return value;
}

std::optional<fs::path> user_config() {
  if (const auto home = environment("XDG_CONFIG_HOME"))
    return fs::path(*home) / "dealgraph/dealgraph.toml";
  if (const auto home = environment("HOME"))
    return fs::path(*home) / ".config/dealgraph/dealgraph.toml";
  return std::nullopt;
}

fs::path find_config(const CommonOptions& options) {
  std::string named = options.config;
  if (named.empty()) named = environment("DEALGRAPH_CONFIG").value_or("");
  if (!named.empty()) {
    if (!is_file(named))
      throw Error(ExitCode::no_input, named + ": no such config file; dealgraph init writes one");
    return named;
  }
  if (is_file("dealgraph.toml")) return "dealgraph.toml";
  const auto user = user_config();
  return user && is_file(*user) ? *user : fs::path();
}

// Reads the keys of one file; every mistake names its place.
class ConfigReader {
 public:
  explicit ConfigReader(const fs::path& file) : file_(file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) throw Error(ExitCode::no_input, file.string() + ": cannot be read");
    text_ = text.str();
  }

  ConfigFile read() {
    ConfigFile out;
    out.file = file_;
    const std::vector<std::pair<std::string_view, std::optional<std::string>*>> strings = {
        {"database", &out.database},
        {"rules", &out.rules},
        {"sources", &out.sources},
        {"user_agent", &out.user_agent},
        {"contact", &out.contact}};
    const toml::table table = parse();
    for (const auto& [key, value] : table) {
      const auto known =
          std::find_if(strings.begin(), strings.end(),
                       [&, name = key.str()](const auto& entry) { return entry.first == name; });
      if (known != strings.end()) {
        *known->second = string_of(key, value);
      } else if (key == "shipped_sources") {
        out.shipped_sources = bool_of(key, value);
      } else if (key == "cycles") {
        read_cycles(key, value, out.rings);
      } else {
        fail_unknown(key, {"database", "rules", "sources", "user_agent", "contact",
                           "shipped_sources", "cycles"});
      }
    }
    return out;
  }

 private:
  toml::table parse() const {
    if (const auto deep = find_deep_nesting(file_.string(), text_))
      throw Error(ExitCode::config, format(*deep, text_));
    try {
      return toml::parse(text_, file_.string());
    } catch (const toml::parse_error& error) {
      fail(error.source().begin, std::string(error.description()));
    }
  }

  std::string string_of(const toml::key& key, const toml::node& value) const {
    const auto text = value.value<std::string>();
    if (!value.is_string() || !text || text->empty())
      fail(value.source().begin, fmt_key(key) + " must be a text in quotes");
    if (has_controls(*text))
      fail(value.source().begin, fmt_key(key) + " must not hold control characters");
    return *text;
  }

  // A whole number within bounds.
  std::size_t count_of(const toml::key& key, const toml::node& value, std::int64_t least,
                       std::int64_t most) const {
    const auto number = value.value<std::int64_t>();
    if (!value.is_integer() || *number < least || *number > most)
      fail(value.source().begin, fmt_key(key) + " must be a whole number from " +
                                     std::to_string(least) + " to " + std::to_string(most));
    return static_cast<std::size_t>(*number);
  }

  double money_of(const toml::key& key, const toml::node& value) const {
    const auto number = value.value<double>();
    if (!value.is_number() || !(*number >= 0))
      fail(value.source().begin, fmt_key(key) + " must be a sum of US dollars, 0 or more");
    return *number;
  }

  void read_cycles(const toml::key& key, const toml::node& value, RingOptions& rings) const {
    const auto* table = value.as_table();
    if (!table) fail(value.source().begin, fmt_key(key) + " must be a table");
    for (const auto& [name, entry] : *table) {
      if (name == "max_length")
        rings.max_length = count_of(name, entry, 2, 8);
      else if (name == "keep")
        rings.keep = count_of(name, entry, 1, 100'000);
      else if (name == "min_amount")
        rings.floor_usd = money_of(name, entry);
      else
        fail_unknown(name, {"max_length", "keep", "min_amount"});
    }
  }

  bool bool_of(const toml::key& key, const toml::node& value) const {
    if (!value.is_boolean()) fail(value.source().begin, fmt_key(key) + " must be true or false");
    return *value.value<bool>();
  }

  [[noreturn]] void fail_unknown(const toml::key& key,
                                 const std::vector<std::string_view>& known) const {
    const auto near = suggest(std::string(key.str()), known);
    fail(key.source().begin, "unknown key " + std::string(key.str()) +
                                 (near.empty() ? "" : ", did you mean " + near + "?"));
  }

  [[noreturn]] void fail(toml::source_position at, const std::string& message) const {
    throw Error(ExitCode::config,
                format(Diagnostic{file_.string(), at.line, at.column, message}, text_));
  }

  static std::string fmt_key(const toml::key& key) { return std::string(key.str()); }

  fs::path file_;
  std::string text_;
};

fs::path beside(const ConfigFile& config, const std::string& path) {
  return config.file.parent_path() / path;
}

// An installed tree may be moved, or put under another prefix by a package.
fs::path rules_beside_program() {
  std::error_code error;
  const auto program = fs::read_symlink("/proc/self/exe", error);
  if (error) return {};
  return (program.parent_path() / DEALGRAPH_RULES_FROM_PROGRAM).lexically_normal();
}

void require_folder(const fs::path& folder, const std::string& who) {
  if (!is_folder(folder))
    throw Error(ExitCode::no_input, folder.string() + ": no such folder (" + who + ")");
}

fs::path choose_database(const CommonOptions& options, const ConfigFile& config) {
  if (!options.database.empty()) return options.database;
  if (const auto path = environment("DEALGRAPH_DATABASE")) return *path;
  if (config.database) return beside(config, *config.database);
  return "dealgraph.db";
}

std::vector<fs::path> choose_rules(const CommonOptions& options, const ConfigFile& config) {
  std::vector<fs::path> folders{shipped_rules()};
  if (!options.rules.empty()) {
    for (const auto& folder : options.rules) {
      require_folder(folder, "--rules");
      folders.emplace_back(folder);
    }
  } else if (const auto folder = environment("DEALGRAPH_OWN_RULES")) {
    require_folder(*folder, "DEALGRAPH_OWN_RULES");
    folders.emplace_back(*folder);
  } else if (config.rules) {
    folders.push_back(beside(config, *config.rules));
    require_folder(folders.back(), "rules in " + config.file.string());
  }
  return folders;
}

void choose_sources(const ConfigFile& config, Settings& settings) {
  const auto shipped = settings.rules.front() / "sources";
  if (config.shipped_sources && is_folder(shipped)) settings.sources.push_back(shipped);
  if (const auto folder = environment("DEALGRAPH_SOURCES")) {
    require_folder(*folder, "DEALGRAPH_SOURCES");
    settings.sources.emplace_back(*folder);
    settings.own_sources = true;
  } else if (config.sources) {
    settings.sources.push_back(beside(config, *config.sources));
    require_folder(settings.sources.back(), "sources in " + config.file.string());
    settings.own_sources = true;
  }
}

std::string choose_user_agent(const ConfigFile& config) {
  if (const auto agent = environment("DEALGRAPH_USER_AGENT")) return *agent;
  if (config.user_agent) return *config.user_agent;
  auto contact = environment("DEALGRAPH_CONTACT");
  if (!contact) contact = config.contact;
  return "dealgraph/" DEALGRAPH_VERSION + (contact ? " (+" + *contact + ")" : std::string());
}

}  // namespace

fs::path shipped_rules() {
  if (const auto folder = environment("DEALGRAPH_RULES")) {
    require_folder(*folder, "DEALGRAPH_RULES");
    return *folder;
  }
  for (const auto& folder : {rules_beside_program(), fs::path(DEALGRAPH_RULES_SOURCE),
                             fs::path(DEALGRAPH_RULES_INSTALLED)})
    if (!folder.empty() && is_folder(folder)) return folder;
  throw Error(ExitCode::no_input, std::string("the shipped rules are not at ") +
                                      DEALGRAPH_RULES_INSTALLED +
                                      "; set DEALGRAPH_RULES to their folder");
}

Settings load_settings(const CommonOptions& options) {
  ConfigFile config;
  if (const auto file = find_config(options); !file.empty()) config = ConfigReader(file).read();
  Settings settings;
  settings.config_file = config.file;
  settings.database = choose_database(options, config);
  settings.rules = choose_rules(options, config);
  choose_sources(config, settings);
  settings.rings = config.rings;
  settings.user_agent = choose_user_agent(config);
  return settings;
}

}  // namespace dealgraph

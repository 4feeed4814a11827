#pragma once
#include <toml++/toml.h>

#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace dealgraph {

// A TOML file with its source, so that every complaint can show its line.
struct TomlFile {
  std::string path;
  std::string source;
  toml::table table;
  bool parsed = false;

  // Appends "path:line:column: message", the line and a caret to `problems`.
  void complain(const toml::node& where, const std::string& message,
                std::vector<std::string>& problems) const;
  void complain(const toml::source_region& where, const std::string& message,
                std::vector<std::string>& problems) const;
};

// Reads and parses; a syntax error or unreadable file goes to `problems` (parsed stays false).
TomlFile read_toml(const std::filesystem::path& file, std::vector<std::string>& problems);

// Complains of keys that are not in `known`, with the nearest known one.
void check_keys(const TomlFile& file, const toml::table& table,
                std::initializer_list<std::string_view> known, std::vector<std::string>& problems);

// The string at `key`, or "" if absent; complains if it is no string.
std::string string_at(const TomlFile& file, const toml::table& table, std::string_view key,
                      std::vector<std::string>& problems);

// A string or an array of strings, none of them empty; complains of anything else.
std::vector<std::string> strings_at(const TomlFile& file, const toml::table& table,
                                    std::string_view key, std::vector<std::string>& problems);

// What [[key]] gives, or nullptr; complains if the key is something else.
const toml::array* tables_at(const TomlFile& file, std::string_view key,
                             std::vector<std::string>& problems);

// All *.toml files directly in `folder`, by name; none if the folder does not exist. Throws
// Error(no_input) if it cannot be read.
std::vector<std::filesystem::path> toml_files(const std::filesystem::path& folder);

}  // namespace dealgraph

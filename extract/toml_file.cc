#include "extract/toml_file.h"

#include <algorithm>
#include <system_error>

#include "core/diagnostic.h"
#include "core/error.h"
#include "extract/file_bytes.h"
#include "text/suggest.h"
#include "text/toml_limits.h"

namespace dealgraph {

void TomlFile::complain(const toml::source_region& where, const std::string& message,
                        std::vector<std::string>& problems) const {
  problems.push_back(
      format(Diagnostic{path, where.begin.line, where.begin.column, message}, source));
}

void TomlFile::complain(const toml::node& where, const std::string& message,
                        std::vector<std::string>& problems) const {
  complain(where.source(), message, problems);
}

TomlFile read_toml(const std::filesystem::path& file, std::vector<std::string>& problems) {
  TomlFile out;
  out.path = file.string();
  auto bytes = read_file_bytes(file);
  if (!bytes) {
    problems.push_back(out.path + ": cannot be read");
    return out;
  }
  out.source = *std::move(bytes);
  if (const auto deep = find_deep_nesting(out.path, out.source)) {
    problems.push_back(format(*deep, out.source));
    return out;
  }
  try {
    out.table = toml::parse(out.source, out.path);
    out.parsed = true;
  } catch (const toml::parse_error& error) {
    out.complain(error.source(), std::string(error.description()), problems);
  }
  return out;
}

void check_keys(const TomlFile& file, const toml::table& table,
                std::initializer_list<std::string_view> known, std::vector<std::string>& problems) {
  for (const auto& [key, value] : table) {
    if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
    const auto near = suggest(key.str(), std::vector<std::string_view>(known));
    file.complain(key.source(),
                  "unknown key '" + std::string(key.str()) + "'" +
                      (near.empty() ? "" : ", did you mean '" + near + "'?"),
                  problems);
  }
}

std::string string_at(const TomlFile& file, const toml::table& table, std::string_view key,
                      std::vector<std::string>& problems) {
  const auto* node = table.get(key);
  if (!node) return {};
  if (const auto value = node->value_exact<std::string>()) return *value;
  file.complain(*node, "'" + std::string(key) + "' must be a string", problems);
  return {};
}

std::vector<std::string> strings_at(const TomlFile& file, const toml::table& table,
                                    std::string_view key, std::vector<std::string>& problems) {
  std::vector<std::string> out;
  const auto* node = table.get(key);
  if (!node) return out;
  const auto name = "'" + std::string(key) + "' ";
  const auto add = [&](const toml::node& item, const std::string& mistake) {
    const auto value = item.value_exact<std::string>();
    if (!value)
      file.complain(item, name + mistake, problems);
    else if (value->empty())
      file.complain(item, name + "holds an empty string", problems);
    else
      out.push_back(*value);
  };
  if (const auto* array = node->as_array())
    for (const auto& item : *array) add(item, "must hold strings");
  else
    add(*node, "must be a string or an array of strings");
  return out;
}

const toml::array* tables_at(const TomlFile& file, std::string_view key,
                             std::vector<std::string>& problems) {
  const auto* node = file.table.get(key);
  if (!node || node->is_array()) return node ? node->as_array() : nullptr;
  file.complain(*node, "write [[" + std::string(key) + "]] with two brackets", problems);
  return nullptr;
}

std::vector<std::filesystem::path> toml_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> out;
  std::error_code error;
  for (std::filesystem::directory_iterator walk(folder, error), end; !error && walk != end;
       walk.increment(error))
    if (walk->path().extension() == ".toml") out.push_back(walk->path());
  if (error && error != std::errc::no_such_file_or_directory)
    throw Error(ExitCode::no_input, folder.string() + ": cannot be read: " + error.message());
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace dealgraph

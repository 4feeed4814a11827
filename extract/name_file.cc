#include "extract/name_file.h"

#include <algorithm>
#include <system_error>

#include "core/error.h"
#include "extract/parties.h"
#include "extract/toml_file.h"

namespace dealgraph {
namespace {

Party party_at(const TomlFile& file, const toml::table& entry, std::vector<std::string>& problems) {
  const auto text = [&](std::string_view key) { return string_at(file, entry, key, problems); };
  return {text("id"), text("name"), text("zh"), text("kind"), text("country")};
}

void read_party(const TomlFile& file, const toml::table& entry, NameFile& out,
                std::vector<std::string>& problems) {
  check_keys(file, entry,
             {"id", "name", "zh", "kind", "country", "tickers", "bare", "gloss", "never",
              "describe", "parent"},
             problems);
  NameEntry read;
  read.party = party_at(file, entry, problems);
  if (!valid_party_id(read.party.id))
    return file.complain(entry, "a party needs an id of a-z, 0-9 and '-'", problems);
  if (read.party.name.empty())
    return file.complain(entry, "party '" + read.party.id + "' needs a name", problems);
  if (read.party.kind.empty()) read.party.kind = "unknown";
  const auto texts = [&](std::string_view key) { return strings_at(file, entry, key, problems); };
  read.tickers = texts("tickers");
  read.bare = texts("bare");
  read.gloss = texts("gloss");
  read.never = texts("never");
  read.describe = texts("describe");
  read.parent = string_at(file, entry, "parent", problems);
  read.line = entry.source().begin.line;
  read.column = entry.source().begin.column;
  if (const auto* parent = entry.get("parent")) {
    read.parent_line = parent->source().begin.line;
    read.parent_column = parent->source().begin.column;
  }
  out.parties.push_back(std::move(read));
}

void read_alias(const TomlFile& file, const toml::table& entry, NameFile& out,
                std::vector<std::string>& problems) {
  check_keys(file, entry, {"name", "party"}, problems);
  AliasEntry read{entry.source().begin.line, string_at(file, entry, "name", problems),
                  string_at(file, entry, "party", problems)};
  if (read.name.empty() || read.party.empty())
    return file.complain(entry, "an alias needs a name and a party", problems);
  out.aliases.push_back(std::move(read));
}

void read_ignored(const TomlFile& file, const toml::table& entry, NameFile& out,
                  std::vector<std::string>& problems) {
  check_keys(file, entry, {"name"}, problems);
  IgnoredName read{entry.source().begin.line, string_at(file, entry, "name", problems)};
  if (read.name.empty()) return file.complain(entry, "what to ignore needs a name", problems);
  out.ignored.push_back(std::move(read));
}

void add_files(const std::filesystem::path& folder, std::string_view extension,
               std::vector<std::filesystem::path>& out) {
  const auto first = static_cast<std::ptrdiff_t>(out.size());
  std::error_code error;
  for (std::filesystem::directory_iterator walk(folder, error), end; !error && walk != end;
       walk.increment(error))
    if (walk->path().extension() == extension) out.push_back(walk->path());
  if (error && error != std::errc::no_such_file_or_directory)
    throw Error(ExitCode::no_input, folder.string() + ": cannot be read: " + error.message());
  std::sort(out.begin() + first, out.end());
}

}  // namespace

bool valid_party_id(std::string_view id) { return !id.empty() && slug(id) == id; }

std::vector<std::filesystem::path> name_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> out;
  add_files(folder, ".toml", out);
  add_files(folder, ".csv", out);
  return out;
}

NameFile read_name_toml(const std::filesystem::path& path, std::vector<std::string>& problems) {
  NameFile out;
  out.path = path.string();
  const auto file = read_toml(path, problems);
  if (!file.parsed) return out;
  check_keys(file, file.table, {"party", "alias", "ignore"}, problems);
  const auto each = [&](std::string_view key, auto read) {
    const auto* list = tables_at(file, key, problems);
    if (!list) return;
    for (const auto& node : *list)
      if (const auto* entry = node.as_table()) read(file, *entry, out, problems);
  };
  each("party", read_party);
  each("alias", read_alias);
  each("ignore", read_ignored);
  return out;
}

NameFile read_name_file(const std::filesystem::path& path, std::vector<std::string>& problems) {
  if (path.extension() != ".csv") return read_name_toml(path, problems);
  std::vector<Diagnostic> found;
  auto out = read_name_csv(path, found);
  for (const auto& problem : found) problems.push_back(format(problem, ""));
  return out;
}

}  // namespace dealgraph

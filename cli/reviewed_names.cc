#include "cli/reviewed_names.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/party_lists.h"
#include "core/error.h"
#include "text/fold.h"

namespace fs = std::filesystem;

namespace dealgraph {
namespace {

constexpr std::string_view heading =
    "# Written by dealgraph parties accept, alias and ignore, which rewrite all of it.\n"
    "# Names of your own belong in another file of this folder.\n";

// A basic string of TOML.
std::string toml_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\')
      out += std::string("\\") + c;
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
      out += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
    else
      out += c;
  }
  return out + '"';
}

void add_key(std::string& out, std::string_view key, const std::string& value) {
  if (!value.empty()) out += fmt::format("{} = {}\n", key, toml_string(value));
}

fs::path made(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw Error(ExitCode::cannot_create, folder.string() + ": " + error.message());
  return folder;
}

}  // namespace

ReviewedNames::ReviewedNames(const fs::path& names_folder)
    : file_(names_folder / "reviewed.toml"), lock_(made(names_folder)) {
  if (std::error_code none; !fs::exists(file_, none)) return;
  std::vector<std::string> problems;
  content_ = read_name_toml(file_, problems);
  require_none(problems);
}

void ReviewedNames::forget(const std::string& name) {
  const auto key = fold_key(name);
  const auto is_it = [&](const auto& entry) { return fold_key(entry.name) == key; };
  std::erase_if(content_.parties,
                [&](const NameEntry& entry) { return fold_key(entry.party.name) == key; });
  std::erase_if(content_.aliases, is_it);
  std::erase_if(content_.ignored, is_it);
}

void ReviewedNames::accept(const Party& party) {
  forget(party.name);
  NameEntry entry;
  entry.party = party;
  content_.parties.push_back(std::move(entry));
}

void ReviewedNames::alias(const std::string& name, const std::string& party_id) {
  forget(name);
  content_.aliases.push_back({0, name, party_id});
}

void ReviewedNames::ignore(const std::string& name) {
  forget(name);
  content_.ignored.push_back({0, name});
}

void ReviewedNames::write() const {
  std::string out(heading);
  for (const auto& entry : content_.parties) {
    out += "\n[[party]]\n";
    add_key(out, "id", entry.party.id);
    add_key(out, "name", entry.party.name);
    add_key(out, "kind", entry.party.kind);
  }
  for (const auto& alias : content_.aliases) {
    out += "\n[[alias]]\n";
    add_key(out, "name", alias.name);
    add_key(out, "party", alias.party);
  }
  for (const auto& ignored : content_.ignored) {
    out += "\n[[ignore]]\n";
    add_key(out, "name", ignored.name);
  }
  write_atomically(file_, out);
}

}  // namespace dealgraph

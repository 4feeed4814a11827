#include "cli/git_rules.h"

#include <stdlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <string_view>
#include <vector>

#include "cli/child_process.h"
#include "core/error.h"

namespace fs = std::filesystem;

namespace dealgraph {
namespace {

ChildResult git(const fs::path& folder, std::vector<std::string> arguments) {
  std::vector<std::string> all{"git", "-C", folder.string()};
  all.insert(all.end(), arguments.begin(), arguments.end());
  auto result = run_child(all);
  if (result.status == 127)
    throw Error(ExitCode::no_input,
                "git is not installed, so there is no revision to compare with; --base DIR names a "
                "folder of old rules");
  return result;
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

void require_repository(const fs::path& folder, const std::string& revision) {
  const auto inside = git(folder, {"rev-parse", "--is-inside-work-tree"});
  if (inside.status == 0 && first_line(inside.output) == "true") return;
  throw Error(ExitCode::no_input, folder.string() + ": is in no git repository, so there is no '" +
                                      revision + "'; --base DIR names a folder of old rules");
}

std::string commit_of(const fs::path& folder, const std::string& revision) {
  const auto parsed =
      git(folder, {"rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"});
  if (parsed.status == 0) return first_line(parsed.output);
  throw Error(ExitCode::no_input,
              "--base " + revision + ": neither a folder nor a revision of " + folder.string());
}

// What Extractor::load() reads of a folder.
bool is_rule_file(std::string_view path) {
  const auto slash = path.find('/');
  const auto part = path.substr(0, slash);
  if (slash == std::string_view::npos || path.find('/', slash + 1) != std::string_view::npos)
    return false;
  if (path.ends_with(".toml")) return part == "deals" || part == "lexicon" || part == "names";
  return path.ends_with(".csv") && part == "names";
}

std::vector<std::string> rule_files(const fs::path& folder, const std::string& commit) {
  const auto listed = git(folder, {"ls-tree", "-r", "-z", "--name-only", commit, "."});
  if (listed.status != 0)
    throw Error(ExitCode::no_input, folder.string() + ": " + first_line(listed.errors));
  std::vector<std::string> out;
  for (std::string_view rest = listed.output; !rest.empty();) {
    const auto end = std::min(rest.find('\0'), rest.size());
    if (const auto path = rest.substr(0, end); is_rule_file(path)) out.emplace_back(path);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return out;
}

fs::path make_folder() {
  auto name = (fs::temp_directory_path() / "dealgraph-rules-XXXXXX").string();
  if (!mkdtemp(name.data()))
    throw Error(ExitCode::cannot_create, name + ": cannot be made: " + std::strerror(errno));
  return name;
}

void write_file(const fs::path& file, const std::string& content) {
  fs::create_directories(file.parent_path());
  std::ofstream out(file, std::ios::binary);
  out << content;
  out.close();
  if (!out) throw Error(ExitCode::io, file.string() + ": cannot be written");
}

}  // namespace

RulesOfRevision::RulesOfRevision(const fs::path& folder, const std::string& revision) {
  require_repository(folder, revision);
  const auto commit = commit_of(folder, revision);
  const auto files = rule_files(folder, commit);
  if (files.empty())
    throw Error(ExitCode::no_input, folder.string() + ": holds no rules at " + revision);
  folder_ = make_folder();
  for (const auto& file : files) {
    const auto content = git(folder, {"cat-file", "blob", commit + ":./" + file});
    if (content.status != 0)
      throw Error(ExitCode::no_input, file + ": " + first_line(content.errors));
    write_file(folder_ / file, content.output);
  }
}

RulesOfRevision::~RulesOfRevision() {
  std::error_code none;
  if (!folder_.empty()) fs::remove_all(folder_, none);
}

}  // namespace dealgraph

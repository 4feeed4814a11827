#include "cli/gold.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "cli/pages.h"
#include "core/error.h"
#include "crawler/input_file.h"

namespace fs = std::filesystem;

namespace dealgraph {
namespace {

constexpr std::size_t max_size = 16U << 20;

[[noreturn]] void unreadable(const std::string& path, const std::string& reason) {
  throw Error(ExitCode::no_input, path + ": cannot be read: " + reason);
}

// A baseline may lie beside the articles that it was measured on.
bool is_gold_name(const fs::path& file) {
  return file.extension() == ".json" && file.stem().extension() != ".baseline";
}

// Links to folders are not followed, so that a ring of them ends.
void list_folder(const fs::path& folder, std::vector<std::string>& files) {
  std::error_code error;
  for (fs::directory_iterator walk(folder, error); !error && walk != fs::directory_iterator();
       walk.increment(error)) {
    std::error_code none;
    if (walk->is_directory(none) && !walk->is_symlink(none))
      list_folder(walk->path(), files);
    else if (walk->is_regular_file(none) && is_gold_name(walk->path()))
      files.push_back(walk->path().string());
  }
  if (error) unreadable(folder.string(), error.message());
}

std::vector<std::string> gold_files(const std::string& path) {
  if (std::error_code none; !fs::is_directory(path, none)) return {path};
  std::vector<std::string> files;
  list_folder(path, files);
  if (files.empty()) throw Error(ExitCode::no_input, path + ": holds no gold articles (*.json)");
  std::sort(files.begin(), files.end());
  return files;
}

std::string read_whole(const std::string& path) {
  InputFile file(path);
  std::string text(file.peek(max_size + 1));
  if (!file.problem().empty()) unreadable(path, file.problem());
  return text;
}

}  // namespace

std::vector<GoldArticle> read_gold(const std::vector<std::string>& paths) {
  require_paths(paths);
  std::vector<GoldArticle> out;
  std::vector<std::string> problems;
  std::map<std::string, std::string> file_of_id;
  for (const auto& path : paths)
    for (const auto& file : gold_files(path)) {
      const auto text = read_whole(file);
      if (text.size() > max_size) {
        problems.push_back(file + ": is larger than 16 MB");
        continue;
      }
      auto gold = parse_gold(text, file, problems);
      if (!gold) continue;
      // Read twice, an article would count twice.
      const auto [first, is_new] = file_of_id.try_emplace(gold->article.doc, file);
      if (is_new)
        out.push_back(std::move(*gold));
      else
        problems.push_back(
            fmt::format("{}: has the id \"{}\" of {}", file, first->first, first->second));
    }
  if (!problems.empty())
    throw Error(ExitCode::bad_data, fmt::format("{}", fmt::join(problems, "\n")));
  return out;
}

}  // namespace dealgraph

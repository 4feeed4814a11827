#include "cli/source_choice.h"

#include <filesystem>

#include "core/error.h"
#include "text/suggest.h"

namespace dealgraph {
namespace {

namespace fs = std::filesystem;

bool names_file(const std::string& name) {
  return name.ends_with(".toml") || name.find('/') != std::string::npos;
}

}  // namespace

std::string ids_of(const std::vector<Source>& sources) {
  std::string out;
  for (const auto& source : sources) out += (out.empty() ? "" : ", ") + source.id;
  return out;
}

Source find_source(const std::string& name, const std::vector<Source>& known) {
  if (names_file(name)) {
    if (std::error_code none; !fs::is_regular_file(name, none))
      throw Error(ExitCode::no_input, name + ": no such source file");
    return load_source(name);
  }
  std::vector<std::string_view> ids;
  for (const auto& source : known) {
    if (source.id == name) return source;
    ids.push_back(source.id);
  }
  const auto near = suggest(name, ids);
  throw Error(ExitCode::no_input, "no source " + name +
                                      (near.empty() ? "; there are: " + ids_of(known)
                                                    : ", did you mean " + near + "?"));
}

}  // namespace dealgraph

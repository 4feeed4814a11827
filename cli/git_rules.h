#pragma once
#include <filesystem>
#include <string>

namespace dealgraph {

// The rules, names and word lists of a folder as a git revision has them, written to a temporary
// folder that goes with this value.
class RulesOfRevision {
 public:
  // Throws Error(no_input) if the folder is in no repository, git is not there, or there is no such
  // revision.
  RulesOfRevision(const std::filesystem::path& folder, const std::string& revision);
  ~RulesOfRevision();
  RulesOfRevision(const RulesOfRevision&) = delete;
  RulesOfRevision& operator=(const RulesOfRevision&) = delete;

  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
};

}  // namespace dealgraph

#pragma once
#include <filesystem>
#include <string>

#include "cli/atomic_file.h"
#include "extract/name_file.h"

namespace dealgraph {

// What a person decided about names that no list held: names/reviewed.toml of the own rules, which
// only the program writes. Holds the folder from reading to writing.
class ReviewedNames {
 public:
  // Makes the folder if it is not there. Throws Error: bad_data (the file was damaged),
  // cannot_create.
  explicit ReviewedNames(const std::filesystem::path& names_folder);

  // Each replaces what was decided about that name before.
  void accept(const Party& party);
  void alias(const std::string& name, const std::string& party_id);
  void ignore(const std::string& name);

  void write() const;
  const std::filesystem::path& file() const { return file_; }

 private:
  void forget(const std::string& name);

  std::filesystem::path file_;
  FolderLock lock_;
  NameFile content_;
};

}  // namespace dealgraph

#pragma once
#include <filesystem>
#include <string_view>

namespace dealgraph {

// Puts `text` into `file`, whole or not at all, and on the disk when it returns. Makes the folder
// if it is not there. Throws Error(cannot_create).
void write_atomically(const std::filesystem::path& file, std::string_view text);

// Keeps other processes from changing a folder's files through this class: flock(2) on the folder.
// Waits until they are done. Throws Error(cannot_create).
class FolderLock {
 public:
  explicit FolderLock(const std::filesystem::path& folder);
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  ~FolderLock();

 private:
  int descriptor_;
};

}  // namespace dealgraph

#pragma once
#include <filesystem>

namespace dealgraph {

// The right to write to a database, held by one process at a time: flock(2) on FILE.lock, which
// the kernel gives back however the process ends. The lock file itself stays.
class WriterLock {
 public:
  // Throws Error: busy (naming the holder's process id), io (the path is a symbolic link or no
  // plain file), cannot_create.
  explicit WriterLock(const std::filesystem::path& database);
  WriterLock(WriterLock&& other) noexcept;
  WriterLock& operator=(WriterLock&&) = delete;
  ~WriterLock();

 private:
  int descriptor_;
};

}  // namespace dealgraph

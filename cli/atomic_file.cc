#include "cli/atomic_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "core/error.h"

namespace fs = std::filesystem;

namespace dealgraph {
namespace {

[[noreturn]] void fail(const fs::path& file, const char* what) {
  throw Error(ExitCode::cannot_create,
              file.string() + ": cannot be " + what + ": " + std::strerror(errno));
}

fs::path folder_of(const fs::path& file) {
  return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

// Closed and, unless it was kept, removed.
class PartFile {
 public:
  explicit PartFile(fs::path path) : path_(std::move(path)) {
    descriptor_ = open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (descriptor_ < 0) fail(path_, "written");
  }
  PartFile(const PartFile&) = delete;
  PartFile& operator=(const PartFile&) = delete;
  ~PartFile() {
    if (descriptor_ >= 0) close(descriptor_);
    if (!kept_) unlink(path_.c_str());
  }

  void write_all(std::string_view text) {
    while (!text.empty()) {
      const auto written = write(descriptor_, text.data(), text.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) fail(path_, "written");
      text.remove_prefix(static_cast<std::size_t>(written));
    }
    if (fsync(descriptor_) != 0) fail(path_, "written");
  }

  void move_to(const fs::path& file) {
    if (std::rename(path_.c_str(), file.c_str()) != 0) fail(file, "replaced");
    kept_ = true;
  }

 private:
  fs::path path_;
  int descriptor_ = -1;
  bool kept_ = false;
};

}  // namespace

void write_atomically(const fs::path& file, std::string_view text) {
  std::error_code error;
  fs::create_directories(folder_of(file), error);
  if (error)
    throw Error(ExitCode::cannot_create, folder_of(file).string() + ": " + error.message());
  PartFile part(file.string() + ".part");
  part.write_all(text);
  part.move_to(file);
  const int folder = open(folder_of(file).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;
  fsync(folder);
  close(folder);
}

FolderLock::FolderLock(const fs::path& folder)
    : descriptor_(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
  if (descriptor_ < 0) fail(folder, "opened");
  while (flock(descriptor_, LOCK_EX) != 0)
    if (errno != EINTR) {
      close(descriptor_);
      fail(folder, "locked");
    }
}

FolderLock::~FolderLock() { close(descriptor_); }

}  // namespace dealgraph

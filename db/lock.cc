#include "db/lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include "core/error.h"

namespace dealgraph {
namespace {

std::string holder(int descriptor) {
  std::array<char, 32> buffer{};
  const auto size = pread(descriptor, buffer.data(), buffer.size(), 0);
  std::string digits;
  for (ssize_t i = 0; i < size && buffer[i] >= '0' && buffer[i] <= '9'; ++i) digits += buffer[i];
  return digits.empty() ? "another process" : "process " + digits;
}

// For people who wonder who holds the lock; nothing depends on it.
void leave_name(int descriptor) {
  const auto name = fmt::format("{}\n", getpid());
  if (ftruncate(descriptor, 0) == 0) (void)!pwrite(descriptor, name.data(), name.size(), 0);
}

int open_lock(const std::string& path) {
  // NOFOLLOW: a link laid at this well-known path must not make us write elsewhere.
  // NONBLOCK: nor may a FIFO make us wait.
  const int descriptor =
      open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0644);
  if (descriptor >= 0) return descriptor;
  if (errno == ELOOP)
    throw Error(ExitCode::io, fmt::format("{}: is a symbolic link, which a lock file must not be; "
                                          "remove it",
                                          path));
  throw Error(
      ExitCode::cannot_create,
      fmt::format("{}: cannot be created ({}); check that the folder exists and is writable", path,
                  std::strerror(errno)));
}

}  // namespace

WriterLock::WriterLock(const std::filesystem::path& database) {
  const std::string path = database.string() + ".lock";
  descriptor_ = open_lock(path);
  struct stat status {};
  if (fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) {
    close(descriptor_);
    throw Error(ExitCode::io, fmt::format("{}: is no plain file; remove it", path));
  }
  if (flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    const auto who = holder(descriptor_);
    close(descriptor_);
    throw Error(ExitCode::busy, fmt::format("{}: {} is writing to it; run again when it is done",
                                            database.string(), who));
  }
  leave_name(descriptor_);
}

WriterLock::WriterLock(WriterLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

WriterLock::~WriterLock() {
  if (descriptor_ >= 0) close(descriptor_);
}

}  // namespace dealgraph

#include "cli/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "core/error.h"

extern char** environ;

namespace dealgraph {
namespace {

constexpr std::size_t max_output = 256 << 20;
constexpr std::size_t max_errors = 4096;

[[noreturn]] void fail(const std::string& program, int code) {
  throw Error(ExitCode::io, program + " cannot be run: " + std::strerror(code));
}

class Pipe {
 public:
  explicit Pipe(const std::string& program) {
    if (pipe2(ends_, O_CLOEXEC) != 0) fail(program, errno);
  }
  ~Pipe() {
    close_end(0);
    close_end(1);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  int reader() const { return ends_[0]; }
  int writer() const { return ends_[1]; }
  void close_end(int which) {
    if (ends_[which] >= 0) close(ends_[which]);
    ends_[which] = -1;
  }

 private:
  int ends_[2] = {-1, -1};
};

// Duplicates made for the child's standard streams; O_CLOEXEC closes the rest.
class Actions {
 public:
  Actions(const Pipe& out, const Pipe& errors) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions_, out.writer(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, errors.writer(), STDERR_FILENO);
  }
  ~Actions() { posix_spawn_file_actions_destroy(&actions_); }
  Actions(const Actions&) = delete;
  Actions& operator=(const Actions&) = delete;
  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_;
};

// False at the end of the stream.
bool take(Pipe& pipe, std::string& into, std::size_t keep) {
  std::array<char, 1 << 16> buffer;
  const auto size = read(pipe.reader(), buffer.data(), buffer.size());
  if (size < 0 && errno == EINTR) return true;
  if (size <= 0) return false;
  const auto room = keep - std::min(keep, into.size());
  into.append(buffer.data(), std::min(static_cast<std::size_t>(size), room));
  return true;
}

// Reads both at once, so that the child never waits for the one that nobody reads.
void drain(Pipe& out, Pipe& errors, ChildResult& result) {
  while (out.reader() >= 0 || errors.reader() >= 0) {
    pollfd ready[2] = {{out.reader(), POLLIN, 0}, {errors.reader(), POLLIN, 0}};
    if (poll(ready, 2, -1) < 0) {
      if (errno == EINTR) continue;
      return;
    }
    if (ready[0].revents && !take(out, result.output, max_output + 1)) out.close_end(0);
    if (ready[1].revents && !take(errors, result.errors, max_errors)) errors.close_end(0);
  }
}

int wait_for(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return 127;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

ChildResult run_child(const std::vector<std::string>& arguments) {
  const auto& program = arguments.front();
  Pipe out(program);
  Pipe errors(program);
  const Actions actions(out, errors);
  std::vector<char*> argv;
  for (const auto& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  pid_t child = 0;
  ChildResult result;
  const int code =
      posix_spawnp(&child, program.c_str(), actions.get(), nullptr, argv.data(), environ);
  if (code == ENOENT) {
    result.status = 127;
    return result;
  }
  if (code != 0) fail(program, code);
  out.close_end(1);
  errors.close_end(1);
  drain(out, errors, result);
  result.status = wait_for(child);
  if (result.output.size() > max_output)
    throw Error(ExitCode::io, program + " gave more than 256 MiB");
  return result;
}

}  // namespace dealgraph

#pragma once
#include <stdexcept>
#include <string>

namespace dealgraph {

// Exit codes of the program, after BSD's sysexits.
enum class ExitCode {
  ok = 0,
  some_sources_failed = 3,
  worse = 4,  // a figure of `eval` than its baseline
  usage = 64,
  bad_data = 65,
  no_input = 66,
  unavailable = 69,
  software = 70,
  cannot_create = 73,
  io = 74,
  busy = 75,
  config = 78,
};

// What stops the run. Caught only in main(), which prints what() and exits with code().
// The message says what is wrong, where, and what to do; it ends without a full stop.
class Error : public std::runtime_error {
 public:
  Error(ExitCode code, const std::string& message) : std::runtime_error(message), code_(code) {}
  ExitCode code() const { return code_; }

 private:
  ExitCode code_;
};

class UsageError : public Error {
 public:
  explicit UsageError(const std::string& message) : Error(ExitCode::usage, message) {}
};

}  // namespace dealgraph

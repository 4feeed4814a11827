#pragma once
#include <string>
#include <vector>

namespace dealgraph {

struct ChildResult {
  int status = 0;      // exit code; 127: the program is not there; 128 + n: ended by signal n
  std::string output;  // standard output
  std::string errors;  // standard error, its beginning
};

// Runs a program found by $PATH with these arguments, without a shell and with empty input, and
// waits for it. Throws Error(io) if no process can be made or the output is above 256 MiB.
ChildResult run_child(const std::vector<std::string>& arguments);

}  // namespace dealgraph

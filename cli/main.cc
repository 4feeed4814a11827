#include <csignal>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <new>

#include "cli/command.h"
#include "cli/printer.h"

namespace {

int report(dealgraph::ExitCode code, const std::string& message) {
  std::fputs((dealgraph::printable_lines(message) + '\n').c_str(), stderr);
  return static_cast<int>(code);
}

}  // namespace

int main(int argc, char** argv) {
  using dealgraph::ExitCode;
  // Beyond a limit on file sizes a write shall fail as on a full disk, not end the program.
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    return static_cast<int>(dealgraph::run_program(argc, argv));
  } catch (const dealgraph::Error& error) {
    return report(error.code(), error.what());
  } catch (const std::filesystem::filesystem_error& error) {
    return report(ExitCode::io, error.what());
  } catch (const std::bad_alloc&) {
    return report(ExitCode::unavailable, "out of memory");
  } catch (const std::exception& error) {
    return report(ExitCode::software,
                  std::string("internal error, please report it: ") + error.what());
  }
}

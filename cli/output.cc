#include "cli/output.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "cli/printer.h"
#include "core/error.h"

namespace dealgraph {
namespace {

void write_line(std::string_view text) {
  const auto line = printable_lines(text) + '\n';
  std::fwrite(line.data(), 1, line.size(), stderr);
}

[[noreturn]] void fail() {
  throw Error(ExitCode::io,
              std::string("cannot write to standard output: ") + std::strerror(errno));
}

}  // namespace

void print(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) fail();
}

void flush_output() {
  if (std::fflush(stdout) != 0) fail();
}

void Messages::error(std::string_view text) const { write_line(text); }

void Messages::warn(std::string_view text) const {
  if (level_ >= 0) write_line(text);
}

void Messages::note(std::string_view text) const {
  if (level_ >= 0) write_line(text);
}

void Messages::detail(std::string_view text) const {
  if (level_ > 0) write_line(text);
}

void Messages::progress(std::string_view text) const {
  if (level_ > 0 || (level_ == 0 && isatty(STDERR_FILENO))) write_line(text);
}

std::string count_of(std::size_t n, std::string_view noun) {
  return std::to_string(n) + ' ' + std::string(noun) + (n == 1 ? "" : "s");
}

}  // namespace dealgraph

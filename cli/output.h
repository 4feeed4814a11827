#pragma once
#include <string>
#include <string_view>

namespace dealgraph {

// Results, to standard output. Throws Error(io) when it cannot be written (a full disk).
void print(std::string_view text);
void flush_output();

// Everything else, to standard error, one line each and safe for a terminal.
class Messages {
 public:
  // level: -1 quiet, 0 normal, 1 and above verbose
  explicit Messages(int level) : level_(level) {}

  void error(std::string_view text) const;   // the exit code will tell of it, too: always
  void warn(std::string_view text) const;    // something was left out: unless quiet
  void note(std::string_view text) const;    // how it went: unless quiet
  void detail(std::string_view text) const;  // verbose only
  // As note(), but silent off a terminal: cron mails whatever a command prints.
  void progress(std::string_view text) const;

 private:
  int level_;
};

// "1 page", "2 pages".
std::string count_of(std::size_t n, std::string_view noun);

}  // namespace dealgraph

#include "bench/hostile.h"

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <string>

#include "bench/stopwatch.h"
#include "core/error.h"

namespace dealgraph::bench {
namespace {

std::string repeated(std::string_view piece, std::size_t count) {
  std::string out;
  out.reserve(piece.size() * count);
  for (std::size_t i = 0; i < count; ++i) out += piece;
  return out;
}

std::string word(std::size_t number) {
  std::string out(1, static_cast<char>('A' + number % 26));
  for (number /= 26; number > 0 || out.size() < 4; number /= 26)
    out += static_cast<char>('a' + number % 26);
  return out;
}

std::string paragraph(std::string_view news, std::size_t bytes) {
  std::string out;
  while (out.size() < bytes && !news.empty()) out += news.substr(0, bytes - out.size());
  std::replace(out.begin(), out.end(), '\n', ' ');
  while (!out.empty() && (static_cast<unsigned char>(out.back()) & 0xC0) == 0x80) out.pop_back();
  if (!out.empty() && static_cast<unsigned char>(out.back()) >= 0xC0) out.pop_back();
  return out;
}

std::string words(std::string_view, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += word(i) + ' ';
  return out;
}

std::string companies(std::string_view, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += "It paid " + word(i) + " Inc. for this.\n";
  return out;
}

std::string digits(std::string_view, std::size_t count) { return repeated("7", count); }
std::string grouped(std::string_view, std::size_t count) { return repeated("700,", count / 3); }
std::string numerals(std::string_view, std::size_t count) {
  return repeated("一百二十三", count / 5);
}
std::string nested(std::string_view, std::size_t count) {
  return std::string(count / 2, '(') + std::string(count / 2, ')');
}
std::string open(std::string_view, std::size_t count) { return repeated("輝達(", count / 3); }
std::string commas(std::string_view, std::size_t count) { return repeated("公司,", count / 3); }

struct Case {
  const char* name;
  std::size_t size;
  const char* unit;
  std::string (*make)(std::string_view news, std::size_t size);
};

constexpr Case cases[] = {
    {"one paragraph of news", 5'000'000, "bytes", paragraph},
    {"capitalised words", 100'000, "words", words},
    {"new companies", 100'000, "sentences", companies},
    {"digits", 1'000'000, "digits", digits},
    {"digits and commas", 1'000'000, "digits", grouped},
    {"Han numerals", 1'000'000, "characters", numerals},
    {"nested brackets", 1'000'000, "brackets", nested},
    {"brackets never closed", 1'000'000, "characters", open},
    {"one-word clauses", 1'000'000, "characters", commas},
};

struct Reading {
  bool done = false;
  double seconds = 0;
  long megabytes = 0;  // the most that the process held, rules included
};

// In a process of its own, which the alarm ends however deep it is in a loop.
Reading read_once(const Extractor& extractor, Article article, unsigned limit) {
  int channel[2];
  if (pipe(channel) != 0) throw Error(ExitCode::io, "cannot make a pipe");
  const pid_t child = fork();
  if (child < 0) throw Error(ExitCode::io, "cannot start a process");
  if (child == 0) {
    alarm(limit);
    const Stopwatch watch;
    extractor.extract(article);
    const double seconds = watch.processor();
    _exit(write(channel[1], &seconds, sizeof seconds) == sizeof seconds ? 0 : 1);
  }
  close(channel[1]);
  Reading out;
  out.done = read(channel[0], &out.seconds, sizeof out.seconds) == sizeof out.seconds;
  close(channel[0]);
  rusage usage{};
  wait4(child, nullptr, 0, &usage);
  out.megabytes = usage.ru_maxrss * 1024 / 1'000'000;
  return out;
}

std::string seconds_of(const Reading& reading, unsigned limit) {
  return reading.done ? fmt::format("{:.2f} s", reading.seconds) : fmt::format("> {} s", limit);
}

}  // namespace

void time_hostile(const Extractor& extractor, std::string_view news, unsigned limit) {
  fmt::print("\n{:<23}{:>10} {:<11}{:>9}{:>9}{:>8}{:>9}\n", "hostile text", "n", "", "at n",
             "at 2n", "ratio", "memory");
  for (const auto& test : cases)
    for (std::size_t size = test.size; size >= 1000; size /= 10) {
      Reading readings[2];
      for (const std::size_t times : {1, 2}) {
        Article article;
        article.published = "2025-10-28";
        article.text = test.make(news, size * times);
        readings[times - 1] = read_once(extractor, std::move(article), limit);
        if (!readings[0].done) break;
      }
      const bool both = readings[0].done && readings[1].done;
      fmt::print("{:<23}{:>10} {:<11}{:>9}{:>9}{:>8}{:>6} MB\n", test.name, size, test.unit,
                 seconds_of(readings[0], limit),
                 readings[0].done ? seconds_of(readings[1], limit) : "-",
                 both ? fmt::format("{:.1f}", readings[1].seconds / readings[0].seconds) : "-",
                 std::max(readings[0].megabytes, readings[1].megabytes));
      std::fflush(stdout);
      if (both) break;
    }
}

}  // namespace dealgraph::bench

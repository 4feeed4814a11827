#pragma once
#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>

namespace dealgraph {

// One line on a terminal that tells how far a crawl is: pages, rate, time left. Thread-safe.
class CrawlProgress {
 public:
  using Clock = std::chrono::steady_clock;

  explicit CrawlProgress(bool shown) : shown_(shown), begin_(Clock::now()) {}
  ~CrawlProgress() { clear(); }
  CrawlProgress(const CrawlProgress&) = delete;
  CrawlProgress& operator=(const CrawlProgress&) = delete;

  // More pages to come, or fewer.
  void expect(std::ptrdiff_t pages);
  void page_done();
  void source_done();
  void begin(std::size_t sources);
  // Before anything else is written to the terminal.
  void clear();

 private:
  void draw();

  const bool shown_;
  const Clock::time_point begin_;
  std::mutex mutex_;
  Clock::time_point drawn_{};
  std::size_t sources_ = 0, sources_done_ = 0;
  std::ptrdiff_t expected_ = 0, done_ = 0;
  bool visible_ = false;
};

// "0:42", "12:05", "3:20:00". For `seconds` < 0: "0:00".
std::string clock_text(long long seconds);

}  // namespace dealgraph

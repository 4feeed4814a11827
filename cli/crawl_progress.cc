#include "cli/crawl_progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace dealgraph {

namespace {

constexpr std::chrono::milliseconds redraw_after{200};
constexpr const char* erase_line = "\r\033[K";

}  // namespace

std::string clock_text(long long seconds) {
  seconds = std::max(seconds, 0LL);
  const auto minutes = seconds / 60;
  if (minutes < 60) return fmt::format("{}:{:02}", minutes, seconds % 60);
  return fmt::format("{}:{:02}:{:02}", minutes / 60, minutes % 60, seconds % 60);
}

void CrawlProgress::begin(std::size_t sources) {
  const std::lock_guard lock(mutex_);
  sources_ = sources;
  draw();
}

void CrawlProgress::expect(std::ptrdiff_t pages) {
  const std::lock_guard lock(mutex_);
  expected_ += pages;
}

void CrawlProgress::page_done() {
  const std::lock_guard lock(mutex_);
  ++done_;
  draw();
}

void CrawlProgress::source_done() {
  const std::lock_guard lock(mutex_);
  ++sources_done_;
  draw();
}

void CrawlProgress::clear() {
  const std::lock_guard lock(mutex_);
  if (visible_) std::fputs(erase_line, stderr);
  visible_ = false;
}

void CrawlProgress::draw() {
  const auto now = Clock::now();
  if (!shown_ || now - drawn_ < redraw_after) return;
  drawn_ = now;
  const double elapsed = std::chrono::duration<double>(now - begin_).count();
  const double rate = elapsed > 0 ? static_cast<double>(done_) / elapsed : 0;
  auto line = fmt::format("{}{} of {} sources, {} of {} pages", erase_line, sources_done_, sources_,
                          done_, std::max(expected_, done_));
  if (done_ > 0 && rate > 0)
    line += fmt::format(
        ", {:.{}f}/s, {} left", rate, rate < 10 ? 1 : 0,
        clock_text(static_cast<long long>(
            static_cast<double>(std::max<std::ptrdiff_t>(expected_ - done_, 0)) / rate)));
  std::fputs(line.c_str(), stderr);
  std::fflush(stderr);
  visible_ = true;
}

}  // namespace dealgraph

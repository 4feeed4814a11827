#pragma once
#include <chrono>

namespace dealgraph::bench {

// Seconds of processor time that this process has used so far, all threads: unlike a clock on the
// wall it does not count what else the machine does.
double processor_seconds();

class Stopwatch {
 public:
  double processor() const { return processor_seconds() - processor_; }
  double wall() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - wall_).count();
  }

 private:
  double processor_ = processor_seconds();
  std::chrono::steady_clock::time_point wall_ = std::chrono::steady_clock::now();
};

}  // namespace dealgraph::bench

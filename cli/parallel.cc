#include "cli/parallel.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <thread>
#include <vector>

namespace dealgraph {

void in_parallel(std::size_t count, const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next{0};
  const auto take_turns = [&] {
    for (auto i = next++; i < count; i = next++) work(i);
  };
  const auto cores = std::max(std::thread::hardware_concurrency(), 1U);
  std::vector<std::future<void>> others;
  for (unsigned i = 1; i < std::min<std::size_t>(cores, count); ++i)
    others.push_back(std::async(std::launch::async, take_turns));
  take_turns();
  for (auto& other : others) other.get();
}

}  // namespace dealgraph

#pragma once
#include <chrono>
#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <vector>

#include "db/store.h"

namespace dealgraph {

// One store for many threads. What they ask to be written while the disk is busy becomes one
// transaction; each returns when its own part is durable.
class GroupCommit {
 public:
  using Write = std::function<void(Store&)>;

  explicit GroupCommit(Store& store) : store_(store) {}

  // Throws what any part of the transaction threw; nothing of it is stored then.
  void write(const Write& work);

  template <typename Read>
  auto read(Read work) {
    const std::lock_guard lock(store_mutex_);
    return work(static_cast<const Store&>(store_));
  }

 private:
  struct Job {
    const Write* work;
    bool done = false;
    std::exception_ptr failure = nullptr;
  };

  void run(const std::vector<Job*>& jobs);

  Store& store_;
  std::mutex store_mutex_;  // of the store
  std::mutex mutex_;        // of what follows
  std::condition_variable changed_;
  std::vector<Job*> queue_;
  bool busy_ = false;
  std::chrono::steady_clock::time_point idle_since_{};
};

}  // namespace dealgraph

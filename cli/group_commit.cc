#include "cli/group_commit.h"

namespace dealgraph {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds rush{20}, linger{3};

}  // namespace

void GroupCommit::run(const std::vector<Job*>& jobs) {
  std::exception_ptr failure;
  try {
    const std::lock_guard lock(store_mutex_);
    Store::Batch batch(store_);
    for (const auto* job : jobs) (*job->work)(store_);
    batch.commit();
  } catch (...) {
    failure = std::current_exception();
  }
  for (auto* job : jobs) job->failure = failure;
}

// Whoever finds the disk idle writes for all who came meanwhile.
void GroupCommit::write(const Write& work) {
  Job job{&work};
  std::unique_lock lock(mutex_);
  queue_.push_back(&job);
  changed_.wait(lock, [&] { return job.done || !busy_; });
  if (!job.done) {
    busy_ = true;
    // Where many write, the next ones are close behind, and a sync costs more than to wait for
    // them.
    if (Clock::now() - idle_since_ < rush) changed_.wait_for(lock, linger, [] { return false; });
    std::vector<Job*> jobs;
    jobs.swap(queue_);
    lock.unlock();
    run(jobs);
    lock.lock();
    for (auto* done : jobs) done->done = true;
    busy_ = false;
    idle_since_ = Clock::now();
    changed_.notify_all();
  }
  if (job.failure) std::rethrow_exception(job.failure);
}

}  // namespace dealgraph

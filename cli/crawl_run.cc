#include "cli/crawl_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <exception>
#include <mutex>
#include <thread>

#include "cli/pipeline.h"
#include "crawler/url.h"

namespace dealgraph {
namespace {

using Clock = std::chrono::steady_clock;

std::atomic<bool> interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may touch nothing else");

// A second signal ends the program at once.
void on_signal(int signal) {
  interrupted = true;
  std::signal(signal, SIG_DFL);
}

void watch_signals() {
  interrupted = false;
  // A server that hangs up while we write to it is a failed request, not the end of the run.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGTERM, on_signal);
  std::signal(SIGINT, on_signal);
}

bool share_a_site(const Source& a, const Source& b) {
  for (const auto& one : a.urls)
    for (const auto& two : b.urls) {
      const auto left = parse_url(one), right = parse_url(two);
      if (left && right && same_site(*left, *right)) return true;
    }
  return false;
}

using Queue = std::vector<const Source*>;

// Sources of one site form one queue, so that its host is never asked twice at a time.
std::vector<Queue> queues_of(const std::vector<Source>& sources) {
  std::vector<Queue> queues;
  for (const auto& source : sources) {
    Queue merged;
    std::erase_if(queues, [&](const Queue& queue) {
      const bool shared = std::any_of(queue.begin(), queue.end(), [&](const Source* other) {
        return share_a_site(source, *other);
      });
      if (shared) merged.insert(merged.end(), queue.begin(), queue.end());
      return shared;
    });
    merged.push_back(&source);
    queues.push_back(std::move(merged));
  }
  return queues;
}

class CrawlRun {
 public:
  CrawlRun(const Settings& settings, const CrawlLimits& limits, const Extractor& extractor,
           Store& store, const Messages& messages)
      : settings_(settings),
        limits_(limits),
        extractor_(extractor),
        store_(store),
        messages_(messages),
        end_(limits.time ? std::optional(Clock::now() + *limits.time) : std::nullopt) {}

  CrawlTotals run(const std::vector<Source>& sources) {
    const auto queues = queues_of(sources);
    std::atomic<std::size_t> next{0};
    std::vector<std::jthread> workers;
    for (std::size_t i = 0; i < std::min(limits_.jobs, queues.size()); ++i)
      workers.emplace_back([&] {
        for (auto at = next++; at < queues.size() && !is_stopped(); at = next++) work(queues[at]);
      });
    workers.clear();
    if (failure_) std::rethrow_exception(failure_);
    totals_.stopped = is_stopped();
    return std::move(totals_);
  }

 private:
  bool is_stopped() const { return interrupted || broken_ || (end_ && Clock::now() >= *end_); }

  // What the store throws ends all workers; the first of it is what the user reads.
  void work(const Queue& queue) try {
    const auto into = storing();
    for (const auto* source : queue)
      if (!is_stopped()) crawl_one(*source, into);
  } catch (...) {
    const std::lock_guard lock(mutex_);
    if (!failure_) failure_ = std::current_exception();
    broken_ = true;
  }

  CrawlStore storing();
  void crawl_one(const Source& source, const CrawlStore& into);
  void add(const CrawlReport& report);

  const Settings& settings_;
  const CrawlLimits& limits_;
  const Extractor& extractor_;
  Store& store_;
  const Messages& messages_;
  const std::optional<Clock::time_point> end_;
  std::mutex mutex_;  // of the store, the totals and the messages
  CrawlTotals totals_;
  std::exception_ptr failure_;
  std::atomic<bool> broken_{false};
};

CrawlStore CrawlRun::storing() {
  CrawlStore out;
  out.seen = [this](const std::string& url) -> std::optional<SeenPage> {
    const std::lock_guard lock(mutex_);
    const auto page = store_.known_page(url);
    if (!page) return std::nullopt;
    return SeenPage{page->etag, page->last_modified};
  };
  out.keep_listing = [this](const FetchedPage& listing) {
    const std::lock_guard lock(mutex_);
    store_.keep_listing(listing);
  };
  out.keep = [this](const FetchedPage& page, const Article& article) {
    const std::lock_guard lock(mutex_);
    keep_article(store_, extractor_, page, article);
  };
  out.skip = [this](const std::string& url, const std::string& problem) {
    const std::lock_guard lock(mutex_);
    messages_.progress(url + ": " + problem);
  };
  out.hosts.recall = [this](const std::string& host) {
    const std::lock_guard lock(mutex_);
    const auto known = store_.host(host);
    if (!known) return HostRecord{};
    return HostRecord{known->not_before, static_cast<int>(known->failures), known->reason};
  };
  out.hosts.keep = [this](const std::string& host, const HostRecord& record) {
    const std::lock_guard lock(mutex_);
    store_.keep_host({host, record.not_before, record.failures, record.reason});
  };
  out.stopped = [this] { return is_stopped(); };
  return out;
}

void CrawlRun::add(const CrawlReport& report) {
  ++totals_.sources;
  totals_.pages.fetched += report.fetched;
  totals_.pages.articles += report.articles;
  totals_.pages.unchanged += report.unchanged;
  totals_.pages.disallowed += report.disallowed;
  totals_.pages.failed += report.failed;
  if (!report.error.empty()) ++totals_.failed_sources;
}

void CrawlRun::crawl_one(const Source& source, const CrawlStore& into) {
  const auto report = crawl(source, settings_.user_agent, into, limits_.proxy);
  const std::lock_guard lock(mutex_);
  add(report);
  // A source that was cut short stays due.
  if (!is_stopped())
    store_.mark_crawled(
        source.id, {current_time(), report.fetched, report.articles, report.failed, report.error});
  messages_.progress(source.id + ": " + count_of(report.fetched, "page") + " fetched, " +
                     count_of(report.articles, "article") + ", " +
                     std::to_string(report.unchanged) + " unchanged, " +
                     std::to_string(report.disallowed) + " disallowed, " +
                     std::to_string(report.failed) + " failed");
  if (report.outdated > 0)
    messages_.warn(fmt::format("{}: {} of {}: {}", source.id, report.outdated,
                               count_of(report.fetched, "page"), report.outdated_note));
  if (!report.error.empty()) messages_.warn(source.id + ": " + report.error);
}

}  // namespace

CrawlTotals run_crawl(const std::vector<Source>& sources, const Settings& settings,
                      const CrawlLimits& limits, const Extractor& extractor, Store& store,
                      const Messages& messages) {
  watch_signals();
  return CrawlRun(settings, limits, extractor, store, messages).run(sources);
}

}  // namespace dealgraph

#include "cli/crawl_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <unordered_set>

#include "cli/crawl_progress.h"
#include "cli/group_commit.h"
#include "cli/pipeline.h"
#include "crawler/url.h"

namespace dealgraph {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::int64_t longest_wait = std::int64_t{30} * 24 * 3600;  // seconds; older news is none

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

class CrawlRun {
 public:
  CrawlRun(const Settings& settings, const CrawlLimits& limits, const Extractor& extractor,
           Store& store, const Messages& messages)
      : limits_(limits),
        extractor_(extractor),
        store_(store),
        messages_(messages),
        progress_(limits.progress),
        end_(limits.time ? std::optional(Clock::now() + *limits.time) : std::nullopt),
        fetcher_(fetch_policy(
            settings.user_agent, limits.proxy, [this] { return is_stopped(); }, memory())) {}

  CrawlTotals run(const std::vector<Source>& sources);

 private:
  bool is_stopped() const { return interrupted || broken_ || (end_ && Clock::now() >= *end_); }
  std::int64_t now() const { return limits_.force ? end_of_time - 1 : current_time(); }

  void work(const Source& source);
  HostMemory memory();
  CrawlStore storing(const Source& source);
  void bind_frontier(CrawlStore& out, const Source& source);
  void bind_pages(CrawlStore& out, const Source& source);
  std::vector<WaitingPage> claim(const std::string& source, std::size_t limit);
  void crawl_one(const Source& source);
  void add(const CrawlReport& report);
  void tell(const Source& source, const CrawlReport& report);

  const CrawlLimits& limits_;
  const Extractor& extractor_;
  GroupCommit store_;
  const Messages& messages_;
  CrawlProgress progress_;
  const std::optional<Clock::time_point> end_;
  std::mutex mutex_;  // of the totals, the claims and the messages
  CrawlTotals totals_;
  std::unordered_map<std::string, std::string> claims_;  // URL → source
  std::exception_ptr failure_;
  std::atomic<bool> broken_{false};
  Fetcher fetcher_;
};

CrawlTotals CrawlRun::run(const std::vector<Source>& sources) {
  store_.write([](Store& store) { store.drop_waiting(current_time() - longest_wait); });
  progress_.begin(sources.size());
  std::atomic<std::size_t> next{0};
  std::vector<std::jthread> workers;
  for (std::size_t i = 0; i < std::min(limits_.jobs, sources.size()); ++i)
    workers.emplace_back([&] {
      for (auto at = next++; at < sources.size() && !is_stopped(); at = next++) work(sources[at]);
    });
  workers.clear();
  progress_.clear();
  if (failure_) std::rethrow_exception(failure_);
  totals_.stopped = is_stopped();
  return std::move(totals_);
}

// What the store throws ends all workers; the first of it is what the user reads.
void CrawlRun::work(const Source& source) try { crawl_one(source); } catch (...) {
  const std::lock_guard lock(mutex_);
  if (!failure_) failure_ = std::current_exception();
  broken_ = true;
}

HostMemory CrawlRun::memory() {
  HostMemory out;
  out.recall = [this](const std::string& host) {
    const auto known = store_.read([&](const Store& store) { return store.host(host); });
    if (!known) return HostRecord{};
    return HostRecord{known->not_before, static_cast<int>(known->failures), known->reason};
  };
  out.keep = [this](const std::string& host, const HostRecord& record) {
    store_.write([&](Store& store) {
      store.keep_host({host, record.not_before, record.failures, record.reason});
    });
  };
  out.recall_robots = [this](const std::string& origin) -> std::optional<RobotsFile> {
    auto known = store_.read([&](const Store& store) { return store.robots(origin); });
    if (!known) return std::nullopt;
    return RobotsFile{known->fetched_at, known->missing, std::move(known->body)};
  };
  out.keep_robots = [this](const std::string& origin, const RobotsFile& file) {
    store_.write([&](Store& store) {
      store.keep_robots(origin, {file.fetched_at, file.missing, file.body});
    });
  };
  return out;
}

// Two sources may announce one page: in a run it belongs to the one that took it first.
std::vector<WaitingPage> CrawlRun::claim(const std::string& source, std::size_t limit) {
  for (;; limit *= 2) {
    auto pages =
        store_.read([&](const Store& store) { return store.waiting(source, now(), limit); });
    const bool all = pages.size() < limit;
    const std::lock_guard lock(mutex_);
    std::erase_if(pages, [&](const WaitingPage& page) {
      return claims_.try_emplace(page.url, source).first->second != source;
    });
    if (!pages.empty() || all) return pages;
  }
}

void CrawlRun::bind_frontier(CrawlStore& out, const Source& source) {
  out.announce = [this](const std::vector<WaitingPage>& pages, const FetchedPage* listing) {
    Announcement result;
    if (!pages.empty() || listing)
      store_.write([&](Store& store) { result = store.announce(pages, listing); });
    return Announced{result.added, result.stored};
  };
  // What is still to come of the source is told anew each time, for it may have grown.
  auto expected = std::make_shared<std::atomic<std::ptrdiff_t>>(0);
  auto done = std::make_shared<std::atomic<std::ptrdiff_t>>(0);
  out.waiting = [this, &source, expected, done](const std::string& id, std::size_t limit) {
    auto pages = claim(id, limit);
    const auto all =
        store_.read([&](const Store& store) { return store.waiting_count(id, now()); });
    const auto total =
        std::min<std::ptrdiff_t>(*done + static_cast<std::ptrdiff_t>(all), source.max_articles);
    progress_.expect(total - expected->exchange(total));
    return pages;
  };
  out.tick = [this, done] {
    ++*done;
    progress_.page_done();
  };
  out.forget = [this](const std::string& from) {
    store_.write([&](Store& store) { store.stop_waiting(from); });
  };
  out.postpone = [this](const std::string& from, std::int64_t not_before,
                        const std::string& problem) {
    store_.write([&](Store& store) { store.postpone(from, not_before, problem); });
  };
}

void CrawlRun::bind_pages(CrawlStore& out, const Source& source) {
  // What another source announced from the same listing, this one must hear, too.
  std::unordered_set<std::string> unread;
  if (!store_.read([&](const Store& store) { return store.last_crawled(source.id); }))
    for (const auto& text : source.urls)
      if (const auto url = parse_url(text)) unread.insert(url->text());
  out.seen = [this, unread](const std::string& url) -> std::optional<SeenPage> {
    const auto page = store_.read([&](const Store& store) { return store.known_page(url); });
    if (!page) return std::nullopt;
    if (unread.contains(url)) return SeenPage{};
    return SeenPage{page->etag, page->last_modified};
  };
  out.keep = [this](const FetchedPage& page, Article&& article, const std::string& from,
                    const std::vector<WaitingPage>& links) {
    const auto reading = read_article(extractor_, std::move(article));
    store_.write([&](Store& store) {
      store.announce(links, nullptr);
      keep_reading(store, page, reading);
      store.stop_waiting(from);
    });
  };
  out.keep_page = [this](const FetchedPage& page, const std::string& from,
                         const std::vector<WaitingPage>& links) {
    store_.write([&](Store& store) {
      store.announce(links, nullptr);
      store.keep_page(page);
      store.stop_waiting(from);
    });
  };
  out.skip = [this](const std::string& url, const std::string& problem) {
    if (!limits_.verbose) return;
    const std::lock_guard lock(mutex_);
    progress_.clear();
    messages_.detail(url + ": " + problem);
  };
}

CrawlStore CrawlRun::storing(const Source& source) {
  CrawlStore out;
  bind_frontier(out, source);
  bind_pages(out, source);
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

void CrawlRun::tell(const Source& source, const CrawlReport& report) {
  progress_.clear();
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

void CrawlRun::crawl_one(const Source& source) {
  const auto report = crawl(source, fetcher_, storing(source));
  // A source that was cut short stays due.
  if (!is_stopped())
    store_.write([&](Store& store) {
      store.mark_crawled(source.id, {current_time(), report.fetched, report.articles, report.failed,
                                     report.error});
    });
  const std::lock_guard lock(mutex_);
  add(report);
  tell(source, report);
  progress_.source_done();
}

}  // namespace

CrawlTotals run_crawl(const std::vector<Source>& sources, const Settings& settings,
                      const CrawlLimits& limits, const Extractor& extractor, Store& store,
                      const Messages& messages) {
  watch_signals();
  return CrawlRun(settings, limits, extractor, store, messages).run(sources);
}

}  // namespace dealgraph

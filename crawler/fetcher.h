#pragma once
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "core/article.h"
#include "crawler/http.h"
#include "crawler/robots.h"
#include "crawler/url.h"

namespace dealgraph {

// What outlives a run: a host that failed is left alone for growing times.
struct HostRecord {
  std::int64_t not_before = 0;  // seconds since 1970 UTC
  int failures = 0;             // runs in a row that gave it up
  std::string reason;           // of the last one
};

// A robots.txt as it was had. RFC 9309 §2.4: good for a day.
struct RobotsFile {
  std::int64_t fetched_at = 0;  // seconds since 1970 UTC
  bool missing = false;         // 4xx: all is allowed
  std::string body;
};

// Where that is kept; asked from several threads. All may be empty.
struct HostMemory {
  std::function<HostRecord(const std::string& host)> recall;  // a record of zeros if unknown
  std::function<void(const std::string& host, const HostRecord& record)> keep;
  std::function<std::optional<RobotsFile>(const std::string& origin)> recall_robots;
  std::function<void(const std::string& origin, const RobotsFile& file)> keep_robots;
};

struct FetchPolicy {
  HttpOptions http;  // allow_private is of the manners
  // Longest Crawl-delay and Retry-After that are waited for; a host that asks for more is left
  // alone for the rest of the run.
  std::chrono::milliseconds patience{60'000};
  HostMemory memory;
};

// How a source wants its hosts to be treated.
struct FetchManners {
  // Between two requests to a host; longer where it answers slowly, and doubled after each error.
  // Zero stays zero: for a server of one's own.
  std::chrono::milliseconds delay{1000};
  std::size_t connections = 1;  // requests to a host at a time
  bool allow_private = false;   // loopback and private addresses may be reached
};

enum class FetchResult { page, unchanged, disallowed, failed };

struct Fetched {
  FetchResult result = FetchResult::failed;
  FetchedPage page;          // of a page: doc is the URL asked for, url the one after redirects
  std::string problem;       // of disallowed and failed: one line
  bool passing = false;      // failed for a reason that may be gone next time (5xx, 429, time-out)
  bool host_closed = false;  // nothing was asked: the host is left alone for the rest of the run
};

// What is known of a URL fetched before; asked at each hop of a redirect.
using KnownValidators = std::function<Validators(const Url&)>;

// Polite fetching for any number of threads, all hosts known to all of them: robots.txt of every
// host first, the delay or Crawl-delay, whichever is longer, after each request, Retry-After of 429
// and 503, and at most 5 redirects, each of them checked and waited for like a request of its own.
// Those who wait for a host are served in the order in which they came.
class Fetcher {
 public:
  explicit Fetcher(FetchPolicy policy);
  Fetched fetch(const Url& url, const FetchManners& manners, const KnownValidators& known);

 private:
  using Clock = std::chrono::steady_clock;

  struct Host {
    std::chrono::milliseconds crawl_delay{0};
    std::chrono::milliseconds latency{0};  // of its answers, smoothed
    int errors = 0;                        // in this run
    int silent = 0;                        // requests in a row without an answer
    HostRecord record;
    Clock::time_point not_before{};  // as the server asked
    Clock::time_point last{};        // begin or end of the last request, by FetchManners
    std::size_t busy = 0;            // requests under way
    std::deque<int> line;            // tickets of those who wait
    int tickets = 0;
    std::string closed;  // why no more is asked of it; "": go on
  };

  struct Rules {
    Robots robots;
    std::string problem;  // why robots.txt could not be had; "" if it could
    bool ready = false;   // else a thread is at it
  };

  using Lock = std::unique_lock<std::mutex>;

  Host& host_of(const Url& url);
  const Rules& rules_of(const Url& url, const FetchManners& manners);
  Rules recall_rules(const Url& url) const;
  Rules fetch_rules(const Url& url, const FetchManners& manners);
  bool may_fetch(const Url& url, const FetchManners& manners, Fetched& refusal);
  HttpResponse request(const HttpRequest& request, const FetchManners& manners);
  HttpResponse paced_get(const HttpRequest& request, const FetchManners& manners, Host& host);
  void wait_for_turn(Host& host, const FetchManners& manners);
  bool is_stopped() const { return policy_.http.stopped && policy_.http.stopped(); }
  void learn(const Url& url, Host& host, const HttpResponse& response,
             std::chrono::milliseconds took);
  void give_up(const Url& url, Host& host, std::string reason,
               std::optional<std::chrono::seconds> wait);
  HttpClient& client(bool allow_private);

  FetchPolicy policy_;
  std::mutex mutex_;  // of all that follows
  std::condition_variable changed_;
  std::unordered_map<std::string, Host> hosts_;   // by host and port: http and https are one
  std::unordered_map<std::string, Rules> rules_;  // by origin
  // Apart, so that a connection to a private address is never used for who may not have one.
  std::unique_ptr<HttpClient> public_client_, private_client_;
};

}  // namespace dealgraph

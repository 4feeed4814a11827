#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
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

// Where that is kept. Both may be empty.
struct HostMemory {
  std::function<HostRecord(const std::string& host)> recall;  // a record of zeros if unknown
  std::function<void(const std::string& host, const HostRecord& record)> keep;
};

struct FetchPolicy {
  HttpOptions http;
  // Between two requests to a host; longer where it answers slowly, and doubled after each error.
  // Zero stays zero: for a server of one's own.
  std::chrono::milliseconds delay{1000};
  // Longest Crawl-delay and Retry-After that are waited for; a host that asks for more is left
  // alone for the rest of the run.
  std::chrono::milliseconds patience{60'000};
  HostMemory memory;
};

enum class FetchResult { page, unchanged, disallowed, failed };

struct Fetched {
  FetchResult result = FetchResult::failed;
  FetchedPage page;      // of a page: doc is the URL asked for, url the one after redirects
  std::string problem;   // of disallowed and failed: one line
  bool passing = false;  // failed for a reason that may be gone next time (5xx, 429, time-out)
};

// What is known of a URL fetched before; asked at each hop of a redirect.
using KnownValidators = std::function<Validators(const Url&)>;

// Polite fetching by one thread: robots.txt of every host first (kept for the Fetcher's life), the
// delay or Crawl-delay, whichever is longer, after each request, Retry-After of 429 and 503, and at
// most 5 redirects, each of them checked and waited for like a request of its own.
class Fetcher {
 public:
  explicit Fetcher(FetchPolicy policy);
  Fetched fetch(const Url& url, const KnownValidators& known);

 private:
  struct Host {
    std::chrono::milliseconds delay{0};
    std::chrono::milliseconds latency{0};  // of its answers, smoothed
    int errors = 0;                        // in this run
    int silent = 0;                        // requests in a row without an answer
    HostRecord record;
    std::chrono::steady_clock::time_point ready;  // next request not before
    std::string stopped;                          // why no more is asked of it; "": go on
  };

  struct Rules {
    Robots robots;
    std::string problem;  // why robots.txt could not be had; "" if it could
  };

  Host& host_of(const Url& url);
  const Rules& rules_of(const Url& url);
  Rules fetch_rules(const Url& url);
  bool may_fetch(const Url& url, Fetched& refusal);
  HttpResponse request(const HttpRequest& request);
  HttpResponse paced_get(const HttpRequest& request, Host& host);
  void pause_until(std::chrono::steady_clock::time_point time) const;
  bool is_stopped() const { return policy_.http.stopped && policy_.http.stopped(); }
  void learn(const Url& url, Host& host, const HttpResponse& response,
             std::chrono::milliseconds took);
  void give_up(const Url& url, Host& host, std::string reason,
               std::optional<std::chrono::seconds> wait);
  std::chrono::milliseconds pace(const Host& host) const;

  FetchPolicy policy_;
  HttpClient client_;
  std::unordered_map<std::string, Host> hosts_;   // by host and port: http and https are one
  std::unordered_map<std::string, Rules> rules_;  // by origin
};

}  // namespace dealgraph

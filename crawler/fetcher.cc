#include "crawler/fetcher.h"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

namespace dealgraph {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr int max_redirects = 5;
constexpr int max_retries = 2;  // of one request, after Retry-After

bool is_success(int status) { return status >= 200 && status < 300; }
bool asks_to_wait(int status) { return status == 429 || status == 503; }

}  // namespace

Fetcher::Fetcher(FetchPolicy policy) : policy_(std::move(policy)), client_(policy_.http) {}

Fetcher::Host& Fetcher::host_of(const Url& url) {
  const auto [entry, added] = hosts_.try_emplace(url.authority());
  if (added) entry->second.delay = policy_.delay;
  return entry->second;
}

HttpResponse Fetcher::paced_get(const HttpRequest& request, Host& host) {
  std::this_thread::sleep_until(host.ready);
  auto response = client_.get(request);
  host.ready = steady_clock::now() + host.delay;
  return response;
}

// One hop, with what the server says about waiting obeyed.
HttpResponse Fetcher::request(const HttpRequest& request) {
  Host& host = host_of(request.url);
  for (int retries = 0;; ++retries) {
    auto response = paced_get(request, host);
    if (!response.error.empty() || !asks_to_wait(response.status)) return response;
    const bool hopeless =
        retries == max_retries || !response.retry_after || *response.retry_after > policy_.patience;
    if (!hopeless) {
      host.ready = std::max(host.ready, steady_clock::now() + *response.retry_after);
      continue;
    }
    // A lone 503 may be about one page; with a Retry-After, or as a 429, it is about us.
    if (response.status == 429 || response.retry_after) {
      host.stopped = fmt::format("{} answered {}", request.url.authority(), response.status);
      if (response.retry_after)
        host.stopped += fmt::format(", retry after {} s", response.retry_after->count());
    }
    return response;
  }
}

// RFC 9309 §2.3.1: redirects of robots.txt are followed across hosts; a missing file allows all, an
// unreachable one forbids all.
Fetcher::Rules Fetcher::fetch_rules(const Url& url) {
  HttpRequest ask;
  ask.url = url;
  ask.url.target = "/robots.txt";
  ask.max_body = Robots::max_size + 1;
  ask.cut_body = true;
  for (int hop = 0; hop <= max_redirects; ++hop) {
    const auto response = request(ask);
    if (!response.error.empty()) return {Robots::disallow_all(), response.error};
    if (is_success(response.status))
      return {Robots::parse(response.page.body, product_token(policy_.http.user_agent)), ""};
    if (!response.redirect) {
      const bool missing = response.status >= 400 && response.status < 500;
      if (missing && response.status != 429) return {Robots::allow_all(), ""};
      return {Robots::disallow_all(), fmt::format("HTTP {}", response.status)};
    }
    ask.url = *response.redirect;
  }
  return {Robots::allow_all(), ""};
}

const Fetcher::Rules& Fetcher::rules_of(const Url& url) {
  const auto known = rules_.find(url.origin());
  if (known != rules_.end()) return known->second;
  const auto& rules = rules_.emplace(url.origin(), fetch_rules(url)).first->second;
  Host& host = host_of(url);
  const auto asked = rules.robots.crawl_delay().value_or(milliseconds(0));
  if (asked > policy_.patience) {
    if (host.stopped.empty())
      host.stopped =
          fmt::format("{} asks for a Crawl-delay of {} s", url.authority(), asked.count() / 1000);
  } else if (asked > host.delay) {
    // The request for robots.txt was the last one: what it says counts from then on.
    host.ready += asked - host.delay;
    host.delay = asked;
  }
  return rules;
}

bool Fetcher::may_fetch(const Url& url, Fetched& refusal) {
  const Host& host = host_of(url);
  const Rules* rules = host.stopped.empty() ? &rules_of(url) : nullptr;
  if (!host.stopped.empty()) {
    refusal.problem = host.stopped;
    refusal.passing = true;
    return false;
  }
  if (rules->robots.allows(url.target)) return true;
  refusal.result = FetchResult::disallowed;
  refusal.passing = !rules->problem.empty();
  refusal.problem = refusal.passing
                        ? fmt::format("{}/robots.txt cannot be read ({}), which forbids all",
                                      url.origin(), rules->problem)
                        : fmt::format("disallowed by {}/robots.txt", url.origin());
  return false;
}

Fetched Fetcher::fetch(const Url& url, const KnownValidators& known) {
  Fetched out;
  HttpRequest ask;
  ask.url = url;
  for (int hop = 0; hop <= max_redirects; ++hop) {
    if (!may_fetch(ask.url, out)) return out;
    ask.validators = known(ask.url);
    auto response = request(ask);
    if (!response.error.empty()) {
      out.problem = std::move(response.error);
      out.passing = response.status == 0 || is_success(response.status);
      return out;
    }
    if (response.redirect) {
      ask.url = *response.redirect;
      continue;
    }
    if (is_success(response.status)) {
      out.result = FetchResult::page;
      out.page = std::move(response.page);
      out.page.doc = url.text();
    } else if (response.status == 304) {
      out.result = FetchResult::unchanged;
    } else {
      out.problem = fmt::format("HTTP {}", response.status);
      out.passing = response.status >= 500 || response.status == 429 || response.status == 408;
    }
    return out;
  }
  out.problem = fmt::format("more than {} redirects", max_redirects);
  return out;
}

}  // namespace dealgraph

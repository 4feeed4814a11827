#include "crawler/fetcher.h"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <random>
#include <thread>

namespace dealgraph {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr int max_redirects = 5;
constexpr int max_retries = 2;  // of one request, after Retry-After

constexpr int max_silent = 3;  // requests without an answer, then the host is given up
constexpr int max_doublings = 6;
constexpr milliseconds longest_pause{60'000};
constexpr std::int64_t first_rest = 5 * 60, longest_rest = 24 * 3600;  // seconds

// So that hosts which failed together are not asked again together.
double jitter() {
  thread_local std::minstd_rand random{std::random_device{}()};
  return std::uniform_real_distribution(0.8, 1.2)(random);
}

std::int64_t rest_after(int failures) {
  const auto rest = std::min(first_rest << std::min(failures - 1, 10), longest_rest);
  return static_cast<std::int64_t>(static_cast<double>(rest) * jitter());
}

bool is_success(int status) { return status >= 200 && status < 300; }
bool asks_to_wait(int status) { return status == 429 || status == 503; }

}  // namespace

Fetcher::Fetcher(FetchPolicy policy) : policy_(std::move(policy)), client_(policy_.http) {}

Fetcher::Host& Fetcher::host_of(const Url& url) {
  const auto [entry, added] = hosts_.try_emplace(url.authority());
  Host& host = entry->second;
  if (!added) return host;
  host.delay = policy_.delay;
  if (policy_.memory.recall) host.record = policy_.memory.recall(url.authority());
  const auto wait = host.record.not_before - std::time(nullptr);
  if (std::chrono::seconds(wait) > policy_.patience)
    host.stopped =
        fmt::format("{}; left alone for {} more minutes", host.record.reason, wait / 60 + 1);
  else if (wait > 0)
    host.ready = steady_clock::now() + std::chrono::seconds(wait);
  return host;
}

// A stop must not wait for a host's pause.
void Fetcher::pause_until(steady_clock::time_point time) const {
  constexpr milliseconds slice{100};
  while (!is_stopped() && steady_clock::now() < time)
    std::this_thread::sleep_until(std::min(time, steady_clock::now() + slice));
}

milliseconds Fetcher::pace(const Host& host) const {
  if (policy_.delay == milliseconds(0)) return host.delay;
  const auto calm = std::max(host.delay, std::min(host.latency, longest_pause));
  return std::max(calm,
                  std::min(calm * (1 << std::min(host.errors, max_doublings)), longest_pause));
}

void Fetcher::learn(const Url& url, Host& host, const HttpResponse& response, milliseconds took) {
  host.latency = host.latency == milliseconds(0) ? took : (host.latency * 3 + took) / 4;
  if (response.status == 429 || response.status >= 500 || !response.error.empty()) ++host.errors;
  if (response.status != 0) {
    host.silent = 0;
    // A robots.txt is often served while all else is refused: it says nothing of the host's mood.
    const bool well =
        response.status != 429 && response.status < 500 && url.target != "/robots.txt";
    if (host.record.failures > 0 && well) {
      host.record = {};
      if (policy_.memory.keep) policy_.memory.keep(url.authority(), host.record);
    }
  } else if (++host.silent == max_silent && !is_stopped()) {
    give_up(url, host, fmt::format("{} does not answer ({})", url.authority(), response.error), {});
  }
}

void Fetcher::give_up(const Url& url, Host& host, std::string reason,
                      std::optional<std::chrono::seconds> wait) {
  host.stopped = std::move(reason);
  ++host.record.failures;
  const auto rest = rest_after(host.record.failures);
  host.record.not_before = std::time(nullptr) + (wait ? wait->count() : rest);
  host.record.reason = host.stopped;
  if (policy_.memory.keep) policy_.memory.keep(url.authority(), host.record);
}

HttpResponse Fetcher::paced_get(const HttpRequest& request, Host& host) {
  pause_until(host.ready);
  const auto start = steady_clock::now();
  auto response = client_.get(request);
  const auto end = steady_clock::now();
  learn(request.url, host, response, std::chrono::duration_cast<milliseconds>(end - start));
  host.ready = end + pace(host);
  return response;
}

// One hop, with what the server says about waiting obeyed.
HttpResponse Fetcher::request(const HttpRequest& request) {
  Host& host = host_of(request.url);
  for (int retries = 0;; ++retries) {
    auto response = paced_get(request, host);
    if (!response.error.empty() || !asks_to_wait(response.status)) return response;
    const bool named = response.retry_after.has_value();
    const bool patient = named ? *response.retry_after <= policy_.patience
                               : policy_.delay > milliseconds(0);  // pace() backs off
    if (retries < max_retries && patient && !is_stopped()) {
      const auto wait =
          named ? std::chrono::duration_cast<milliseconds>(*response.retry_after) : milliseconds(0);
      const auto since = static_cast<double>(pace(host).count()) * jitter();
      host.ready = steady_clock::now() + std::max(wait, milliseconds(static_cast<long>(since)));
      continue;
    }
    // A lone 503 may be about one page; with a Retry-After, or as a 429, it is about us.
    if (response.status == 429 || response.retry_after) {
      auto reason = fmt::format("{} answered {}", request.url.authority(), response.status);
      if (named) reason += fmt::format(", retry after {} s", response.retry_after->count());
      give_up(request.url, host, std::move(reason), response.retry_after);
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

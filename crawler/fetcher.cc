#include "crawler/fetcher.h"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <exception>
#include <random>

namespace dealgraph {
namespace {

using std::chrono::milliseconds;

constexpr int max_redirects = 5;
constexpr int max_retries = 2;  // of one request, after Retry-After

constexpr int max_silent = 3;  // requests without an answer, then the host is given up
constexpr int max_doublings = 6;
constexpr milliseconds longest_pause{60'000};
constexpr std::int64_t robots_lifetime = std::int64_t{24} * 3600;  // seconds; RFC 9309 §2.4
constexpr std::int64_t first_rest = std::int64_t{5} * 60,
                       longest_rest = std::int64_t{24} * 3600;  // seconds

// So that hosts which failed together are not asked again together.
double jitter() {
  thread_local std::minstd_rand random{std::random_device{}()};
  return std::uniform_real_distribution(0.8, 1.2)(random);
}

std::int64_t rest_after(int failures) {
  const auto rest = std::min(first_rest << std::min(failures - 1, 10), longest_rest);
  return static_cast<std::int64_t>(static_cast<double>(rest) * jitter());
}

// How long a host is left in peace after a request.
milliseconds pace(milliseconds wanted, milliseconds crawl_delay, milliseconds latency, int errors) {
  const auto delay = std::max(wanted, crawl_delay);
  if (wanted == milliseconds(0)) return delay;
  const auto calm = std::max(delay, std::min(latency, longest_pause));
  return std::max(calm, std::min(calm * (1 << std::min(errors, max_doublings)), longest_pause));
}

bool is_success(int status) { return status >= 200 && status < 300; }
bool asks_to_wait(int status) { return status == 429 || status == 503; }

}  // namespace

Fetcher::Fetcher(FetchPolicy policy) : policy_(std::move(policy)) {}

HttpClient& Fetcher::client(bool allow_private) {
  const Lock lock(mutex_);
  auto& client = allow_private ? private_client_ : public_client_;
  if (!client) {
    auto options = policy_.http;
    options.allow_private = allow_private;
    client = std::make_unique<HttpClient>(std::move(options));
  }
  return *client;
}

// Under the lock. A host stays where it is for the Fetcher's life.
Fetcher::Host& Fetcher::host_of(const Url& url) {
  const auto [entry, added] = hosts_.try_emplace(url.authority());
  Host& host = entry->second;
  if (!added) return host;
  if (policy_.memory.recall) host.record = policy_.memory.recall(url.authority());
  const auto wait = host.record.not_before - std::time(nullptr);
  if (std::chrono::seconds(wait) > policy_.patience)
    host.closed =
        fmt::format("{}; left alone for {} more minutes", host.record.reason, wait / 60 + 1);
  else if (wait > 0)
    host.not_before = Clock::now() + std::chrono::seconds(wait);
  return host;
}

// A stop must not wait for a host's pause.
void Fetcher::wait_for_turn(Host& host, const FetchManners& manners) {
  constexpr milliseconds slice{100};
  Lock lock(mutex_);
  const int ticket = host.tickets++;
  host.line.push_back(ticket);
  while (!is_stopped()) {
    const auto now = Clock::now();
    const auto due = std::max(host.not_before, host.last + pace(manners.delay, host.crawl_delay,
                                                                host.latency, host.errors));
    const bool first = host.line.front() == ticket && host.busy < manners.connections;
    if (first && now >= due) break;
    changed_.wait_until(lock, first ? std::min(due, now + slice) : now + slice);
  }
  std::erase(host.line, ticket);
  ++host.busy;
  host.last = Clock::now();
  lock.unlock();
  changed_.notify_all();
}

// Under the lock, like give_up().
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
  host.closed = std::move(reason);
  ++host.record.failures;
  const auto rest = rest_after(host.record.failures);
  host.record.not_before = std::time(nullptr) + (wait ? wait->count() : rest);
  host.record.reason = host.closed;
  if (policy_.memory.keep) policy_.memory.keep(url.authority(), host.record);
}

HttpResponse Fetcher::paced_get(const HttpRequest& request, const FetchManners& manners,
                                Host& host) {
  wait_for_turn(host, manners);
  const auto start = Clock::now();
  auto response = client(manners.allow_private).get(request);
  const auto end = Clock::now();
  {
    const Lock lock(mutex_);
    learn(request.url, host, response, std::chrono::duration_cast<milliseconds>(end - start));
    --host.busy;
    if (manners.connections == 1) host.last = end;
  }
  changed_.notify_all();
  return response;
}

// One hop, with what the server says about waiting obeyed.
HttpResponse Fetcher::request(const HttpRequest& request, const FetchManners& manners) {
  Lock lock(mutex_);
  Host& host = host_of(request.url);
  for (int retries = 0;; ++retries) {
    lock.unlock();
    auto response = paced_get(request, manners, host);
    lock.lock();
    if (!response.error.empty() || !asks_to_wait(response.status)) return response;
    const bool named = response.retry_after.has_value();
    const bool patient = named ? *response.retry_after <= policy_.patience
                               : manners.delay > milliseconds(0);  // pace() backs off
    if (retries < max_retries && patient && !is_stopped()) {
      const auto wait =
          named ? std::chrono::duration_cast<milliseconds>(*response.retry_after) : milliseconds(0);
      const auto calm = pace(manners.delay, host.crawl_delay, host.latency, host.errors);
      const auto since =
          milliseconds(static_cast<long>(static_cast<double>(calm.count()) * jitter()));
      host.not_before = std::max(host.not_before, Clock::now() + std::max(wait, since));
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
Fetcher::Rules Fetcher::fetch_rules(const Url& url, const FetchManners& manners) {
  HttpRequest ask;
  ask.url = url;
  ask.url.target = "/robots.txt";
  ask.max_body = Robots::max_size + 1;
  ask.cut_body = true;
  const auto keep = [&](bool missing, std::string body) {
    if (policy_.memory.keep_robots)
      policy_.memory.keep_robots(url.origin(), {std::time(nullptr), missing, std::move(body)});
  };
  for (int hop = 0; hop <= max_redirects; ++hop) {
    auto response = request(ask, manners);
    if (!response.error.empty()) return {Robots::disallow_all(), response.error};
    if (is_success(response.status)) {
      auto robots = Robots::parse(response.page.body, product_token(policy_.http.user_agent));
      keep(false, std::move(response.page.body));
      return {std::move(robots), ""};
    }
    if (!response.redirect) {
      const bool missing = response.status >= 400 && response.status < 500;
      if (!missing || response.status == 429)
        return {Robots::disallow_all(), fmt::format("HTTP {}", response.status)};
      keep(true, "");
      return {Robots::allow_all(), ""};
    }
    ask.url = *response.redirect;
  }
  return {Robots::allow_all(), ""};
}

// From an earlier run; not ready if there is none that may still be used.
Fetcher::Rules Fetcher::recall_rules(const Url& url) const {
  if (!policy_.memory.recall_robots) return {};
  const auto file = policy_.memory.recall_robots(url.origin());
  const auto age = file ? std::time(nullptr) - file->fetched_at : robots_lifetime;
  if (age < 0 || age >= robots_lifetime) return {};
  if (file->missing) return {Robots::allow_all(), "", true};
  return {Robots::parse(file->body, product_token(policy_.http.user_agent)), "", true};
}

const Fetcher::Rules& Fetcher::rules_of(const Url& url, const FetchManners& manners) {
  Lock lock(mutex_);
  const auto [entry, added] = rules_.try_emplace(url.origin());
  Rules& rules = entry->second;
  if (!added) {
    changed_.wait(lock, [&rules] { return rules.ready; });
    return rules;
  }
  lock.unlock();
  Rules found{Robots::disallow_all(), "the run failed"};
  std::exception_ptr failure;  // who waits for these rules must not wait for ever
  try {
    found = recall_rules(url);
    if (!found.ready) found = fetch_rules(url, manners);
  } catch (...) {
    failure = std::current_exception();
  }
  lock.lock();
  rules = std::move(found);
  rules.ready = true;
  Host& host = host_of(url);
  const auto asked = rules.robots.crawl_delay().value_or(milliseconds(0));
  if (asked > policy_.patience && host.closed.empty())
    host.closed =
        fmt::format("{} asks for a Crawl-delay of {} s", url.authority(), asked.count() / 1000);
  host.crawl_delay = std::max(host.crawl_delay, asked);
  lock.unlock();
  changed_.notify_all();
  if (failure) std::rethrow_exception(failure);
  return rules;
}

bool Fetcher::may_fetch(const Url& url, const FetchManners& manners, Fetched& refusal) {
  const auto closed = [&] {
    const Lock lock(mutex_);
    return host_of(url).closed;
  };
  auto why = closed();
  const Rules* rules = why.empty() ? &rules_of(url, manners) : nullptr;
  if (rules) why = closed();
  if (!why.empty()) {
    refusal.problem = std::move(why);
    refusal.passing = refusal.host_closed = true;
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

Fetched Fetcher::fetch(const Url& url, const FetchManners& manners, const KnownValidators& known) {
  Fetched out;
  HttpRequest ask;
  ask.url = url;
  for (int hop = 0; hop <= max_redirects; ++hop) {
    if (!may_fetch(ask.url, manners, out)) return out;
    ask.validators = known(ask.url);
    auto response = request(ask, manners);
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

#include "crawler/crawl.h"

#include <fmt/format.h>

#include <utility>

#include "crawler/crawl_context.h"
#include "crawler/url_traps.h"
#include "crawler/web_date.h"
#include "text/zone.h"

namespace dealgraph {

Fetched CrawlContext::fetch(const Url& url) {
  auto fetched = fetcher_.fetch(url, manners_of(source), [this](const Url& hop) {
    const auto known = store.seen(hop.text());
    return known ? Validators{known->etag, known->last_modified} : Validators{};
  });
  const bool stopped = is_stopped();
  const std::lock_guard lock(mutex_);
  switch (fetched.result) {
    case FetchResult::page:
      ++report_.fetched;
      break;
    case FetchResult::unchanged:
      ++report_.unchanged;
      break;
    case FetchResult::disallowed:
      ++report_.disallowed;
      break;
    case FetchResult::failed:
      report_.failed += !stopped;
      break;
  }
  return fetched;
}

bool CrawlContext::take(const Url& url) {
  const std::lock_guard lock(mutex_);
  return taken_.insert(url.text()).second;
}

// Links are made by programs, and some of those have no end; who writes a feed means each entry.
bool CrawlContext::wants(const Url& url) {
  if (source.kind == SourceKind::pages) return true;
  const bool links = source.kind == SourceKind::listing || source.kind == SourceKind::site;
  if (filter_.accepts(url) && !(links && !trap_of(url).empty())) return true;
  const std::lock_guard lock(mutex_);
  ++off_site_;
  return false;
}

std::vector<WaitingPage> CrawlContext::choose(const std::vector<FeedItem>& items, int depth) {
  std::vector<WaitingPage> pages;
  for (const auto& item : items) {
    const auto found = parse_url(item.url);
    if (!found) continue;
    const auto url = without_tracking(*found);
    if (!take(url) || !wants(url)) continue;
    WaitingPage page{url.text(), source.id, depth, {}, {}, item.title, item.content, 0};
    page.published = with_zone(item.published, source.zone);
    page.published_at =
        instant_of(page.published.empty() ? with_zone(item.updated, source.zone) : page.published);
    pages.push_back(std::move(page));
  }
  return pages;
}

Announced CrawlContext::announce(const std::vector<FeedItem>& items, int depth,
                                 const FetchedPage* listing) {
  const auto announced = store.announce(choose(items, depth), listing);
  const std::lock_guard lock(mutex_);
  report_.unchanged += announced.stored;
  return announced;
}

void CrawlContext::fail(const std::string& url, const std::string& problem) {
  if (is_stopped()) return;  // the failure is ours
  {
    const std::lock_guard lock(mutex_);
    if (report_.error.empty()) report_.error = url + ": " + problem;
  }
  store.skip(url, problem);
}

void CrawlContext::count_article() {
  const std::lock_guard lock(mutex_);
  ++report_.articles;
}

void CrawlContext::count_unchanged() {
  const std::lock_guard lock(mutex_);
  ++report_.unchanged;
}

void CrawlContext::count_outdated(std::string note) {
  const std::lock_guard lock(mutex_);
  ++report_.outdated;
  report_.outdated_note = std::move(note);
}

CrawlReport CrawlContext::report() const {
  const std::lock_guard lock(mutex_);
  return report_;
}

std::size_t CrawlContext::off_site() const {
  const std::lock_guard lock(mutex_);
  return off_site_;
}

FetchPolicy fetch_policy(const std::string& user_agent, const std::string& proxy,
                         std::function<bool()> stopped, HostMemory memory) {
  FetchPolicy policy;
  policy.http.user_agent = user_agent;
  policy.http.proxy = proxy;
  policy.http.stopped = std::move(stopped);
  policy.memory = std::move(memory);
  return policy;
}

FetchManners manners_of(const Source& source) {
  return {std::chrono::milliseconds(source.delay_ms), static_cast<std::size_t>(source.connections),
          source.allow_private};
}

CrawlReport crawl(const Source& source, Fetcher& fetcher, const CrawlStore& store) {
  CrawlContext context(source, fetcher, store);
  const auto listings = read_listings(context);
  const bool announced_nothing = context.store.waiting(source.id, 1).empty();
  fetch_waiting(context);
  auto report = context.report();
  // Part of the source works, so the source does; what failed went to skip().
  if (listings > 0 || (source.kind == SourceKind::pages && report.fetched > 0))
    report.error.clear();
  if (report.error.empty() && announced_nothing && report.unchanged == 0 && context.off_site() > 0)
    report.error = fmt::format(
        "none of the {} links belongs to the source; set 'allow' to the URLs of its articles",
        context.off_site());
  return report;
}

}  // namespace dealgraph

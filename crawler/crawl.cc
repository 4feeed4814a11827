#include "crawler/crawl.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <deque>
#include <limits>
#include <unordered_set>
#include <utility>
#include <vector>

#include "crawler/article_parser.h"
#include "crawler/feed.h"
#include "crawler/fetcher.h"
#include "crawler/json_list.h"
#include "crawler/links.h"
#include "crawler/listing.h"
#include "crawler/web_date.h"

namespace dealgraph {
namespace {

constexpr std::size_t max_sitemaps = 50;  // of an index, per run

// An article that a listing announces.
struct Candidate {
  Url url;
  FeedItem item;
  std::int64_t instant = std::numeric_limits<std::int64_t>::min();  // undated ones come last
};

class Crawl {
 public:
  Crawl(const Source& source, FetchPolicy policy, const CrawlStore& store);
  CrawlReport run();

 private:
  struct Listing {
    Url url;
    bool child = false;  // found in a sitemap index
  };

  void read_listings();
  void read_listing(const Listing& listing);
  void read_feed(const Listing& listing, FetchedPage& page);
  void announce(const Url& url, const FeedItem& item);
  bool take(const Url& url, const Feed& feed);
  void read_api(const std::string& address);
  void follow_index(std::vector<FeedItem> sitemaps);
  void fetch_articles();
  void fetch_article(const Candidate& candidate);
  void keep_listings();
  Fetched fetch(const Url& url);
  bool is_stopped();
  void fail(const std::string& url, const std::string& problem);

  const Source& source_;
  const CrawlStore& store_;
  ArticleFilter filter_;
  SiteRules page_rules_;
  Fetcher fetcher_;
  CrawlReport report_;
  std::deque<Listing> queue_;
  std::vector<FetchedPage> listings_;
  std::vector<Candidate> candidates_;          // not stored yet
  std::unordered_set<std::string> announced_;  // URLs of listings and articles, to take each once
  std::size_t off_site_ = 0;
  std::size_t listings_read_ = 0;
  bool complete_ = true;  // every announced article was dealt with for good
};

FetchPolicy policy_of(const Source& source, const std::string& user_agent, const CrawlStore& store,
                      const std::string& proxy) {
  FetchPolicy policy;
  policy.http.user_agent = user_agent;
  policy.http.allow_private = source.allow_private;
  policy.http.proxy = proxy;
  policy.http.stopped = store.stopped;
  policy.memory = store.hosts;
  policy.delay = std::chrono::milliseconds(source.delay_ms);
  return policy;
}

Crawl::Crawl(const Source& source, FetchPolicy policy, const CrawlStore& store)
    : source_(source),
      store_(store),
      filter_(source),
      page_rules_(site_rules({source})),
      fetcher_(std::move(policy)) {}

bool Crawl::is_stopped() {
  if (!store_.stopped || !store_.stopped()) return false;
  complete_ = false;
  return true;
}

CrawlReport Crawl::run() {
  read_listings();
  fetch_articles();
  keep_listings();
  // Part of the source works, so the source does; what failed went to skip().
  if (listings_read_ > 0 || (source_.kind == SourceKind::pages && report_.fetched > 0))
    report_.error.clear();
  if (report_.error.empty() && candidates_.empty() && report_.unchanged == 0 && off_site_ > 0)
    report_.error = fmt::format(
        "none of the {} links belongs to the source; set 'allow' to the URLs of its articles",
        off_site_);
  return std::move(report_);
}

Fetched Crawl::fetch(const Url& url) {
  auto fetched = fetcher_.fetch(url, [this](const Url& hop) {
    const auto known = store_.seen(hop.text());
    return known ? Validators{known->etag, known->last_modified} : Validators{};
  });
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
      report_.failed += !is_stopped();
      break;
  }
  if (fetched.passing) complete_ = false;
  return fetched;
}

void Crawl::fail(const std::string& url, const std::string& problem) {
  if (is_stopped()) return;  // the failure is ours
  if (report_.error.empty()) report_.error = url + ": " + problem;
  store_.skip(url, problem);
}

void Crawl::read_listings() {
  for (const auto& text : source_.urls) {
    if (source_.kind == SourceKind::json) {
      read_api(text);
      continue;
    }
    const auto url = parse_url(text);
    if (!url)
      fail(text, "not an http or https URL");
    else if (source_.kind == SourceKind::pages)
      announce(*url, {});
    else if (announced_.insert(url->text()).second)
      queue_.push_back({*url, false});
  }
  if (source_.kind == SourceKind::pages) return;
  std::size_t children = 0;
  const auto enough = static_cast<std::size_t>(source_.max_articles);
  while (!queue_.empty() && !is_stopped()) {
    const auto listing = std::move(queue_.front());
    queue_.pop_front();
    if (listing.child && (candidates_.size() >= enough || ++children > max_sitemaps)) {
      complete_ = false;
      continue;
    }
    read_listing(listing);
  }
}

void Crawl::read_listing(const Listing& listing) {
  auto fetched = fetch(listing.url);
  if (fetched.result == FetchResult::unchanged)
    ++listings_read_;
  else if (fetched.result != FetchResult::page)
    fail(listing.url.text(), fetched.problem);
  if (fetched.result == FetchResult::page) read_feed(listing, fetched.page);
}

void Crawl::read_feed(const Listing& listing, FetchedPage& page) {
  auto feed = read_announcements(source_, page);
  if (!take(listing.url, feed)) return;
  // An index that did not change says little about the sitemaps it lists: it keeps no validators.
  if (!feed.sitemaps.empty())
    follow_index(std::move(feed.sitemaps));
  else
    listings_.push_back(std::move(page));
}

// False if there was nothing in it.
bool Crawl::take(const Url& url, const Feed& feed) {
  const bool nothing = feed.items.empty() && feed.sitemaps.empty();
  if (!feed.problem.empty()) {
    fail(url.text(), feed.problem);
    complete_ = false;
    if (nothing) return false;
  }
  ++listings_read_;
  for (const auto& item : feed.items)
    if (const auto target = parse_url(item.url)) announce(*target, item);
  return true;
}

// Pages of an API, until one tells nothing new. They are not kept: their addresses hold the time.
void Crawl::read_api(const std::string& address) {
  constexpr std::int64_t day = 24 * 3600;
  const std::int64_t end = std::time(nullptr);
  auto next = fill_list_url(address, 1, end - source_.json.days * day, end);
  for (int page = 1; page <= source_.json.max_pages && !is_stopped(); ++page) {
    const auto url = parse_url(next);
    if (!url) return fail(next, "not an http or https URL");
    auto fetched = fetch(*url);
    if (fetched.result == FetchResult::unchanged) ++listings_read_;
    if (fetched.result == FetchResult::unchanged) return;
    if (fetched.result != FetchResult::page) return fail(next, fetched.problem);
    const auto feed = read_announcements(source_, std::move(fetched.page));
    const auto before = candidates_.size();
    if (!take(*url, feed) || candidates_.size() == before) return;
    const bool numbered = address.find("{page}") != std::string::npos;
    if (numbered)
      next = fill_list_url(address, page + 1, end - source_.json.days * day, end);
    else if (!feed.next.empty())
      next = feed.next;
    else
      return;
  }
}

// Undated sitemaps keep their place after the dated ones.
void Crawl::follow_index(std::vector<FeedItem> sitemaps) {
  std::stable_sort(sitemaps.begin(), sitemaps.end(), [](const auto& a, const auto& b) {
    return instant_of(a.updated) > instant_of(b.updated);
  });
  for (const auto& sitemap : sitemaps)
    if (auto url = parse_url(sitemap.url); url && announced_.insert(url->text()).second)
      queue_.push_back({std::move(*url), true});
}

void Crawl::announce(const Url& found, const FeedItem& item) {
  const auto url = without_tracking(found);
  if (!announced_.insert(url.text()).second) return;
  if (source_.kind != SourceKind::pages && !filter_.accepts(url)) {
    ++off_site_;
    return;
  }
  if (store_.seen(url.text())) {
    ++report_.unchanged;
    return;
  }
  Candidate candidate{url, item};
  if (const auto instant = instant_of(item.published.empty() ? item.updated : item.published))
    candidate.instant = *instant;
  candidates_.push_back(std::move(candidate));
}

void Crawl::fetch_articles() {
  std::stable_sort(candidates_.begin(), candidates_.end(),
                   [](const auto& a, const auto& b) { return a.instant > b.instant; });
  const auto count = std::min(candidates_.size(), static_cast<std::size_t>(source_.max_articles));
  if (count < candidates_.size()) complete_ = false;
  for (std::size_t i = 0; i < count && !is_stopped(); ++i) fetch_article(candidates_[i]);
}

void Crawl::fetch_article(const Candidate& candidate) {
  Fetched fetched;
  if (candidate.item.content.empty()) {
    fetched = fetch(candidate.url);
  } else {
    fetched.result = FetchResult::page;
    fetched.page = page_of_content(candidate.item);
    fetched.page.doc = fetched.page.url = candidate.url.text();
  }
  if (fetched.result == FetchResult::unchanged) return;
  if (fetched.result != FetchResult::page) return fail(candidate.url.text(), fetched.problem);
  auto parsed = parse_html_article(fetched.page,
                                   {source_.lang, source_.currency, source_.name, &page_rules_});
  if (!parsed.outdated.empty()) {
    ++report_.outdated;
    report_.outdated_note = std::move(parsed.outdated);
  }
  if (!parsed.found) {
    // Remembered like a listing, so that a page without an article is not fetched on every run.
    store_.keep_listing(fetched.page);
    store_.skip(candidate.url.text(), parsed.problem);
    return;
  }
  const auto canonical = parse_url(parsed.article.canonical_url);
  if (canonical && *canonical != candidate.url && is_twin(candidate.url, *canonical)) {
    if (store_.seen(canonical->text())) {
      ++report_.unchanged;
      return store_.keep_listing(fetched.page);
    }
    // Stored under the address that its twins share.
    fetched.page.url = parsed.article.url = canonical->text();
  }
  if (parsed.article.published.empty()) parsed.article.published = candidate.item.published;
  ++report_.articles;
  store_.keep(fetched.page, parsed.article);
}

// Only now, with the articles stored: a listing kept earlier would answer "not modified" next time
// and the articles that this run did not get would be lost.
void Crawl::keep_listings() {
  for (auto& listing : listings_) {
    if (!complete_) listing.etag.clear(), listing.last_modified.clear();
    store_.keep_listing(listing);
  }
}

}  // namespace

CrawlReport crawl(const Source& source, const std::string& user_agent, const CrawlStore& store,
                  const std::string& proxy) {
  return Crawl(source, policy_of(source, user_agent, store, proxy), store).run();
}

}  // namespace dealgraph

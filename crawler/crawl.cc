#include "crawler/crawl.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <limits>
#include <unordered_set>
#include <utility>
#include <vector>

#include "crawler/article_parser.h"
#include "crawler/feed.h"
#include "crawler/fetcher.h"
#include "crawler/gzip.h"
#include "crawler/links.h"
#include "crawler/web_date.h"

namespace dealgraph {
namespace {

constexpr std::size_t max_sitemaps = 50;                 // of an index, per run
constexpr std::size_t max_unpacked = 50u * 1024 * 1024;  // of a sitemap, by sitemaps.org

// An article that a listing announces.
struct Candidate {
  Url url;
  std::string published;
  std::int64_t instant = std::numeric_limits<std::int64_t>::min();  // undated ones come last
};

class Crawl {
 public:
  Crawl(const Source& source, const std::string& user_agent, const CrawlStore& store);
  CrawlReport run();

 private:
  struct Listing {
    Url url;
    bool child = false;  // found in a sitemap index
  };

  void read_listings();
  void read_listing(const Listing& listing);
  void read_feed(const Listing& listing, FetchedPage& page);
  void announce(const Url& url, const std::string& published, const std::string& updated);
  void follow_index(std::vector<FeedItem> sitemaps);
  void fetch_articles();
  void fetch_article(const Candidate& candidate);
  void keep_listings();
  Fetched fetch(const Url& url);
  void fail(const std::string& url, const std::string& problem);

  const Source& source_;
  const CrawlStore& store_;
  ArticleFilter filter_;
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

FetchPolicy policy_of(const Source& source, const std::string& user_agent) {
  FetchPolicy policy;
  policy.http.user_agent = user_agent;
  policy.http.allow_private = source.allow_private;
  policy.delay = std::chrono::milliseconds(source.delay_ms);
  return policy;
}

Crawl::Crawl(const Source& source, const std::string& user_agent, const CrawlStore& store)
    : source_(source), store_(store), filter_(source), fetcher_(policy_of(source, user_agent)) {}

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
      ++report_.failed;
      break;
  }
  if (fetched.passing) complete_ = false;
  return fetched;
}

void Crawl::fail(const std::string& url, const std::string& problem) {
  if (report_.error.empty()) report_.error = url + ": " + problem;
  store_.skip(url, problem);
}

void Crawl::read_listings() {
  for (const auto& text : source_.urls) {
    const auto url = parse_url(text);
    if (!url)
      fail(text, "not an http or https URL");
    else if (source_.kind == SourceKind::pages)
      announce(*url, {}, {});
    else if (announced_.insert(url->text()).second)
      queue_.push_back({*url, false});
  }
  if (source_.kind == SourceKind::pages) return;
  std::size_t children = 0;
  const auto enough = static_cast<std::size_t>(source_.max_articles);
  while (!queue_.empty()) {
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
  if (fetched.result != FetchResult::page) return;

  if (source_.kind == SourceKind::listing) {
    ++listings_read_;
    for (const auto& url : page_targets(fetched.page)) announce(url, {}, {});
    listings_.push_back(std::move(fetched.page));
  } else {
    read_feed(listing, fetched.page);
  }
}

void Crawl::read_feed(const Listing& listing, FetchedPage& page) {
  if (looks_gzipped(page.body)) {
    GzipDecoder decoder;
    std::string text;
    const auto result = decoder.feed(page.body, text, max_unpacked);
    if (result != GzipDecoder::Result::ok || !decoder.complete())
      return fail(listing.url.text(), "broken or oversized gzip file");
    page.body = std::move(text);
  }
  auto feed = parse_feed(page);
  const bool nothing = feed.items.empty() && feed.sitemaps.empty();
  if (!feed.problem.empty()) {
    fail(listing.url.text(), feed.problem);
    complete_ = false;
    if (nothing) return;
  }
  ++listings_read_;
  for (const auto& item : feed.items)
    if (const auto url = parse_url(item.url)) announce(*url, item.published, item.updated);
  // An index that did not change says little about the sitemaps it lists: it keeps no validators.
  if (!feed.sitemaps.empty())
    follow_index(std::move(feed.sitemaps));
  else
    listings_.push_back(std::move(page));
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

void Crawl::announce(const Url& found, const std::string& published, const std::string& updated) {
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
  Candidate candidate{url, published};
  if (const auto instant = instant_of(published.empty() ? updated : published))
    candidate.instant = *instant;
  candidates_.push_back(std::move(candidate));
}

void Crawl::fetch_articles() {
  std::stable_sort(candidates_.begin(), candidates_.end(),
                   [](const auto& a, const auto& b) { return a.instant > b.instant; });
  const auto count = std::min(candidates_.size(), static_cast<std::size_t>(source_.max_articles));
  if (count < candidates_.size()) complete_ = false;
  for (std::size_t i = 0; i < count; ++i) fetch_article(candidates_[i]);
}

void Crawl::fetch_article(const Candidate& candidate) {
  const auto fetched = fetch(candidate.url);
  if (fetched.result == FetchResult::unchanged) return;
  if (fetched.result != FetchResult::page) return fail(candidate.url.text(), fetched.problem);
  auto parsed = parse_html_article(fetched.page, {source_.lang, source_.currency, source_.name});
  if (!parsed.found) {
    // Remembered like a listing, so that a page without an article is not fetched on every run.
    store_.keep_listing(fetched.page);
    store_.skip(candidate.url.text(), parsed.problem);
    return;
  }
  if (parsed.article.published.empty()) parsed.article.published = candidate.published;
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

CrawlReport crawl(const Source& source, const std::string& user_agent, const CrawlStore& store) {
  return Crawl(source, user_agent, store).run();
}

}  // namespace dealgraph

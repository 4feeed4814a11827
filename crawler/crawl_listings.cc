#include <algorithm>
#include <ctime>
#include <deque>
#include <utility>

#include "crawler/crawl_context.h"
#include "crawler/json_list.h"
#include "crawler/listing.h"
#include "crawler/web_date.h"

namespace dealgraph {
namespace {

constexpr std::size_t max_sitemaps = 50;  // of an index, per run

struct Listing {
  Url url;
  bool child = false;  // found in a sitemap index
};

class ListingReader {
 public:
  explicit ListingReader(CrawlContext& context) : context_(context) {}
  std::size_t run();

 private:
  void read_listing(const Listing& listing);
  void read_api(const std::string& address);
  std::string next_of(const std::string& address, int page, const Feed& feed) const;
  bool is_readable(const std::string& url, const Feed& feed);
  void follow_index(std::vector<FeedItem> sitemaps);

  CrawlContext& context_;
  std::deque<Listing> queue_;
  std::size_t added_ = 0;  // pages that wait now and did not before
  std::size_t read_ = 0;   // listings
};

std::size_t ListingReader::run() {
  for (const auto& text : context_.source.urls) {
    const auto url = parse_url(text);
    if (context_.source.kind == SourceKind::json)
      read_api(text);
    else if (!url)
      context_.fail(text, "not an http or https URL");
    else if (context_.source.kind == SourceKind::pages)
      context_.announce({{url->text(), "", "", "", ""}}, 0, nullptr);
    else if (context_.take(*url))
      queue_.push_back({*url, false});
  }
  std::size_t children = 0;
  const auto enough = static_cast<std::size_t>(context_.source.max_articles);
  for (; !queue_.empty() && !context_.is_stopped(); queue_.pop_front())
    if (const auto& listing = queue_.front();
        !listing.child || (added_ < enough && ++children <= max_sitemaps))
      read_listing(listing);
  return read_;
}

// Whatever it announces waits as soon as it is remembered itself, so its validators may be believed
// next time; those of one that is broken may not.
void ListingReader::read_listing(const Listing& listing) {
  auto fetched = context_.fetch(listing.url);
  if (fetched.result == FetchResult::unchanged) ++read_;
  if (fetched.result == FetchResult::unchanged) return;
  if (fetched.result != FetchResult::page)
    return context_.fail(listing.url.text(), fetched.problem);
  auto feed = read_announcements(context_.source, fetched.page);
  if (!is_readable(listing.url.text(), feed)) return;
  // An index that did not change says little about the sitemaps it lists: it keeps no validators.
  const bool index = !feed.sitemaps.empty();
  if (!feed.problem.empty()) fetched.page.etag.clear(), fetched.page.last_modified.clear();
  added_ += context_.announce(feed.items, 1, index ? nullptr : &fetched.page).added;
  follow_index(std::move(feed.sitemaps));
}

// False if there was nothing in it.
bool ListingReader::is_readable(const std::string& url, const Feed& feed) {
  const bool nothing = feed.items.empty() && feed.sitemaps.empty();
  if (!feed.problem.empty()) context_.fail(url, feed.problem);
  if (!feed.problem.empty() && nothing) return false;
  ++read_;
  return true;
}

// Pages of an API, until one tells nothing new. They are not kept: their addresses hold the time.
void ListingReader::read_api(const std::string& address) {
  auto next = next_of(address, 1, {});
  for (int page = 1; page <= context_.source.json.max_pages && !context_.is_stopped(); ++page) {
    const auto url = parse_url(next);
    if (!url) return context_.fail(next, "not an http or https URL");
    auto fetched = context_.fetch(*url);
    if (fetched.result == FetchResult::unchanged) ++read_;
    if (fetched.result == FetchResult::unchanged) return;
    if (fetched.result != FetchResult::page) return context_.fail(next, fetched.problem);
    const auto feed = read_announcements(context_.source, std::move(fetched.page));
    if (!is_readable(next, feed)) return;
    if (context_.announce(feed.items, 1, nullptr).added == 0) return;
    next = next_of(address, page + 1, feed);
    if (next.empty()) return;
  }
}

std::string ListingReader::next_of(const std::string& address, int page, const Feed& feed) const {
  constexpr std::int64_t day = std::int64_t{24} * 3600;
  const std::int64_t end = std::time(nullptr);
  const bool numbered = address.find("{page}") != std::string::npos;
  if (page > 1 && !numbered) return feed.next;
  return fill_list_url(address, page, end - context_.source.json.days * day, end);
}

// Undated sitemaps keep their place after the dated ones.
void ListingReader::follow_index(std::vector<FeedItem> sitemaps) {
  std::stable_sort(sitemaps.begin(), sitemaps.end(), [](const auto& a, const auto& b) {
    return instant_of(a.updated) > instant_of(b.updated);
  });
  for (const auto& sitemap : sitemaps)
    if (auto url = parse_url(sitemap.url); url && context_.take(*url))
      queue_.push_back({std::move(*url), true});
}

}  // namespace

std::size_t read_listings(CrawlContext& context) { return ListingReader(context).run(); }

}  // namespace dealgraph

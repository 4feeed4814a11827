#pragma once
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "crawler/crawl.h"
#include "crawler/feed.h"
#include "crawler/links.h"

namespace dealgraph {

// What reading a source's listings and fetching its articles share. Thread-safe.
class CrawlContext {
 public:
  CrawlContext(const Source& from, Fetcher& fetcher, const CrawlStore& to)
      : source(from), store(to), filter_(from), fetcher_(fetcher) {}

  const Source& source;
  const CrawlStore& store;

  // Also counts it.
  Fetched fetch(const Url& url);
  bool is_stopped() const { return store.stopped && store.stopped(); }
  // What is to wait of these, each once in a run; the rest is counted. `depth` is theirs.
  std::vector<WaitingPage> choose(const std::vector<FeedItem>& items, int depth);
  Announced announce(const std::vector<FeedItem>& items, int depth, const FetchedPage* listing);
  // Takes an address for this run; false if it was taken before.
  bool take(const Url& url);
  void fail(const std::string& url, const std::string& problem);
  void count_article();
  void count_unchanged();
  void count_outdated(std::string note);
  CrawlReport report() const;
  std::size_t off_site() const;

 private:
  bool wants(const Url& url);

  ArticleFilter filter_;
  Fetcher& fetcher_;
  mutable std::mutex mutex_;
  CrawlReport report_;
  std::unordered_set<std::string> taken_;
  std::size_t off_site_ = 0;
};

// Reads the listings of the source and announces what they name. Returns how many could be read.
std::size_t read_listings(CrawlContext& context);

// Fetches what waits of the source.
void fetch_waiting(CrawlContext& context);

}  // namespace dealgraph

#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "core/article.h"
#include "crawler/fetcher.h"
#include "crawler/source.h"

namespace dealgraph {

// What the store remembers of a URL that was fetched before.
struct SeenPage {
  std::string etag;
  std::string last_modified;
};

// How the crawl loop talks to whoever stores its results.
struct CrawlStore {
  // The page of that URL if it is stored already; an article stored once is not fetched again,
  // a feed or listing is fetched with its validators.
  std::function<std::optional<SeenPage>(const std::string& url)> seen;
  // A page that is remembered without its body: a feed, a listing, a page that holds no article.
  std::function<void(const FetchedPage& listing)> keep_listing;
  std::function<void(const FetchedPage& page, const Article& article)> keep;
  // A page without an article, or one that could not be fetched.
  std::function<void(const std::string& url, const std::string& problem)> skip;
  HostMemory hosts = {};
  // True: end soon. What was not fetched yet is announced again in the next run. May be empty.
  std::function<bool()> stopped = {};
};

struct CrawlReport {
  std::size_t fetched = 0;
  std::size_t articles = 0;
  std::size_t unchanged = 0;   // stored before, or 304
  std::size_t disallowed = 0;  // by robots.txt
  std::size_t failed = 0;
  std::size_t outdated = 0;   // pages on which the source's page rules match nothing
  std::string outdated_note;  // of the last of them
  std::string error;          // why the source as a whole failed, "" if it did not
};

// Fetches what the source announces, newest first, obeying robots.txt (RFC 9309) and the delay.
// `user_agent` names the crawler and a contact; its product token is what robots.txt is asked for.
// `proxy`: URL of one, "" for none.
CrawlReport crawl(const Source& source, const std::string& user_agent, const CrawlStore& store,
                  const std::string& proxy = "");

}  // namespace dealgraph

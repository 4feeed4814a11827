#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/article.h"
#include "core/waiting_page.h"
#include "crawler/fetcher.h"
#include "crawler/source.h"

namespace dealgraph {

// What the store remembers of a URL that was fetched before.
struct SeenPage {
  std::string etag;
  std::string last_modified;
};

struct Announced {
  std::size_t added = 0;   // wait now and did not before
  std::size_t stored = 0;  // were fetched before
};

// How the crawl loop talks to whoever stores its results. Each call is one transaction, so that a
// kill loses nothing between two of them; called from several threads if a source wants several
// connections.
struct CrawlStore {
  // The page of that URL if it is stored already; an article stored once is not fetched again,
  // a feed or listing is fetched with its validators.
  std::function<std::optional<SeenPage>(const std::string& url)> seen;
  // What is new of these pages waits from now on. `listing`, if any, announces them and is
  // remembered without its body.
  std::function<Announced(const std::vector<WaitingPage>& pages, const FetchedPage* listing)>
      announce;
  // Pages of the source that may be fetched now: dated ones first, newest first, then by depth.
  std::function<std::vector<WaitingPage>(const std::string& source, std::size_t limit)> waiting;
  // The next three end the waiting of `from`: with an article, with a page that holds none (its
  // body is stored, too), and with nothing, for it is stored under another address. What the page
  // links to is announced with it.
  std::function<void(const FetchedPage& page, Article&& article, const std::string& from,
                     const std::vector<WaitingPage>& links)>
      keep;
  std::function<void(const FetchedPage& page, const std::string& from,
                     const std::vector<WaitingPage>& links)>
      keep_page;
  std::function<void(const std::string& from)> forget;
  // The page failed once more and waits until then (seconds since 1970 UTC, or `end_of_time`).
  std::function<void(const std::string& from, std::int64_t not_before, const std::string& problem)>
      postpone;
  // Tells of a page without an article, or one that could not be fetched.
  std::function<void(const std::string& url, const std::string& problem)> skip;
  // Tells that a page was dealt with; for progress. May be empty.
  std::function<void()> tick = {};
  // True: end soon. May be empty.
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

// Reads what the source announces, then fetches what waits of it, newest first, until that is all
// or max_articles pages were asked for.
CrawlReport crawl(const Source& source, Fetcher& fetcher, const CrawlStore& store);

// A fetcher for all sources of a run. `user_agent` names the crawler and a contact; its product
// token is what robots.txt is asked for. `proxy`: URL of one, "" for none.
FetchPolicy fetch_policy(const std::string& user_agent, const std::string& proxy,
                         std::function<bool()> stopped, HostMemory memory);
FetchManners manners_of(const Source& source);

}  // namespace dealgraph

#pragma once
#include <string>
#include <vector>

#include "core/article.h"

namespace dealgraph {

// One entry of a feed or sitemap.
struct FeedItem {
  std::string url;        // absolute, resolved against the feed (xml:base included)
  std::string title;      // plain text, "" if none
  std::string published;  // ISO 8601 as parse_web_date() gives it, "" if unknown
  std::string updated;    // the same
  std::string content;    // HTML of the whole article, "" if it must be fetched
};

struct Feed {
  std::vector<FeedItem> items;     // in the feed's order
  std::vector<FeedItem> sitemaps;  // of a sitemap index
  std::string next;                // URL of the list's next page, "" if none
  std::string problem;             // what is wrong with it, one line; what could be read is kept
};

// Reads RSS 0.9x and 2.0, RSS 1.0 (RDF), Atom, and sitemaps (urlset with news:publication_date,
// sitemapindex), in any charset. Entities that the document declares are never expanded. At most
// 50,000 entries. Items without an http(s) URL are left out.
Feed parse_feed(const FetchedPage& page);

}  // namespace dealgraph

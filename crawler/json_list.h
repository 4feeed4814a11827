#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "core/article.h"
#include "crawler/feed.h"
#include "crawler/source.h"

namespace dealgraph {

// Reads JSON Feed 1.0 and 1.1 (jsonfeed.org).
Feed parse_json_feed(const FetchedPage& page);

// Reads the answer of an API as `list` says. `Feed::next` is the next page, if it names one.
Feed parse_json_list(const FetchedPage& page, const JsonList& list);

// The URL of a page of that API: {page}, {start} and {end} of the template are filled in.
std::string fill_list_url(std::string_view url, int page, std::int64_t start, std::int64_t end);

// A page that holds nothing but that article, for the reader of pages.
FetchedPage page_of_content(const FeedItem& item);

}  // namespace dealgraph

#pragma once
#include "core/article.h"
#include "crawler/feed.h"
#include "crawler/source.h"

namespace dealgraph {

// What a page of the source announces: a feed or sitemap, gzipped or not, the links of a listing,
// the list of an API. Bounded; `problem` says what is wrong.
Feed read_announcements(const Source& source, FetchedPage page);

// Feed, sitemap or listing, by what the page holds.
SourceKind guess_kind(const FetchedPage& page);

}  // namespace dealgraph

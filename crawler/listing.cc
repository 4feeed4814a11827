#include "crawler/listing.h"

#include <string>
#include <utility>

#include "crawler/gzip.h"
#include "crawler/json_list.h"
#include "crawler/links.h"

namespace dealgraph {
namespace {

constexpr std::size_t max_unpacked = 50u * 1024 * 1024;  // of a sitemap, by sitemaps.org

bool unpack(FetchedPage& page) {
  if (!looks_gzipped(page.body)) return true;
  GzipDecoder decoder;
  std::string text;
  const auto result = decoder.feed(page.body, text, max_unpacked);
  page.body = std::move(text);
  return result == Decoder::Result::ok && decoder.complete();
}

Feed read_links(const FetchedPage& page) {
  Feed feed;
  for (const auto& url : page_targets(page)) feed.items.push_back({url.text(), "", "", "", ""});
  return feed;
}

bool begins_with(const FetchedPage& page, char wanted) {
  const auto at = page.body.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  return at != std::string::npos && page.body[at] == wanted;
}

}  // namespace

Feed read_announcements(const Source& source, FetchedPage page) {
  if (!unpack(page)) {
    Feed feed;
    feed.problem = "broken or oversized gzip file";
    return feed;
  }
  if (source.kind == SourceKind::listing || source.kind == SourceKind::site)
    return read_links(page);
  if (source.kind == SourceKind::json) return parse_json_list(page, source.json);
  return begins_with(page, '{') ? parse_json_feed(page) : parse_feed(page);
}

SourceKind guess_kind(const FetchedPage& page) {
  Source source;
  const auto feed = read_announcements(source, page);
  return feed.items.empty() && feed.sitemaps.empty() ? SourceKind::listing : SourceKind::feed;
}

}  // namespace dealgraph

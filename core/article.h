#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dealgraph {

// A page as a server or a file gave it: raw bytes, nothing decoded but the transfer encoding.
struct FetchedPage {
  std::string doc;           // name in reports: URL, file path or JSONL id
  std::string url;           // after redirects; "" for a local file without one
  std::string content_type;  // HTTP header value, "" if unknown
  std::string body;
  std::string etag;  // HTTP validators, "" if none
  std::string last_modified;
  std::int64_t fetched_at = 0;  // seconds since 1970 UTC; 0: unknown
  std::string head;             // status line and header fields without cookies; "" if unknown
};

// A news article. Owns its text; every Span of its mentions and deals points into `text`.
struct Article {
  std::string doc;
  std::string url;            // "" if unknown
  std::string canonical_url;  // what the page itself names, "" if nothing
  std::vector<std::string> authors;
  std::string published;       // ISO 8601 date or date-time with zone, "" if unknown
  std::string lang;            // "zh-Hant", "zh-Hans" or "en"; "" if unknown
  std::string site;            // display name of the site, "" if unknown
  std::string site_currency;   // ISO 4217 meaning of a bare 元 or ¥, "" if unknown
  std::string text;            // title + '\n' + paragraphs joined by '\n'; valid UTF-8, no NUL
  std::size_t title_size = 0;  // bytes of the title
  std::string sketch;          // of `text`, to know near-duplicates by; "" if too short or unknown

  std::string_view title() const { return std::string_view(text).substr(0, title_size); }
  std::string_view body() const {
    return title_size < text.size() ? std::string_view(text).substr(title_size + 1)
                                    : std::string_view();
  }
};

}  // namespace dealgraph

#pragma once
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

namespace dealgraph {

// A page that a source announced and that is still to be fetched.
struct WaitingPage {
  std::string url;     // in normal form; a page waits once, whoever announces it
  std::string source;  // id
  int depth = 0;       // links from the source's own pages
  std::optional<std::int64_t> published_at;  // seconds since 1970 UTC, as announced
  std::string published;                     // the same as it was told, ISO 8601; "" if unknown
  std::string title;                         // as announced; "" if unknown
  std::string content;  // HTML of the article where the list holds it: nothing need be fetched
  int failures = 0;     // times in a row that it could not be had
};

// Not before the end of time: never again.
constexpr std::int64_t end_of_time = std::numeric_limits<std::int64_t>::max();

}  // namespace dealgraph

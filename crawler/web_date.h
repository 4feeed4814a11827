#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dealgraph {

// A date as feeds and sitemaps write it: ISO 8601 / W3C-DTF ("2026-08-05T09:30:00+08:00",
// "2026-08-05") or RFC 822 ("Wed, 05 Aug 2026 09:30:00 GMT"). Returns it as ISO 8601 with the zone
// it was written in; the day alone if time or zone are missing or the zone's name is ambiguous
// (CST is UTC-6 in America, UTC+8 in China). "" if it is no real date.
std::string parse_web_date(std::string_view text);

// Seconds since 1970 UTC of what parse_web_date returned; a day counts from 00:00 UTC.
std::optional<std::int64_t> instant_of(std::string_view iso);

}  // namespace dealgraph

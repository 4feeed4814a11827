#pragma once
#include <string>
#include <string_view>

namespace dealgraph {

// Whether ICU knows the zone by this name, as in "Asia/Taipei".
bool is_zone(const std::string& name);

// An ISO 8601 date-time without a zone, read as local time of `zone`: with its offset appended, as
// in "2026-11-27T09:30:00+08:00". Dates, what has a zone already, and what is no date-time are
// given back as they are, and so is everything if `zone` is "".
std::string with_zone(std::string_view iso, const std::string& zone);

}  // namespace dealgraph

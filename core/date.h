#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace dealgraph {

// A valid day of the proleptic Gregorian calendar.
using Date = std::chrono::year_month_day;

// Reads "YYYY-MM-DD", alone or at the start of an ISO 8601 date-time. Empty if it is no real day.
std::optional<Date> parse_date(std::string_view iso);

// "YYYY-MM-DD".
std::string to_string(Date date);

}  // namespace dealgraph

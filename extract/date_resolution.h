#pragma once
#include <optional>

#include "core/date.h"

namespace dealgraph {

// Which day a text published on a given day means.

// Year, month and day; 0 for a year or month that the text leaves out. Without a year: the nearest
// one, in doubt the year of publication. Without a month: the last such day, today included.
std::optional<Date> resolve_day(int year, int month, int day, std::optional<Date> published);

// Today + days.
std::optional<Date> relative_day(int days, std::optional<Date> published);

enum class Week { recent, coming, last, current, next };
// weekday: 0 Sunday … 6 Saturday. recent: the last such day, today included; coming: the next one;
// the others count weeks from Monday.
std::optional<Date> resolve_weekday(unsigned weekday, Week week, std::optional<Date> published);

// 昨(15)日: the day of the month nearest to `near`.
std::optional<Date> nearest_day(int day, std::optional<Date> near);

}  // namespace dealgraph

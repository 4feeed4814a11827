#include "extract/date_resolution.h"

#include <chrono>
#include <cstdlib>

namespace dealgraph {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::sys_days;

std::optional<Date> make_date(int year, int month, int day) {
  if (month < 1 || day < 1) return std::nullopt;
  const Date date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                  std::chrono::day{static_cast<unsigned>(day)}};
  return date.ok() ? std::optional(date) : std::nullopt;
}

int distance(Date from, Date to) {
  return static_cast<int>((sys_days{to} - sys_days{from}).count());
}

Date with_day(Date date, int day) {
  return date.year() / date.month() / std::chrono::day{static_cast<unsigned>(day)};
}

}  // namespace

std::optional<Date> resolve_day(int year, int month, int day, std::optional<Date> published) {
  if (year > 0) return make_date(year, month, day);
  if (!published || day < 1 || day > 31) return std::nullopt;
  if (month == 0) {
    Date date = with_day(*published, day);
    for (int i = 0; i < 3 && (!date.ok() || distance(*published, date) > 0); ++i)
      date = with_day(date - months{1}, day);
    return date.ok() ? std::optional(date) : std::nullopt;
  }
  const int this_year = static_cast<int>(published->year());
  const auto date = make_date(this_year, month, day);
  if (!date) return date;
  // 20 December told in January, 5 January told in December.
  constexpr int far = 200;
  constexpr int almost_a_year = 300;
  if (distance(*published, *date) > far) return make_date(this_year - 1, month, day);
  if (distance(*date, *published) > almost_a_year) return make_date(this_year + 1, month, day);
  return date;
}

std::optional<Date> relative_day(int offset, std::optional<Date> published) {
  if (!published) return std::nullopt;
  return Date{sys_days{*published} + days{offset}};
}

std::optional<Date> resolve_weekday(unsigned weekday, Week week, std::optional<Date> published) {
  if (!published) return std::nullopt;
  const sys_days today{*published};
  const std::chrono::weekday wanted{weekday};
  const std::chrono::weekday now{today};
  switch (week) {
    case Week::recent:
      return Date{today - (now - wanted)};
    case Week::coming:
      return Date{today + (wanted - now)};
    case Week::last:
    case Week::current:
    case Week::next:
      break;
  }
  const sys_days monday = today - (now - std::chrono::Monday);
  const int shift = week == Week::last ? -7 : week == Week::next ? 7 : 0;
  return Date{monday + (wanted - std::chrono::Monday) + days{shift}};
}

std::optional<Date> nearest_day(int day, std::optional<Date> near) {
  if (!near || day < 1 || day > 31) return std::nullopt;
  std::optional<Date> best;
  for (const int shift : {0, -1, 1}) {
    const Date date = with_day(*near + months{shift}, day);
    if (date.ok() && (!best || std::abs(distance(*near, date)) < std::abs(distance(*near, *best))))
      best = date;
  }
  return best;
}

}  // namespace dealgraph

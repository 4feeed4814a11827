#include "crawler/web_date.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <utility>

#include "core/date.h"

namespace dealgraph {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alpha(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }

// Reads a text from the left; every take_… leaves it alone if it does not fit.
struct Reader {
  std::string_view rest;

  void skip_blanks() {
    while (!rest.empty() &&
           (rest[0] == ' ' || rest[0] == '\t' || rest[0] == '\n' || rest[0] == '\r'))
      rest.remove_prefix(1);
  }
  bool take(char c) {
    if (rest.empty() || rest[0] != c) return false;
    rest.remove_prefix(1);
    return true;
  }
  std::optional<int> take_number(std::size_t least, std::size_t most) {
    std::size_t size = 0;
    int value = 0;
    while (size < rest.size() && size < most && is_digit(rest[size]))
      value = value * 10 + (rest[size++] - '0');
    if (size < least || (size < rest.size() && is_digit(rest[size]))) return std::nullopt;
    rest.remove_prefix(size);
    return value;
  }
  std::string take_word() {
    std::string word;
    while (!rest.empty() && is_alpha(rest[0])) word += lower(rest[0]), rest.remove_prefix(1);
    return word;
  }
};

struct Time {
  int hour = 0;
  int minute = 0;
  int second = 0;
};

std::optional<Time> take_time(Reader& reader) {
  Time time;
  const auto hour = reader.take_number(1, 2);
  if (!hour || !reader.take(':')) return std::nullopt;
  const auto minute = reader.take_number(2, 2);
  if (!minute) return std::nullopt;
  time.hour = *hour, time.minute = *minute;
  if (reader.take(':')) {
    const auto second = reader.take_number(2, 2);
    if (!second) return std::nullopt;
    time.second = *second == 60 ? 59 : *second;  // a leap second
    if (reader.take('.') || reader.take(',')) reader.take_number(1, 12);
  }
  if (time.hour > 23 || time.minute > 59 || time.second > 59) return std::nullopt;
  return time;
}

// Minutes east of UTC.
std::optional<int> take_zone(Reader& reader) {
  constexpr std::array<std::pair<std::string_view, int>, 14> names{{
      {"z", 0},
      {"ut", 0},
      {"utc", 0},
      {"gmt", 0},
      {"est", -300},
      {"edt", -240},
      {"mst", -420},
      {"mdt", -360},
      {"cdt", -300},
      {"pst", -480},
      {"pdt", -420},
      {"jst", 540},
      {"hkt", 480},
      {"kst", 540},
  }};
  reader.skip_blanks();
  if (const auto word = reader.take_word(); !word.empty()) {
    if (word == "gmt" || word == "utc")
      if (!reader.rest.empty() && (reader.rest[0] == '+' || reader.rest[0] == '-'))
        return take_zone(reader);
    for (const auto& [name, minutes] : names)
      if (name == word) return minutes;
    return std::nullopt;
  }
  const int sign = reader.take('-') ? -1 : reader.take('+') ? 1 : 0;
  if (!sign) return std::nullopt;
  std::optional<int> hours, minutes;
  if (reader.rest.size() >= 4 && reader.rest.substr(0, 4).find(':') == std::string_view::npos) {
    const auto both = reader.take_number(4, 4);
    if (!both) return std::nullopt;
    hours = *both / 100, minutes = *both % 100;
  } else {
    hours = reader.take_number(1, 2);
    minutes = reader.take(':') ? reader.take_number(2, 2) : 0;
  }
  if (!hours || !minutes || *hours > 14 || *minutes > 59) return std::nullopt;
  return sign * (*hours * 60 + *minutes);
}

std::string format(Date date, std::optional<Time> time, std::optional<int> zone) {
  auto out = to_string(date);
  if (!time || !zone) return out;
  out += fmt::format("T{:02}:{:02}:{:02}", time->hour, time->minute, time->second);
  if (*zone == 0) return out + 'Z';
  const int minutes = std::abs(*zone);
  return out + fmt::format("{}{:02}:{:02}", *zone < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

// A four-digit year that a news site can mean; anything else is a default or a slip.
std::optional<Date> make_date(int year, int month, int day) {
  const Date date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                  std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok() || year < 1971 || year > 2199) return std::nullopt;
  return date;
}

std::string parse_iso(Reader reader) {
  const auto year = reader.take_number(4, 4);
  if (!year) return {};
  const char separator = reader.take('-') ? '-' : reader.take('/') ? '/' : '\0';
  if (!separator) return {};
  const auto month = reader.take_number(1, 2);
  if (!month || !reader.take(separator)) return {};
  const auto day = reader.take_number(1, 2);
  if (!day) return {};
  const auto date = make_date(*year, *month, *day);
  if (!date) return {};
  if (!reader.take('T') && !reader.take('t')) reader.skip_blanks();
  const auto time = take_time(reader);
  return format(*date, time, time ? take_zone(reader) : std::nullopt);
}

std::optional<int> month_of(std::string_view word) {
  constexpr std::array<std::string_view, 12> months{"jan", "feb", "mar", "apr", "may", "jun",
                                                    "jul", "aug", "sep", "oct", "nov", "dec"};
  for (std::size_t i = 0; i < months.size(); ++i)
    if (word.starts_with(months[i])) return static_cast<int>(i) + 1;
  return std::nullopt;
}

void skip_separators(Reader& reader) {
  while (reader.take(' ') || reader.take('-') || reader.take(',') || reader.take('\t')) {
  }
}

std::string parse_rfc822(Reader reader) {
  if (!reader.rest.empty() && is_alpha(reader.rest[0])) {
    reader.take_word();  // day of the week, of any spelling
    reader.take('.');
    skip_separators(reader);
  }
  const auto day = reader.take_number(1, 2);
  if (!day) return {};
  skip_separators(reader);
  const auto month = month_of(reader.take_word());
  if (!month) return {};
  reader.take('.');
  skip_separators(reader);
  const bool short_year = reader.rest.size() < 4 || !is_digit(reader.rest[2]);
  auto year = reader.take_number(short_year ? 2 : 4, short_year ? 2 : 4);
  if (!year) return {};
  if (short_year) *year += *year < 70 ? 2000 : 1900;
  const auto date = make_date(*year, *month, *day);
  if (!date) return {};
  skip_separators(reader);
  const auto time = take_time(reader);
  return format(*date, time, time ? take_zone(reader) : std::nullopt);
}

}  // namespace

std::string parse_web_date(std::string_view text) {
  Reader reader{text};
  reader.skip_blanks();
  auto iso = parse_iso(reader);
  return iso.empty() ? parse_rfc822(reader) : iso;
}

std::optional<std::int64_t> instant_of(std::string_view iso) {
  const auto date = parse_date(iso);
  if (!date) return std::nullopt;
  std::int64_t seconds =
      std::chrono::sys_days(*date).time_since_epoch().count() * std::int64_t{86'400};
  if (iso.size() == 10) return seconds;
  Reader reader{iso.substr(11)};
  const auto time = take_time(reader);
  if (!time) return seconds;
  seconds += time->hour * 3600 + time->minute * 60 + time->second;
  return seconds - take_zone(reader).value_or(0) * 60;
}

}  // namespace dealgraph

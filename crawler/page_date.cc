#include "crawler/page_date.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "core/date.h"
#include "text/pattern.h"

namespace dealgraph {
namespace {

using Groups = std::vector<std::optional<Span>>;

// Clock and zone after a date. Groups: 上午/下午, hour, minute, second, am/pm, zone.
#define CLOCK                                                                                                                \
  R"((?:[T\s,，|·•\-–—@(（]|at|星期.|周.|週.|[）)]){0,12}(上午|下午|晚上|凌晨|早上|中午)?\s{0,2})" \
  R"((\d{1,2})[:：時时點点](\d{2})(?:[:：分](\d{2}))?(?:\.\d+|分|秒)?)"                                             \
  R"((?:\s*([ap]\.?m\b\.?))?(?:\s*\(?(Z\b|UTC|GMT|[+-]\d{2}:?\d{2}|[ECMP][SD]?T\b|ET|BST|HKT|CST))?)"

int number(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

int month_of(std::string_view name) {
  static constexpr std::array<std::string_view, 12> months = {
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
  std::string key;
  for (const char c : name.substr(0, 3)) key += static_cast<char>(c | 0x20);
  const auto found = std::find(months.begin(), months.end(), key);
  return static_cast<int>(found - months.begin()) + 1;
}

std::string day_iso(int year, int month, int day) {
  using namespace std::chrono;
  const auto date = Date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok() || year < 1990 || year > 2099) return "";
  return to_string(date);
}

std::string zone_iso(std::string_view zone) {
  if (zone.empty()) return "";
  if (zone[0] == '+' || zone[0] == '-')
    return fmt::format("{}:{}", zone.substr(0, 3), zone.substr(zone.size() - 2));
  std::string key;
  for (const char c : zone) key += static_cast<char>(c & ~0x20);
  if (key == "Z" || key == "UTC" || key == "GMT") return "Z";
  if (key == "BST") return "+01:00";
  if (key == "HKT") return "+08:00";
  static constexpr std::string_view american = "ECMP";
  const auto place = american.find(key[0]);
  // CST is also China's time; ET and the like change with the season.
  if (key == "CST" || key.size() != 3 || place == std::string_view::npos) return "";
  return fmt::format("-{:02}:00", 5 + static_cast<int>(place) - (key[1] == 'D' ? 1 : 0));
}

struct Reader {
  std::string_view text;
  const Groups& groups;
  std::string_view operator[](std::size_t group) const {
    const auto& span = groups[group];
    return span ? text.substr(span->begin, span->size()) : std::string_view();
  }
};

// "Thh:mm:ss" and zone from the groups of CLOCK, which begin at `first`; "" if there is no time.
std::string clock_iso(const Reader& read, std::size_t first) {
  if (read[first + 1].empty()) return "";
  int hour = number(read[first + 1]);
  const int minute = number(read[first + 2]);
  const int second = number(read[first + 3]);
  const auto half = read[first];
  const auto am_pm = read[first + 4];
  const bool afternoon = half == "下午" || half == "晚上" || half == "中午" ||
                         (!am_pm.empty() && (am_pm[0] | 0x20) == 'p');
  if (afternoon && hour < 12 && !(half == "中午" && hour == 11)) hour += 12;
  if (!am_pm.empty() && (am_pm[0] | 0x20) == 'a' && hour == 12) hour = 0;
  if (hour > 23 || minute > 59 || second > 59) return "";
  return fmt::format("T{:02}:{:02}:{:02}{}", hour, minute, second, zone_iso(read[first + 5]));
}

PageDate made(const Reader& read, int year, int month, int day, std::size_t clock) {
  PageDate date;
  date.iso = day_iso(year, month, day);
  if (date.iso.empty()) return date;
  const auto time = clock_iso(read, clock);
  date.has_time = !time.empty();
  date.iso += time;
  date.begin = read.groups[0]->begin;
  return date;
}

PageDate from_epoch(std::string_view digits) {
  std::int64_t seconds = 0;
  std::from_chars(digits.data(), digits.data() + 10, seconds);
  using namespace std::chrono;
  const sys_seconds time{std::chrono::seconds{seconds}};
  const auto day = floor<days>(time);
  const hh_mm_ss clock{time - day};
  PageDate date;
  const auto iso = to_string(Date{day});
  if (iso < "1990" || iso > "2100") return date;
  date.has_time = true;
  date.iso = fmt::format("{}T{:02}:{:02}:{:02}Z", iso, clock.hours().count(),
                         clock.minutes().count(), clock.seconds().count());
  return date;
}

}  // namespace

PageDate find_date(std::string_view text) {
  static const Pattern epoch = std::get<Pattern>(Pattern::compile(R"(^\s*(\d{10})(?:\d{3})?\s*$)"));
  static const Pattern ymd = std::get<Pattern>(Pattern::compile(
      R"((?:^|[^\d])((?:19|20)\d{2})\s{0,2}[-/.年]\s{0,2}(\d{1,2})\s{0,2}[-/.月]\s{0,2}(\d{1,2})日?(?:)" CLOCK
      ")?",
      true));
  static const Pattern mdy = std::get<Pattern>(Pattern::compile(
      R"(\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d{2})(?:)" CLOCK
      ")?",
      true));
  static const Pattern dmy = std::get<Pattern>(Pattern::compile(
      R"(\b(\d{1,2})(?:st|nd|rd|th)?[\s-]+(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?,?[\s-]+((?:19|20)\d{2})(?:)" CLOCK
      ")?",
      true));
  static const Pattern compact = std::get<Pattern>(Pattern::compile(
      R"(^\s*((?:19|20)\d{2})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z)?\s*$)"));
  static const Pattern twelve_first =
      std::get<Pattern>(Pattern::compile(R"(^\s*(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d{2})\b)"));

  Groups groups;
  if (epoch.match(text, 0, groups)) return from_epoch(Reader{text, groups}[1]);
  std::optional<PageDate> best;
  const auto keep = [&](PageDate date) {
    if (!date.iso.empty() && (!best || date.begin < best->begin)) best = std::move(date);
  };
  if (ymd.match(text, 0, groups)) {
    const Reader read{text, groups};
    keep(made(read, number(read[1]), number(read[2]), number(read[3]), 4));
  }
  if (mdy.match(text, 0, groups)) {
    const Reader read{text, groups};
    keep(made(read, number(read[3]), month_of(read[1]), number(read[2]), 4));
  }
  if (dmy.match(text, 0, groups)) {
    const Reader read{text, groups};
    keep(made(read, number(read[3]), month_of(read[2]), number(read[1]), 4));
  }
  if (best) return *best;
  if (compact.match(text, 0, groups)) {
    const Reader read{text, groups};
    PageDate date;
    date.iso = day_iso(number(read[1]), number(read[2]), number(read[3]));
    return date;
  }
  if (twelve_first.match(text, 0, groups)) {
    const Reader read{text, groups};
    // 5/3/2024 can be either; only a day above 12 tells.
    const int a = number(read[1]);
    const int b = number(read[2]);
    PageDate date;
    if (a > 12 && b <= 12) date.iso = day_iso(number(read[3]), b, a);
    if (b > 12 && a <= 12) date.iso = day_iso(number(read[3]), a, b);
    return date;
  }
  return {};
}

std::string url_date(std::string_view url) {
  static const Pattern path = std::get<Pattern>(
      Pattern::compile(R"([/_-]((?:19|20)\d{2})([-/_]?)(\d{1,2})[-/_]?(\d{2})(?:[/_.-]|\d{6}|$))"));
  Groups groups;
  for (std::size_t from = 0; path.match(url, from, groups); from = groups[0]->begin + 1) {
    const Reader read{url, groups};
    if (read[2].empty() && read[3].size() != 2) continue;
    auto iso = day_iso(number(read[1]), number(read[3]), number(read[4]));
    if (!iso.empty()) return iso;
  }
  return "";
}

}  // namespace dealgraph

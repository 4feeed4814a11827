#include "text/zone.h"

#include <unicode/gregocal.h>
#include <unicode/timezone.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>

namespace dealgraph {
namespace {

std::unique_ptr<icu::TimeZone> find_zone(const std::string& name) {
  std::unique_ptr<icu::TimeZone> zone(
      icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name)));
  return zone && *zone != icu::TimeZone::getUnknown() ? std::move(zone) : nullptr;
}

bool has_zone(std::string_view iso) {
  return iso.back() == 'Z' || iso.find_first_of("+-", sizeof "YYYY-MM-DD") != iso.npos;
}

}  // namespace

bool is_zone(const std::string& name) { return find_zone(name) != nullptr; }

std::string with_zone(std::string_view iso, const std::string& zone_name) {
  std::string out(iso);
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
  const int read = std::sscanf(out.c_str(), "%4d-%2d-%2dT%2d:%2d:%2d", &year, &month, &day, &hour,
                               &minute, &second);
  if (read < 5 || has_zone(iso)) return out;
  const auto zone = zone_name.empty() ? nullptr : find_zone(zone_name);
  if (!zone) return out;
  UErrorCode status = U_ZERO_ERROR;
  icu::GregorianCalendar calendar(*zone, status);
  calendar.set(year, month - 1, day, hour, minute, second);
  const auto milliseconds =
      calendar.get(UCAL_ZONE_OFFSET, status) + calendar.get(UCAL_DST_OFFSET, status);
  if (U_FAILURE(status)) return out;
  const int minutes = milliseconds / 60'000;
  std::array<char, 16> offset{};
  std::snprintf(offset.data(), offset.size(), "%c%02d:%02d", minutes < 0 ? '-' : '+',
                std::abs(minutes) / 60 % 24, std::abs(minutes) % 60);
  return out + offset.data();
}

}  // namespace dealgraph

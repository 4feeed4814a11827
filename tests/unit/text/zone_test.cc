#include "text/zone.h"

#include <gtest/gtest.h>

namespace dealgraph {
namespace {

TEST(Zone, AppendsTheOffsetOfThatDay) {
  struct Case {
    const char* iso;
    const char* zone;
    const char* expected;
  };
  for (const auto& [iso, zone, expected] : {
           Case{"2026-11-27T09:30:00", "Asia/Taipei", "2026-11-27T09:30:00+08:00"},
           Case{"2026-11-27T09:30", "Asia/Shanghai", "2026-11-27T09:30+08:00"},
           Case{"2026-01-27T09:30:00", "America/New_York", "2026-01-27T09:30:00-05:00"},
           Case{"2026-07-27T09:30:00", "America/New_York", "2026-07-27T09:30:00-04:00"},
           Case{"2026-07-27T09:30:00", "Asia/Kolkata", "2026-07-27T09:30:00+05:30"},
           Case{"2026-07-27T09:30:00", "America/St_Johns", "2026-07-27T09:30:00-02:30"},
           Case{"2026-07-27T09:30:00Z", "Asia/Taipei", "2026-07-27T09:30:00Z"},
           Case{"2026-07-27T09:30:00-04:00", "Asia/Taipei", "2026-07-27T09:30:00-04:00"},
           Case{"2026-07-27", "Asia/Taipei", "2026-07-27"},
           Case{"", "Asia/Taipei", ""},
           Case{"2026-07-27T09:30:00", "", "2026-07-27T09:30:00"},
           Case{"2026-07-27T09:30:00", "Mars/Base", "2026-07-27T09:30:00"},
       })
    EXPECT_EQ(with_zone(iso, zone), expected) << iso << ' ' << zone;
}

TEST(Zone, KnowsZones) {
  EXPECT_TRUE(is_zone("Asia/Hong_Kong"));
  EXPECT_FALSE(is_zone("Asia/Nowhere"));
  EXPECT_FALSE(is_zone(""));
}

}  // namespace
}  // namespace dealgraph

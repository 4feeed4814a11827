#include "core/rates.h"

#include <gtest/gtest.h>

namespace dealgraph {
namespace {

TEST(Rates, TheNewestThatIsNotYoungerCounts) {
  const Rates rates({{"TWD", *parse_date("2025-01-01"), 0.03},
                     {"EUR", *parse_date("2025-01-01"), 1.1},
                     {"TWD", *parse_date("2024-01-01"), 0.02},
                     {"EUR", *parse_date("2025-01-01"), 1.2}});
  const struct {
    const char* currency;
    const char* day;
    std::optional<double> expected;
  } cases[] = {
      {"USD", "2025-06-01", 1},    {"USD", "", 1},
      {"TWD", "2024-12-31", 0.02}, {"TWD", "2025-01-01", 0.03},
      {"TWD", "2030-01-01", 0.03}, {"TWD", "2001-01-01", 0.02},
      {"TWD", "", 0.03},           {"EUR", "2025-01-01", 1.2},
      {"XYZ", "2025-01-01", {}},   {"", "2025-01-01", {}},
  };
  for (const auto& c : cases)
    EXPECT_EQ(rates.usd_per_unit(c.currency, parse_date(c.day)), c.expected)
        << c.currency << ' ' << c.day;
  EXPECT_EQ(rates.all().size(), 3U);
}

}  // namespace
}  // namespace dealgraph

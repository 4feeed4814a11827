#include "cli/money.h"

#include <gtest/gtest.h>

namespace dealgraph {
namespace {

TEST(Money, NumbersInPeoplesUnits) {
  const struct {
    double value;
    std::string expected;
  } cases[] = {
      {0, "0"},
      {7.5, "7.5"},
      {999, "999"},
      {1000, "1,000"},
      {250000, "250,000"},
      {999499, "999,499"},
      {999500, "1m"},
      {1e6, "1m"},
      {22.5e6, "22.5m"},
      {1.435e9, "1.435bn"},
      {1e11, "100bn"},
      {999999999.9, "1bn"},
      {1e12, "1tn"},
      {1.5e15, "1,500tn"},
      {999999.99, "1m"},
  };
  for (const auto& c : cases) EXPECT_EQ(format_number(c.value), c.expected) << c.value;
}

TEST(Money, AmountsSayTheirBounds) {
  const auto amount = [](std::optional<double> min, std::optional<double> max, Qualifier qualifier,
                         Per per = Per::total) {
    return Amount{min, max, "USD", qualifier, per, ""};
  };
  const struct {
    std::optional<Amount> amount;
    std::string expected;
  } cases[] = {
      {std::nullopt, "undisclosed"},
      {amount(5e9, 5e9, Qualifier::exact), "USD 5bn"},
      {amount({}, 1e11, Qualifier::up_to), "up to USD 100bn"},
      {amount(3e9, {}, Qualifier::at_least), "at least USD 3bn"},
      {amount(2e9, 2e9, Qualifier::about), "about USD 2bn"},
      {amount(1e10, 1e11, Qualifier::range), "USD 10bn to 100bn"},
      {amount(2e6, 2e6, Qualifier::exact, Per::year), "USD 2m a year"},
      {amount(14, 14, Qualifier::exact, Per::share), "USD 14 a share"},
  };
  for (const auto& c : cases) EXPECT_EQ(format_amount(c.amount), c.expected);
}

}  // namespace
}  // namespace dealgraph

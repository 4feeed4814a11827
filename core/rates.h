#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"

namespace dealgraph {

// What one unit of a currency is worth in US dollars from a day on.
struct Rate {
  std::string currency;  // ISO 4217
  Date since;
  double usd = 0;

  friend bool operator==(const Rate&, const Rate&) = default;
};

// A dated table of rates. Sorted by currency and day; of two for one day the later given counts.
class Rates {
 public:
  Rates() = default;
  explicit Rates(std::vector<Rate> rates);

  // The newest rate that is not younger than the day, before all of them the oldest; without a day
  // the newest. 1 for USD, empty for a currency that the table lacks.
  std::optional<double> usd_per_unit(std::string_view currency, std::optional<Date> day) const;
  const std::vector<Rate>& all() const { return rates_; }

 private:
  std::vector<Rate> rates_;
};

}  // namespace dealgraph

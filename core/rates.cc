#include "core/rates.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace dealgraph {

Rates::Rates(std::vector<Rate> rates) : rates_(std::move(rates)) {
  std::stable_sort(rates_.begin(), rates_.end(), [](const Rate& a, const Rate& b) {
    return std::tie(a.currency, a.since) < std::tie(b.currency, b.since);
  });
  std::vector<Rate> kept;
  for (auto& rate : rates_) {
    if (!kept.empty() && kept.back().currency == rate.currency && kept.back().since == rate.since)
      kept.pop_back();
    kept.push_back(std::move(rate));
  }
  rates_ = std::move(kept);
}

std::optional<double> Rates::usd_per_unit(std::string_view currency,
                                          std::optional<Date> day) const {
  if (currency == "USD") return 1;
  const auto begin = std::partition_point(
      rates_.begin(), rates_.end(), [&](const Rate& rate) { return rate.currency < currency; });
  const auto end = std::partition_point(
      begin, rates_.end(), [&](const Rate& rate) { return rate.currency == currency; });
  if (begin == end) return std::nullopt;
  if (!day) return std::prev(end)->usd;
  const auto after =
      std::partition_point(begin, end, [&](const Rate& rate) { return rate.since <= *day; });
  return after == begin ? begin->usd : std::prev(after)->usd;
}

}  // namespace dealgraph

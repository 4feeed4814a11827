#include "bench/deal_stream.h"

#include <algorithm>
#include <cmath>

#include "bench/random.h"

namespace dealgraph::bench {
namespace {

// From 0 up to, but not, 1.
double uniform(Random& random) {
  constexpr std::size_t steps = std::size_t{1} << 53;
  return static_cast<double>(random.below(steps)) / static_cast<double>(steps);
}

class PowerLaw {
 public:
  PowerLaw(std::size_t count, double exponent) {
    double sum = 0;
    for (std::size_t i = 1; i <= count; ++i) {
      sum += std::pow(static_cast<double>(i), -exponent);
      sums_.push_back(sum);
    }
  }

  std::uint32_t draw(Random& random) const {
    const double at = uniform(random) * sums_.back();
    return static_cast<std::uint32_t>(std::upper_bound(sums_.begin(), sums_.end(), at) -
                                      sums_.begin());
  }

 private:
  std::vector<double> sums_;
};

}  // namespace

std::vector<Leg> make_deals(const DealStream& stream) {
  constexpr double first_day = 19'000;
  constexpr double days = 1'000;
  Random random(1);
  const auto companies = std::max<std::size_t>(
      2, static_cast<std::size_t>(static_cast<double>(stream.deals) / stream.deals_a_company));
  const PowerLaw payers(companies, stream.payer_exponent);
  const PowerLaw payees(companies, stream.payee_exponent);
  std::vector<Leg> out;
  out.reserve(stream.deals);
  while (out.size() < stream.deals) {
    Leg leg{payers.draw(random), payees.draw(random)};
    if (uniform(random) < stream.hub) (random.below(2) ? leg.payer : leg.payee) = 0;
    const double usd = std::round(11.6e6 * std::pow(1 - uniform(random), -1 / 0.61));
    if (uniform(random) >= stream.undisclosed) leg.usd = usd;
    leg.day = static_cast<std::int32_t>(first_day + days * static_cast<double>(out.size()) /
                                                        static_cast<double>(stream.deals));
    if (leg.payer != leg.payee) out.push_back(leg);
  }
  return out;
}

}  // namespace dealgraph::bench

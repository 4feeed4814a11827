#pragma once
#include <cstddef>
#include <vector>

#include "core/graph.h"

namespace dealgraph::bench {

// Invented deals in the order of their days, with few companies in very many of them: the nth
// largest payer is drawn n^-exponent times as often as the largest, and so are payees. Company 0 is
// the largest of both.
struct DealStream {
  std::size_t deals = 100'000;
  double deals_a_company = 5;
  double payer_exponent = 0.65;
  double payee_exponent = 0.65;
  double hub = 0;  // share of the deals that company 0 is made a party of, on top
  double undisclosed = 0.3;
};

// Amounts are power laws, too: some 27 % of those told are 100 million dollars or more.
std::vector<Leg> make_deals(const DealStream& stream);

}  // namespace dealgraph::bench

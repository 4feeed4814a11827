#pragma once
#include <string_view>
#include <vector>

#include "core/amount.h"
#include "core/span.h"

namespace dealgraph {

// A sum of money in folded text. `figure` covers currency, figure and unit; `span` also the words
// that qualify it ("up to", 逾, 以上, 每年) and an equivalent in another currency behind it
// ("1000亿美元(约新台币3.03兆元)"), which belongs to the same sum. amount.text is left empty: the
// caller knows the source.
struct AmountMention {
  Span span;
  Span figure;
  Amount amount;
};

// All sums of money, in order, without overlap. `site_currency` is what a bare 元 or ¥ means;
// empty: CNY. Figures without a currency are no amounts.
std::vector<AmountMention> find_amounts(std::string_view folded, std::string_view site_currency);

}  // namespace dealgraph

#pragma once
#include <string_view>
#include <vector>

#include "core/amount.h"
#include "core/span.h"
#include "extract/affixes.h"
#include "extract/currencies.h"
#include "extract/lexicon.h"

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

// Finds sums of money; the words for money come from the lists of rules/lexicon/currencies.toml.
// Immutable, so threads may share it.
class AmountFinder {
 public:
  explicit AmountFinder(const Lexicon& lexicon);

  // All sums, in order, without overlap, in linear time. `site_currency` is what a bare 元 or ¥
  // means; empty: CNY. A figure without a currency is a sum only where the words around speak of
  // money (融资超10亿); it has the currency of the same figure elsewhere, else of the site.
  std::vector<AmountMention> find(std::string_view folded, std::string_view site_currency) const;

 private:
  class Scan;
  CurrencyTable currencies_;
  Affixes bare_before_;  // BARE_MONEY_BEFORE, BARE_MONEY_BEHIND
  Affixes bare_behind_;
};

}  // namespace dealgraph

#pragma once
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/deal.h"
#include "extract/document.h"
#include "extract/lexicon.h"

namespace dealgraph {

// "The contract is worth $3 billion.": gives deals told without a sum the one that a sentence
// behind them tells, and the investors of a round the sum of the round. Reads DEAL_SUBJECT (nouns
// that such a sentence begins with) and DEAL_COSTS (its verbs).
class LaterPrices {
 public:
  explicit LaterPrices(const Lexicon& lexicon);

  // `deals` of a whole article, in the order of its sentences.
  void fill(const Document& document, std::vector<DealMention>& deals) const;

 private:
  static std::vector<std::pair<int, const Amount*>> shares_of(const Document& document,
                                                              const Sentence& sentence);
  static void share_out(const Document& document, const Sentence& sentence,
                        std::span<DealMention> before);
  static void price_last(const Amount& price, std::span<DealMention> before);
  const Amount* price_of(const Document& document, const Sentence& sentence) const;
  bool tells_price(std::string_view before) const;

  std::vector<std::string> nouns_, verbs_;
};

}  // namespace dealgraph

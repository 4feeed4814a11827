#pragma once
#include <string>
#include <vector>

#include "cli/scoring.h"

namespace dealgraph {

// A sentence that was misread. Points into the articles that it was found in.
struct WrongSentence {
  std::string doc;
  std::string text;
  std::vector<const DealMention*> wrong;
  std::vector<const GoldDeal*> missed;
  std::vector<Matching::Right> other_amount;  // the pair is right, the amount is not

  std::size_t errors() const { return wrong.size() + missed.size() + other_amount.size(); }
};

// All of them, those with the most errors first, among equals those with the most false deals, then
// in the order of the articles. A missed deal belongs to the sentence that its quote begins in.
std::vector<WrongSentence> wrong_sentences(const std::vector<Judged>& articles);

}  // namespace dealgraph

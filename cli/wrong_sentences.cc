#include "cli/wrong_sentences.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

#include "text/fold.h"
#include "text/sentence.h"

namespace dealgraph {
namespace {

// Collects the errors of one article by the place where their sentence begins.
class Collector {
 public:
  explicit Collector(const Article& article) : article_(article) {
    const auto folded = fold(article.text);
    for (const auto span : split_sentences(folded.text)) sentences_.push_back(folded.source(span));
  }

  WrongSentence& at(std::size_t offset) {
    const auto after =
        std::upper_bound(sentences_.begin(), sentences_.end(), offset,
                         [](std::size_t place, Span span) { return place < span.begin; });
    const auto span = after == sentences_.begin() ? Span{} : *std::prev(after);
    auto& entry = found_[span.begin];
    entry.doc = article_.doc;
    entry.text = article_.text.substr(span.begin, span.size());
    return entry;
  }

  // Reading an article takes out white space, so that a quote may be gone; it then stands alone.
  WrongSentence& at(const GoldDeal& deal) {
    const auto offset = article_.text.find(deal.quote);
    if (offset != std::string::npos) return at(offset);
    auto& entry = lost_[deal.quote];
    entry.doc = article_.doc;
    entry.text = deal.quote;
    return entry;
  }

  void move_to(std::vector<WrongSentence>& out) {
    for (auto& [begin, entry] : found_) out.push_back(std::move(entry));
    for (auto& [quote, entry] : lost_) out.push_back(std::move(entry));
  }

 private:
  const Article& article_;
  std::vector<Span> sentences_;  // of article_.text
  std::map<std::size_t, WrongSentence> found_;
  std::map<std::string, WrongSentence> lost_;
};

}  // namespace

std::vector<WrongSentence> wrong_sentences(const std::vector<Judged>& articles) {
  std::vector<WrongSentence> out;
  for (const auto& article : articles) {
    Collector collector(article.gold->article);
    for (const auto* matching : {&article.pairs, &article.partnerships}) {
      for (const auto* deal : matching->wrong) collector.at(deal->span.begin).wrong.push_back(deal);
      for (const auto* deal : matching->missed) collector.at(*deal).missed.push_back(deal);
    }
    for (const auto& match : article.pairs.right)
      if (!amounts_agree(match.gold->amount, match.found->amount))
        collector.at(match.found->span.begin).other_amount.push_back(match);
    collector.move_to(out);
  }
  std::stable_sort(out.begin(), out.end(), [](const WrongSentence& a, const WrongSentence& b) {
    return std::make_tuple(a.errors(), a.wrong.size()) >
           std::make_tuple(b.errors(), b.wrong.size());
  });
  return out;
}

}  // namespace dealgraph

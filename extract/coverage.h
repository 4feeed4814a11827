#pragma once
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/article.h"
#include "extract/skeleton.h"
#include "extract/workings.h"

namespace dealgraph {

// What one rule found in all articles.
struct RuleCoverage {
  const Rule* rule = nullptr;
  std::size_t deals = 0;
  std::size_t articles = 0;
  std::string last;  // ISO date of the latest article; "" if no article has one
};

// A word that some rule waits for, in sentences with two parties of which no rule made a deal.
struct UnansweredWord {
  std::string lang;
  std::string word;                // folded, lower case
  std::vector<std::string> lists;  // that hold it and that rules wait for
  std::size_t sentences = 0;
  std::size_t amounts = 0;  // of these sentences: with a sum that may be a deal's
  std::string example;      // a sentence, with such a sum if there is one
  std::string surface;      // the word as that sentence writes it
  std::string doc;
};

// Reads article after article and counts.
class Coverage {
 public:
  explicit Coverage(const Workings& workings);
  void add(const Article& article);

  std::size_t articles() const { return articles_; }
  std::size_t deals() const { return deals_; }
  // All rules, those with the most deals first, then in order.
  std::vector<RuleCoverage> rules() const;
  // The most sentences with a sum first, then the most sentences.
  std::vector<UnansweredWord> unanswered() const;

 private:
  void count_words(const Document& document, const Sentence& sentence, const Skeleton& skeleton);

  const Workings workings_;
  std::size_t articles_ = 0;
  std::size_t deals_ = 0;
  std::map<std::string, RuleCoverage> by_rule_;
  std::map<std::string, std::set<std::string>> waited_for_;                // word lists by language
  std::map<std::pair<std::string, std::string>, UnansweredWord> by_word_;  // language and word
};

}  // namespace dealgraph

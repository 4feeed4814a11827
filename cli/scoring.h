#pragma once
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/deal_matching.h"
#include "cli/gold.h"

namespace dealgraph {

// Each ratio is empty where there is nothing to divide by.
struct Counts {
  std::size_t right = 0;
  std::size_t wrong = 0;   // found, and no deal
  std::size_t missed = 0;  // a deal, and not found

  std::optional<double> precision() const;
  std::optional<double> recall() const;
  std::optional<double> f1() const;
  void add(const Matching& matching);
};

// One gold article and what the rules found in it.
struct Judged {
  Judged(const GoldArticle& article, std::vector<DealMention> deals);
  Judged(Judged&&) = default;
  Judged(const Judged&) = delete;  // the copy would point into the original

  const GoldArticle* gold;
  std::vector<DealMention> found;
  Matching pairs;  // these three point into *gold and found
  Matching triples;
  Matching partnerships;
};

struct LanguageScores {
  std::size_t articles = 0;
  std::size_t deals = 0;  // without partnerships
  Counts pairs;
  Counts triples;
  std::size_t type_right = 0;  // of pairs.right
  std::size_t status_right = 0;
};

struct TypeScores {
  Counts pairs;
  Counts triples;
};

// Of found deals; partnerships count in the rules that find them.
struct RuleScores {
  std::size_t right = 0;
  std::size_t wrong = 0;
  std::size_t repeated = 0;
};

constexpr std::array<std::string_view, 4> score_languages{"zh-Hant", "zh-Hans", "en", "all"};
constexpr std::size_t value_types = static_cast<std::size_t>(DealType::partnership);

struct Scores {
  std::array<LanguageScores, score_languages.size()> languages;  // the last: all of them
  // By DealType. Right and missed deals by the type of the gold, false ones by that of the rule.
  std::array<TypeScores, value_types> types;
  std::map<std::string, RuleScores> rules;
  Counts partnership;
  std::size_t wrong_without_deals = 0;  // false pairs in articles whose gold has no deal at all

  const LanguageScores& all() const { return languages.back(); }
};

Scores add_up(const std::vector<Judged>& articles);

// right / all, empty for 0 / 0.
std::optional<double> share(std::size_t right, std::size_t all);

}  // namespace dealgraph

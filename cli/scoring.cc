#include "cli/scoring.h"

#include <algorithm>

namespace dealgraph {
namespace {

std::size_t language_index(std::string_view lang) {
  const auto found = std::find(score_languages.begin(), score_languages.end(), lang);
  return static_cast<std::size_t>(found - score_languages.begin());
}

void add_language(LanguageScores& scores, const Judged& article) {
  ++scores.articles;
  scores.deals += article.pairs.right.size() + article.pairs.missed.size();
  scores.pairs.add(article.pairs);
  scores.triples.add(article.triples);
  for (const auto& [gold, found] : article.pairs.right) {
    scores.type_right += gold->type == found->type;
    scores.status_right += gold->status == found->status;
  }
}

void add_types(Scores& scores, const Matching& matching, Counts TypeScores::*counts) {
  const auto of = [&](DealType type) -> Counts& {
    return scores.types.at(static_cast<std::size_t>(type)).*counts;
  };
  for (const auto& match : matching.right) ++of(match.gold->type).right;
  for (const auto* deal : matching.missed) ++of(deal->type).missed;
  for (const auto* deal : matching.wrong) ++of(deal->type).wrong;
}

void add_rules(Scores& scores, const Matching& matching) {
  for (const auto& match : matching.right) ++scores.rules[match.found->rule].right;
  for (const auto* deal : matching.wrong) ++scores.rules[deal->rule].wrong;
  for (const auto* deal : matching.repeated) ++scores.rules[deal->rule].repeated;
}

}  // namespace

std::optional<double> share(std::size_t right, std::size_t all) {
  if (all == 0) return std::nullopt;
  return static_cast<double>(right) / static_cast<double>(all);
}

std::optional<double> Counts::precision() const { return share(right, right + wrong); }
std::optional<double> Counts::recall() const { return share(right, right + missed); }
std::optional<double> Counts::f1() const { return share(2 * right, 2 * right + wrong + missed); }

void Counts::add(const Matching& matching) {
  right += matching.right.size();
  wrong += matching.wrong.size();
  missed += matching.missed.size();
}

Judged::Judged(const GoldArticle& article, std::vector<DealMention> deals)
    : gold(&article),
      found(std::move(deals)),
      pairs(match_deals(gold->deals, found, Measure::pair)),
      triples(match_deals(gold->deals, found, Measure::triple)),
      partnerships(match_deals(gold->deals, found, Measure::partnership)) {}

Scores add_up(const std::vector<Judged>& articles) {
  Scores scores;
  for (const auto& article : articles) {
    add_language(scores.languages.at(language_index(article.gold->article.lang)), article);
    add_language(scores.languages.back(), article);
    add_types(scores, article.pairs, &TypeScores::pairs);
    add_types(scores, article.triples, &TypeScores::triples);
    add_rules(scores, article.pairs);
    add_rules(scores, article.partnerships);
    scores.partnership.add(article.partnerships);
    if (article.gold->deals.empty()) scores.wrong_without_deals += article.pairs.wrong.size();
  }
  return scores;
}

}  // namespace dealgraph

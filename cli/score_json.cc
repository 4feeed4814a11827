#include "cli/score_json.h"

#include <cmath>

namespace dealgraph {
namespace {

Json ratio(const std::optional<double>& value) {
  return value ? json_number(std::round(*value * 1e4) / 1e4) : Json(nullptr);
}

Json counts(const Counts& counts) {
  return {{"right", counts.right},
          {"false", counts.wrong},
          {"missed", counts.missed},
          {"precision", ratio(counts.precision())},
          {"recall", ratio(counts.recall())},
          {"f1", ratio(counts.f1())}};
}

Json accuracy(std::size_t right, std::size_t all) {
  return {{"right", right}, {"accuracy", ratio(share(right, all))}};
}

Json language(const LanguageScores& scores) {
  return {{"articles", scores.articles},
          {"deals", scores.deals},
          {"pairs", counts(scores.pairs)},
          {"triples", counts(scores.triples)},
          {"type", accuracy(scores.type_right, scores.pairs.right)},
          {"status", accuracy(scores.status_right, scores.pairs.right)}};
}

Json bounds(const std::optional<Amount>& amount) {
  if (!amount) return nullptr;
  return {{"min", amount->min ? json_number(*amount->min) : Json(nullptr)},
          {"max", amount->max ? json_number(*amount->max) : Json(nullptr)},
          {"currency", amount->currency}};
}

Json found_deal(const DealMention& deal) {
  return {{"type", to_string(deal.type)},     {"payer", deal.payer.name},
          {"payee", deal.payee.name},         {"amount", bounds(deal.amount)},
          {"status", to_string(deal.status)}, {"rule", deal.rule}};
}

Json gold_deal(const GoldDeal& deal) {
  return {{"type", to_string(deal.type)},     {"payer", deal.payer.front()},
          {"payee", deal.payee.front()},      {"amount", bounds(deal.amount)},
          {"status", to_string(deal.status)}, {"quote", deal.quote}};
}

}  // namespace

Json scores_json(const Scores& scores) {
  Json languages, types, rules = Json::object();
  for (std::size_t i = 0; i < score_languages.size(); ++i)
    languages[std::string(score_languages[i])] = language(scores.languages[i]);
  for (std::size_t i = 0; i < value_types; ++i)
    types[std::string(to_string(static_cast<DealType>(i)))] = {
        {"pairs", counts(scores.types[i].pairs)}, {"triples", counts(scores.types[i].triples)}};
  for (const auto& [rule, found] : scores.rules)
    rules[rule] = {{"right", found.right},
                   {"false", found.wrong},
                   {"repeated", found.repeated},
                   {"precision", ratio(share(found.right, found.right + found.wrong))}};
  return {{"languages", std::move(languages)},
          {"partnership", counts(scores.partnership)},
          {"false_pairs_without_deals", scores.wrong_without_deals},
          {"types", std::move(types)},
          {"rules", std::move(rules)}};
}

Json errors_json(const std::vector<WrongSentence>& sentences) {
  Json out = Json::array();
  for (const auto& sentence : sentences) {
    Json entry = {{"doc", sentence.doc},
                  {"sentence", sentence.text},
                  {"false", Json::array()},
                  {"missed", Json::array()},
                  {"other_amount", Json::array()}};
    for (const auto* deal : sentence.wrong) entry["false"].push_back(found_deal(*deal));
    for (const auto* deal : sentence.missed) entry["missed"].push_back(gold_deal(*deal));
    for (const auto& match : sentence.other_amount) {
      auto deal = found_deal(*match.found);
      deal["gold_amount"] = bounds(match.gold->amount);
      entry["other_amount"].push_back(std::move(deal));
    }
    out.push_back(std::move(entry));
  }
  return out;
}

}  // namespace dealgraph

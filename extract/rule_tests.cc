#include "extract/rule_tests.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "core/diagnostic.h"
#include "extract/match.h"
#include "extract/skeleton.h"
#include "text/fold.h"

namespace dealgraph {
namespace {

struct Mark {
  std::string role;
  std::string text;
  Span span;
};

struct MarkedText {
  std::string text;  // without the marks
  std::vector<Mark> marks;
};

MarkedText parse_marks(std::string_view source) {
  MarkedText out;
  for (std::size_t i = 0; i < source.size();) {
    const auto colon = source.find(':', i);
    const auto close = source.find(']', i);
    if (source[i] == '[' && colon != std::string_view::npos && close != std::string_view::npos &&
        colon < close) {
      Mark mark;
      mark.role = std::string(source.substr(i + 1, colon - i - 1));
      mark.text = std::string(source.substr(colon + 1, close - colon - 1));
      mark.span = {out.text.size(), out.text.size() + mark.text.size()};
      out.text += mark.text;
      out.marks.push_back(std::move(mark));
      i = close + 1;
    } else {
      out.text += source[i++];
    }
  }
  return out;
}

std::string describe(const DealMention& deal) {
  auto out = fmt::format("{} → {}", deal.payer.surface, deal.payee.surface);
  if (deal.amount) out += ", " + deal.amount->text;
  return out + fmt::format(", {}", to_string(deal.status));
}

std::vector<std::string> texts(const MarkedText& marked, std::string_view role) {
  std::vector<std::string> out;
  for (const auto& mark : marked.marks)
    if (mark.role == role) out.push_back(mark.text);
  return out;
}

// What is wrong with the deals that a hit gave, "" if nothing.
std::string compare(const RuleTest& test, const MarkedText& marked,
                    const std::vector<DealMention>& deals) {
  if (deals.empty()) return "no deal found";
  auto payers = texts(marked, "payer");
  auto payees = texts(marked, "payee");
  if (const auto both = texts(marked, "party"); payers.empty() && both.size() == 2) {
    payers = {both[0]};
    payees = {both[1]};
  }
  for (const auto& payer : payers)
    for (const auto& payee : payees) {
      if (payer == payee) continue;
      const bool found = std::any_of(deals.begin(), deals.end(), [&](const DealMention& d) {
        return d.payer.surface == payer && d.payee.surface == payee;
      });
      if (!found) return fmt::format("want {} → {}, got {}", payer, payee, describe(deals.front()));
    }
  const auto amounts = texts(marked, "amount");
  for (const auto& amount : amounts)
    if (std::none_of(deals.begin(), deals.end(), [&](const DealMention& d) {
          return d.amount && (d.amount->text.find(amount) != std::string::npos ||
                              amount.find(d.amount->text) != std::string::npos);
        }))
      return fmt::format("want the amount '{}', got {}", amount, describe(deals.front()));
  for (const auto& stake : texts(marked, "stake"))
    if (std::none_of(deals.begin(), deals.end(), [](const DealMention& d) { return d.stake_pct; }))
      return fmt::format("want the stake '{}', got none", stake);
  if (test.status && std::none_of(deals.begin(), deals.end(),
                                  [&](const DealMention& d) { return d.status == *test.status; }))
    return fmt::format("want status {}, got {}", to_string(*test.status),
                       to_string(deals.front().status));
  return {};
}

}  // namespace

void run_rule_tests(const Rule& rule, const Lexicon& lexicon, const MentionFinder& finder,
                    const StatusReader& status, std::vector<std::string>& problems) {
  const auto alone = make_rule_set({rule}, lexicon);
  for (const auto& test : rule.tests) {
    const auto marked = parse_marks(test.text);
    Article article;
    article.lang = rule.langs.front();
    article.text = marked.text;
    article.title_size = article.text.size();
    std::vector<MarkedParty> parties;
    for (const auto& mark : marked.marks)
      if (mark.role == "payer" || mark.role == "payee" || mark.role == "party")
        parties.push_back({mark.span});
    const auto document = prepare(article, finder, &parties);
    std::vector<DealMention> deals;
    Discourse discourse;
    for (const auto& sentence : document.sentences) {
      const auto skeleton = build_skeleton(document, sentence, lexicon, discourse);
      const auto matches = match_rules(document, sentence, skeleton, alone, status);
      remember_deal(sentence, skeleton, matches, discourse);
      for (const auto& match : matches)
        for (auto& deal : to_deals(document, sentence, skeleton, match, status))
          deals.push_back(std::move(deal));
    }
    std::string wrong;
    if (test.hit)
      wrong = compare(test, marked, deals);
    else if (!deals.empty())
      wrong = "found " + describe(deals.front());
    if (!wrong.empty())
      problems.push_back(
          format(Diagnostic{rule.file, test.line, test.column,
                            fmt::format("{}: {} failed: {}\n  {}", rule.id,
                                        test.hit ? "hit" : "miss", wrong, test.text)},
                 ""));
  }
}

}  // namespace dealgraph

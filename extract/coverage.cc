#include "extract/coverage.h"

#include <algorithm>

#include "extract/match.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

// Implied ones are in most sentences.
std::size_t named_parties(const Skeleton& skeleton) {
  std::set<int> parties;
  for (const auto& slot : skeleton.slots)
    if (!slot.implied) parties.insert(slot.parties.begin(), slot.parties.end());
  return parties.size();
}

bool has_amount(const Sentence& sentence) {
  return std::any_of(sentence.tokens.begin(), sentence.tokens.end(), [](const Token& token) {
    return token.kind == MentionKind::amount && token.role == AmountRole::none;
  });
}

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (is_upper_ascii(static_cast<unsigned char>(c))) c = static_cast<char>(c - 'A' + 'a');
  return out;
}

// The folded word as the sentence writes it; the word itself where a bracket stands within.
std::string surface_of(const std::string& sentence, const std::string& word) {
  const auto folded = fold(sentence);
  const auto at = lowered(folded.text).find(word);
  if (at == std::string::npos) return word;
  const Span span = folded.source({at, at + word.size()});
  return sentence.substr(span.begin, span.size());
}

}  // namespace

Coverage::Coverage(const Workings& workings) : workings_(workings) {
  for (const auto& rule : workings.rules.rules) {
    by_rule_[rule.id].rule = &rule;
    auto& lists = waited_for_[rule.langs.front()];
    for (const auto& pattern : rule.patterns)
      if (!pattern.trigger.empty()) lists.insert(pattern.trigger);
    for (const auto& frame : rule.frames) lists.insert(frame.word);
  }
}

void Coverage::add(const Article& article) {
  const auto document = prepare(article, workings_);
  std::vector<DealMention> deals;
  Discourse discourse;
  for (const auto& sentence : document.sentences) {
    const auto skeleton = build_skeleton(document, sentence, workings_.skeleton, discourse);
    const auto before = deals.size();
    const auto matches =
        match_rules(document, sentence, skeleton, workings_.rules, workings_.status);
    remember_deal(sentence, skeleton, matches, discourse);
    for (const auto& match : matches)
      for (auto& deal : to_deals(document, sentence, skeleton, match, workings_.status))
        deals.push_back(std::move(deal));
    if (deals.size() == before && named_parties(skeleton) >= 2)
      count_words(document, sentence, skeleton);
  }
  drop_idle_partnerships(deals);
  ++articles_;
  deals_ += deals.size();
  std::set<std::string> fired;
  for (const auto& deal : deals) {
    auto& rule = by_rule_[deal.rule];
    ++rule.deals;
    rule.articles += fired.insert(deal.rule).second;
    rule.last = std::max(rule.last, article.published.substr(0, 10));
  }
}

void Coverage::count_words(const Document& document, const Sentence& sentence,
                           const Skeleton& skeleton) {
  const auto language = workings_.rules.by_lang.find(sentence.lang);
  if (language == workings_.rules.by_lang.end()) return;
  const auto& words = language->second.words;
  const auto& lists = waited_for_[sentence.lang];
  const bool amount = has_amount(sentence);
  std::set<int> seen;
  for (const auto& hit : words.find(skeleton.text)) {
    if (!hit.longest || !seen.insert(hit.word).second) continue;
    std::vector<std::string> waiting;
    for (const auto& list : lists)
      if (words.in(hit.word, words.list(list))) waiting.push_back(list);
    if (waiting.empty()) continue;
    const auto text = lowered(part(skeleton, hit.span));
    auto& word = by_word_[{sentence.lang, text}];
    if (word.example.empty() || (amount && word.amounts == 0)) {
      word.lang = sentence.lang;
      word.word = text;
      word.lists = std::move(waiting);
      word.example = document.source(sentence.span);
      word.surface = surface_of(word.example, text);
      word.doc = document.article->doc;
    }
    ++word.sentences;
    word.amounts += amount;
  }
}

std::vector<RuleCoverage> Coverage::rules() const {
  std::vector<RuleCoverage> out;
  for (const auto& rule : workings_.rules.rules) out.push_back(by_rule_.at(rule.id));
  std::stable_sort(out.begin(), out.end(),
                   [](const RuleCoverage& a, const RuleCoverage& b) { return a.deals > b.deals; });
  return out;
}

std::vector<UnansweredWord> Coverage::unanswered() const {
  std::vector<UnansweredWord> out;
  for (const auto& [key, word] : by_word_) out.push_back(word);
  std::stable_sort(out.begin(), out.end(), [](const UnansweredWord& a, const UnansweredWord& b) {
    return std::pair(a.amounts, a.sentences) > std::pair(b.amounts, b.sentences);
  });
  return out;
}

}  // namespace dealgraph

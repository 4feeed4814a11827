#include "extract/later_prices.h"

#include <algorithm>
#include <string>

#include "text/utf8.h"

namespace dealgraph {
namespace {

constexpr std::size_t reach = 2;  // sentences

std::string lower(std::string_view text) {
  std::string out(text);
  for (auto& c : out)
    if (is_upper_ascii(static_cast<unsigned char>(c))) c = static_cast<char>(c + 32);
  return out;
}

// Where one of the words ends in `text` as a whole word, at `from` or behind; npos if nowhere.
std::size_t end_of_word(std::string_view text, const std::vector<std::string>& words,
                        std::size_t from, std::size_t until) {
  std::size_t best = std::string_view::npos;
  for (const auto& word : words) {
    const auto at = text.find(" " + word + " ", from);
    if (at != std::string_view::npos && at <= until) best = std::min(best, at + 1 + word.size());
  }
  return best;
}

}  // namespace

LaterPrices::LaterPrices(const Lexicon& lexicon)
    : nouns_(lexicon.words("en", "DEAL_SUBJECT")), verbs_(lexicon.words("en", "DEAL_COSTS")) {}

// "The contract, signed in May, is worth " of the words before a sum.
bool LaterPrices::tells_price(std::string_view before) const {
  constexpr std::size_t longest_noun = 40;    // bytes up to the noun of the deal
  constexpr std::size_t longest_clause = 70;  // from the noun to its verb
  const auto text = " " + lower(before) + " ";
  for (const std::string_view the : {" the ", " that ", " this ", " its "}) {
    const auto at = text.find(the);
    if (at == std::string::npos) continue;
    const std::size_t from = at + the.size() - 1;
    const auto noun = end_of_word(text, nouns_, from, from + longest_noun);
    if (noun == std::string::npos) continue;
    const auto verb = end_of_word(text, verbs_, noun, noun + longest_clause);
    if (verb != std::string::npos && text.size() - verb < 20) return true;
  }
  return false;
}

const Amount* LaterPrices::price_of(const Document& document, const Sentence& sentence) const {
  const Token* found = nullptr;
  for (const auto& token : sentence.tokens) {
    // "The deal is worth $5bn": a value, but the deal's own.
    if (token.kind != MentionKind::amount ||
        (token.role != AmountRole::none && token.role != AmountRole::valuation))
      continue;
    if (token.amount->per == Per::share) continue;
    if (found) return nullptr;
    found = &token;
  }
  if (!found || !tells_price(document.text({sentence.span.begin, found->span.begin})))
    return nullptr;
  return &*found->amount;
}

void LaterPrices::fill(const Document& document, std::vector<DealMention>& deals) const {
  std::vector<Span> spans;
  for (const auto& sentence : document.sentences)
    spans.push_back(document.folded.source(sentence.span));
  const auto index_of = [&](const DealMention& deal) {
    return static_cast<std::size_t>(std::find(spans.begin(), spans.end(), deal.sentence) -
                                    spans.begin());
  };
  for (std::size_t i = 1; i < spans.size(); ++i) {
    const auto& sentence = document.sentences[i];
    if (sentence.lang != "en") continue;
    const auto* price = price_of(document, sentence);
    if (!price) continue;
    // The last deals told before, all of one kind.
    std::vector<DealMention*> last;
    std::size_t where = spans.size();
    for (auto& deal : deals)
      if (const auto at = index_of(deal); at < i && at + reach >= i) {
        if (at != where) last.clear();
        where = at;
        last.push_back(&deal);
      }
    const bool open = !last.empty() && std::all_of(last.begin(), last.end(), [&](auto* deal) {
      return !deal->amount && deal->type == last.front()->type;
    });
    for (auto* deal : last)
      if (open) deal->amount = *price, deal->shared = deal->shared || last.size() > 1;
  }
  // "X also took part": the sum of the round told last.
  for (auto deal = deals.begin(); deal != deals.end(); ++deal) {
    if (deal->amount || deal->type != DealType::investment) continue;
    for (auto other = deal; other != deals.begin();) {
      --other;
      if (other->payee.id != deal->payee.id || other->type != deal->type || !other->amount ||
          !other->shared)
        continue;
      if (index_of(*other) + reach < index_of(*deal)) break;
      deal->amount = other->amount;
      deal->shared = true;
      break;
    }
  }
}

}  // namespace dealgraph

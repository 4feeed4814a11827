#include "extract/later_prices.h"

#include <algorithm>
#include <array>
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

namespace {

// 拟认购, 部分不超过: nothing but words that link a party with what it gives or gets.
bool links(std::string_view text) {
  constexpr std::array<std::string_view, 32> words = {
      "部分", "出资", "投资", "认购", "承贷", "认缴", "投入",   "出",   "投",   "拟",   "则",
      "约",   "为",   "将",   "各",   "方面", "的",   "不超过", "最多", "最高", "至少", "超过",
      "逾",   "近",   "以",   "现金", "贡献", "负担", "份额",   "负责", "一份", "值"};
  while (!text.empty()) {
    if (text.starts_with(' ')) {
      text.remove_prefix(1);
      continue;
    }
    const auto word =
        std::find_if(words.begin(), words.end(), [&](auto w) { return text.starts_with(w); });
    if (word == words.end()) return false;
    text.remove_prefix(word->size());
  }
  return true;
}

}  // namespace

// 甲部分不超过{16亿}，乙部分不超过{11亿}; 剩余{4亿元}由丙认购: the party that a sum of the sentence
// belongs to, by tokens.
std::vector<std::pair<int, const Amount*>> LaterPrices::shares_of(const Document& document,
                                                                  const Sentence& sentence) {
  std::vector<std::pair<int, const Amount*>> out;
  for (std::size_t i = 0; i + 1 < sentence.tokens.size(); ++i) {
    const auto& left = sentence.tokens[i];
    const auto& right = sentence.tokens[i + 1];
    const auto between = document.text({left.span.end, right.span.begin});
    const bool forward = left.kind == MentionKind::party && right.kind == MentionKind::amount;
    const bool backward = left.kind == MentionKind::amount && right.kind == MentionKind::party;
    const auto& party = forward ? left : right;
    const auto& sum = forward ? right : left;
    if ((!forward && !backward) || party.parties.size() != 1 || sum.role != AmountRole::none ||
        sum.amount->per == Per::share)
      continue;
    const auto behind = document.text({right.span.end, sentence.span.end});
    const auto before = document.text({sentence.span.begin, left.span.begin});
    const bool opens = before.empty() || before.ends_with(',') || before.ends_with(';') ||
                       before.ends_with("其中") || before.ends_with(", ");
    const bool told =
        forward ? opens && !between.empty() && between != " " && links(between)
                : between == "由" && (behind.starts_with("认购") || behind.starts_with("承贷") ||
                                      behind.starts_with("出资"));
    if (told) out.emplace_back(party.parties.front(), &*sum.amount);
  }
  return out;
}

namespace {

// The sentence of each deal, by its index: ascending, as deals are told.
std::vector<std::size_t> places_of(const Document& document,
                                   const std::vector<DealMention>& deals) {
  std::vector<Span> sentences;
  for (const auto& sentence : document.sentences)
    sentences.push_back(document.folded.source(sentence.span));
  std::vector<std::size_t> out;
  for (const auto& deal : deals) {
    const auto at =
        std::lower_bound(sentences.begin(), sentences.end(), deal.sentence.begin,
                         [](const Span& span, std::size_t begin) { return span.begin < begin; });
    out.push_back(static_cast<std::size_t>(at - sentences.begin()));
  }
  return out;
}

// The deals told in the sentences before `sentence` that a price may belong to.
std::span<DealMention> told_before(std::vector<DealMention>& deals,
                                   const std::vector<std::size_t>& places, std::size_t sentence) {
  const auto index = [&](std::size_t place) {
    return static_cast<std::size_t>(std::lower_bound(places.begin(), places.end(), place) -
                                    places.begin());
  };
  const auto first = index(sentence < reach ? 0 : sentence - reach);
  return std::span(deals).subspan(first, index(sentence) - first);
}

// "X also took part": the sum of the round told last.
void share_rounds(std::vector<DealMention>& deals, const std::vector<std::size_t>& places) {
  for (std::size_t i = 0; i < deals.size(); ++i) {
    auto& deal = deals[i];
    if (deal.amount || deal.type != DealType::investment) continue;
    for (std::size_t k = i; k-- > 0 && places[k] + reach >= places[i];) {
      const auto& other = deals[k];
      if (other.payee.id != deal.payee.id || other.type != deal.type || !other.amount ||
          !other.shared)
        continue;
      deal.amount = other.amount;
      deal.shared = true;
      break;
    }
  }
}

}  // namespace

void LaterPrices::fill(const Document& document, std::vector<DealMention>& deals) const {
  const auto places = places_of(document, deals);
  for (std::size_t i = 1; i < document.sentences.size(); ++i) {
    const auto before = told_before(deals, places, i);
    if (before.empty()) continue;
    if (document.sentences[i].lang == "zh")
      share_out(document, document.sentences[i], before);
    else if (const auto* price = price_of(document, document.sentences[i]))
      price_last(*price, before);
  }
  share_rounds(deals, places);
}

// 甲部分不超过{16亿}: what is told of one party belongs to its deal alone.
void LaterPrices::share_out(const Document& document, const Sentence& sentence,
                            std::span<DealMention> before) {
  for (const auto& [party, sum] : shares_of(document, sentence)) {
    const auto& id = document.parties[static_cast<std::size_t>(party)].id;
    for (auto& deal : before)
      if ((deal.payer.id == id || deal.payee.id == id) && (!deal.amount || deal.shared))
        deal.amount = *sum, deal.shared = false;
  }
}

// "The contract is worth $3 billion": of the last deals told, if all are of one kind.
void LaterPrices::price_last(const Amount& price, std::span<DealMention> before) {
  const auto sentence = before.back().sentence;
  while (before.front().sentence != sentence) before = before.subspan(1);
  const bool open = std::all_of(before.begin(), before.end(), [&](const auto& deal) {
    return !deal.amount && deal.type == before.front().type;
  });
  if (!open) return;
  for (auto& deal : before) deal.amount = price, deal.shared = deal.shared || before.size() > 1;
}

}  // namespace dealgraph

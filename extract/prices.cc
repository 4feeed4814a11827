#include "extract/prices.h"

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace dealgraph {

bool PriceFinder::may_be_value(int slot) const {
  return token(slot).role == AmountRole::none && token(slot).amount->per != Per::share;
}

int PriceFinder::stake(const RuleMatch& match, Span range) const {
  const int found = lone_stake(range);
  return found >= 0 ? found : lone_stake(clause_behind(range, match));
}

bool PriceFinder::has_mask(Span range, char32_t from, char32_t to) const {
  for (std::size_t i = range.begin; i < range.end;) {
    std::size_t size = 0;
    const char32_t c = decode_at(skeleton_.text, i, size);
    if (c >= from && c < to) return true;
    i += size;
  }
  return false;
}

// The only share that the matched clauses tell.
int PriceFinder::lone_stake(Span range) const {
  int found = -1;
  for (std::size_t i = range.begin; i < range.end;) {
    std::size_t size = 0;
    const char32_t c = decode_at(skeleton_.text, i, size);
    if (c >= mask::stake && c < mask::quantity) {
      if (found >= 0) return -1;
      found = static_cast<int>(slot_of(skeleton_, c) - skeleton_.slots.data());
    }
    i += size;
  }
  return found;
}

// The only amount of the matched clauses, if it may be a deal's value.
int PriceFinder::lone_amount(Span range) const {
  int found = -1;
  for (std::size_t i = range.begin; i < range.end;) {
    std::size_t size = 0;
    const char32_t c = decode_at(skeleton_.text, i, size);
    if (c >= mask::amount && c < mask::stake) {
      const auto* slot = slot_of(skeleton_, c);
      const int index = static_cast<int>(slot - skeleton_.slots.data());
      if (may_be_value(index)) {
        if (found >= 0) return -1;
        found = index;
      }
    }
    i += size;
  }
  return found;
}

// "buy X for $5 billion and {subject}lend it more": what the match's own verb governs.
Span PriceFinder::own_part(Span range, Span match) const {
  for (std::size_t i = range.begin; i < range.end && sentence_.lang == "en";) {
    std::size_t size = 0;
    const char32_t c = decode_at(skeleton_.text, i, size);
    if (c >= mask::subject && c < mask::other) {
      if (i <= match.begin) range.begin = i;
      if (i >= match.end) range.end = i;
    }
    i += size;
  }
  return range;
}

// The amount that the clauses of a match do not tell themselves.
int PriceFinder::price(const Rule& rule, const RuleMatch& match, Span range) const {
  int found = lone_amount(own_part(range, match.span));
  if (found < 0) found = price_behind(range, match);
  if (found < 0 && rule.amount == AmountPolicy::round) found = raised_before(range);
  if (found < 0) found = price_before(range, match);
  if (found < 0 && rule.amount == AmountPolicy::round) found = lone_amount({0, range.begin});
  return found;
}

// 完成{5亿美元}C轮融资，甲领投1.5亿美元，乙参与: what was raised in all, not what one gave.
int PriceFinder::raised_before(Span range) const {
  constexpr std::size_t near = 18;  // bytes
  if (sentence_.lang != "zh") return -1;
  for (std::size_t i = 0; i < range.begin;) {
    std::size_t size = 0;
    const char32_t c = decode_at(skeleton_.text, i, size);
    i += size;
    if (c < mask::amount || c >= mask::stake) continue;
    const int slot = static_cast<int>(slot_of(skeleton_, c) - skeleton_.slots.data());
    const auto behind = std::string_view(skeleton_.text).substr(i, near);
    const auto words = behind.substr(0, behind.find(','));
    if (may_be_value(slot) && (words.find("轮") != std::string_view::npos ||
                               words.find("融资") != std::string_view::npos ||
                               words.find("募资") != std::string_view::npos))
      return slot;
  }
  return -1;
}

// Whether a clause names nobody but the parties of the match.
bool PriceFinder::names_no_other(Span clause, const RuleMatch& match) const {
  const auto text = part(skeleton_, clause);
  for (std::size_t i = 0; i < text.size();) {
    std::size_t size = 0;
    const char32_t c = decode_at(text, i, size);
    if (c >= mask::party && c < mask::subject) {
      const auto& named = slot_of(skeleton_, c)->parties;
      // 甲旗下的乙: only tells whose 乙 is.
      if (sentence_.lang == "zh" && owner_words(text.substr(i + size))) {
        i += size;
        continue;
      }
      if (match.payer < 0 || (named != parties(match.payer) && named != parties(match.payee)))
        return false;
    }
    i += size;
  }
  return true;
}

// The clause behind the match if it names no other party; else empty.
Span PriceFinder::clause_behind(Span range, const RuleMatch& match) const {
  const auto next = std::find_if(skeleton_.clauses.begin(), skeleton_.clauses.end(),
                                 [&](Span clause) { return clause.begin >= range.end; });
  return next != skeleton_.clauses.end() && names_no_other(*next, match) ? *next : Span{};
}

// "在美国投资5000亿美元，并向乙采购": the sum before is that of another event.
bool PriceFinder::adds_event(std::string_view clause) const {
  std::size_t size = 0;
  for (std::size_t i = 0; i < clause.size(); i += size) {
    if (decode_at(clause, i, size) >= mask::subject) continue;
    const auto rest = clause.substr(i);
    for (const std::string_view word : {"并", "且", "同时", "也", "亦", "还", "另"})
      if (rest.starts_with(word)) return true;
    return false;
  }
  return false;
}

// "…同意以3.4億元，向乙購入": the price in a clause of its own before the match.
int PriceFinder::price_before(Span range, const RuleMatch& match) const {
  const auto next = std::find_if(skeleton_.clauses.begin(), skeleton_.clauses.end(),
                                 [&](Span clause) { return clause.end > range.begin; });
  if (next == skeleton_.clauses.begin() || next == skeleton_.clauses.end()) return -1;
  const Span clause = *(next - 1);
  if (adds_event(part(skeleton_, *next))) return -1;
  return names_no_other(clause, match) && status_.spends(sentence_.lang, part(skeleton_, clause))
             ? lone_amount(clause)
             : -1;
}

// ", a charter that will bring the Greek firm $620 million": says itself that it is the deal.
int PriceFinder::price_in_apposition(Span range) const {
  const auto next = std::find_if(skeleton_.clauses.begin(), skeleton_.clauses.end(),
                                 [&](Span clause) { return clause.begin >= range.end; });
  if (next == skeleton_.clauses.end() ||
      !status_.names_deal(sentence_.lang, part(skeleton_, *next)))
    return -1;
  return lone_amount(*next);
}

// 签约金加里程碑合计: all parts of a payment.
bool PriceFinder::sums_up(std::string_view clause) {
  for (const std::string_view word : {"合计", "总额", "总价", "总值", "共计", "累计", "总金额"})
    if (clause.find(word) != std::string_view::npos) return true;
  return false;
}

// "…，為期五年，總價 10 億美元": the price in a clause of its own behind the match, before any
// other party is named.
int PriceFinder::price_behind(Span range, const RuleMatch& match) const {
  constexpr int reach = 3;  // clauses
  for (int i = 0; i < reach; ++i) {
    if (const int told = price_in_apposition(range); told >= 0) return told;
    range = clause_behind(range, match);
    if (range.empty()) return -1;
    const auto text = part(skeleton_, range);
    if (status_.part_payment(sentence_.lang, text) && !sums_up(text)) continue;
    char32_t first = 0;
    for (std::size_t k = 0; k < text.size() && first == 0;) {
      std::size_t size = 0;
      const char32_t c = decode_at(text, k, size);
      if (!(c >= mask::subject && c < mask::amount) && c != U' ') first = c;
      k += size;
    }
    const bool price = (first >= mask::amount && first < mask::stake) ||
                       status_.price_clause(sentence_.lang, text);
    if (const int amount = price ? lone_amount(range) : -1; amount >= 0) return amount;
  }
  return -1;
}

int PriceFinder::license_total(int upfront) const {
  const auto value = [&](int slot) {
    const auto& amount = *token(slot).amount;
    return amount.max ? *amount.max : amount.min.value_or(0);
  };
  int best = upfront;
  for (std::size_t i = 0; i < skeleton_.text.size();) {
    std::size_t size = 0;
    const char32_t c = decode_at(skeleton_.text, i, size);
    if (c >= mask::amount && c < mask::stake) {
      const int slot = static_cast<int>(slot_of(skeleton_, c) - skeleton_.slots.data());
      const auto before = part(skeleton_, {i > 30 ? i - 30 : 0, i});
      constexpr std::array<std::string_view, 11> words = {
          "total", "worth",  " in all ", "总额",     "总金额",  "总价",
          "总计",  "总对价", "总值",     "合计最高", "累计最高"};
      const bool total = std::any_of(words.begin(), words.end(), [&](auto word) {
        return before.find(word) != std::string_view::npos;
      });
      if (total && value(slot) > value(best) && token(slot).role != AmountRole::revenue)
        best = slot;
    }
    i += size;
  }
  return best;
}

}  // namespace dealgraph

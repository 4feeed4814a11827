#include "extract/currencies.h"

#include "text/utf8.h"

namespace dealgraph {
namespace {

// The code that a list's name ends with, if it is a list of that kind.
std::string_view code_of(std::string_view list, std::string_view kind) {
  return list.starts_with(kind) ? list.substr(kind.size()) : std::string_view();
}

bool han_at(std::string_view text, std::size_t at) {
  std::size_t size = 0;
  return at < text.size() && is_han(decode_at(text, at, size));
}

// Behind "X兑" or "=" stands a rate, no sum.
bool rate_before(std::string_view text, std::size_t at) {
  while (at > 0 && text[at - 1] == ' ') --at;
  const auto left = text.substr(0, at);
  return left.ends_with("兑") || left.ends_with("=") || left.ends_with("兑换");
}

}  // namespace

std::string resolve_currency(std::string_view code, std::string_view site) {
  if (code == "LOCAL") return std::string(site.empty() || site == "USD" ? "CNY" : site);
  if (code == "DOLLAR")
    return site == "HKD" || site == "SGD" || site == "AUD" || site == "CAD" || site == "NZD"
               ? std::string(site)
               : "USD";
  if (code == "YEN")
    return site.empty() || site == "CNY" || site == "HKD" || site == "TWD" ? "CNY" : "JPY";
  return std::string(code);
}

CurrencyTable::CurrencyTable(const Lexicon& lexicon) {
  for (const std::string lang : {"zh", "en"})
    for (const auto list : lexicon.names(lang)) add(lexicon, lang, list);
  entries_.push_back({});  // no code: no money
  for (const auto& word : lexicon.words("zh", "NOT_MONEY"))
    behind_.add(word, static_cast<int>(entries_.size() - 1));
}

void CurrencyTable::add(const Lexicon& lexicon, const std::string& lang, std::string_view list) {
  Entry entry;
  entry.chinese = lang == "zh";
  if (const auto name = code_of(list, "CURRENCY_"); !name.empty()) {
    entry.edge = name == "AT_EDGE";
    entry.code = entry.edge ? "LOCAL" : name;
  } else if (const auto sign = code_of(list, "SIGN_"); !sign.empty()) {
    entry.code = sign;
    entry.sign = true;
  } else if (const auto cent = code_of(list, "CENT_"); !cent.empty()) {
    entry.code = cent;
    entry.factor = 0.01;
  } else {
    return;
  }
  entries_.push_back(entry);
  const int index = static_cast<int>(entries_.size() - 1);
  const auto words = lexicon.words(lang, list);
  for (const auto& word : words) {
    behind_.add(word, index);
    if (entry.chinese && entry.code != "LOCAL") behind_.add("元" + word, index);
    const bool fronted = entry.chinese && entry.factor == 1 && entry.code != "LOCAL";
    if (entry.sign || fronted) before_.add(word, index);
  }
  if (!entry.sign) return;
  entry.factor = 1e6;  // 30 MUSD
  entries_.push_back(entry);
  for (const auto& word : words)
    if (word.size() == 3) behind_.add("M" + word, index + 1);
}

CurrencyTable::Hit CurrencyTable::make(const Entry& entry, Span span, std::string_view site) const {
  Hit hit;
  hit.span = span;
  hit.code = resolve_currency(entry.code, site);
  hit.factor = entry.factor;
  hit.local = entry.code == "LOCAL";
  return hit;
}

std::optional<CurrencyTable::Hit> CurrencyTable::before(std::string_view text, std::size_t end,
                                                        std::size_t floor,
                                                        std::string_view site) const {
  std::size_t at = end;
  while (at > floor && end - at < 3 && (text[at - 1] == ' ' || text[at - 1] == ':')) --at;
  const auto found = before_.before(text, at, floor);
  if (!found) return std::nullopt;
  const Span span{at - found->size, at};
  if (rate_before(text, span.begin)) return std::nullopt;
  auto hit = make(entries_[static_cast<std::size_t>(found->value)], span, site);
  return hit;
}

std::size_t CurrencyTable::skip_front(std::string_view text, std::size_t at) const {
  const auto found = before_.at(text, at);
  std::size_t end = found ? at + found->size : at;
  while (end < text.size() && end - at < 24 && text[end] == ' ') ++end;
  return end;
}

std::optional<CurrencyTable::Hit> CurrencyTable::behind(std::string_view text, std::size_t at,
                                                        std::string_view site) const {
  std::size_t begin = at;
  if (begin < text.size() && (text[begin] == ' ' || text[begin] == '-')) ++begin;
  if (begin > at && text.substr(begin).starts_with("of ")) begin += 3;
  const auto found = behind_.at(text, begin);
  if (!found) return std::nullopt;
  const auto& entry = entries_[static_cast<std::size_t>(found->value)];
  const std::size_t end = begin + found->size;
  if (entry.code.empty() || (entry.edge && han_at(text, end))) return std::nullopt;
  // "245p" but not "5 p"; "5 $" is the next figure's sign.
  const bool one_letter = found->size == 1 && entry.factor < 1;
  // Chinese texts name pence; a p there is part of a model: X9 15p.
  if (one_letter && (site == "CNY" || site == "TWD" || site == "HKD")) return std::nullopt;
  const auto first = static_cast<unsigned char>(text[begin]);
  if (begin > at && (one_letter || (entry.sign && !is_letter(first)))) return std::nullopt;
  if (!entry.chinese && !entry.sign && !one_letter && begin == at && is_letter(first))
    return std::nullopt;
  // "€5" behind a figure belongs to the one that follows.
  if (entry.sign && end < text.size() && is_digit(static_cast<unsigned char>(text[end])))
    return std::nullopt;
  auto hit = make(entry, {begin, end}, site);
  return hit;
}

}  // namespace dealgraph

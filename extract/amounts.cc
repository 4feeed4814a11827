#include "extract/amounts.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "text/numeral.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

struct CurrencyWord {
  std::string_view word;
  std::string_view code;  // "" : by the site
};

// Before the figure. Longer ones first where one is the start of another.
constexpr std::array prefixes = {
    CurrencyWord{"US$", "USD"},      CurrencyWord{"USD", "USD"},      CurrencyWord{"NT$", "TWD"},
    CurrencyWord{"TWD", "TWD"},      CurrencyWord{"NTD", "TWD"},      CurrencyWord{"HK$", "HKD"},
    CurrencyWord{"HKD", "HKD"},      CurrencyWord{"A$", "AUD"},       CurrencyWord{"AUD", "AUD"},
    CurrencyWord{"C$", "CAD"},       CurrencyWord{"CAD", "CAD"},      CurrencyWord{"S$", "SGD"},
    CurrencyWord{"SGD", "SGD"},      CurrencyWord{"NZ$", "NZD"},      CurrencyWord{"R$", "BRL"},
    CurrencyWord{"RMB", "CNY"},      CurrencyWord{"CNY", "CNY"},      CurrencyWord{"EUR", "EUR"},
    CurrencyWord{"GBP", "GBP"},      CurrencyWord{"JPY", "JPY"},      CurrencyWord{"KRW", "KRW"},
    CurrencyWord{"CHF", "CHF"},      CurrencyWord{"INR", "INR"},      CurrencyWord{"Rs.", "INR"},
    CurrencyWord{"Rs", "INR"},       CurrencyWord{"RM", "MYR"},       CurrencyWord{"SEK", "SEK"},
    CurrencyWord{"NOK", "NOK"},      CurrencyWord{"DKK", "DKK"},      CurrencyWord{"AED", "AED"},
    CurrencyWord{"SAR", "SAR"},      CurrencyWord{"THB", "THB"},      CurrencyWord{"$", "$"},
    CurrencyWord{"€", "EUR"},        CurrencyWord{"£", "GBP"},        CurrencyWord{"¥", ""},
    CurrencyWord{"₩", "KRW"},        CurrencyWord{"₹", "INR"},        CurrencyWord{"฿", "THB"},
    CurrencyWord{"₫", "VND"},        CurrencyWord{"美元", "USD"},     CurrencyWord{"美金", "USD"},
    CurrencyWord{"新台币", "TWD"},   CurrencyWord{"台币", "TWD"},     CurrencyWord{"人民币", "CNY"},
    CurrencyWord{"港币", "HKD"},     CurrencyWord{"港元", "HKD"},     CurrencyWord{"港纸", "HKD"},
    CurrencyWord{"日币", "JPY"},     CurrencyWord{"日元", "JPY"},     CurrencyWord{"日圆", "JPY"},
    CurrencyWord{"欧元", "EUR"},     CurrencyWord{"英镑", "GBP"},     CurrencyWord{"韩元", "KRW"},
    CurrencyWord{"韩圜", "KRW"},     CurrencyWord{"韩币", "KRW"},     CurrencyWord{"澳币", "AUD"},
    CurrencyWord{"澳元", "AUD"},     CurrencyWord{"加币", "CAD"},     CurrencyWord{"加元", "CAD"},
    CurrencyWord{"新币", "SGD"},     CurrencyWord{"新加坡元", "SGD"}, CurrencyWord{"泰铢", "THB"},
    CurrencyWord{"瑞士法郎", "CHF"}, CurrencyWord{"瑞郎", "CHF"},     CurrencyWord{"马币", "MYR"},
    CurrencyWord{"令吉", "MYR"},     CurrencyWord{"卢比", "INR"},     CurrencyWord{"印尼盾", "IDR"},
    CurrencyWord{"越南盾", "VND"},   CurrencyWord{"披索", "PHP"}};

// Behind the figure.
constexpr std::array suffixes = {CurrencyWord{"美元", "USD"},     CurrencyWord{"美金", "USD"},
                                 CurrencyWord{"元人民币", "CNY"}, CurrencyWord{"人民币", "CNY"},
                                 CurrencyWord{"元新台币", "TWD"}, CurrencyWord{"元台币", "TWD"},
                                 CurrencyWord{"新台币", "TWD"},   CurrencyWord{"台币", "TWD"},
                                 CurrencyWord{"元港币", "HKD"},   CurrencyWord{"港元", "HKD"},
                                 CurrencyWord{"港币", "HKD"},     CurrencyWord{"元美金", "USD"},
                                 CurrencyWord{"日元", "JPY"},     CurrencyWord{"日圆", "JPY"},
                                 CurrencyWord{"日币", "JPY"},     CurrencyWord{"欧元", "EUR"},
                                 CurrencyWord{"英镑", "GBP"},     CurrencyWord{"韩元", "KRW"},
                                 CurrencyWord{"韩圜", "KRW"},     CurrencyWord{"韩圆", "KRW"},
                                 CurrencyWord{"韩币", "KRW"},     CurrencyWord{"澳元", "AUD"},
                                 CurrencyWord{"澳币", "AUD"},     CurrencyWord{"加元", "CAD"},
                                 CurrencyWord{"加币", "CAD"},     CurrencyWord{"新加坡元", "SGD"},
                                 CurrencyWord{"新元", "SGD"},     CurrencyWord{"坡币", "SGD"},
                                 CurrencyWord{"纽元", "NZD"},     CurrencyWord{"瑞士法郎", "CHF"},
                                 CurrencyWord{"瑞郎", "CHF"},     CurrencyWord{"泰铢", "THB"},
                                 CurrencyWord{"令吉", "MYR"},     CurrencyWord{"马币", "MYR"},
                                 CurrencyWord{"林吉特", "MYR"},   CurrencyWord{"印尼盾", "IDR"},
                                 CurrencyWord{"印尼卢比", "IDR"}, CurrencyWord{"印度卢比", "INR"},
                                 CurrencyWord{"卢比", "INR"},     CurrencyWord{"卢布", "RUB"},
                                 CurrencyWord{"越南盾", "VND"},   CurrencyWord{"披索", "PHP"},
                                 CurrencyWord{"比索", "PHP"},     CurrencyWord{"里亚尔", "SAR"},
                                 CurrencyWord{"迪拉姆", "AED"},   CurrencyWord{"雷亚尔", "BRL"},
                                 CurrencyWord{"瑞典克朗", "SEK"}, CurrencyWord{"挪威克朗", "NOK"},
                                 CurrencyWord{"丹麦克朗", "DKK"}, CurrencyWord{"澳门元", "MOP"},
                                 CurrencyWord{"元", ""},          CurrencyWord{"圆", ""},
                                 CurrencyWord{"块钱", ""}};

// Behind the figure in English, after a space or hyphen. Whole words.
constexpr std::array english_suffixes = {CurrencyWord{"U.S. dollars", "USD"},
                                         CurrencyWord{"US dollars", "USD"},
                                         CurrencyWord{"American dollars", "USD"},
                                         CurrencyWord{"Hong Kong dollars", "HKD"},
                                         CurrencyWord{"Taiwan dollars", "TWD"},
                                         CurrencyWord{"New Taiwan dollars", "TWD"},
                                         CurrencyWord{"Singapore dollars", "SGD"},
                                         CurrencyWord{"Canadian dollars", "CAD"},
                                         CurrencyWord{"Australian dollars", "AUD"},
                                         CurrencyWord{"New Zealand dollars", "NZD"},
                                         CurrencyWord{"dollars", "USD"},
                                         CurrencyWord{"dollar", "USD"},
                                         CurrencyWord{"euros", "EUR"},
                                         CurrencyWord{"euro", "EUR"},
                                         CurrencyWord{"pounds sterling", "GBP"},
                                         CurrencyWord{"pounds", "GBP"},
                                         CurrencyWord{"pound", "GBP"},
                                         CurrencyWord{"sterling", "GBP"},
                                         CurrencyWord{"yuan", "CNY"},
                                         CurrencyWord{"renminbi", "CNY"},
                                         CurrencyWord{"yen", "JPY"},
                                         CurrencyWord{"won", "KRW"},
                                         CurrencyWord{"rupees", "INR"},
                                         CurrencyWord{"rupee", "INR"},
                                         CurrencyWord{"Swiss francs", "CHF"},
                                         CurrencyWord{"francs", "CHF"},
                                         CurrencyWord{"baht", "THB"},
                                         CurrencyWord{"ringgit", "MYR"},
                                         CurrencyWord{"rupiah", "IDR"},
                                         CurrencyWord{"dong", "VND"},
                                         CurrencyWord{"pesos", "MXN"},
                                         CurrencyWord{"reais", "BRL"},
                                         CurrencyWord{"rand", "ZAR"},
                                         CurrencyWord{"dirhams", "AED"},
                                         CurrencyWord{"dirham", "AED"},
                                         CurrencyWord{"riyals", "SAR"},
                                         CurrencyWord{"riyal", "SAR"},
                                         CurrencyWord{"Swedish crowns", "SEK"},
                                         CurrencyWord{"Norwegian crowns", "NOK"},
                                         CurrencyWord{"Danish crowns", "DKK"},
                                         CurrencyWord{"kronor", "SEK"},
                                         CurrencyWord{"shekels", "ILS"},
                                         CurrencyWord{"zlotys", "PLN"},
                                         CurrencyWord{"lira", "TRY"},
                                         CurrencyWord{"USD", "USD"},
                                         CurrencyWord{"EUR", "EUR"},
                                         CurrencyWord{"GBP", "GBP"},
                                         CurrencyWord{"RMB", "CNY"},
                                         CurrencyWord{"HKD", "HKD"},
                                         CurrencyWord{"TWD", "TWD"},
                                         CurrencyWord{"SGD", "SGD"}};

struct QualifierWord {
  std::string_view word;
  Qualifier qualifier;
};
constexpr std::array before_words = {QualifierWord{"最多", Qualifier::up_to},
                                     QualifierWord{"至多", Qualifier::up_to},
                                     QualifierWord{"最高", Qualifier::up_to},
                                     QualifierWord{"高达", Qualifier::up_to},
                                     QualifierWord{"上看", Qualifier::up_to},
                                     QualifierWord{"不超过", Qualifier::up_to},
                                     QualifierWord{"不高于", Qualifier::up_to},
                                     QualifierWord{"不逾", Qualifier::up_to},
                                     QualifierWord{"不到", Qualifier::up_to},
                                     QualifierWord{"上限", Qualifier::up_to},
                                     QualifierWord{"上限为", Qualifier::up_to},
                                     QualifierWord{"逾", Qualifier::at_least},
                                     QualifierWord{"超过", Qualifier::at_least},
                                     QualifierWord{"超", Qualifier::at_least},
                                     QualifierWord{"至少", Qualifier::at_least},
                                     QualifierWord{"不少于", Qualifier::at_least},
                                     QualifierWord{"不低于", Qualifier::at_least},
                                     QualifierWord{"突破", Qualifier::at_least},
                                     QualifierWord{"约", Qualifier::about},
                                     QualifierWord{"大约", Qualifier::about},
                                     QualifierWord{"约为", Qualifier::about},
                                     QualifierWord{"近", Qualifier::about},
                                     QualifierWord{"将近", Qualifier::about},
                                     QualifierWord{"接近", Qualifier::about},
                                     QualifierWord{"大概", Qualifier::about},
                                     QualifierWord{"up to", Qualifier::up_to},
                                     QualifierWord{"as much as", Qualifier::up_to},
                                     QualifierWord{"as many as", Qualifier::up_to},
                                     QualifierWord{"at most", Qualifier::up_to},
                                     QualifierWord{"less than", Qualifier::up_to},
                                     QualifierWord{"no more than", Qualifier::up_to},
                                     QualifierWord{"a maximum of", Qualifier::up_to},
                                     QualifierWord{"over", Qualifier::at_least},
                                     QualifierWord{"more than", Qualifier::at_least},
                                     QualifierWord{"at least", Qualifier::at_least},
                                     QualifierWord{"a minimum of", Qualifier::at_least},
                                     QualifierWord{"in excess of", Qualifier::at_least},
                                     QualifierWord{"upwards of", Qualifier::at_least},
                                     QualifierWord{"exceeding", Qualifier::at_least},
                                     QualifierWord{"not less than", Qualifier::at_least},
                                     QualifierWord{"about", Qualifier::about},
                                     QualifierWord{"around", Qualifier::about},
                                     QualifierWord{"nearly", Qualifier::about},
                                     QualifierWord{"almost", Qualifier::about},
                                     QualifierWord{"some", Qualifier::about},
                                     QualifierWord{"roughly", Qualifier::about},
                                     QualifierWord{"approximately", Qualifier::about},
                                     QualifierWord{"an estimated", Qualifier::about},
                                     QualifierWord{"close to", Qualifier::about},
                                     QualifierWord{"circa", Qualifier::about}};
constexpr std::array after_words = {
    QualifierWord{"以上", Qualifier::at_least}, QualifierWord{"左右", Qualifier::about},
    QualifierWord{"上下", Qualifier::about},    QualifierWord{"以下", Qualifier::up_to},
    QualifierWord{"以内", Qualifier::up_to},    QualifierWord{" or more", Qualifier::at_least},
    QualifierWord{" or so", Qualifier::about}};

struct PerWord {
  std::string_view word;
  Per per;
};
constexpr std::array per_after = {PerWord{" a year", Per::year},
                                  PerWord{" per year", Per::year},
                                  PerWord{" per annum", Per::year},
                                  PerWord{" annually", Per::year},
                                  PerWord{" each year", Per::year},
                                  PerWord{" a quarter", Per::quarter},
                                  PerWord{" per quarter", Per::quarter},
                                  PerWord{" a month", Per::month},
                                  PerWord{" per month", Per::month},
                                  PerWord{" a share", Per::share},
                                  PerWord{" per share", Per::share},
                                  PerWord{"-a-share", Per::share},
                                  PerWord{"-per-share", Per::share},
                                  PerWord{" apiece", Per::unit},
                                  PerWord{" each", Per::unit},
                                  PerWord{" per unit", Per::unit},
                                  PerWord{"/股", Per::share},
                                  PerWord{"/年", Per::year},
                                  PerWord{"/月", Per::month}};
constexpr std::array per_before = {
    PerWord{"每股", Per::share}, PerWord{"每年", Per::year},      PerWord{"每季", Per::quarter},
    PerWord{"每月", Per::month}, PerWord{"每季度", Per::quarter}, PerWord{"年付", Per::year},
    PerWord{"每架", Per::unit},  PerWord{"每台", Per::unit},      PerWord{"每艘", Per::unit},
    PerWord{"每颗", Per::unit},  PerWord{"每辆", Per::unit},      PerWord{"每吨", Per::unit},
    PerWord{"单价", Per::unit},  PerWord{"每股价格", Per::share}, PerWord{"每股作价", Per::share},
    PerWord{"月租", Per::month}, PerWord{"年租金", Per::year},    PerWord{"年租", Per::year}};

bool word_edge(std::string_view text, std::size_t at) {
  if (at >= text.size()) return true;
  std::size_t size = 0;
  const char32_t c = decode_at(text, at, size);
  return !is_word(c);
}

std::string site_or(std::string_view code, std::string_view site) {
  if (code == "$") {
    // A bare dollar sign is the site's own dollar only where the site says so.
    if (site == "HKD" || site == "SGD" || site == "AUD" || site == "CAD") return std::string(site);
    return "USD";
  }
  if (!code.empty()) return std::string(code);
  return site.empty() || site == "USD" ? "CNY" : std::string(site);
}

// 元 that is no money: 元宇宙, 元月, 元老, 元件, 元素, 元年, 元旦.
bool other_yuan(std::string_view text, std::size_t after) {
  static constexpr std::array<std::string_view, 9> words = {"宇宙", "月", "老", "件", "素",
                                                            "年",   "旦", "首", "器"};
  return std::any_of(words.begin(), words.end(),
                     [&](auto w) { return text.substr(after).starts_with(w); });
}

struct Parsed {
  Numeral number;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string currency;  // "" : none seen
};

std::optional<CurrencyWord> prefix_at(std::string_view text, std::size_t at) {
  for (const auto& prefix : prefixes)
    if (text.substr(at).starts_with(prefix.word)) {
      const bool letters = is_upper_ascii(static_cast<unsigned char>(prefix.word[0]));
      if (letters && is_word(decode_before(text, at))) return std::nullopt;
      return prefix;
    }
  return std::nullopt;
}

// The currency behind a figure; moves `at` past it.
std::string suffix_after(std::string_view text, std::size_t& at, std::string_view site) {
  std::size_t i = at;
  if (i < text.size() && text[i] == ' ') ++i;
  for (const auto& suffix : suffixes) {
    if (!text.substr(i).starts_with(suffix.word)) continue;
    const std::size_t end = i + suffix.word.size();
    if (suffix.code.empty() && (suffix.word == "元" || suffix.word == "圆") &&
        other_yuan(text, end))
      return {};
    if (suffix.word == "美元" && text.substr(end).starts_with("指数")) return {};
    at = end;
    return site_or(suffix.code, site);
  }
  i = at;
  if (i < text.size() && (text[i] == ' ' || text[i] == '-'))
    ++i;
  else
    return {};
  if (text.substr(i).starts_with("of ")) i += 3;  // tens of billions of dollars
  for (const auto& suffix : english_suffixes) {
    if (!text.substr(i).starts_with(suffix.word) || !word_edge(text, i + suffix.word.size()))
      continue;
    at = i + suffix.word.size();
    return site_or(suffix.code, site);
  }
  return {};
}

// "$1e400", "$1.2.3": more than a figure.
bool runs_on(std::string_view text, std::size_t at) {
  std::size_t size = 0;
  if (at >= text.size()) return false;
  const char32_t c = decode_at(text, at, size);
  if (is_letter(c)) return true;
  return c == U'.' && at + 1 < text.size() && is_digit(static_cast<unsigned char>(text[at + 1]));
}

// [prefix currency] figure [unit] [currency]. A prefix currency wins over the closing 元.
std::optional<Parsed> parse_at(std::string_view text, std::size_t at, std::string_view site) {
  Parsed out;
  out.begin = at;
  std::size_t i = at;
  std::string prefix;
  if (const auto word = prefix_at(text, i)) {
    prefix = site_or(word->code, site);
    i += word->word.size();
    while (i < text.size() && (text[i] == ' ' || text[i] == ':')) ++i;
    for (const auto& q : before_words)  // 人民币约3亿元
      if (text.substr(i).starts_with(q.word)) {
        i += q.word.size();
        break;
      }
  }
  const auto number = parse_numeral(text, i);
  if (!number) return std::nullopt;
  out.number = *number;
  out.end = number->end;
  std::size_t end = out.end;
  const auto suffix = suffix_after(text, end, site);
  if (suffix.empty() && runs_on(text, number->end)) return std::nullopt;
  if (!suffix.empty()) out.end = end;
  out.currency = prefix.empty() ? suffix : prefix;
  if (number->words && prefix.empty() && number->scale == 1 && number->max < 10 &&
      suffix == "CNY" && text.substr(number->end).starts_with("元"))
    return std::nullopt;  // 一元, 二元, 多元: rarely money
  return out;
}

std::size_t range_separator(std::string_view text, std::size_t at) {
  static constexpr std::array<std::string_view, 11> words = {" to ", " and ", "至", "到",  "-", "~",
                                                             "～",   "─",     "—",  " - ", "、"};
  for (const auto word : words)
    if (text.substr(at).starts_with(word)) return at + word.size();
  return 0;
}

void set_bounds(Amount& amount, const Numeral& n) {
  amount.min = n.min;
  amount.max = n.max;
  if (n.vague) amount.qualifier = Qualifier::range;
  if (n.more) {
    amount.qualifier = Qualifier::at_least;
    amount.max.reset();
  }
}

// "520-560亿元", "$1-$2bn", "between $1bn and $2bn": the unit distributes to the left.
bool extend_range(std::string_view text, std::string_view site, Parsed& first, Amount& amount) {
  const std::size_t next = range_separator(text, first.end);
  if (next == 0 || next >= text.size() || first.number.vague) return false;
  const bool comma_list = text.substr(first.end).starts_with("、");
  const bool and_word = text.substr(first.end).starts_with(" and ");
  if (and_word) {
    const auto lead =
        text.substr(first.begin >= 12 ? first.begin - 12 : 0, first.begin >= 12 ? 12 : first.begin);
    if (lead.find("between") == std::string_view::npos) return false;
  }
  const auto second = parse_at(text, next, site);
  if (!second || second->number.vague) return false;
  const auto currency = first.currency.empty() ? second->currency : first.currency;
  if (currency.empty() || (!second->currency.empty() && currency != second->currency)) return false;
  // "$1bn-7": without a currency of its own the second figure needs a unit.
  if (second->currency.empty() && second->number.scale == 1) return false;
  double low = first.number.min;
  if (first.number.scale == 1 && second->number.scale > 1) low *= second->number.scale;
  if (comma_list && (first.number.scale != 1 || !first.number.words)) return false;
  if (low > second->number.max) {
    // "$10 to 5 billion" tells nothing for sure.
    if (first.number.scale == 1 && second->number.scale > 1) first.currency.clear();
    return false;
  }
  first.end = second->end;
  first.currency = currency;
  amount.min = low;
  amount.max = second->number.max;
  amount.qualifier = low == second->number.max ? Qualifier::exact : Qualifier::range;
  return true;
}

void set_qualifier(Amount& amount, Qualifier qualifier) {
  if (amount.qualifier == Qualifier::range) return;
  amount.qualifier = qualifier;
  const auto value = amount.max ? amount.max : amount.min;
  amount.min = qualifier == Qualifier::up_to ? std::nullopt : value;
  amount.max = qualifier == Qualifier::at_least ? std::nullopt : value;
}

void qualify_before(std::string_view text, Span& span, Amount& amount) {
  std::size_t at = span.begin;
  for (const auto& p : per_before)
    if (text.substr(0, at).ends_with(p.word)) {
      amount.per = p.per;
      at -= p.word.size();
      break;
    }
  std::size_t trimmed = at;
  while (trimmed > 0 && text[trimmed - 1] == ' ') --trimmed;
  const QualifierWord* best = nullptr;
  for (const auto& q : before_words) {
    if (!text.substr(0, trimmed).ends_with(q.word)) continue;
    const std::size_t begin = trimmed - q.word.size();
    if (is_letter(static_cast<unsigned char>(q.word[0])) && is_word(decode_before(text, begin)))
      continue;
    if (!best || q.word.size() > best->word.size()) best = &q;
  }
  if (best) {
    set_qualifier(amount, best->qualifier);
    at = trimmed - best->word.size();
    for (const auto& p : per_before)
      if (text.substr(0, at).ends_with(p.word)) amount.per = p.per;
  }
  span.begin = at;
}

void qualify_after(std::string_view text, Span& span, Amount& amount) {
  for (const auto& q : after_words)
    if (text.substr(span.end).starts_with(q.word)) {
      set_qualifier(amount, q.qualifier);
      span.end += q.word.size();
      break;
    }
  for (const auto& p : per_after)
    if (text.substr(span.end).starts_with(p.word) && word_edge(text, span.end + p.word.size())) {
      amount.per = p.per;
      span.end += p.word.size();
      break;
    }
}

// "(约新台币3.03兆元)", "(US$128 million)", ",折合港币…": the same sum told again.
void skip_gloss(std::string_view text, std::string_view site, Span& span,
                const std::string& currency) {
  std::size_t i = span.end;
  if (i < text.size() && text[i] == ' ') ++i;
  if (i >= text.size() || text[i] != '(') return;
  const auto close = text.find(')', i);
  if (close == std::string_view::npos || close - i > 120) return;
  for (std::size_t k = i + 1; k < close;) {
    if (const auto inner = parse_at(text, k, site);
        inner && !inner->currency.empty() && inner->end <= close) {
      if (inner->currency != currency) span.end = close + 1;
      return;
    }
    std::size_t size = 0;
    decode_at(text, k, size);
    k += size;
  }
}

// "50億、100億美元", "5 and 10 billion yuan": a figure in a list takes the currency of the next
// one.
std::string currency_of_list(std::string_view text, std::string_view site, const Parsed& first) {
  if (first.number.scale == 1) return {};
  static constexpr std::array<std::string_view, 6> separators = {"、", "和",    "及",
                                                                 "与", " and ", ","};
  for (const auto separator : separators) {
    if (!text.substr(first.end).starts_with(separator)) continue;
    const auto next = parse_at(text, first.end + separator.size(), site);
    if (next && next->number.scale > 1) return next->currency;
  }
  return {};
}

bool may_start(std::string_view text, std::size_t at, char32_t c) {
  const char32_t before = decode_before(text, at);
  if (is_digit(c)) return !is_word(before) && before != U'.' && before != U',' && before != U'$';
  if (c == U'$' || c == U'€' || c == U'£' || c == U'¥' || c == U'₩' || c == U'₹') return true;
  if (is_letter(c)) return !is_word(before);
  return is_han(c) || c == U'○' || c == U'〇';
}

}  // namespace

std::vector<AmountMention> find_amounts(std::string_view text, std::string_view site) {
  std::vector<AmountMention> out;
  std::size_t last = 0;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t size = 0;
    const char32_t c = decode_at(text, i, size);
    auto parsed = may_start(text, i, c) ? parse_at(text, i, site) : std::nullopt;
    if (!parsed) {
      i += size;
      continue;
    }
    AmountMention mention;
    set_bounds(mention.amount, parsed->number);
    const bool range = extend_range(text, site, *parsed, mention.amount);
    if (parsed->currency.empty()) parsed->currency = currency_of_list(text, site, *parsed);
    if (parsed->currency.empty()) {
      i = range ? parsed->end : std::max(parsed->number.end, i + size);
      continue;
    }
    mention.amount.currency = parsed->currency;
    mention.figure = mention.span = {parsed->begin, parsed->end};
    qualify_before(text, mention.span, mention.amount);
    mention.span.begin = std::max(mention.span.begin, last);
    qualify_after(text, mention.span, mention.amount);
    skip_gloss(text, site, mention.span, mention.amount.currency);
    qualify_after(text, mention.span, mention.amount);
    i = last = mention.span.end;
    out.push_back(std::move(mention));
  }
  return out;
}

}  // namespace dealgraph

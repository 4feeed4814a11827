#include "extract/amounts.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>

#include "extract/qualifiers.h"
#include "extract/word_starts.h"
#include "text/numeral.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

struct Figure {
  Numeral number;
  Span span;             // currency, figure and unit
  std::string currency;  // "": none seen
  bool fronted = false;  // the currency stands before
  bool closed = false;   // a currency stands behind
  bool local = false;    // the currency is a bare 元
  bool bare = false;     // no currency at all, money by the words around
};

bool digit_at(std::string_view text, std::size_t at) {
  return at < text.size() && is_digit(static_cast<unsigned char>(text[at]));
}

char32_t char_at(std::string_view text, std::size_t at) {
  std::size_t size = 0;
  return at < text.size() ? decode_at(text, at, size) : 0;
}

bool one_of(std::u32string_view set, char32_t c) {
  return set.find(c) != std::u32string_view::npos;
}

// "$1e400", "$1.2.3", "B200X": more than a figure.
bool runs_on(std::string_view text, std::size_t at) {
  const char32_t c = char_at(text, at);
  return is_letter(c) || (c == U'.' && digit_at(text, at + 1));
}

bool has_han(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= 0xE3; });
}

// 美元 in front of a count: 美元3种, 港元2025年.
bool counts_something(std::string_view text, std::size_t at) {
  return one_of(U"年月日号股次个家名倍种项%只", char_at(text, at));
}

// One or nine 元 in Chinese numerals are a price only behind such words: 以一元的价格; 二元期权,
// 三元.
bool token_price(std::string_view text, std::size_t begin, std::size_t end) {
  return one_of(U"以仅价每付卖收花币", decode_before(text, begin)) ||
         text.substr(end).starts_with("的价") || text.substr(end).starts_with("人民币");
}

// "Of 10 won", "two real": the word has another meaning behind small numbers.
bool doubtful(const Figure& f) {
  return (f.currency == "KRW" || f.currency == "BRL" || f.currency == "ZAR") && f.closed &&
         !f.fronted && f.number.max < 100;
}

// 1080p is a picture, no price.
bool picture_size(std::string_view text, const Figure& f) {
  return text[f.span.end - 1] == 'p' && (f.number.max == 1080 || f.number.max == 720 ||
                                         f.number.max == 480 || f.number.max == 2160);
}

std::size_t range_separator(std::string_view text, std::size_t at, bool& exclusive) {
  static constexpr std::string_view words[] = {
      " to ", " and ", "至",  "到", "-",  "~",        "～",       "─",    "—",   " - ",
      " ~ ",  "——",    " – ", "–",  "和", "且不超过", "但不超过", " 至 ", " 到 "};
  std::size_t best = 0;
  for (const auto word : words)
    if (text.substr(at).starts_with(word) && word.size() > best) best = word.size();
  const auto found = text.substr(at, best);
  exclusive = found == " and " || found == "和";
  return best ? at + best : 0;
}

// "raised from $1bn to $2bn" tells two sums, "ranging from $1bn to $2bn" one.
bool moves_from(std::string_view text, std::size_t begin) {
  auto left = text.substr(0, begin);
  while (left.ends_with(' ')) left.remove_suffix(1);
  return left.ends_with(" from") && !left.ends_with("ranging from") &&
         !left.ends_with("range from");
}

// "and" and 和 make a range only with "between" or 之间.
bool between(std::string_view text, std::size_t begin, std::size_t end) {
  const auto left = text.substr(begin > 24 ? begin - 24 : 0, std::min<std::size_t>(begin, 24));
  return left.find("etween") != std::string_view::npos || text.substr(end).starts_with("之间") ||
         text.substr(end).starts_with("间");
}

// Exchange rates: "$1 = ", 1美元兑7.1元, and "$1.3270", whose decimals are those of a rate.
bool is_rate(std::string_view text, const Figure& f) {
  std::size_t at = f.span.end;
  if (at < text.size() && text[at] == ' ') ++at;
  if (at < text.size() && text[at] == '=') return true;
  const auto rest = text.substr(at);
  if (rest.starts_with("兑")) return true;
  if (f.number.scale > 1 || f.number.decimals == 0) return false;
  // 新台币兑美元今收30.68元.
  const std::size_t begin = f.span.begin > 30 ? f.span.begin - 30 : 0;
  return f.number.decimals >= 4 ||
         text.substr(begin, f.span.begin - begin).find("兑") != std::string_view::npos;
}

void set_bounds(Amount& amount, const Numeral& n) {
  amount.min = n.min;
  amount.max = n.max;
  if (n.vague) amount.qualifier = Qualifier::range;
  if (n.round) amount.qualifier = Qualifier::about;
  if (n.more) {
    amount.qualifier = Qualifier::at_least;
    amount.max.reset();
  }
}

}  // namespace

class AmountFinder::Scan {
 public:
  Scan(const AmountFinder& finder, std::string_view text, std::string_view site)
      : finder_(finder), text_(text), site_(site) {}

  std::vector<AmountMention> run() {
    for (std::size_t from = 0; const auto number = next_numeral(text_, from);) {
      const std::size_t end = read(*number);
      from = std::max(end, number->end);
      // A text of numerals alone must not be read again and again.
      if (from <= number->begin) from = number->begin + 1;
    }
    settle_bare();
    settle_crowns();
    return std::move(out_);
  }

 private:
  // Reads the sum at a number; returns where to go on.
  std::size_t read(const Numeral& number) {
    auto figure = figure_of(number, last_);
    if (!figure) return number.end;
    AmountMention mention;
    set_bounds(mention.amount, figure->number);
    bool dead = false;
    if (extend_range(*figure, mention.amount, dead)) {
    } else if (figure->currency.empty()) {
      figure->currency = currency_of_list(*figure);
    }
    if (dead) return figure->span.end;
    if (figure->currency.empty() && !bare_money(*figure)) return number.end;
    add(*figure, std::move(mention));
    return last_;
  }

  void add(const Figure& figure, AmountMention mention) {
    mention.figure = mention.span = figure.span;
    mention.amount.currency = figure.currency;
    const auto before = qualifiers_before(text_, figure.span.begin, last_, figure.number.round);
    const auto behind = qualifiers_behind(text_, figure.span.end);
    mention.span = {before.edge, behind.edge};
    if (before.qualifier) qualify(mention.amount, *before.qualifier);
    if (behind.qualifier) qualify(mention.amount, *behind.qualifier);
    mention.amount.per = behind.per != Per::total ? behind.per : before.per;
    if (const std::size_t gloss = skip_gloss(mention.span.end, figure.currency)) {
      const auto after = qualifiers_behind(text_, gloss);
      mention.span.end = after.edge;
      if (after.per != Per::total) mention.amount.per = after.per;
    }
    if (is_rate(text_, figure) && mention.amount.per == Per::total) {
      last_ = figure.span.end;
      return;
    }
    last_ = mention.span.end;
    if (figure.bare) bare_.push_back(out_.size());
    out_.push_back(std::move(mention));
  }

  // [currency] number [currency]; nothing if the number is part of something else.
  std::optional<Figure> figure_of(const Numeral& number, std::size_t floor) const {
    Figure f;
    f.number = number;
    f.span = {number.begin, number.end};
    auto front = finder_.currencies_.before(text_, number.begin, floor, site_);
    if (!front) front = front_past_qualifier(number.begin, floor);
    const auto behind = finder_.currencies_.behind(text_, number.end, site_);
    if (front && !behind && has_han(text_.substr(front->span.begin, 3)) &&
        counts_something(text_, number.end))
      front.reset();
    if (front) {
      f.currency = front->code;
      f.fronted = true;
      f.span.begin = front->span.begin;
    }
    if (behind && (!front || behind->local || behind->code == front->code)) {
      f.closed = true;
      f.local = behind->local;
      f.span.end = behind->span.end;
      if (!front) f.currency = behind->code;
      scale(f.number, behind->factor);
    }
    // 36.5亿元(港元,下同).
    if (f.local && !f.fronted && text_.substr(f.span.end).starts_with("("))
      if (const auto told = finder_.currencies_.behind(text_, f.span.end + 1, site_))
        f.currency = told->code;
    return refuse(f) ? std::nullopt : std::optional(f);
  }

  static void scale(Numeral& n, double factor) {
    if (factor == 1) return;
    // 0.01 is no binary fraction: dividing keeps 183 pence at 1.83.
    const auto apply = [&](double v) {
      return factor < 1 ? v / std::round(1 / factor) : v * factor;
    };
    n.min = apply(n.min);
    n.max = apply(n.max);
  }

  // 人民币约3亿元.
  std::optional<CurrencyTable::Hit> front_past_qualifier(std::size_t begin,
                                                         std::size_t floor) const {
    const auto words = qualifiers_before(text_, begin, floor, false);
    if (words.edge == begin || !words.qualifier) return std::nullopt;
    auto hit = finder_.currencies_.before(text_, words.edge, floor, site_);
    return hit && has_han(text_.substr(hit->span.begin, hit->span.size())) ? hit : std::nullopt;
  }

  bool refuse(const Figure& f) const {
    const auto& n = f.number;
    // Glued to Latin letters a number is part of a name, unless its unit is Chinese:
    // OpenAI300亿美元.
    if (!f.fronted && is_letter(decode_before(text_, n.begin)) &&
        !has_han(text_.substr(n.begin, f.span.end - n.begin)))
      return true;
    if (!f.closed && runs_on(text_, n.end)) return true;
    if (f.closed && !f.fronted && n.words && n.scale == 1 && n.max < 10 && f.local &&
        !token_price(text_, f.span.begin, f.span.end))
      return true;
    // 万元, 千元 without a digit are headings and classes, 上万元 is a sum.
    if (n.round && n.max < 1e6 && !f.fronted &&
        qualifiers_before(text_, n.begin, 0, true).edge == n.begin)
      return true;
    return doubtful(f) || picture_size(text_, f);
  }

  std::optional<Figure> figure_behind(std::size_t at) const {
    std::size_t begin = finder_.currencies_.skip_front(text_, at);
    if (begin > at) begin = skip_qualifier(text_, begin);  // 人民币约3亿元
    const auto number = parse_numeral(text_, begin);
    return number ? figure_of(*number, at) : std::nullopt;
  }

  // "520-560亿元", "$1-$2bn", "between $1bn and $2bn": the unit distributes to the left. `dead`:
  // the figures contradict one another.
  bool extend_range(Figure& first, Amount& amount, bool& dead) const {
    bool exclusive = false;
    const std::size_t next = range_separator(text_, first.span.end, exclusive);
    if (next == 0 || moves_from(text_, first.span.begin)) return false;
    auto second = figure_behind(next);
    if (!second || (exclusive && !between(text_, first.span.begin, second->span.end))) return false;
    if (!first.currency.empty() && !second->currency.empty() &&
        first.currency != second->currency && !(first.fronted && second->local))
      return false;
    // "$1bn-7": without a currency of its own the second figure needs a unit, or no figure has one.
    const bool plain = first.fronted && text_[first.span.end] == '-' && first.number.scale == 1 &&
                       second->number.max > first.number.max;
    if (second->currency.empty() && second->number.scale == 1 && !plain) return false;
    if (first.currency.empty() && (second->currency.empty() || second->fronted)) return false;
    double low = first.number.min;
    const bool distributed = first.number.scale == 1 && second->number.scale > 1 && !first.closed;
    if (distributed) low *= second->number.scale;
    if (low > second->number.max) {
      dead = distributed;
      first.span.end = dead ? second->span.end : first.span.end;
      return false;
    }
    first.span.end = second->span.end;
    if (first.currency.empty()) first.currency = second->currency;
    amount.min = low;
    amount.max = second->number.max;
    amount.qualifier = low == second->number.max ? Qualifier::exact : Qualifier::range;
    return true;
  }

  // "50亿、100亿美元", "5 and 10 billion yuan": a figure in a list takes the currency of the next.
  std::string currency_of_list(const Figure& first) const {
    if (first.number.scale == 1) return {};
    static constexpr std::string_view separators[] = {"、", "和", "及", "与", " and ", ", "};
    for (const auto separator : separators) {
      if (!text_.substr(first.span.end).starts_with(separator)) continue;
      std::size_t at = first.span.end + separator.size();
      if (text_.substr(at).starts_with(" ")) ++at;
      const auto next = parse_numeral(text_, at);
      if (!next || next->scale == 1) continue;
      const auto figure = figure_of(*next, next->begin);
      if (figure && !figure->currency.empty()) return figure->currency;
    }
    return {};
  }

  bool bare_money(Figure& f) const {
    const auto number = text_.substr(f.span.begin, f.span.size());
    const bool chinese = has_han(number);
    if (chinese ? !bare_chinese(f) : !bare_english(f)) return false;
    f.currency = resolve_currency(chinese ? "LOCAL" : "DOLLAR", site_);
    f.bare = true;
    return true;
  }

  // 融资超10亿, 6.6亿收购; not 千万不要, 16.8万辆, 百亿参数.
  bool bare_chinese(const Figure& f) const {
    if (f.number.scale < 1e8 && !(f.number.scale >= 1e4 && f.number.max >= 1e6 && !f.number.round))
      return false;
    auto behind = qualifiers_behind(text_, f.span.end).edge;
    const bool of_class = text_.substr(behind).starts_with("级");
    if (text_.substr(behind).starts_with("起") || of_class) behind += 3;
    const char32_t next = char_at(text_, behind);
    if (finder_.bare_behind_.at(text_, behind)) return true;
    if (of_class || is_han(next) || is_letter(next) || next == U'%') return false;
    constexpr std::size_t reach = 24;
    const std::size_t stop = f.span.begin > reach ? f.span.begin - reach : 0;
    for (std::size_t i = f.span.begin; i > stop; i = previous(text_, i)) {
      if (finder_.bare_before_.before(text_, i)) return true;
      if (ends_clause(text_, previous(text_, i)) || digit_at(text_, i - 1)) return false;
    }
    return false;
  }

  // "milestones worth hundreds of millions more", "a nine-figure sum".
  bool bare_english(const Figure& f) const {
    const std::size_t end = f.span.end;
    const bool behind =
        end < text_.size() && text_[end] == ' ' && finder_.bare_behind_.at(text_, end + 1);
    if (text_.substr(f.span.begin, f.span.size()).ends_with("-figure")) return behind;
    if (!f.number.vague || f.number.scale < 1e6) return false;
    const std::size_t begin = qualifiers_before(text_, f.span.begin, last_, false).edge;
    const bool before =
        begin > 0 && text_[begin - 1] == ' ' && finder_.bare_before_.before(text_, begin - 1);
    return before && (behind || !is_letter(char_at(text_, end + 1)) || end >= text_.size() ||
                      text_[end] != ' ');
  }

  // "(约新台币3.03兆元)", "(US$128 million)", ",折合港币…", " or $5.4 million": the same sum told
  // again. Returns the end of it, 0 if there is none.
  std::size_t skip_gloss(std::size_t end, const std::string& currency) const {
    std::size_t i = end;
    if (i < text_.size() && text_[i] == ' ') ++i;
    const bool bracket = i < text_.size() && text_[i] == '(';
    const std::size_t close = bracket
                                  ? text_.substr(0, std::min(text_.size(), i + 120)).find(')', i)
                                  : std::string_view::npos;
    if (bracket && close == std::string_view::npos) return 0;
    if (bracket)
      ++i;
    else if (i < text_.size() && text_[i] == ',')
      ++i;
    if (i < text_.size() && text_[i] == ' ') ++i;
    const std::size_t words = skip_gloss_words(i);
    if (!bracket && words == i) return 0;
    const auto figure = figure_behind(skip_qualifier(text_, words));
    if (!figure || figure->currency.empty() || figure->currency == currency) return 0;
    if (bracket) return figure->span.end <= close ? close + 1 : 0;
    return figure->span.end;
  }

  std::size_t skip_gloss_words(std::size_t at) const {
    static constexpr std::string_view words[] = {"折合",
                                                 "约合",
                                                 "相当于",
                                                 "等于",
                                                 "即",
                                                 "折算",
                                                 "换算",
                                                 "折",
                                                 "合",
                                                 "约",
                                                 "or ",
                                                 "about ",
                                                 "equal to ",
                                                 "equivalent to ",
                                                 "around ",
                                                 "i.e. ",
                                                 "the equivalent of ",
                                                 "roughly ",
                                                 "approximately "};
    static const WordStarts starts = [] {
      WordStarts out;
      for (const auto word : words) out.add(word);
      return out;
    }();
    for (int i = 0; i < 3 && starts.may(text_, at); ++i)
      for (const auto word : words)
        if (text_.substr(std::min(at, text_.size())).starts_with(word)) {
          at += word.size();
          break;
        }
    return at;
  }

  // A figure without a currency means the money of the same figure elsewhere in the text.
  void settle_bare() {
    if (bare_.empty()) return;
    const auto value = [](const Amount& a) { return a.max ? *a.max : a.min.value_or(0); };
    std::map<double, std::string> told;
    std::size_t next = 0;
    for (std::size_t k = 0; k < out_.size(); ++k) {
      if (next < bare_.size() && bare_[next] == k)
        ++next;
      else
        told.emplace(value(out_[k].amount), out_[k].amount.currency);
    }
    for (const auto index : bare_)
      if (const auto found = told.find(value(out_[index].amount)); found != told.end())
        out_[index].amount.currency = found->second;
  }

  // "85 million crowns": of the Nordic country that the text named last.
  void settle_crowns() {
    static constexpr std::pair<std::string_view, std::string_view> homes[] = {
        {"Norw", "NOK"},       {"Oslo", "NOK"},   {"Swed", "SEK"},
        {"Stockholm", "SEK"},  {"Danish", "DKK"}, {"Denmark", "DKK"},
        {"Copenhagen", "DKK"}, {"Czech", "CZK"},  {"Prague", "CZK"}};
    for (auto& found : out_) {
      if (found.amount.currency != "CROWN") continue;
      std::size_t last = 0;
      found.amount.currency = "SEK";
      for (const auto& [word, code] : homes)
        if (const auto at = text_.substr(0, found.span.begin).rfind(word);
            at != std::string_view::npos && at >= last) {
          last = at;
          found.amount.currency = code;
        }
    }
  }

  const AmountFinder& finder_;
  std::string_view text_;
  std::string_view site_;
  std::size_t last_ = 0;  // end of the last sum
  std::vector<AmountMention> out_;
  std::vector<std::size_t> bare_;  // indexes into out_
};

AmountFinder::AmountFinder(const Lexicon& lexicon) : currencies_(lexicon) {
  for (const auto* lang : {"zh", "en"}) {
    for (const auto& word : lexicon.words(lang, "BARE_MONEY_BEFORE")) bare_before_.add(word, 0);
    for (const auto& word : lexicon.words(lang, "BARE_MONEY_BEHIND")) bare_behind_.add(word, 0);
  }
}

std::vector<AmountMention> AmountFinder::find(std::string_view folded,
                                              std::string_view site_currency) const {
  return Scan(*this, folded, site_currency).run();
}

}  // namespace dealgraph

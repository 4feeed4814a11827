#include "extract/dates.h"

#include <algorithm>
#include <array>

#include "extract/affixes.h"
#include "extract/date_resolution.h"
#include "text/numeral.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

struct Listed {
  std::string_view word;
  int value;
};

// Chinese words: a day relative to today, or a time that is no day.
constexpr int vague = 100;
constexpr int shift = 10;  // Affixes hold no negative values
constexpr Listed chinese_words[] = {
    {"今日", 0},       {"今天", 0},       {"今晨", 0},     {"今早", 0},     {"今晚", 0},
    {"昨日", -1},      {"昨天", -1},      {"昨晚", -1},    {"昨晨", -1},    {"前天", -2},
    {"明日", 1},       {"明天", 1},       {"明早", 1},     {"明晚", 1},     {"今年", vague},
    {"去年", vague},   {"明年", vague},   {"前年", vague}, {"本月", vague}, {"上月", vague},
    {"上个月", vague}, {"下个月", vague}, {"本周", vague}, {"上周", vague}, {"下周", vague},
    {"日前", vague},   {"近日", vague},   {"近期", vague}, {"稍早", vague}, {"稍后", vague},
    {"早前", vague},   {"此前", vague},   {"最近", vague}, {"目前", vague}, {"当地时间", vague},
    {"年内", vague},   {"同日", vague},   {"当日", vague}};
constexpr std::string_view day_parts[] = {"晚间", "早间", "盘后", "下午", "上午", "午间",
                                          "早盘", "晚",   "稍晚", "凌晨", "傍晚", "午后"};

constexpr std::array<std::string_view, 12> months = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<std::string_view, 7> weekdays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                      "Thursday", "Friday", "Saturday"};
constexpr std::string_view prepositions[] = {"on",    "in",   "by",   "since",      "from",
                                             "until", "at",   "late", "early",      "mid",
                                             "last",  "next", "this", "the end of", "earlier"};
constexpr std::string_view english_vague[] = {
    "last week",           "this week",          "next week",           "last month",
    "this month",          "next month",         "last year",           "this year",
    "next year",           "last quarter",       "this quarter",        "next quarter",
    "earlier this week",   "earlier this month", "earlier this year",   "later this week",
    "later this month",    "later this year",    "earlier in the week", "earlier in the month",
    "earlier in the year", "later in the year"};

template <std::size_t N>
Affixes table_of(const std::string_view (&words)[N], int value) {
  Affixes out;
  for (const auto word : words) out.add(word, value);
  return out;
}

bool digit_at(std::string_view text, std::size_t at) {
  return at < text.size() && is_digit(static_cast<unsigned char>(text[at]));
}
bool letter_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const auto byte = static_cast<unsigned char>(text[at]);
  return is_upper_ascii(byte) || is_lower_ascii(byte);
}

class DateScan {
 public:
  DateScan(std::string_view text, std::optional<Date> published)
      : text_(text), published_(published) {}

  std::vector<Token> run() {
    for (std::size_t i = 0; i < text_.size();) {
      const auto byte = static_cast<unsigned char>(text_[i]);
      std::size_t next = 0;
      if (is_digit(byte))
        next = digits(i);
      else if (byte < 0x80)
        next = letter_at(text_, i) ? english(i) : i + 1;
      else if (byte >= 0xE3)
        next = chinese(i);
      else
        next = i + 1;
      i = next;
    }
    return std::move(out_);
  }

 private:
  bool at(std::size_t i, std::string_view word) const {
    return i <= text_.size() && text_.substr(i, word.size()) == word;
  }

  std::size_t add(Span core, std::optional<Date> date) {
    Token token;
    token.kind = MentionKind::date;
    token.core = token.span = core;
    token.date = date;
    out_.push_back(std::move(token));
    return core.end;
  }

  std::size_t skip_day_part(std::size_t i) const {
    for (const auto part : day_parts)
      if (at(i, part)) return i + part.size();
    return i;
  }

  // ---- figures

  std::size_t digits(std::size_t i) {
    std::size_t end = i;
    while (digit_at(text_, end)) ++end;
    const bool inside =
        i > 0 && (text_[i - 1] == '.' || text_[i - 1] == ',') && digit_at(text_, i - 2);
    if (inside || end - i > 4) return end;
    if (const auto done = iso(i, end)) return done;
    if (const auto done = figures(i)) return done;
    if (end - i == 4 && (text_[i] == '1' || text_[i] == '2') && !letter_at(text_, end))
      return english_year(i, end);
    return end;
  }

  // 2025-10-28, 2025/10/28.
  std::size_t iso(std::size_t i, std::size_t end) {
    if (end - i != 4 || end >= text_.size()) return 0;
    const char mark = text_[end];
    if (mark != '-' && mark != '/' && mark != '.') return 0;
    std::size_t k = end + 1;
    const int month = digit_at(text_, k) ? read_small_number(text_, k) : -1;
    if (month < 1 || month > 12 || k >= text_.size() || text_[k] != mark) return 0;
    ++k;
    const int day = digit_at(text_, k) ? read_small_number(text_, k) : -1;
    std::size_t start = i;
    const auto date = resolve_day(read_small_number(text_, start), month, day, published_);
    return date ? add({i, k}, date) : 0;
  }

  // [N年][N月][N日], in ASCII or Chinese numerals. 0: no date.
  std::size_t figures(std::size_t begin, int year = 0, std::size_t year_end = 0) {
    std::size_t i = year_end ? year_end : begin;
    std::size_t end = year_end;
    int month = 0;
    int day = 0;
    std::size_t k = i;
    if (!year && begin >= 3 && at(begin - 3, "月")) return 0;  // 13月5日
    int value = number(k);
    if (!year && value >= 1900 && value < 2200 && at(k, "年")) {
      year = value;
      end = i = k + 3;
      value = number(k = i);
    }
    if (value >= 1 && value <= 12 && at(k, "月")) {
      month = value;
      end = i = k + 3;
      value = number(k = i);
    }
    // 连涨三日, 前一日: a lone small numeral counts days.
    const bool count = month == 0 && value < 10 && !digit_at(text_, i);
    if (value >= 1 && value <= 31 && !count && (day_word(k) || (month > 0 && at(k, "号")))) {
      if (month == 0 && year > 0) return end;
      day = value;
      end = skip_day_part(k + 3);
      return add({begin, k + 3}, day_of(year, month, day)), widen(end);
    }
    if (end == 0) return 0;
    end = skip_period(end, month > 0);
    return add({begin, end}, std::nullopt);
  }

  std::optional<Date> day_of(int year, int month, int day) const {
    return resolve_day(year, month, day, published_);
  }

  // The words behind a date belong to its span, not to the date.
  std::size_t widen(std::size_t end) {
    out_.back().span.end = end;
    return end;
  }

  int number(std::size_t& i) const {
    if (i >= text_.size()) return -1;
    if (at(i, "元月") || at(i, "正月")) {
      i += 3;
      return 1;
    }
    std::size_t k = i < text_.size() && text_[i] == ' ' ? i + 1 : i;
    const int value = k < text_.size() ? read_small_number(text_, k) : -1;
    if (value < 0) return -1;
    if (k < text_.size() && text_[k] == ' ') ++k;
    i = k;
    return value;
  }

  // 28日, but not 100日元, 7日年化, 5日均线.
  bool day_word(std::size_t k) const {
    if (!at(k, "日")) return false;
    for (const std::string_view word : {"元", "圆", "币", "均", "年化", "线", "内", "游", "间"})
      if (at(k + 3, word)) return false;
    return true;
  }

  std::size_t skip_period(std::size_t i, bool month) const {
    static constexpr std::string_view of_month[] = {"份", "底", "初", "中旬", "上旬", "下旬", "中"};
    static constexpr std::string_view of_year[] = {"底",     "初",     "中",     "上半年", "下半年",
                                                   "第一季", "第二季", "第三季", "第四季"};
    if (month) {
      for (const auto word : of_month)
        if (at(i, word)) return i + word.size();
      return i;
    }
    for (const auto word : of_year)
      if (at(i, word)) {
        i += word.size();
        return at(i, "度") ? i + 3 : i;
      }
    return i;
  }

  // ---- Chinese words

  std::size_t chinese(std::size_t i) {
    std::size_t size = 0;
    const char32_t c = decode_at(text_, i, size);
    switch (c) {
      case U'今':
      case U'昨':
      case U'前':
      case U'明':
        if (const auto done = bracketed_day(i, c)) return done;
        break;
      case U'上':
      case U'本':
      case U'这':
      case U'下':
      case U'周':
      case U'星':
      case U'礼':
        if (const auto done = weekday(i)) return done;
        break;
      case U'民':
        if (const auto done = republic(i)) return done;
        break;
      case U'一':
      case U'二':
      case U'三':
      case U'四':
      case U'五':
      case U'六':
      case U'七':
      case U'八':
      case U'九':
      case U'十':
      case U'廿':
      case U'卅':
      case U'元':
        if (const auto done = han_figures(i)) return done;
        return i + size;
      case U'去':
      case U'日':
      case U'近':
      case U'稍':
      case U'早':
      case U'此':
      case U'最':
      case U'目':
      case U'当':
      case U'年':
      case U'同':
        break;
      default:
        return i + size;
    }
    static const Affixes words = [] {
      Affixes table;
      for (const auto& [word, value] : chinese_words) table.add(word, value + shift);
      return table;
    }();
    const auto hit = words.at(text_, i);
    if (!hit) return i + size;
    const std::size_t end = i + hit->size;
    if (hit->value == vague + shift) {
      if (at(end - 3, "年") && c != U'年')
        if (const auto done = year_word(i, end, c)) return done;
      return add({i, end}, std::nullopt);
    }
    if (at(end - 3, "日") && i > 0 && (at(i - 3, "如") || at(i - 3, "至") || at(i - 3, "迄")))
      return end;
    add({i, end}, relative_day(hit->value - shift, published_));
    return widen(skip_day_part(end));
  }

  std::size_t han_figures(std::size_t i) {
    // Inside a longer numeral no date begins.
    std::size_t k = i;
    if (at(i, "元") ? !at(i, "元月") : read_small_number(text_, k) < 0) return 0;
    if (!at(i, "元") && !at(k, "年") && !at(k, "月") && !at(k, "日")) return k;
    const auto done = figures(i);
    return done ? done : k > i ? k : 0;
  }

  // 今年10月28日.
  std::size_t year_word(std::size_t i, std::size_t end, char32_t c) {
    if (!published_) return 0;
    const int years = c == U'去' ? -1 : c == U'明' ? 1 : c == U'前' ? -2 : 0;
    return figures(i, static_cast<int>(published_->year()) + years, end);
  }

  // 民国114年.
  std::size_t republic(std::size_t i) {
    if (!at(i, "民国")) return 0;
    std::size_t k = i + 6;
    const int value = number(k);
    if (value < 1 || value > 300 || !at(k, "年")) return 0;
    return figures(i, value + 1911, k + 3);
  }

  // 今(28)日, 昨 (15) 日.
  std::size_t bracketed_day(std::size_t i, char32_t c) {
    std::size_t k = i + 3;
    if (k < text_.size() && text_[k] == ' ') ++k;
    if (k >= text_.size() || text_[k] != '(') return 0;
    ++k;
    const int day = number(k);
    if (at(k, "日")) k += 3;
    if (day < 1 || day > 31 || k >= text_.size() || text_[k] != ')') return 0;
    ++k;
    if (k < text_.size() && text_[k] == ' ') ++k;
    for (const std::string_view word : {"日", "天", "晚", "早", "晨"})
      if (at(k, word)) {
        const int days = c == U'昨' ? -1 : c == U'前' ? -2 : c == U'明' ? 1 : 0;
        add({i, k + 3}, nearest_day(day, relative_day(days, published_)));
        return widen(skip_day_part(k + 3));
      }
    return 0;
  }

  // 上周五(1/30), 周二, 下个星期三.
  std::size_t weekday(std::size_t i) {
    std::size_t k = i;
    Week week = Week::recent;
    if (at(k, "上")) week = Week::last;
    if (at(k, "本") || at(k, "这")) week = Week::current;
    if (at(k, "下")) week = Week::next;
    if (week != Week::recent) k += 3;
    if (k > i && at(k, "个")) k += 3;
    if (at(k, "周"))
      k += 3;
    else if (at(k, "星期") || at(k, "礼拜"))
      k += 6;
    else
      return 0;
    static constexpr std::string_view days[] = {"日", "一", "二", "三", "四", "五", "六", "天"};
    for (unsigned d = 0; d < 8; ++d) {
      if (!at(k, days[d])) continue;
      k += 3;
      const bool repeated =
          i >= 3 && (at(i - 3, "每") || at(i - 3, "两") || digit_at(text_, i - 1));
      auto date = resolve_weekday(d % 7, future_behind(i, week), published_);
      const std::size_t end = date_in_bracket(k, date);
      add({i, k}, repeated ? std::nullopt : date);
      return widen(skip_day_part(end));
    }
    return 0;
  }

  // 将于周四: the coming one.
  Week future_behind(std::size_t i, Week week) const {
    const auto left = text_.substr(0, i);
    return week == Week::recent && (left.ends_with("将于") || left.ends_with("将在")) ? Week::coming
                                                                                      : week;
  }

  // 周五(30日), 周五 (1/30): the bracket says which.
  std::size_t date_in_bracket(std::size_t i, std::optional<Date>& date) const {
    std::size_t k = i < text_.size() && text_[i] == ' ' ? i + 1 : i;
    if (k >= text_.size() || text_[k] != '(') return i;
    ++k;
    int month = 0;
    int day = number(k);
    if (day < 1) return i;
    if (k < text_.size() && (text_[k] == '/' || at(k, "月"))) {
      k += text_[k] == '/' ? 1 : 3;
      month = day;
      day = number(k);
    }
    if (at(k, "日")) k += 3;
    if (k >= text_.size() || text_[k] != ')') return i;
    if (month > 0)
      date = resolve_day(0, month, day, published_);
    else
      date = nearest_day(day, date);
    return k + 1;
  }

  // ---- English

  std::size_t english(std::size_t i) {
    std::size_t end = i;
    while (letter_at(text_, end)) ++end;
    if (i > 0 && static_cast<unsigned char>(text_[i - 1]) >= 0x80 &&
        is_letter(decode_before(text_, i)))
      return end;
    const auto word = text_.substr(i, end - i);
    if (word.size() < 3) return end;
    switch (word[0]) {
      case 'J':
      case 'F':
      case 'M':
      case 'A':
      case 'S':
      case 'O':
      case 'N':
      case 'D':
      case 'T':
      case 'W':
      case 'Y':
        if (const auto done = named_day(i, end, word)) return done;
        return end;
      case 't':
        if (word == "today") return add({i, end}, relative_day(0, published_));
        if (word == "tomorrow") return add({i, end}, relative_day(1, published_));
        if (word != "this") return end;
        break;
      case 'y':
        if (word == "yesterday") return add({i, end}, relative_day(-1, published_));
        return end;
      case 'l':
      case 'L':
      case 'n':
      case 'e':
      case 'E':
        break;
      default:
        return end;
    }
    static const Affixes phrases = table_of(english_vague, 0);
    const auto hit = phrases.at(text_, i);
    return hit ? add({i, i + hit->size}, std::nullopt) : end;
  }

  std::size_t named_day(std::size_t i, std::size_t end, std::string_view word) {
    if (word == "Today") return add({i, end}, relative_day(0, published_));
    if (word == "Yesterday") return add({i, end}, relative_day(-1, published_));
    if (word == "This" || word == "Next") return add_phrase(i);
    for (unsigned d = 0; d < weekdays.size(); ++d)
      if (word == weekdays[d]) return english_weekday(i, end, d);
    for (std::size_t m = 0; m < months.size(); ++m) {
      const bool full = word == months[m];
      const bool brief = word == months[m].substr(0, 3) || (m == 8 && word == "Sept");
      if (full || brief) return english_month(i, end, static_cast<int>(m) + 1, !full || m == 4);
    }
    return 0;
  }

  std::size_t add_phrase(std::size_t i) {
    static const Affixes phrases = table_of(english_vague, 0);
    const auto hit = phrases.at(text_, i);
    return hit ? add({i, i + hit->size}, std::nullopt) : 0;
  }

  std::size_t english_weekday(std::size_t i, std::size_t end, unsigned day) {
    Week week = Week::recent;
    const auto left = text_.substr(0, i);
    if (left.ends_with("next ")) week = Week::next;
    if (left.ends_with("this ")) week = Week::current;
    if (week == Week::recent && !left.ends_with("last ") && future_before(i)) week = Week::coming;
    add({i, end}, resolve_weekday(day, week, published_));
    for (const std::string_view part : {" morning", " evening", " afternoon", " night"})
      if (at(end, part)) end += part.size();
    take_prepositions();
    return widen(end);
  }

  // "will report on Thursday": the verb nearest before the day is a future.
  bool future_before(std::size_t i) const {
    constexpr std::size_t reach = 90;
    const std::size_t begin = i > reach ? i - reach : 0;
    auto left = text_.substr(begin, i - begin);
    if (const auto stop = left.find_last_of(".;\n,"); stop != std::string_view::npos)
      left.remove_prefix(stop + 1);
    const auto last = [&](std::string_view word) {
      const auto found = left.rfind(word);
      return found == std::string_view::npos ? -1 : static_cast<int>(found);
    };
    const int future = std::max({last(" will "), last(" is due "), last(" are due "),
                                 last(" is set to "), last(" expected to "), last(" scheduled ")});
    const int past =
        std::max({last(" said"), last(" announced"), last(" reported"), last(" told")});
    return future > past;
  }

  std::size_t english_month(std::size_t i, std::size_t end, int month, bool doubtful) {
    std::size_t begin = i;
    int day = day_before(begin);
    int year = 0;
    if (end < text_.size() && text_[end] == '.' && (doubtful && month != 5)) ++end;
    std::size_t k = end;
    if (day < 0 && k + 1 < text_.size() && text_[k] == ' ' && digit_at(text_, k + 1)) {
      ++k;
      const int value = read_small_number(text_, k);
      for (const std::string_view mark : {"st", "nd", "rd", "th"})
        if (at(k, mark)) k += mark.size();
      if (value >= 1 && value <= 31 && !letter_at(text_, k)) {
        day = value;
        end = k;
      }
    }
    k = end;
    if (k < text_.size() && text_[k] == ',') ++k;
    if (k + 4 < text_.size() + 0 && text_[k] == ' ' && digit_at(text_, k + 1)) {
      ++k;
      const int value = read_small_number(text_, k);
      if (value >= 1900 && value < 2200 && !letter_at(text_, k)) {
        year = value;
        end = k;
      }
    }
    // May the verb and Mar the name: a month has a day, a year or a preposition.
    if (doubtful && day < 0 && year == 0 && !preposition_before(begin)) return 0;
    add({begin, end}, day > 0 ? resolve_day(year, month, day, published_) : std::nullopt);
    take_prepositions();
    return end;
  }

  // "28 ", "28th of ": moves `i` to its begin; -1 if there is none.
  int day_before(std::size_t& i) const {
    std::size_t k = i;
    auto left = text_.substr(0, k);
    if (left.ends_with(" of ")) left.remove_suffix(3);
    if (!left.ends_with(' ')) return -1;
    left.remove_suffix(1);
    for (const std::string_view mark : {"st", "nd", "rd", "th"})
      if (left.ends_with(mark)) {
        left.remove_suffix(2);
        break;
      }
    k = left.size();
    while (k > 0 && left.size() - k < 3 && digit_at(text_, k - 1)) --k;
    if (k == left.size() || left.size() - k > 2) return -1;
    if (k > 0 && (letter_at(text_, k - 1) || text_[k - 1] == '.' || text_[k - 1] == ',' ||
                  text_[k - 1] == '$'))
      return -1;
    std::size_t at_end = k;
    const int value = read_small_number(text_, at_end);
    if (value < 1 || value > 31) return -1;
    // "$15 billion on 3 May" never comes here; "10 May" after a comma list is no day either.
    if (!out_.empty() && out_.back().span.end > k) return -1;
    i = k;
    return value;
  }

  std::optional<Affixes::Hit> preposition_before(std::size_t i) const {
    static const Affixes words = table_of(prepositions, 0);
    if (i == 0 || (text_[i - 1] != ' ' && text_[i - 1] != '-')) return std::nullopt;
    return words.before(text_, i - 1);
  }

  // "on late Tuesday": words before the date join its span.
  void take_prepositions() {
    const std::size_t floor = out_.size() > 1 ? out_[out_.size() - 2].span.end : 0;
    auto& begin = out_.back().span.begin;
    for (int n = 0; n < 3; ++n) {
      const auto hit = preposition_before(begin);
      if (!hit || hit->size + 1 > begin - floor) return;
      begin -= hit->size + 1;
    }
  }

  // "in 2025", "by the end of 2026": a year needs such a word.
  std::size_t english_year(std::size_t i, std::size_t end) {
    const bool year = text_[i] == '2' ? text_[i + 1] == '0' : text_[i + 1] == '9';
    if (!year || !preposition_before(i) ||
        (end < text_.size() && text_[end] == ',' && digit_at(text_, end + 1)))
      return end;
    add({i, end}, std::nullopt);
    take_prepositions();
    return end;
  }

  std::string_view text_;
  std::optional<Date> published_;
  std::vector<Token> out_;
};

}  // namespace

std::vector<Token> find_dates(std::string_view folded, std::optional<Date> published) {
  return DateScan(folded, published).run();
}

}  // namespace dealgraph

#include "extract/figures.h"

#include <array>
#include <cstdlib>

#include "text/numeral.h"
#include "text/pattern.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

const Pattern& share_pattern() {
  static const Pattern pattern = std::get<Pattern>(Pattern::compile(
      R"((?P<percent>\d+(?:\.\d+)?) ?(?:%|percent\b|per cent\b|个百分点))"
      R"(|百分之(?P<han>[零〇一二三四五六七八九十百两廿卅点\d.]+))"
      R"(|(?P<cheng>[一二三四五六七八九两\d](?:\.\d)?)成(?:的?(?:股|权|持)))"
      R"(|(?P<over>过半|逾半|半数以上)(?:的?(?:股|权))|(?P<half>一半(?:的?(?:股|权)))"
      R"(|\b[Mm]ajority (?:stake|interest|holding)|\bone-third\b|\ba third of\b|\bhalf of the (?:company|shares)))"
      R"(|(?P<all>全部股权|全部股份|100%|\ball (?:of )?(?:the |its )?(?:outstanding |issued )?shares))"
      R"(|\d[\d,]*(?:\.\d+)? ?(?:[万亿]?[千百]?[万亿]?(?:股|颗|片|台|辆|架|艘|吨|千瓦|吉瓦|兆瓦|桶|名员工|平方米|平方公尺)|(?:million |billion )?shares\b|GW\b|MW\b|gigawatts?\b|megawatts?\b))"));
  return pattern;
}

const Pattern& stake_context() {
  static const Pattern pattern = std::get<Pattern>(Pattern::compile(
      R"(股|权益|\bstake|\bshares?\b|\bequity\b|\binterest in\b|\bownership\b|\bof the (?:company|business|venture)\b)"));
  return pattern;
}

double han_number(std::string_view text) {
  const auto number = parse_numeral(text, 0);
  if (!number) return 0;
  double value = number->max;
  const std::string_view point = "点";
  if (text.substr(number->end).starts_with(point)) {
    if (const auto part = parse_numeral(text, number->end + point.size()); part) {
      double fraction = part->max;
      while (fraction >= 1) fraction /= 10;
      value += fraction;
    }
  }
  return value;
}

std::size_t clamp_start(std::size_t at, std::size_t back) { return at > back ? at - back : 0; }

const Pattern& date_pattern() {
  static const Pattern pattern = std::get<Pattern>(Pattern::compile(
      R"((?:(?P<year>\d{4})年|民国(?P<roc>\d{2,3})年|今年|去年|明年|前年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|份|底|初|中旬|上旬|下旬|中)?)"
      R"(|(?:今|昨|前|明) ?(?:\((?P<only>\d{1,2})\))?(?:日|天|晚|早)|(?:\d{1,2})日(?:晚间?|早间|盘后|下午|上午)?)"
      R"(|(?:上个?|本|这个?|下个?)?(?:周|星期|礼拜)[一二三四五六日天](?: ?\(\d{1,2}(?:/\d{1,2})?日?\))?(?:稍晚|晚间|早盘|盘后|下午)?)"
      R"(|\d{4}年(?:底|初|中|上半年|下半年|第[一二三四]季度?)?|今年|去年|明年|前年|本月|上月|上个月|下个月|本周|上周|下周|日前|近日|近期|稍早|稍后|早前|此前|最近|目前|当地时间|年内)"
      R"(|\b(?:(?:[Oo]n|[Ii]n|[Bb]y|[Ss]ince|[Ff]rom|[Uu]ntil|[Aa]t|[Ll]ate|[Ee]arly|[Mm]id-?|last|next|this|the end of|[Ee]arlier) )*(?P<en>(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?: (?P<enday>\d{1,2})(?:st|nd|rd|th)?\b)?(?:,? (?P<enyear>\d{4})\b)?))"
      R"(|\b(?:(?:[Oo]n|[Ll]ate|[Ee]arly|last|next|this) )*(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)(?: (?:morning|evening|afternoon|night))?\b)"
      R"(|\b(?:(?:[Ii]n|[Bb]y|[Ss]ince|[Ff]rom|[Uu]ntil|[Ll]ate|[Ee]arly|the end of) )+(?:19|20)\d\d\b)"
      R"(|\b(?:[Ll]ast|[Tt]his|[Nn]ext) (?:week|month|year|quarter)\b|\b(?:[Ee]arlier|[Ll]ater) (?:this|last|in the) (?:week|month|year)\b|\b[Tt]oday\b|\b[Yy]esterday\b)"));
  return pattern;
}

// Named groups of date_pattern in order.
enum DateGroup { year = 1, roc, month, day, only, english, english_day, english_year, weekday };

int number_of(std::string_view text, const std::optional<Span>& group) {
  if (!group) return 0;
  return std::atoi(std::string(text.substr(group->begin, group->size())).c_str());
}

int english_month(std::string_view name) {
  static constexpr std::array<std::string_view, 12> months = {
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  for (std::size_t i = 0; i < months.size(); ++i)
    if (name.starts_with(months[i])) return static_cast<int>(i) + 1;
  return 0;
}

std::optional<Date> make_date(int y, int m, int d) {
  const Date date{std::chrono::year{y}, std::chrono::month{static_cast<unsigned>(m)},
                  std::chrono::day{static_cast<unsigned>(d)}};
  return date.ok() ? std::optional(date) : std::nullopt;
}

std::optional<Date> weekday_before(std::optional<Date> published, std::string_view name) {
  static constexpr std::array<std::string_view, 7> days = {"Sun", "Mon", "Tue", "Wed",
                                                           "Thu", "Fri", "Sat"};
  if (!published) return std::nullopt;
  for (unsigned i = 0; i < days.size(); ++i) {
    if (!name.starts_with(days[i])) continue;
    const std::chrono::sys_days today{*published};
    return Date{today - (std::chrono::weekday{today} - std::chrono::weekday{i})};
  }
  return std::nullopt;
}

std::optional<Date> resolve(std::string_view text, const std::vector<std::optional<Span>>& groups,
                            std::optional<Date> published) {
  const int this_year = published ? static_cast<int>(published->year()) : 0;
  if (groups[day]) {
    int y = number_of(text, groups[year]);
    if (groups[roc]) y = number_of(text, groups[roc]) + 1911;
    return make_date(y ? y : this_year, number_of(text, groups[month]),
                     number_of(text, groups[day]));
  }
  if (groups[english_day]) {
    const int y = number_of(text, groups[english_year]);
    return make_date(y ? y : this_year,
                     english_month(text.substr(groups[english]->begin, groups[english]->size())),
                     number_of(text, groups[english_day]));
  }
  if (groups[only] && published)
    return make_date(this_year, static_cast<int>(static_cast<unsigned>(published->month())),
                     number_of(text, groups[only]));
  if (groups[weekday])
    return weekday_before(published, text.substr(groups[weekday]->begin, groups[weekday]->size()));
  return std::nullopt;
}

}  // namespace

std::vector<Token> find_shares(std::string_view text) {
  enum { percent = 1, han, cheng, over, half, all };
  std::vector<Token> out;
  std::vector<std::optional<Span>> groups;
  for (std::size_t from = 0; share_pattern().match(text, from, groups); from = groups[0]->end) {
    Token token;
    token.span = token.core = *groups[0];
    const auto value = [&](int group) {
      return std::string(text.substr(groups[group]->begin, groups[group]->size()));
    };
    const auto near = text.substr(clamp_start(token.span.begin, 30), token.span.size() + 60);
    const bool of_company = stake_context().search(near);
    bool share = true;
    if (groups[percent])
      token.percent = std::strtod(value(percent).c_str(), nullptr);
    else if (groups[han])
      token.percent = han_number(value(han));
    else if (groups[cheng])
      token.percent = 10 * han_number(value(cheng));
    else if (groups[over] || groups[half])
      token.percent = 50;
    else if (groups[all])
      token.percent = 100;
    else if (text.substr(token.span.begin).starts_with("one-third") ||
             text.substr(token.span.begin).starts_with("a third"))
      token.percent = 100.0 / 3;
    else if (text.substr(token.span.begin + 1).starts_with("ajority") ||
             text.substr(token.span.begin).starts_with("half"))
      token.percent = 50;
    else
      share = false;
    token.kind =
        share && of_company && token.percent <= 100 ? MentionKind::stake : MentionKind::quantity;
    // What follows the figure and names the share (股权, 股) stays for the rules to see.
    if (groups[cheng] || groups[over] || groups[half]) {
      const std::size_t last = previous(text, token.span.end);
      token.span.end = token.core.end = last;
    }
    out.push_back(std::move(token));
  }
  return out;
}

std::vector<Token> find_dates(std::string_view text, std::optional<Date> published) {
  std::vector<Token> out;
  std::vector<std::optional<Span>> groups;
  for (std::size_t from = 0; date_pattern().match(text, from, groups); from = groups[0]->end) {
    Token token;
    token.kind = MentionKind::date;
    token.span = token.core = *groups[0];
    if (groups[english]) {
      // "May" the verb and the month look alike: a month has a day, a year or a preposition.
      const auto name = text.substr(groups[english]->begin, groups[english]->size());
      if ((name == "May" || name == "Mar") && token.span == *groups[english]) continue;
    }
    token.date = resolve(text, groups, published);
    out.push_back(std::move(token));
  }
  return out;
}

}  // namespace dealgraph

#include "extract/qualifiers.h"

#include <array>

#include "extract/affixes.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

struct Listed {
  std::string_view word;
  int value;
};

constexpr int up_to = static_cast<int>(Qualifier::up_to);
constexpr int at_least = static_cast<int>(Qualifier::at_least);
constexpr int about = static_cast<int>(Qualifier::about);
constexpr int neutral = 10;     // may stand between a qualifier and its figure
constexpr int round_only = 11;  // at_least, before a figure without digits
constexpr int none = 12;        // looks like one of the others

constexpr Listed before_words[] = {{"最多", up_to},
                                   {"至多", up_to},
                                   {"最高", up_to},
                                   {"高达", up_to},
                                   {"上看", up_to},
                                   {"不超过", up_to},
                                   {"不超", up_to},
                                   {"不高于", up_to},
                                   {"不逾", up_to},
                                   {"不到", up_to},
                                   {"不多于", up_to},
                                   {"上限", up_to},
                                   {"低于", up_to},
                                   {"少于", up_to},
                                   {"不足", up_to},
                                   {"未满", up_to},
                                   {"未达", up_to},
                                   {"顶多", up_to},
                                   {"高至", up_to},
                                   {"至高", up_to},
                                   {"多达", up_to},
                                   {"逾", at_least},
                                   {"超过", at_least},
                                   {"超", at_least},
                                   {"超逾", at_least},
                                   {"至少", at_least},
                                   {"最少", at_least},
                                   {"最低", at_least},
                                   {"不少于", at_least},
                                   {"不低于", at_least},
                                   {"不下于", at_least},
                                   {"不下", at_least},
                                   {"突破", at_least},
                                   {"破", at_least},
                                   {"站上", at_least},
                                   {"高于", at_least},
                                   {"多于", at_least},
                                   {"大于", at_least},
                                   {"起码", at_least},
                                   {"超出", at_least},
                                   {"上", round_only},
                                   {"过", round_only},
                                   {"约", about},
                                   {"大约", about},
                                   {"约为", about},
                                   {"约合", about},
                                   {"约计", about},
                                   {"约达", about},
                                   {"近", about},
                                   {"将近", about},
                                   {"接近", about},
                                   {"逼近", about},
                                   {"大概", about},
                                   {"大致", about},
                                   {"约莫", about},
                                   {"估", about},
                                   {"估计", about},
                                   {"预计", about},
                                   {"预估", about},
                                   {"估约", about},
                                   {"或达", about},
                                   {"估算", about},
                                   {"料约", about},
                                   {"上下", about},
                                   {"达", neutral},
                                   {"为", neutral},
                                   {"到", neutral},
                                   {"可达", neutral},
                                   {"可至", neutral},
                                   {"均为", neutral},
                                   {"将达", neutral},
                                   {"合计", neutral},
                                   {"总计", neutral},
                                   {"共", neutral},
                                   {"至", neutral},
                                   {"的", neutral},
                                   {"最近", none},
                                   {"附近", none},
                                   {"不过", none},
                                   {"通过", none},
                                   {"透过", none},
                                   {"经过", none},
                                   {"加上", none},
                                   {"以上", none},
                                   {"马上", none},
                                   {"用上", none},
                                   {"早上", none},
                                   {"晚上", none},
                                   {"up to", up_to},
                                   {"as much as", up_to},
                                   {"as many as", up_to},
                                   {"at most", up_to},
                                   {"less than", up_to},
                                   {"no more than", up_to},
                                   {"not more than", up_to},
                                   {"a maximum of", up_to},
                                   {"fewer than", up_to},
                                   {"under", up_to},
                                   {"below", up_to},
                                   {"not to exceed", up_to},
                                   {"over", at_least},
                                   {"more than", at_least},
                                   {"at least", at_least},
                                   {"a minimum of", at_least},
                                   {"in excess of", at_least},
                                   {"upwards of", at_least},
                                   {"exceeding", at_least},
                                   {"exceed", at_least},
                                   {"exceeds", at_least},
                                   {"exceeded", at_least},
                                   {"no less than", at_least},
                                   {"not less than", at_least},
                                   {"north of", at_least},
                                   {"above", at_least},
                                   {"no fewer than", at_least},
                                   {"about", about},
                                   {"around", about},
                                   {"nearly", about},
                                   {"almost", about},
                                   {"some", about},
                                   {"roughly", about},
                                   {"approximately", about},
                                   {"an estimated", about},
                                   {"close to", about},
                                   {"circa", about},
                                   {"approach", about},
                                   {"approaching", about},
                                   {"an additional", neutral},
                                   {"a further", neutral},
                                   {"another", neutral},
                                   {"a combined", neutral},
                                   {"a total of", neutral},
                                   {"an initial", neutral},
                                   {"an aggregate of", neutral},
                                   {"合约", none},
                                   {"契约", none},
                                   {"签约", none},
                                   {"预约", none},
                                   {"续约", none},
                                   {"违约", none},
                                   {"公约", none},
                                   {"租约", none},
                                   {"节约", none},
                                   {"要约", none},
                                   {"履约", none},
                                   {"条约", none},
                                   {"纽约", none},
                                   {"邀约", none},
                                   {"毁约", none},
                                   {"特约", none},
                                   {"解约", none},
                                   {"调高至", neutral},
                                   {"提高至", neutral},
                                   {"公共", none},
                                   {"靠近", none},
                                   {"临近", none},
                                   {"破产", none}};

constexpr Listed behind_words[] = {
    {"以上", at_least},     {"左右", about},    {"上下", about},     {"以下", up_to},
    {"以内", up_to},        {"之内", up_to},    {"之谱", about},     {"之多", neutral},
    {"or more", at_least},  {"or so", about},   {"-plus", at_least}, {"or less", up_to},
    {"at least", at_least}, {"at most", up_to}, {"+", at_least}};

constexpr int per_year = static_cast<int>(Per::year);
constexpr int per_quarter = static_cast<int>(Per::quarter);
constexpr int per_month = static_cast<int>(Per::month);
constexpr int per_unit = static_cast<int>(Per::unit);
constexpr int per_share = static_cast<int>(Per::share);

// What is counted behind "per", "a", "each", "/" or 每.
constexpr Listed counted[] = {{"year", per_year},
                              {"annum", per_year},
                              {"quarter", per_quarter},
                              {"month", per_month},
                              {"share", per_share},
                              {"ADS", per_share},
                              {"unit", per_unit},
                              {"barrel", per_unit},
                              {"ounce", per_unit},
                              {"tonne", per_unit},
                              {"ton", per_unit},
                              {"metric ton", per_unit},
                              {"week", per_unit},
                              {"day", per_unit},
                              {"hour", per_unit},
                              {"night", per_unit},
                              {"head", per_unit},
                              {"person", per_unit},
                              {"user", per_unit},
                              {"seat", per_unit},
                              {"litre", per_unit},
                              {"liter", per_unit},
                              {"gallon", per_unit},
                              {"pound", per_unit},
                              {"kilogram", per_unit},
                              {"kilo", per_unit},
                              {"kg", per_unit},
                              {"square foot", per_unit},
                              {"square metre", per_unit},
                              {"square meter", per_unit},
                              {"piece", per_unit},
                              {"vehicle", per_unit},
                              {"MWh", per_unit},
                              {"kWh", per_unit},
                              {"megawatt-hour", per_unit},
                              {"gigawatt", per_unit},
                              {"GW", per_unit},
                              {"MW", per_unit},
                              {"megawatt", per_unit},
                              {"bushel", per_unit},
                              {"dose", per_unit},
                              {"chip", per_unit},
                              {"watt", per_unit},
                              {"coin", per_unit},
                              {"wafer", per_unit},
                              {"subscriber", per_unit},
                              {"customer", per_unit},
                              {"employee", per_unit},
                              {"aircraft", per_unit},
                              {"plane", per_unit},
                              {"note", per_unit}};
constexpr Listed per_behind[] = {{"annually", per_year},
                                 {"yearly", per_year},
                                 {"each year", per_year},
                                 {"every year", per_year},
                                 {"each quarter", per_quarter},
                                 {"quarterly", per_quarter},
                                 {"each month", per_month},
                                 {"monthly", per_month},
                                 {"apiece", per_unit},
                                 {"each", per_unit},
                                 {"for each share", per_share},
                                 {"for every share", per_share},
                                 {"in cash per share", per_share}};
constexpr Listed per_before[] = {
    {"年付", per_year},      {"年租金", per_year}, {"年租", per_year},    {"年薪", per_year},
    {"年费", per_year},      {"月租", per_month},  {"月租金", per_month}, {"月付", per_month},
    {"单价", per_unit},      {"售价", per_unit},   {"起售价", per_unit},  {"单船造价", per_unit},
    {"单机造价", per_unit},  {"月费", per_month},  {"月薪", per_month},   {"官方售价", per_unit},
    {"建议零售价", per_unit}};

template <std::size_t N>
Affixes table_of(const Listed (&words)[N]) {
  Affixes out;
  for (const auto& [word, value] : words) out.add(word, value);
  return out;
}

const Affixes& counted_table() {
  static const Affixes table = table_of(counted);
  return table;
}

Per per_of_han(std::string_view rest) {
  if (rest.starts_with("股") || rest.starts_with("普通股")) return Per::share;
  if (rest.starts_with("年") || rest.starts_with("财年")) return Per::year;
  if (rest.starts_with("季")) return Per::quarter;
  if (rest.starts_with("月") || rest.starts_with("个月")) return Per::month;
  return Per::unit;
}

// 每股…, 每坪…, 每公斤…: the nearest 每 of the clause says what the figure is for.
Per each_before(std::string_view text, std::size_t begin, std::size_t floor) {
  constexpr std::size_t reach = 45;
  const std::size_t stop = std::max(floor, begin > reach ? begin - reach : 0);
  for (std::size_t i = begin; i > stop;) {
    i = previous(text, i);
    if (ends_clause(text, i) || text[i] == '%') return Per::total;
    if (!text.substr(i).starts_with("每")) continue;
    const auto rest = text.substr(i + 3);
    return rest.starts_with("当") || rest.starts_with("一次") ? Per::total : per_of_han(rest);
  }
  return Per::total;
}

std::size_t skip_spaces_left(std::string_view text, std::size_t at, std::size_t floor) {
  while (at > floor && text[at - 1] == ' ') --at;
  return at;
}

// " a share", "/股", "-a-year", " per annum".
std::optional<Affixes::Hit> per_word(std::string_view text, std::size_t end) {
  static const Affixes words = table_of(per_behind);
  if (end >= text.size()) return std::nullopt;
  if (text[end] == '/') {
    if (const auto hit = counted_table().at(text, end + 1))
      return Affixes::Hit{hit->size + 1, hit->value};
    std::size_t size = 0;
    if (end + 1 >= text.size() || !is_han(decode_at(text, end + 1, size))) return std::nullopt;
    return Affixes::Hit{size + 1, static_cast<int>(per_of_han(text.substr(end + 1)))};
  }
  if (text[end] != ' ' && text[end] != '-') return std::nullopt;
  if (const auto hit = words.at(text, end + 1)) {
    // "63.5 million shares at HK$21.34 each".
    const auto left = text.substr(end > 80 ? end - 80 : 0, std::min<std::size_t>(end, 80));
    const bool shares = hit->value == per_unit && left.find(" shares") != std::string_view::npos;
    return Affixes::Hit{hit->size + 1, shares ? per_share : hit->value};
  }
  for (const std::string_view article : {"a", "an", "per", "each", "every"}) {
    const auto rest = text.substr(end + 1);
    if (!rest.starts_with(article) || rest.size() <= article.size() ||
        rest[article.size()] != text[end])
      continue;
    const std::size_t at = end + 2 + article.size();
    const auto hit = counted_table().at(text, at);
    if (!hit) continue;
    const auto then = text.substr(at + hit->size);
    if (then.starts_with(" earlier") || then.starts_with(" ago") || then.starts_with(" before"))
      continue;
    return Affixes::Hit{at + hit->size - end, hit->value};
  }
  return std::nullopt;
}

}  // namespace

bool ends_clause(std::string_view text, std::size_t at) {
  switch (text[at]) {
    case ',':
    case ';':
    case ':':
    case '!':
    case '?':
    case '(':
    case ')':
    case '\n':
      return true;
    case '.':
      return at + 1 >= text.size() || text[at + 1] == ' ' || text[at + 1] == '\n';
    case '\xE3':
      return text.substr(at).starts_with("。") || text.substr(at).starts_with("、");
    default:
      return false;
  }
}

Qualified qualifiers_before(std::string_view text, std::size_t begin, std::size_t floor,
                            bool round) {
  static const Affixes words = table_of(before_words);
  static const Affixes direct_per = table_of(per_before);
  Qualified out;
  out.edge = begin;
  out.per = each_before(text, begin, floor);
  std::size_t at = begin;
  for (int i = 0; i < 4; ++i) {
    const std::size_t trimmed = skip_spaces_left(text, at, floor);
    if (const auto per = direct_per.before(text, trimmed, floor)) {
      if (out.per == Per::total) out.per = static_cast<Per>(per->value);
      out.edge = at = trimmed - per->size;
      continue;
    }
    const auto hit = words.before(text, trimmed, floor);
    if (!hit || hit->value == none || (hit->value == round_only && (!round || i > 0))) break;
    at = trimmed - hit->size;
    if (hit->value == neutral) continue;
    const auto qualifier =
        hit->value == round_only ? Qualifier::at_least : static_cast<Qualifier>(hit->value);
    if (!out.qualifier || *out.qualifier == Qualifier::about) out.qualifier = qualifier;
    out.edge = at;
  }
  return out;
}

Qualified qualifiers_behind(std::string_view text, std::size_t end) {
  static const Affixes words = table_of(behind_words);
  Qualified out;
  out.edge = end;
  for (int i = 0; i < 3; ++i) {
    const std::size_t at =
        out.edge < text.size() && text[out.edge] == ' ' ? out.edge + 1 : out.edge;
    if (const auto hit = words.at(text, at)) {
      if (hit->value != neutral) out.qualifier = static_cast<Qualifier>(hit->value);
      out.edge = at + hit->size;
    } else if (const auto per = per_word(text, out.edge)) {
      out.per = static_cast<Per>(per->value);
      out.edge += per->size;
    } else {
      break;
    }
  }
  return out;
}

std::size_t skip_qualifier(std::string_view text, std::size_t at) {
  static const Affixes words = table_of(before_words);
  const auto hit = words.at(text, at);
  if (!hit || hit->value >= neutral) return at;
  at += hit->size;
  return at < text.size() && text[at] == ' ' ? at + 1 : at;
}

void qualify(Amount& amount, Qualifier qualifier) {
  if (amount.qualifier == Qualifier::range) return;
  const auto value = amount.max ? amount.max : amount.min;
  amount.qualifier = qualifier;
  amount.min = qualifier == Qualifier::up_to ? std::nullopt : value;
  amount.max = qualifier == Qualifier::at_least ? std::nullopt : value;
}

}  // namespace dealgraph

#include <fmt/format.h>

#include <cmath>

#include "cli/money.h"
#include "cli/people_text.h"

namespace dealgraph {
namespace {

// Both scripts of one word.
struct Word {
  std::string_view traditional;
  std::string_view simplified;

  std::string in(PeopleLanguage language) const {
    return std::string(language == PeopleLanguage::simplified ? simplified : traditional);
  }
};

struct Unit {
  double size;
  Word word;
};
// 兆 is 10^12 in Taiwan alone, so 万亿 in simplified script.
constexpr Unit units[] = {{1e12, {"兆", "万亿"}}, {1e8, {"億", "亿"}}, {1e4, {"萬", "万"}}};

struct Currency {
  std::string_view code;
  Word word;
};
constexpr Currency currencies[] = {
    {"USD", {"美元", "美元"}},         {"CNY", {"人民幣", "人民币"}},
    {"TWD", {"新台幣", "新台币"}},     {"HKD", {"港元", "港元"}},
    {"JPY", {"日圓", "日元"}},         {"EUR", {"歐元", "欧元"}},
    {"GBP", {"英鎊", "英镑"}},         {"KRW", {"韓元", "韩元"}},
    {"AUD", {"澳元", "澳元"}},         {"CAD", {"加元", "加元"}},
    {"SGD", {"新加坡元", "新加坡元"}}, {"CHF", {"瑞士法郎", "瑞士法郎"}},
    {"INR", {"印度盧比", "印度卢比"}}};

// Traditional text sets a space between figures and words, simplified does not.
std::string joined(const std::string& left, const std::string& right, PeopleLanguage language) {
  const bool spaced = language == PeopleLanguage::traditional && !left.empty() && !right.empty();
  return left + (spaced ? " " : "") + right;
}

std::string figure(double value, PeopleLanguage language) {
  for (const auto& unit : units)
    if (std::round(value / unit.size * 1e3) >= 1e3)
      return joined(format_plain(value / unit.size), unit.word.in(language), language);
  return format_plain(value);
}

std::string money(double value, const std::string& currency, PeopleLanguage language) {
  auto text = figure(value, language);
  for (const auto& known : currencies) {
    if (known.code != currency) continue;
    const auto name = known.word.in(language);
    // 1,000 億美元, but 5 美元: the space stands behind the figures alone.
    return text.back() >= '0' && text.back() <= '9' ? joined(text, name, language) : text + name;
  }
  return currency.empty() ? text : text + ' ' + currency;
}

std::string bounds(const Amount& amount, PeopleLanguage language) {
  const auto with = [&](const Word& word, double value) {
    return joined(word.in(language), money(value, amount.currency, language), language);
  };
  if (!amount.min && !amount.max) return Word{"未公開", "未公开"}.in(language);
  if (!amount.min) return with({"最多", "最多"}, *amount.max);
  if (!amount.max) return with({"至少", "至少"}, *amount.min);
  if (*amount.min != *amount.max) {
    const auto first = joined(figure(*amount.min, language), "至", language);
    return joined(first, money(*amount.max, amount.currency, language), language);
  }
  if (amount.qualifier == Qualifier::about) return with({"約", "约"}, *amount.min);
  return money(*amount.min, amount.currency, language);
}

std::string period(Per per, PeopleLanguage language) {
  switch (per) {
    case Per::total:
      return "";
    case Per::year:
      return "每年";
    case Per::quarter:
      return "每季";
    case Per::month:
      return "每月";
    case Per::unit:
      return Word{"每單位", "每单位"}.in(language);
    case Per::share:
      return "每股";
  }
  return "";
}

}  // namespace

std::string format_amount(const std::optional<Amount>& amount, PeopleLanguage language) {
  if (language == PeopleLanguage::english) return format_amount(amount);
  const auto shown = amount.value_or(Amount{});
  return joined(period(shown.per, language), bounds(shown, language), language);
}

std::string format_usd(double value, PeopleLanguage language) {
  if (language == PeopleLanguage::english) return "USD " + format_number(value);
  return money(value, "USD", language);
}

}  // namespace dealgraph

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <nlohmann/json.hpp>

#include "cli/gold.h"
#include "core/diagnostic.h"
#include "crawler/safe_json.h"
#include "crawler/saved_pages.h"
#include "text/suggest.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

using Json = nlohmann::json;
using Keys = std::vector<std::string_view>;

std::string near(std::string_view word, const Keys& known) {
  const auto meant = suggest(word, known);
  return meant.empty() ? "" : ", did you mean \"" + meant + "\"?";
}

// Reads members of one object of a gold file; `place` begins every message.
class ObjectReader {
 public:
  ObjectReader(const Json& object, std::string place, std::vector<std::string>& problems)
      : object_(object), place_(std::move(place)), problems_(problems) {}

  void fail(const std::string& what) const { problems_.push_back(place_ + ": " + what); }

  // The member, or nullptr if it is not there or null.
  const Json* find(std::string_view key) const {
    const auto found = object_.find(key);
    return found == object_.end() || found->is_null() ? nullptr : &*found;
  }

  // False if a required one is missing. An optional one that is misspelt would go unseen.
  bool check_keys(const Keys& required, const Keys& optional) const {
    Keys known = required;
    known.insert(known.end(), optional.begin(), optional.end());
    for (const auto& [key, value] : object_.items())
      if (std::find(known.begin(), known.end(), key) == known.end())
        fail(fmt::format("unknown key \"{}\"{}", key, near(key, known)));
    Keys missing;
    for (const auto key : required)
      if (!find(key)) missing.push_back(key);
    if (!missing.empty()) fail(fmt::format("lacks \"{}\"", fmt::join(missing, "\", \"")));
    return missing.empty();
  }

  std::string text(std::string_view key) const {
    const auto* value = find(key);
    if (!value) return "";
    if (!value->is_string()) fail(fmt::format("\"{}\" must be a text", key));
    return value->is_string() ? value->get<std::string>() : "";
  }

  std::vector<std::string> texts(std::string_view key) const {
    const auto* value = find(key);
    if (!value) return {};
    std::vector<std::string> out;
    const bool fits = value->is_array() && std::all_of(value->begin(), value->end(), [](auto& v) {
                        return v.is_string() && !v.template get_ref<const std::string&>().empty();
                      });
    if (!fits)
      fail(fmt::format("\"{}\" must be a list of texts", key));
    else
      out = value->get<std::vector<std::string>>();
    return out;
  }

  std::optional<double> number(std::string_view key) const {
    const auto* value = find(key);
    if (!value) return std::nullopt;
    if (value->is_number() && value->get<double>() >= 0) return value->get<double>();
    fail(fmt::format("\"{}\" must be a number from 0 on or null", key));
    return std::nullopt;
  }

  // One of the names of an enum whose last value is `last`.
  template <typename Enum>
  Enum choice(std::string_view key, std::optional<Enum> (*parse)(std::string_view),
              Enum last) const {
    const auto name = text(key);
    const auto value = parse(name);
    if (value) return *value;
    Keys known;
    for (int i = 0; i <= static_cast<int>(last); ++i)
      known.push_back(to_string(static_cast<Enum>(i)));
    fail(fmt::format("\"{}\" is no {}{}", name, key, near(name, known)));
    return Enum{};
  }

  ObjectReader member(std::string_view key) const {
    return {object_.at(key), fmt::format("{}: {}", place_, key), problems_};
  }

 private:
  const Json& object_;
  std::string place_;
  std::vector<std::string>& problems_;
};

std::optional<Amount> read_amount(const ObjectReader& deal) {
  const auto* value = deal.find("amount");
  if (!value) return std::nullopt;
  if (!value->is_object()) {
    deal.fail("\"amount\" must be an object or null");
    return std::nullopt;
  }
  const auto reader = deal.member("amount");
  Amount amount;
  reader.check_keys({"currency"}, {"min", "max"});
  amount.min = reader.number("min");
  amount.max = reader.number("max");
  amount.currency = reader.text("currency");
  if (!reader.find("min") && !reader.find("max")) reader.fail("needs \"min\" or \"max\"");
  if (amount.min && amount.max && *amount.min > *amount.max)
    reader.fail("\"min\" is above \"max\"");
  const bool is_code =
      amount.currency.size() == 3 && std::all_of(amount.currency.begin(), amount.currency.end(),
                                                 [](char c) { return c >= 'A' && c <= 'Z'; });
  if (reader.find("currency") && !is_code)
    reader.fail(fmt::format("\"{}\" is no currency of ISO 4217", amount.currency));
  return amount;
}

void check_quote(const ObjectReader& reader, const std::string& text, const std::string& quote) {
  if (quote.empty())
    reader.fail("a quote is empty");
  else if (text.find(quote) == std::string::npos)
    reader.fail(fmt::format("neither title nor body has \"{}\"", quote));
}

std::vector<std::string> read_side(const ObjectReader& reader, std::string_view key) {
  auto names = reader.texts(key);
  const auto* value = reader.find(key);
  if (value && value->is_array() && value->empty())
    reader.fail(fmt::format("\"{}\" must have a name", key));
  return names;
}

// `text` is what the article says.
GoldDeal read_deal(const ObjectReader& reader, const std::string& text) {
  GoldDeal deal;
  if (!reader.check_keys({"type", "payer", "payee", "status", "quote"}, {"amount", "stake_pct"}))
    return deal;
  deal.type = reader.choice("type", parse_deal_type, DealType::partnership);
  deal.status = reader.choice("status", parse_status, Status::terminated);
  deal.payer = read_side(reader, "payer");
  deal.payee = read_side(reader, "payee");
  deal.amount = read_amount(reader);
  deal.stake_pct = reader.number("stake_pct");
  deal.quote = reader.text("quote");
  check_quote(reader, text, deal.quote);
  return deal;
}

std::vector<GoldDeal> read_deals(const ObjectReader& article, const std::string& text,
                                 const std::string& file, std::vector<std::string>& problems) {
  std::vector<GoldDeal> out;
  const auto& deals = *article.find("deals");
  if (!deals.is_array()) {
    article.fail("\"deals\" must be a list");
    return out;
  }
  for (std::size_t i = 0; i < deals.size(); ++i) {
    const ObjectReader reader(deals[i], fmt::format("{}: deal {}", file, i + 1), problems);
    if (deals[i].is_object())
      out.push_back(read_deal(reader, text));
    else
      reader.fail("must be an object");
  }
  return out;
}

void check_article(const ObjectReader& reader, const std::string& text) {
  const auto lang = reader.text("lang");
  if (lang != "zh-Hant" && lang != "zh-Hans" && lang != "en")
    reader.fail(fmt::format("\"{}\" is no lang; they are zh-Hant, zh-Hans and en", lang));
  if (const auto day = reader.text("published"); !parse_date(day))
    reader.fail(fmt::format("\"{}\" is no day YYYY-MM-DD", day));
  if (reader.find("id")->is_string() && reader.text("id").empty()) reader.fail("\"id\" is empty");
  for (const auto& words : reader.texts("not_deals")) check_quote(reader, text, words);
}

// Where the text stops being JSON.
std::string syntax_problem(std::string_view text, const std::string& file) {
  try {
    // Nothing is kept, since the text may be nested without end.
    [[maybe_unused]] const auto nothing =
        Json::parse(text, [](int, Json::parse_event_t, Json&) { return false; });
  } catch (const Json::parse_error& error) {
    const auto before = text.substr(0, error.byte ? error.byte - 1 : 0);
    const auto line = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
    const auto begin = before.rfind('\n') + 1;  // npos + 1 is 0
    return format(
        {file, line + 1, count_code_points(before.substr(begin)) + 1, "is not valid JSON"}, text);
  }
  return file + ": is nested too deeply";
}

}  // namespace

std::optional<GoldArticle> parse_gold(std::string_view json, const std::string& file,
                                      std::vector<std::string>& problems) {
  const auto before = problems.size();
  const auto object = parse_foreign_json(json);
  if (object.is_discarded()) {
    problems.push_back(syntax_problem(json, file));
    return std::nullopt;
  }
  if (!object.is_object() || (!object.contains("body") && !object.contains("deals"))) {
    problems.push_back(file + ": is no gold article, which has \"body\" and \"deals\"");
    return std::nullopt;
  }
  const ObjectReader reader(object, file, problems);
  GoldArticle out;
  out.file = file;
  if (reader.check_keys({"id", "lang", "title", "published", "body", "deals"},
                        {"site_currency", "url", "not_deals"})) {
    const auto text = reader.text("title") + '\n' + reader.text("body");
    check_article(reader, text);
    out.deals = read_deals(reader, text, file, problems);
  }
  if (problems.size() > before) return std::nullopt;
  auto page = read_json_page(json, file);
  if (!page.found) {
    problems.push_back(file + ": " + page.problem);
    return std::nullopt;
  }
  out.article = std::move(page.article);
  return out;
}

}  // namespace dealgraph

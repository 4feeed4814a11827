#include "cli/gold.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace dealgraph {
namespace {

using Json = nlohmann::json;

Json sample() {
  return Json::parse(R"({
    "id": "a1", "lang": "en", "title": "Alpha backs Beta", "published": "2025-06-18",
    "site_currency": "USD", "body": "Alpha invests $1 billion in Beta.\nIt had revenue of $2.",
    "deals": [{"type": "investment", "payer": ["Alpha", "Alpha Corp."], "payee": ["Beta"],
               "amount": {"min": null, "max": 1e9, "currency": "USD"}, "stake_pct": 12.5,
               "status": "agreed", "quote": "invests $1 billion in Beta"}],
    "not_deals": ["revenue of $2"]})");
}

TEST(Gold, ReadsAnArticleWithItsDeals) {
  std::vector<std::string> problems;
  const auto gold = parse_gold(sample().dump(), "a1.json", problems);
  ASSERT_TRUE(gold) << problems.front();
  EXPECT_EQ(gold->file, "a1.json");
  EXPECT_EQ(gold->article.doc, "a1");
  EXPECT_EQ(gold->article.lang, "en");
  EXPECT_EQ(gold->article.title(), "Alpha backs Beta");
  ASSERT_EQ(gold->deals.size(), 1U);
  const auto& deal = gold->deals.front();
  EXPECT_EQ(deal.type, DealType::investment);
  EXPECT_EQ(deal.payer, (std::vector<std::string>{"Alpha", "Alpha Corp."}));
  ASSERT_TRUE(deal.amount);
  EXPECT_FALSE(deal.amount->min);
  EXPECT_EQ(deal.amount->max, 1e9);
  EXPECT_EQ(deal.stake_pct, 12.5);
}

TEST(Gold, NothingBeyondTheDealsIsRequiredOfAnArticle) {
  auto json = sample();
  for (const auto* key : {"site_currency", "not_deals"}) json.erase(key);
  for (const auto* key : {"amount", "stake_pct"}) json["deals"][0].erase(key);
  std::vector<std::string> problems;
  const auto gold = parse_gold(json.dump(), "a1.json", problems);
  ASSERT_TRUE(gold) << problems.front();
  EXPECT_FALSE(gold->deals.front().amount);
}

TEST(Gold, SaysWhatIsWrong) {
  const struct {
    const char* at;     // JSON pointer
    const char* value;  // nullptr: taken out
    std::string problem;
  } cases[] = {
      {"/id", "\"\"", "a1.json: \"id\" is empty"},
      {"/id", nullptr, "a1.json: lacks \"id\""},
      {"/lang", "\"zh\"", "a1.json: \"zh\" is no lang; they are zh-Hant, zh-Hans and en"},
      {"/published", "\"2025-02-30\"", "a1.json: \"2025-02-30\" is no day YYYY-MM-DD"},
      {"/title", "1", "a1.json: \"title\" must be a text"},
      {"/not_deal", "[]", "a1.json: unknown key \"not_deal\", did you mean \"not_deals\"?"},
      {"/not_deals", "[\"gone\"]", "a1.json: neither title nor body has \"gone\""},
      {"/deals", "{}", "a1.json: \"deals\" must be a list"},
      {"/deals/0", "3", "a1.json: deal 1: must be an object"},
      {"/deals/0/type", "\"investmnt\"",
       "a1.json: deal 1: \"investmnt\" is no type, did you mean \"investment\"?"},
      {"/deals/0/status", "\"maybe\"", "a1.json: deal 1: \"maybe\" is no status"},
      {"/deals/0/payer", "\"Alpha\"", "a1.json: deal 1: \"payer\" must be a list of texts"},
      {"/deals/0/payer", "[\"\"]", "a1.json: deal 1: \"payer\" must be a list of texts"},
      {"/deals/0/payee", "[]", "a1.json: deal 1: \"payee\" must have a name"},
      {"/deals/0/payee", nullptr, "a1.json: deal 1: lacks \"payee\""},
      {"/deals/0/quote", "\"sells\"", "a1.json: deal 1: neither title nor body has \"sells\""},
      {"/deals/0/quote", "\"\"", "a1.json: deal 1: a quote is empty"},
      {"/deals/0/stake_pct", "\"5\"",
       "a1.json: deal 1: \"stake_pct\" must be a number from 0 on or null"},
      {"/deals/0/amount", "5", "a1.json: deal 1: \"amount\" must be an object or null"},
      {"/deals/0/amount/min", "2e9", "a1.json: deal 1: amount: \"min\" is above \"max\""},
      {"/deals/0/amount/max", "null", "a1.json: deal 1: amount: needs \"min\" or \"max\""},
      {"/deals/0/amount/max", "-1",
       "a1.json: deal 1: amount: \"max\" must be a number from 0 on or null"},
      {"/deals/0/amount/currency", "\"usd\"",
       "a1.json: deal 1: amount: \"usd\" is no currency of ISO 4217"},
      {"/deals/0/amount/currency", nullptr, "a1.json: deal 1: amount: lacks \"currency\""},
  };
  for (const auto& c : cases) {
    auto json = sample();
    const Json::json_pointer at(c.at);
    if (c.value)
      json[at] = Json::parse(c.value);
    else
      json[at.parent_pointer()].erase(at.back());
    std::vector<std::string> problems;
    EXPECT_FALSE(parse_gold(json.dump(), "a1.json", problems)) << c.at;
    EXPECT_EQ(problems, std::vector<std::string>{c.problem}) << c.at;
  }
}

TEST(Gold, TellsWhatIsNoGoldArticle) {
  const struct {
    std::string text, problem;
  } cases[] = {
      {"[]", "f: is no gold article, which has \"body\" and \"deals\""},
      {R"({"name": "x"})", "f: is no gold article, which has \"body\" and \"deals\""},
      {"", "f:1:1: is not valid JSON"},
      {"{\n \"id\": 輝\n}", "f:2:8: is not valid JSON\n   \"id\": 輝\n         ^"},
      {std::string(300, '[') + std::string(300, ']'), "f: is nested too deeply"},
  };
  for (const auto& c : cases) {
    std::vector<std::string> problems;
    EXPECT_FALSE(parse_gold(c.text, "f", problems)) << c.text;
    EXPECT_EQ(problems, std::vector<std::string>{c.problem}) << c.text;
  }
}

}  // namespace
}  // namespace dealgraph

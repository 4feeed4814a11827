#include "cli/json.h"

#include <gtest/gtest.h>

namespace dealgraph {
namespace {

TEST(JsonNumber, WholeNumbersAreIntegers) {
  const struct {
    double value;
    std::string expected;
  } cases[] = {
      {0, "0"},   {1e11, "100000000000"}, {9007199254740992, "9007199254740992"}, {0.5, "0.5"},
      {-3, "-3"}, {12.75, "12.75"}};
  for (const auto& c : cases) EXPECT_EQ(to_line(json_number(c.value)), c.expected);
}

TEST(JsonLine, KeepsUtf8AndEscapesWhatATerminalWouldObey) {
  const struct {
    std::string text, expected;
  } cases[] = {
      {"輝達", R"("輝達")"},     {"a\x1b[0m", R"("a\u001b[0m")"},
      {"\u009B", R"("\u009b")"}, {"\u202E", R"("\u202e")"},
      {"\x7F", R"("\u007f")"},   {"broken \xE8", "\"broken \uFFFD\""},
  };
  for (const auto& c : cases) {
    const auto line = to_line(c.text);
    EXPECT_EQ(line, c.expected);
    const bool lossless = c.text.find("broken") == std::string::npos;
    EXPECT_EQ(Json::parse(line) == c.text, lossless) << c.text;
  }
}

Article sample_article() {
  Article article;
  article.doc = "doc-1";
  article.text = "標題\n輝達投資 OpenAI。";
  article.title_size = 6;
  article.lang = "zh-Hant";
  return article;
}

TEST(ArticleJson, HasThePublishedFieldsInOrder) {
  EXPECT_EQ(to_line(article_json(sample_article())),
            R"({"doc":"doc-1","url":"","canonical_url":"","title":"標題","authors":[],)"
            R"("published":"","lang":"zh-Hant","site":"","body":"輝達投資 OpenAI。"})");
}

TEST(AnnotationJson, CountsCodePoints) {
  const auto article = sample_article();
  Mention party;
  party.span = {7, 13};
  party.party_id = "nvidia";
  party.party_name = "NVIDIA";
  Mention amount;
  amount.kind = MentionKind::amount;
  amount.span = {20, 26};
  amount.amount = Amount{{}, 1e11, "USD", Qualifier::up_to, Per::total, "OpenAI"};
  EXPECT_EQ(to_line(annotation_json(article, {party, amount})),
            R"({"doc":"doc-1","mentions":[)"
            R"({"kind":"party","start":3,"end":5,"text":"輝達","id":"nvidia","name":"NVIDIA",)"
            R"("reference":false},)"
            R"({"kind":"amount","start":8,"end":14,"text":"OpenAI","min":null,"max":100000000000,)"
            R"("currency":"USD","qualifier":"up_to","per":null,"role":null}]})");
}

TEST(MentionJson, HasThePublishedFieldsInOrder) {
  const auto article = sample_article();
  DealMention mention;
  mention.payer = {"nvidia", "NVIDIA", "輝達", {7, 13}};
  mention.payee = {"openai", "OpenAI", "OpenAI", {20, 26}};
  mention.sentence = {7, 29};
  mention.span = {7, 26};
  mention.rule = "zh.invest";
  mention.rule_version = 2;
  mention.confidence = 0.75;
  mention.announced = parse_date("2025-09-22");
  EXPECT_EQ(to_line(mentions_json(article, {mention}).front()),
            R"({"doc":"doc-1","url":"","type":"investment",)"
            R"("payer":{"id":"nvidia","name":"NVIDIA","surface":"輝達"},)"
            R"("payee":{"id":"openai","name":"OpenAI","surface":"OpenAI"},)"
            R"("amount":null,"stake_pct":null,"shared":false,"status":"agreed",)"
            R"("announced":"2025-09-22","sentence":"輝達投資 OpenAI。","span":[3,14],)"
            R"("rule":"zh.invest","rule_version":2,"confidence":0.75})");
}

}  // namespace
}  // namespace dealgraph

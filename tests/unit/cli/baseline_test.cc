#include "cli/baseline.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "cli/score_json.h"
#include "core/error.h"

namespace dealgraph {
namespace {

namespace fs = std::filesystem;

// 8 of 10 English deals found, and 2 that are none.
Scores sample() {
  Scores scores;
  for (const auto index : {2, 3}) {
    auto& language = scores.languages.at(static_cast<std::size_t>(index));
    language.articles = 4;
    language.deals = 10;
    language.pairs = {8, 2, 2};
    language.triples = {6, 4, 4};
    language.type_right = 7;
    language.status_right = 5;
  }
  scores.wrong_without_deals = 1;
  scores.rules["zh.some.rule"] = {8, 2, 0};
  return scores;
}

class BaselineTest : public testing::Test {
 protected:
  ~BaselineTest() override { fs::remove(file_); }

  std::string outcome(const std::string& baseline) {
    std::ofstream(file_) << baseline;
    std::string out;
    try {
      const auto compared = compare(scores_json(sample()), file_);
      for (const auto& change : compared.worse) out += "worse: " + describe(change) + '\n';
      for (const auto& change : compared.better) out += "better: " + describe(change) + '\n';
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ExitCode::bad_data);
      out = std::string(error.what()).substr(file_.string().size());
    }
    return out;
  }

  const fs::path file_ =
      fs::temp_directory_path() / ("dealgraph-baseline-" + std::to_string(getpid()) + ".json");
};

TEST_F(BaselineTest, ItsOwnFiguresAreNoChange) {
  const auto figures = scores_json(sample());
  EXPECT_EQ(outcome(to_lines(figures)), "");
  EXPECT_EQ(outcome(to_lines(baseline_of(figures))), "");
}

TEST_F(BaselineTest, NamesWhatFellAndByHowMuch) {
  const struct {
    const char* baseline;
    const char* expected;
  } cases[] = {
      {R"({"languages":{"en":{"pairs":{"f1":0.85}}}})",
       "worse: languages.en.pairs.f1 fell from 0.85 to 0.8, by 0.05\n"},
      {R"({"languages":{"en":{"triples":{"recall":0.5}}}})",
       "better: languages.en.triples.recall rose from 0.5 to 0.6, by 0.1\n"},
      {R"({"languages":{"all":{"type":{"right":8}}}})",
       "worse: languages.all.type.right fell from 8 to 7, by 1\n"},
      {R"({"false_pairs_without_deals":0})",
       "worse: false_pairs_without_deals rose from 0 to 1, by 1\n"},
      {R"({"false_pairs_without_deals":2})",
       "better: false_pairs_without_deals fell from 2 to 1, by 1\n"},
      {R"({"languages":{"zh-Hans":{"pairs":{"precision":0.5}}}})",
       "worse: languages.zh-Hans.pairs.precision fell from 0.5 to none\n"},
      {R"({"languages":{"zh-Hans":{"pairs":{"precision":null}}}})", ""},
      {R"({"languages":{"en":{"pairs":{"false":0,"missed":0}}}})", ""},
      {R"({"rules":{"gone":{"right":9}},"errors":[]})", ""},
      {"{}", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(outcome(c.baseline), c.expected) << c.baseline;
}

TEST_F(BaselineTest, RefusesWhatItCannotCompare) {
  const struct {
    const char* baseline;
    const char* expected;
  } cases[] = {
      {"[]", ": is no JSON of figures; --write-baseline writes one"},
      {"{", ": is no JSON of figures; --write-baseline writes one"},
      {R"({"languages":{"en":{"pair":{"f1":1}}}})",
       ": there is no figure \"languages.en.pair.f1\", did you mean \"languages.en.pairs.f1\"?"},
      {R"({"languages":{"en":{"pairs":{"f1":"1"}}}})",
       ": \"languages.en.pairs.f1\" must be a number"},
      {R"({"languages":{"en":{"deals":11}}})",
       ": was measured on other articles: languages.en.deals is 10 now, not 11"},
  };
  for (const auto& c : cases) EXPECT_EQ(outcome(c.baseline), c.expected) << c.baseline;
}

}  // namespace
}  // namespace dealgraph

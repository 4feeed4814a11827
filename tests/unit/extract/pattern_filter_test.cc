#include "extract/pattern_filter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <string>

#include "extract/extract.h"
#include "extract/match.h"
#include "extract/workings.h"

namespace dealgraph {
namespace {

std::string describe(const std::vector<PatternStep>& steps) {
  std::string out;
  for (const auto& step : steps) {
    if (!out.empty()) out += ' ';
    if (step.gap)
      out += (step.wide ? "..." : "..") +
             (step.limit == PatternStep::no_limit ? "*" : std::to_string(step.limit)) + ' ';
    for (const auto& list : step.lists) out += '<' + list + '>';
    for (const auto& text : step.texts) out += '\'' + text + '\'';
    if (step.lists.empty() && step.texts.empty()) out += '#' + std::to_string(step.masks);
  }
  return out;
}

TEST(PatternSteps, AreWhatAPatternCannotDoWithout) {
  const struct {
    const char *lang, *source, *steps;
  } cases[] = {
      {"zh", "{payer}..12(?:對|向){payee}..6<INVEST>..4{amount}?",
       "#3 ..12 '对''向' ..0 #3 ..6 <INVEST>"},
      {"en", "{payer}..3<BUY>..6{stake}?..6 (?:in|Of) ..4{payee}",
       "#3 ..3 <BUY> ..* 'in''of' ..5 #3"},
      {"en", "{payee} [a-z]+ from {payer}", "#3 'from' ..1 #3"},
      {"en", "{payee}..4 from ...9{payer}", "#3 ..5 'from' ...10 #3"},
      {"en", "<BUY>?{payer}(?:a|b)?..3{payee:implied}", "#3 #4"},
      {"zh", "{payer}..4{party}?..4{payee}", "#3 #3"},
      {"zh", "(?:<A>|<B>|元)..2{amount}", "<A><B>'元' ..2 #8"},
      {"en", "(?:sold to|(?:a|b)) {payer}", "#3"},
  };
  for (const auto& c : cases) EXPECT_EQ(describe(pattern_steps(c.source, c.lang)), c.steps);
}

// Whether RE2 finds the pattern somewhere with no gap too long.
bool matches(const RulePattern& pattern, const std::string& text, const std::string& lang) {
  std::vector<std::optional<Span>> groups;
  for (std::size_t from = 0; pattern.regex->match(text, from, groups);) {
    bool fits = true;
    for (std::size_t g = 0; g < pattern.captures.size(); ++g) {
      const auto& gap = pattern.captures[g];
      if (gap.gap && !gap.optional && groups[g + 1])
        fits = fits && gap_length(std::string_view(text).substr(groups[g + 1]->begin,
                                                                groups[g + 1]->size()),
                                  lang) <= gap.limit;
    }
    if (fits) return true;
    from = groups[0]->begin + 1;
    while (from < text.size() && (text[from] & 0xC0) == 0x80) ++from;
    if (from >= text.size()) return false;
  }
  return false;
}

TEST(SentenceFilter, PassesWhatMatchesAndLittleElse) {
  const auto extractor = Extractor::load({DEALGRAPH_SOURCE_DIR "/rules"});
  const auto workings = extractor.workings();
  const std::regex marks(R"(\[[a-z]+:([^\]]*)\])");
  std::size_t tried = 0, matching = 0, passed = 0;
  for (const auto& rule : workings.rules.rules)
    for (const auto& test : rule.tests) {
      Article article;
      article.text = "\n" + std::regex_replace(test.text, marks, "$1");
      const auto document = prepare(article, workings);
      Discourse discourse;
      for (const auto& sentence : document.sentences) {
        const auto skeleton = build_skeleton(document, sentence, workings.skeleton, discourse);
        const auto& language = workings.rules.by_lang.find(sentence.lang)->second;
        const SentenceFilter filter(language.pattern_words, skeleton.text, sentence.lang);
        const auto check = [&](const FiledPattern& filed) {
          const auto& pattern = workings.rules.rules[filed.rule].patterns[filed.part];
          const bool passes = filter.may_match(filed.steps);
          const bool found = matches(pattern, skeleton.text, sentence.lang);
          EXPECT_TRUE(passes || !found) << pattern.source << "\n" << article.text;
          ++tried;
          matching += found;
          passed += passes;
        };
        for (const auto& list : language.patterns) std::for_each(list.begin(), list.end(), check);
        std::for_each(language.untriggered.begin(), language.untriggered.end(), check);
      }
    }
  EXPECT_GT(matching, 100U);
  EXPECT_LT(passed - matching, matching);
  EXPECT_LT(passed, tried / 50);
}

}  // namespace
}  // namespace dealgraph

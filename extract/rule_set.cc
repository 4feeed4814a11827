#include "extract/rule_set.h"

#include <algorithm>
#include <utility>

namespace dealgraph {
namespace {

// The word lists that trigger patterns, or that frames ask for.
std::vector<std::string> lists_of(const std::vector<Rule>& rules, const std::string& lang) {
  std::vector<std::string> out = {"ROLE_PAYER", "ROLE_PAYEE", "ROLE_OTHER", "OPAQUE"};
  for (const auto& rule : rules) {
    if (!rule.reads(lang)) continue;
    for (const auto& pattern : rule.patterns)
      if (!pattern.trigger.empty()) out.push_back(pattern.trigger);
    for (const auto& frame : rule.frames) {
      out.push_back(frame.word);
      out.insert(out.end(), frame.has.begin(), frame.has.end());
      for (const auto* lists : {&frame.told, &frame.lacks, &frame.then, &frame.not_then})
        out.insert(out.end(), lists->begin(), lists->end());
    }
  }
  return out;
}

std::vector<PatternStep> all_steps(const std::vector<Rule>& rules, const std::string& lang) {
  std::vector<PatternStep> out;
  const auto add = [&](std::string_view source) {
    for (auto& step : pattern_steps(source, lang)) out.push_back(std::move(step));
  };
  for (const auto& rule : rules) {
    if (!rule.reads(lang)) continue;
    for (const auto& pattern : rule.patterns) add(pattern.source);
    for (const auto& guard : rule.guards) add(guard);
  }
  return out;
}

std::vector<FilterStep> looked_up(std::string_view source, const PatternWords& words,
                                  const std::string& lang) {
  std::vector<FilterStep> out;
  for (const auto& step : pattern_steps(source, lang)) out.push_back(words.look_up(step));
  return out;
}

std::vector<int> numbers(const WordIndex& index, const std::vector<std::string>& lists) {
  std::vector<int> out;
  for (const auto& name : lists) out.push_back(index.list(name));
  return out;
}

void file_rule(LanguageRules& of, const Rule& rule, std::size_t index, const std::string& lang) {
  for (std::size_t i = 0; i < rule.patterns.size(); ++i) {
    FiledPattern pattern{{index, i},
                         looked_up(rule.patterns[i].source, of.pattern_words, lang),
                         of.pattern_words.list(rule.patterns[i].trigger)};
    const auto word = std::find_if(pattern.steps.begin(), pattern.steps.end(),
                                   [](const auto& step) { return step.lists.size() == 1; });
    (word == pattern.steps.end() ? of.untriggered
                                 : of.patterns[static_cast<std::size_t>(word->lists.front())])
        .push_back(std::move(pattern));
  }
  for (const auto& guard : rule.guards)
    of.guards[index].push_back(looked_up(guard, of.pattern_words, lang));
  for (std::size_t i = 0; i < rule.frames.size(); ++i) {
    const auto& frame = rule.frames[i];
    of.frames[static_cast<std::size_t>(of.words.list(frame.word))].push_back(
        {{index, i},
         numbers(of.words, frame.has),
         numbers(of.words, frame.told),
         numbers(of.words, frame.lacks),
         numbers(of.words, frame.then),
         numbers(of.words, frame.not_then)});
  }
}

}  // namespace

RuleSet make_rule_set(std::vector<Rule> rules, const Lexicon& lexicon) {
  RuleSet out;
  out.rules = std::move(rules);
  for (const std::string lang : {"zh", "en"}) {
    const auto lists = lists_of(out.rules, lang);
    LanguageRules of;
    of.words = WordIndex(lexicon, lang, lists);
    of.pattern_words = PatternWords(lexicon, lang, all_steps(out.rules, lang));
    of.grammar = GrammarWords(lexicon, lang);
    of.patterns.resize(of.pattern_words.lists());
    of.frames.resize(of.words.lists());
    of.guards.resize(out.rules.size());
    for (std::size_t i = 0; i < out.rules.size(); ++i)
      if (out.rules[i].reads(lang)) file_rule(of, out.rules[i], i, lang);
    out.by_lang.emplace(lang, std::move(of));
  }
  return out;
}

}  // namespace dealgraph

#include "extract/rule_set.h"

#include <utility>

namespace dealgraph {
namespace {

// The word lists that decide what is tried, or that frames ask for.
std::vector<std::string> lists_of(const std::vector<Rule>& rules, const std::string& lang) {
  std::vector<std::string> out = {"ROLE_PAYER", "ROLE_PAYEE", "ROLE_OTHER"};
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

void file_rule(LanguageRules& of, const Rule& rule, std::size_t index) {
  for (std::size_t i = 0; i < rule.patterns.size(); ++i) {
    const int list = of.words.list(rule.patterns[i].trigger);
    (list < 0 ? of.untriggered : of.patterns[static_cast<std::size_t>(list)]).push_back({index, i});
  }
  for (std::size_t i = 0; i < rule.frames.size(); ++i)
    of.frames[static_cast<std::size_t>(of.words.list(rule.frames[i].word))].push_back({index, i});
}

}  // namespace

RuleSet make_rule_set(std::vector<Rule> rules, const Lexicon& lexicon) {
  RuleSet out;
  out.rules = std::move(rules);
  for (const std::string lang : {"zh", "en"}) {
    const auto lists = lists_of(out.rules, lang);
    LanguageRules of;
    of.words = WordIndex(lexicon, lang, lists);
    of.grammar = GrammarWords(lexicon, lang);
    of.patterns.resize(of.words.lists());
    of.frames.resize(of.words.lists());
    for (std::size_t i = 0; i < out.rules.size(); ++i)
      if (out.rules[i].reads(lang)) file_rule(of, out.rules[i], i);
    out.by_lang.emplace(lang, std::move(of));
  }
  return out;
}

}  // namespace dealgraph

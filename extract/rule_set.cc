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

std::vector<std::string> required_lists(const std::vector<Rule>& rules, const std::string& lang) {
  std::vector<std::string> out;
  for (const auto& rule : rules)
    if (rule.reads(lang))
      for (const auto& pattern : rule.patterns)
        out.insert(out.end(), pattern.required.begin(), pattern.required.end());
  return out;
}

std::vector<int> numbers(const WordIndex& index, const std::vector<std::string>& lists) {
  std::vector<int> out;
  for (const auto& name : lists) out.push_back(index.list(name));
  return out;
}

// The kinds of mentions that a pattern cannot do without. What stands in a group may be one of
// several alternatives, so only patterns without groups are looked at.
std::uint32_t masks_of(const RulePattern& pattern) {
  if (pattern.source.find('(') != std::string::npos) return 0;
  std::uint32_t out = 0;
  for (const auto& capture : pattern.captures) {
    if (capture.gap || capture.optional) continue;
    if (capture.role == Role::amount) out |= mask_kind(mask::amount);
    if (capture.role == Role::stake) out |= mask_kind(mask::stake);
    if (capture.role == Role::quantity) out |= mask_kind(mask::quantity);
  }
  return out;
}

void file_rule(LanguageRules& of, const Rule& rule, std::size_t index) {
  for (std::size_t i = 0; i < rule.patterns.size(); ++i) {
    const auto& pattern = rule.patterns[i];
    const int list = of.words.list(pattern.trigger);
    (list < 0 ? of.untriggered : of.patterns[static_cast<std::size_t>(list)])
        .push_back({{index, i}, numbers(of.required, pattern.required), masks_of(pattern)});
  }
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
    of.required = WordIndex(lexicon, lang, required_lists(out.rules, lang));
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

#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extract/arguments.h"
#include "extract/lexicon.h"
#include "extract/rule.h"
#include "extract/word_index.h"

namespace dealgraph {

// A pattern or frame of a rule, by index.
struct RulePart {
  std::size_t rule = 0;
  std::size_t part = 0;
};

// The rules of one language, filed under the word list that must occur: what is tried in a sentence
// depends on its words, not on the number of rules.
struct LanguageRules {
  WordIndex words;
  GrammarWords grammar;
  std::vector<std::vector<RulePart>> patterns;  // by word list
  std::vector<RulePart> untriggered;            // patterns that are always tried
  std::vector<std::vector<RulePart>> frames;    // by word list
};

struct RuleSet {
  std::vector<Rule> rules;
  std::map<std::string, LanguageRules, std::less<>> by_lang;
};

RuleSet make_rule_set(std::vector<Rule> rules, const Lexicon& lexicon);

}  // namespace dealgraph

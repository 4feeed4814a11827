#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extract/arguments.h"
#include "extract/lexicon.h"
#include "extract/pattern_filter.h"
#include "extract/rule.h"
#include "extract/word_index.h"

namespace dealgraph {

// A pattern or frame of a rule, by index.
struct RulePart {
  std::size_t rule = 0;
  std::size_t part = 0;
};

struct FiledPattern : RulePart {
  std::vector<FilterStep> steps;  // what must be told in a sentence before it is tried
  int trigger = -1;               // the first word list that must occur, of pattern_words
};

// The word lists of a frame, by number in LanguageRules::words.
struct FiledFrame : RulePart {
  std::vector<int> has, told, lacks, then, not_then;
};

// The rules of one language, filed under the word list that must occur: what is tried in a sentence
// depends on its words, not on the number of rules.
struct LanguageRules {
  WordIndex words;
  GrammarWords grammar;
  std::vector<std::vector<FiledFrame>> frames;  // by list of `words`
  PatternWords pattern_words;
  std::vector<std::vector<FiledPattern>> patterns;  // by list of `pattern_words`
  std::vector<FiledPattern> untriggered;            // patterns that need no word
  // By rule and guard: what a guard cannot do without.
  std::vector<std::vector<std::vector<FilterStep>>> guards;
};

struct RuleSet {
  std::vector<Rule> rules;
  std::map<std::string, LanguageRules, std::less<>> by_lang;
};

RuleSet make_rule_set(std::vector<Rule> rules, const Lexicon& lexicon);

}  // namespace dealgraph

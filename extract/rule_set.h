#pragma once
#include <cstddef>
#include <cstdint>
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

// What must be told in a sentence before a pattern is tried.
struct FiledPattern : RulePart {
  std::vector<int> lists;   // of LanguageRules::required
  std::uint32_t masks = 0;  // kinds of mentions, see mask_kinds()
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
  std::vector<std::vector<FiledPattern>> patterns;  // by word list
  std::vector<FiledPattern> untriggered;            // patterns that are always tried
  std::vector<std::vector<FiledFrame>> frames;      // by word list
  WordIndex required;                               // the lists that patterns cannot do without
};

struct RuleSet {
  std::vector<Rule> rules;
  std::map<std::string, LanguageRules, std::less<>> by_lang;
};

RuleSet make_rule_set(std::vector<Rule> rules, const Lexicon& lexicon);

}  // namespace dealgraph

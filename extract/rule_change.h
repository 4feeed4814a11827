#pragma once
#include <string>
#include <vector>

#include "extract/rule_files.h"
#include "extract/touched_sentences.h"

namespace dealgraph {

struct RuleChange {
  enum class Kind { added, removed, changed };
  Kind kind = Kind::changed;
  std::string id;
};

// What two sets of rules differ in, and which sentences that can touch.
struct RuleChanges {
  std::vector<RuleChange> rules;   // by id
  std::vector<std::string> lists;  // "zh INVEST": word lists with other words, by name
  // A changed list is one that names, sums or clauses are found by: nothing can be read once for
  // both.
  bool finding = false;
  bool any_sentence = false;  // a changed pattern asks for no word, or rules changed places
  // What meets none of these, without a bracket or date in between, is read alike.
  std::vector<Need> needs;

  bool none() const { return rules.empty() && lists.empty() && !any_sentence; }
};

// `finding_lists`: those that mentions and clauses are found by.
RuleChanges compare_files(const RuleFiles& before, const RuleFiles& after,
                          const Lexicon::Lists& finding_lists);

// Everything of a rule that decides what it finds, as one text.
std::string body_of(const Rule& rule);

}  // namespace dealgraph

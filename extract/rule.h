#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/deal.h"
#include "extract/frame.h"
#include "text/pattern.h"

namespace dealgraph {

enum class Role { payer, payee, party, amount, stake, quantity };

// One capturing group of a compiled rule pattern.
struct Capture {
  bool gap = false;
  std::size_t limit = 0;  // gap: at most so many code points (Chinese) or words (English)
  bool optional = false;  // gap or placeholder of an optional part: dropped if the gap is too long
  Role role = Role::party;  // placeholder
  std::vector<std::string>
      kinds;  // placeholder: the party must be of one of these kinds; empty: any
};

// A pattern of the rule language, compiled to RE2.
struct RulePattern {
  std::string source;
  std::optional<Pattern> regex;
  std::vector<Capture> captures;  // in order of their groups, group 1 first
  std::string trigger;            // the first word list that must occur; "": always tried
  std::size_t line = 0, column = 0;
};

struct RuleTest {
  bool hit = false;
  std::string text;  // with marks: [payer:…] [payee:…] [amount:…] [stake:…] [party:…]
  std::optional<Status> status;
  std::size_t line = 0, column = 0;
};

// clause: the only amount of the matched clauses, else the price told beside them. round: else the
// only amount of the sentence before. none: no amount.
enum class AmountPolicy { clause, round, none };

struct Rule {
  std::string id;
  int version = 1;
  std::vector<std::string> langs;  // "zh", "en"
  DealType type = DealType::investment;
  int priority = 50;
  std::vector<RulePattern> patterns;  // tried in order; the first that matches at a place wins
  std::vector<Frame> frames;
  std::vector<Pattern> unless;
  std::vector<std::string> guards;  // their sources
  std::optional<Status> status;     // when the text itself shows none
  AmountPolicy amount = AmountPolicy::clause;
  bool shared = false;  // the amount is that of a whole round, not the payer's own part
  std::vector<RuleTest> tests;
  std::string file;
  std::size_t line = 0, column = 0;

  bool reads(const std::string& lang) const;
};

}  // namespace dealgraph

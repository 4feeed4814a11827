#pragma once
#include <string>
#include <string_view>
#include <variant>

#include "extract/lexicon.h"
#include "extract/rule.h"

namespace dealgraph {

struct PatternError {
  std::size_t offset = 0;  // code points into the pattern
  std::string message;
};

// Compiles the rule language:
//   {payer} {payee} {party} {amount} {stake} {quantity}   a mention; {payee:cloud|chipmaker} of a
//     kind; {payee:implied} the party that the clause before spoke of besides its subject
//   {amount}?      optional; a gap right before it belongs to it
//   <NAME>         any word of the lexicon's list
//   ..N            at most N characters (words in English) within the clause, no party between
//   ...N           the same, but it may cross commas
// The rest is RE2 on folded text; groups must be (?:…).
std::variant<RulePattern, PatternError> compile_rule_pattern(std::string_view source,
                                                             const std::string& lang,
                                                             const Lexicon& lexicon);

// Guards (`unless`) use the same language without captures.
std::variant<Pattern, PatternError> compile_guard(std::string_view source, const std::string& lang,
                                                  const Lexicon& lexicon);

}  // namespace dealgraph

#pragma once
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "extract/lexicon.h"

namespace dealgraph {

// Where a party stands towards the word of a frame.
enum class Place {
  subject,     // who does it; behind "by" or 由 where the verb is passive
  object,      // to whom or which it is done; the subject of a passive verb
  owner,       // whose it is: "X's purchase of …", 收購甲所持…
  other,       // the other party that the clauses before spoke of
  topic,       // whom the sentence is about: its first party that nothing governs
  receiver,    // in English the first of two objects: "sold X its unit"
  last_payer,  // who paid in the deal told last
  last_payee,
  last_borrower,  // who has sold the notes or taken the loan told last
  context,        // whom the sentences before were about
  preposition,    // behind one of Argument::words
};

struct Argument {
  Place place = Place::subject;
  std::string word;  // the preposition, folded; in English lower case
};

// A verb or noun with the places of its parties: one frame reads active, passive, relative and
// nominal sentences, whatever the order of their parts. (Fillmore's case frames, 1968.)
struct Frame {
  std::string word;             // word list
  bool noun = false;            // in English: "X's purchase of Y", not "X purchases Y"
  std::vector<Argument> payer;  // in order of preference
  std::vector<Argument> payee;
  std::vector<std::string> has;       // word lists: one of their words stands in the clause
  std::vector<std::string> told;      // one of theirs stands anywhere in the sentence
  std::vector<std::string> lacks;     // none of theirs does
  std::vector<std::string> then;      // one of their words follows the object: "Airbus jets"
  std::vector<std::string> not_then;  // none does
  std::vector<Argument> with;         // places that must be filled, whatever their role
  bool needs_amount = false;
  bool needs_stake = false;
  bool needs_quantity = false;                        // a share, a percentage or a count
  std::vector<std::string> payer_kinds, payee_kinds;  // "cloud", "!bank"; empty: any
  std::size_t line = 0, column = 0;
};

// "object", "'from'".
std::string describe(const Argument& argument);

// "from | object" → places. `where` names the key in the message of an error.
std::variant<std::vector<Argument>, std::string> parse_arguments(std::string_view source);

}  // namespace dealgraph

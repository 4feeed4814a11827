#pragma once
#include <string>
#include <string_view>

struct sqlite3;

namespace dealgraph {

// Makes our SQL functions known to a connection:
//   row_hash(…)   XXH64 of its arguments, values and types, as the integer of `hash` columns
//   spaced(text)  as below
void register_functions(sqlite3* handle);

// The text with a space around every Han character, so that a tokenizer of words takes each for a
// word, and a phrase of two finds a two-character name. Invalid UTF-8 passes as it is.
std::string spaced(std::string_view text);

}  // namespace dealgraph

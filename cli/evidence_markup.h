#pragma once
#include <string>

#include "db/store.h"

namespace dealgraph {

// Parts of pages, as HTML: whatever an article holds stays text.

// A name, shortened to what a page has room for.
std::string name_markup(const std::string& name);

// "up to USD 100bn", with the dollars that a rate makes of it.
std::string amount_markup(const Deal& deal);

// The sentence with its parties and its amount marked where they stand in it.
std::string marked_sentence(const EvidenceRow& row);

// Article, date and rule, the article as a link if it has an address.
std::string source_line(const EvidenceRow& row);

}  // namespace dealgraph

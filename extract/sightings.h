#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/party.h"
#include "extract/document.h"
#include "extract/names.h"

namespace dealgraph {

// Takes out the mentions of names that a list says to ignore, and of what refers to them alone.
void drop_ignored(Document& document, const NameList& names);

// The parties of the document that no list holds.
std::vector<Sighting> sightings(const Document& document);

// The kind of party that the form of a folded name tells (某某銀行, Acme Pharmaceuticals), as the
// lists call it; "unknown" if none.
std::string likely_kind(std::string_view folded_name);

}  // namespace dealgraph

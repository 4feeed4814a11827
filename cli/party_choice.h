#pragma once
#include <string>

#include "core/party.h"
#include "db/store.h"

namespace dealgraph {

// The one party of the database that a person means by an id, a name or a part of one; where it was
// merged into another, that one. Throws Error(no_input) if there is none, UsageError naming some of
// them if there are several.
Party choose_party(const Store& store, const std::string& name);

}  // namespace dealgraph

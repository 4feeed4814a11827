#pragma once
#include <string>

namespace dealgraph {

// Metadata for Datasette (https://docs.datasette.io/en/stable/metadata.html) about a database of
// ours that is served under `database`, its file's name without the suffix: what tables, views and
// columns hold, by which column a row is called where another row refers to it, units, and which
// tables are only the program's own business. JSON, with a newline at its end.
std::string datasette_metadata(const std::string& database);

}  // namespace dealgraph

#pragma once
#include <string>
#include <string_view>

#include "core/deal.h"
#include "db/sqlite.h"

namespace dealgraph {

// A SELECT of evidence e with what evidence_at() reads, from column 0 on; `more` columns begin at
// evidence_columns. `rest`: joins, WHERE and ORDER BY.
std::string select_evidence(std::string_view rest, std::string_view more = "");
inline constexpr int evidence_columns = 32;

Evidence evidence_at(const Statement& row);

}  // namespace dealgraph

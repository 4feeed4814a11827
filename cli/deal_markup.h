#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "db/store.h"

namespace dealgraph {

// How a page shows deals: with the evidence from here, and in the pages of `serve` with links to
// the page of each party, deal and circle.
struct DealPages {
  std::function<std::vector<EvidenceRow>(std::int64_t deal)> evidence;
  bool linked = false;

  std::string party(const std::string& id, const std::string& name) const;
  std::string deal(std::int64_t id, const std::string& label) const;
};

// A path of `serve`: each part percent-encoded behind a slash.
std::string path_of(std::initializer_list<std::string_view> parts);
// Text as part of a path or a query.
std::string percent_encoded(std::string_view text);

// A circular deal: its parties, its smallest leg, its ring, and each leg with its first evidence.
std::string cycle_markup(const DealPages& pages, const CycleRow& row);

// One <td>; unknown is a dash and sorts first.
std::string number_cell(const std::optional<double>& value);

// The table of deals, which the script of the page sorts. With links it has a column of ids.
std::string deal_table(const DealPages& pages, const std::vector<DealRow>& deals);

}  // namespace dealgraph

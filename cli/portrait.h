#pragma once
#include <string>
#include <utility>
#include <vector>

#include "cli/json.h"
#include "db/store.h"

namespace dealgraph {

// All that the database says of one party.
struct Portrait {
  Party party;
  std::vector<std::pair<std::string, std::string>> aliases;  // name, origin
  std::vector<DealRow> pays;                                 // the largest first
  std::vector<DealRow> is_paid;                              // the same
  std::vector<CycleRow> cycles;                              // that run through it
};

// `filter.party` is set to the party's id.
Portrait read_portrait(const Store& store, Party party, DealFilter filter = {});

// What a list of deals adds up to. Rumours, denials, cooperation and what came to nothing or was
// replaced do not count.
struct DealTotal {
  std::size_t deals = 0;
  double usd = 0;               // of those whose amount is known
  std::size_t undisclosed = 0;  // the others

  void add(const Deal& deal);
};
DealTotal total_of(const std::vector<DealRow>& rows);

// The published JSON and CSV of `entity`.
Json portrait_json(const Portrait& shown);
std::string portrait_csv(const Portrait& shown);  // a line for each deal

}  // namespace dealgraph

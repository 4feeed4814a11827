#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "db/lock.h"
#include "db/sqlite.h"
#include "db/store.h"

namespace dealgraph {

// What Store hides. The lock is declared first, so that it is given back last.
struct Store::Impl {
  std::optional<WriterLock> lock;
  std::unique_ptr<Database> database;
  std::int64_t run = 0;  // row of `runs`, 0 until this Store has stored something
};

// Parts of Store's writing calls. They need an open transaction.

// Inserts the listed parties, updates those that changed, and adds what the mentions name beyond
// them with kind "unknown".
void store_parties(Database& database, const std::vector<Party>& parties,
                   const std::vector<DealMention>& mentions);

// Matches mentions with the article's evidence by spans and type: found again keeps its id, new is
// added, not found is retired with its sentence. Call before the article's text is replaced.
void retire_lost_evidence(Database& database, std::int64_t article_id,
                          const std::vector<DealMention>& mentions);
void store_evidence(Database& database, std::int64_t article_id, const Article& article,
                    const std::vector<DealMention>& mentions);

// Replaces the unlisted names of the article.
void store_sightings(Database& database, std::int64_t article_id, const Article& article,
                     const std::vector<Sighting>& unlisted);

using DealIds = std::map<std::int64_t, std::int64_t>;  // id as merging gave it → id in the database
struct DealChanges {
  DealIds ids;
  std::size_t added = 0;
  std::size_t changed = 0;
  bool any = false;  // also set for what is neither, e.g. evidence that moved
};
DealChanges store_deals(Database& database, const std::vector<Deal>& deals, std::int64_t at);
// True if anything was written.
bool store_edges(Database& database, const std::vector<Edge>& edges, const DealIds& ids);

struct CycleChanges {
  std::size_t added = 0;
  bool any = false;
};
CycleChanges store_cycles(Database& database, const std::vector<Edge>& edges,
                          const std::vector<Cycle>& cycles, const DealIds& ids, std::int64_t at);

std::optional<DealRow> read_deal(const Database& database, std::int64_t id);

}  // namespace dealgraph

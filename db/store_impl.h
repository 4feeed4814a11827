#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "db/lock.h"
#include "db/sqlite.h"
#include "db/store.h"

namespace dealgraph {

// Rows that are there, so that they need not be asked for with each mention. Forget them when a
// transaction fails.
struct Known {
  std::unordered_set<std::string> parties;
  std::unordered_set<std::string> aliases;  // party, a line break, name
};

// What Store hides. The lock is declared first, so that it is given back last.
struct Store::Impl {
  std::optional<WriterLock> lock;
  std::unique_ptr<Database> database;
  std::int64_t run = 0;  // row of `runs`, 0 until this Store has stored something
  Known known;
  std::map<std::string, std::size_t> waiting;  // by source, not less than there are
};

// Parts of Store's writing calls. They need an open transaction.

// Inserts the listed parties, updates those that changed, and adds what the mentions name beyond
// them with kind "unknown".
void store_parties(Database& database, Known& known, const std::vector<Party>& parties,
                   const std::vector<DealMention>& mentions);

// Matches mentions with the article's evidence by spans and type: found again keeps its id, new is
// added, not found is retired with its sentence. Call before the article's text is replaced. Both
// mark the pairs of parties that must be merged anew; `reason` is one of `pending`.
void retire_lost_evidence(Database& database, std::int64_t article_id,
                          const std::vector<DealMention>& mentions, std::int64_t run,
                          std::string_view reason);
void store_evidence(Database& database, Known& known, std::int64_t article_id,
                    const Article& article, const std::vector<DealMention>& mentions,
                    std::int64_t run, std::string_view reason);

// Replaces the unlisted names of the article.
void store_sightings(Database& database, std::int64_t article_id, const Article& article,
                     const std::vector<Sighting>& unlisted);

// The id of a party as people have judged: what the article's `party` was merged into or split to.
std::string resolve_party(const Database& database, std::int64_t article_id,
                          const std::string& party);

// Resolves all parties of the evidence again and marks the pairs of parties that differ. Returns
// how many pieces of evidence did.
std::size_t resolve_evidence(Database& database);

// Finds the story of an article by its sketch and stores both.
void store_story(Database& database, std::int64_t id, const Article& article);

// Inserts or updates the page; without its body, what is stored of that stays. Returns its id.
std::int64_t store_page(Database& database, const FetchedPage& page, bool with_body);

// Puts an article into the full-text index, or takes it out. Its text must be as it is stored.
void index_article(Database& database, std::int64_t id);
void unindex_article(Database& database, std::int64_t id);

// %part%, with what LIKE takes for patterns escaped by a backslash.
std::string like_pattern(std::string_view part);
// A JSON array for json_each().
std::string id_list(const std::vector<std::string>& ids);

std::optional<DealRow> read_deal(const Database& database, std::int64_t id);

}  // namespace dealgraph

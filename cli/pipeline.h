#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "cli/config.h"
#include "core/article.h"
#include "core/error.h"
#include "db/store.h"
#include "extract/extract.h"

namespace dealgraph {

// What an article says, ready to be stored.
struct Reading {
  Article article;
  std::vector<DealMention> mentions;
  std::vector<Party> parties;
  std::vector<Sighting> unlisted;
  std::string fingerprint;  // of the rules that it was read by
};

// The costly part, which needs no store: any number of threads may do it.
Reading read_article(const Extractor& extractor, Article article);

// False if the very same is stored already.
bool keep_reading(Store& store, const FetchedPage& page, const Reading& reading);

// `extract --stored`: reads again what was read by other rules, and derives.
ExitCode extract_stored(const CommonOptions& common);

// What changed since the last run: evidence → deals → edges → circular deals → database. `now`:
// seconds since 1970 UTC. yes: not only what changed, which should find nothing to do. only_check:
// the same, but nothing is written.
enum class Everything { no, yes, only_check };
ChangeSummary derive(Store& store, const Settings& settings, std::int64_t now,
                     Everything everything = Everything::no);

// Seconds since 1970 UTC.
std::int64_t current_time();

}  // namespace dealgraph

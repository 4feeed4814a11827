#pragma once
#include <cstdint>

#include "cli/config.h"
#include "core/article.h"
#include "core/error.h"
#include "db/store.h"
#include "extract/extract.h"

namespace dealgraph {

// Page and article → deal mentions → database. False if the very same is stored already.
bool keep_article(Store& store, const Extractor& extractor, const FetchedPage& page,
                  const Article& article);

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

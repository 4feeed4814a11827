#pragma once
#include <cstdint>

#include "cli/output.h"
#include "core/article.h"
#include "db/store.h"
#include "extract/extract.h"

namespace dealgraph {

// Page and article → deal mentions → database. False if the very same is stored already.
bool keep_article(Store& store, const Extractor& extractor, const FetchedPage& page,
                  const Article& article);

// All evidence → deals → edges → circular deals → database. `now`: seconds since 1970 UTC.
// Warns if the search for circular deals was cut short.
ChangeSummary derive(Store& store, std::int64_t now, const Messages& messages);

// Seconds since 1970 UTC.
std::int64_t current_time();

}  // namespace dealgraph

#include <fmt/format.h>

#include <map>

#include "cli/pipeline.h"
#include "cli/rates_file.h"
#include "cli/ring_update.h"
#include "db/derivation.h"
#include "graph/edges.h"
#include "graph/merge.h"

namespace dealgraph {

ChangeSummary derive(Store& store, const Settings& settings, std::int64_t now,
                     Everything everything) {
  Derivation run(store, now);
  const auto rates = load_rates(settings.rules);
  const auto& options = settings.rings;
  run.use(rates, fmt::format("length {} floor {} keep {}", options.max_length, options.floor_usd,
                             options.keep));
  if (everything != Everything::no) run.mark_all_pending();
  const auto pairs = run.pending();
  auto deals = merge_evidence(run.evidence(pairs), rates, run.judgements());
  run.replace_deals(pairs, deals);
  const auto changes = run.replace_edges(pairs, build_edges(deals));
  update_rings(run, changes, options);
  return everything == Everything::only_check ? run.summary() : run.commit();
}

}  // namespace dealgraph

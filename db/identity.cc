#include "db/store_impl.h"

namespace dealgraph {

std::string resolve_party(const Database& database, std::int64_t article_id,
                          const std::string& party) {
  std::string id = party;
  if (database.value("SELECT EXISTS (SELECT 1 FROM judgements WHERE verdict = 'split')")) {
    auto split = database.prepare(
        "SELECT other_party FROM judgements WHERE verdict = 'split' AND undone_at IS NULL "
        "AND article_id = ?1 AND party = ?2 ORDER BY id DESC LIMIT 1");
    if (split.bind(article_id, party).step()) id = split.text(0);
  }
  auto merged = database.prepare("SELECT merged_into FROM parties WHERE id = ?1");
  if (merged.bind(id).step() && !merged.is_null(0)) return merged.text(0);
  return id;
}

}  // namespace dealgraph

#include <fmt/format.h>

#include "core/error.h"
#include "db/store.h"
#include "db/store_impl.h"

namespace dealgraph {

void store_sightings(Database& database, std::int64_t article_id, const Article& article,
                     const std::vector<Sighting>& unlisted) {
  database.prepare("DELETE FROM sightings WHERE article_id = ?1").bind(article_id).run();
  for (const auto& seen : unlisted) {
    if (seen.sentence.begin > seen.sentence.end || seen.sentence.end > article.text.size())
      throw Error(ExitCode::software,
                  fmt::format("{}: the sentence {}..{} of {} is outside the article's {} bytes",
                              article.doc, seen.sentence.begin, seen.sentence.end, seen.name,
                              article.text.size()));
    database
        .prepare(
            "INSERT INTO sightings (article_id, party_id, name, kind, count, sentence_begin, "
            "sentence_end) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
        .bind(article_id, seen.id, seen.name, seen.kind, seen.count, seen.sentence.begin,
              seen.sentence.end)
        .run();
  }
}

std::vector<UnlistedRow> Store::unlisted_names() const {
  std::vector<UnlistedRow> found;
  auto row = impl_->database->prepare(
      "WITH n AS (SELECT party_id, min(article_id) AS first, sum(count) AS places, "
      "count(*) AS articles FROM sightings GROUP BY party_id) "
      "SELECT n.party_id, s.name, s.kind, n.places, n.articles, "
      "(SELECT count(*) FROM evidence e WHERE e.live AND e.payer = n.party_id) + "
      "(SELECT count(*) FROM evidence e WHERE e.live AND e.payee = n.party_id), "
      "CAST(substr(CAST(a.text AS BLOB), s.sentence_begin + 1, s.sentence_end - s.sentence_begin) "
      "AS TEXT), a.title, CASE a.url WHEN '' THEN a.doc ELSE a.url END "
      "FROM n JOIN sightings s ON s.party_id = n.party_id AND s.article_id = n.first "
      "JOIN articles a ON a.id = n.first "
      "ORDER BY n.articles DESC, n.places DESC, n.party_id");
  const auto count_at = [&](int column) { return static_cast<std::size_t>(row.integer(column)); };
  while (row.step())
    found.push_back({row.text(0), row.text(1), row.text(2), count_at(3), count_at(4), count_at(5),
                     row.text(6), row.text(7), row.text(8)});
  return found;
}

}  // namespace dealgraph

#include <algorithm>

#include "core/sketch.h"
#include "db/store_impl.h"

namespace dealgraph {
namespace {

// Sketches hold one byte a bin. Copies that share four fifths of their word runs share one of eight
// bands of four bins with a probability of 98 %.
constexpr std::size_t bands = 8, band_size = 4;
constexpr double least_similarity = 0.72;
constexpr std::int64_t most_days_apart = 4;  // a wire story is reprinted within days

std::int64_t band_value(std::string_view sketch, std::size_t band) {
  std::int64_t value = 0;
  for (std::size_t i = 0; i < band_size; ++i)
    value = value << 8 | static_cast<unsigned char>(sketch[band * band_size + i]);
  return value;
}

// The oldest story among those that this is a copy of; 0: none.
std::int64_t find_story(const Database& database, std::int64_t id, const Article& article) {
  std::int64_t story = 0;
  for (std::size_t band = 0; band < bands; ++band) {
    auto row = database.prepare(
        "SELECT a.sketch, coalesce(a.story, a.id) FROM sketch_bands b "
        "JOIN articles a ON a.id = b.article_id "
        "WHERE b.band = ?1 AND b.value = ?2 AND a.id <> ?3 "
        "AND (?4 = '' OR a.published = '' OR "
        "abs(julianday(substr(a.published, 1, 10)) - julianday(substr(?4, 1, 10))) <= ?5)");
    row.bind(static_cast<std::int64_t>(band), band_value(article.sketch, band), id,
             article.published, most_days_apart);
    while (row.step())
      if (sketch_similarity(row.text(0), article.sketch) >= least_similarity)
        story = story == 0 ? row.integer(1) : std::min(story, row.integer(1));
  }
  return story;
}

}  // namespace

void store_story(Database& database, std::int64_t id, const Article& article) {
  if (article.sketch.size() < bands * band_size) return;
  database.prepare("DELETE FROM sketch_bands WHERE article_id = ?1").bind(id).run();
  const auto story = find_story(database, id, article);
  for (std::size_t band = 0; band < bands; ++band)
    database.prepare("INSERT INTO sketch_bands (band, value, article_id) VALUES (?1, ?2, ?3)")
        .bind(static_cast<std::int64_t>(band), band_value(article.sketch, band), id)
        .run();
  database.prepare("UPDATE articles SET sketch = ?2, story = ?3 WHERE id = ?1")
      .bind(id, Blob{article.sketch}, story == 0 ? id : story)
      .run();
}

}  // namespace dealgraph

#include "db/store_impl.h"

namespace dealgraph {

// The index holds no text of its own, so what is taken out must be told again word for word.
void index_article(Database& database, std::int64_t id) {
  database
      .prepare(
          "INSERT INTO article_fts (rowid, title, body) SELECT id, spaced(title), "
          "spaced(CAST(substr(CAST(text AS BLOB), title_size + 2) AS TEXT)) "
          "FROM articles WHERE id = ?1")
      .bind(id)
      .run();
}

void unindex_article(Database& database, std::int64_t id) {
  database
      .prepare(
          "INSERT INTO article_fts (article_fts, rowid, title, body) "
          "SELECT 'delete', id, spaced(title), "
          "spaced(CAST(substr(CAST(text AS BLOB), title_size + 2) AS TEXT)) "
          "FROM articles WHERE id = ?1")
      .bind(id)
      .run();
}

}  // namespace dealgraph

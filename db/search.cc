#include <string_view>

#include "db/functions.h"
#include "db/store.h"
#include "db/store_impl.h"

namespace dealgraph {
namespace {

// Each word of the query as a phrase: 輝達 is the two characters in that order. Quotes keep what
// is typed together, and no operator of the index can be typed by accident.
std::string to_match(std::string_view query) {
  std::string match;
  std::string word;
  bool quoted = false;
  const auto end_word = [&] {
    if (word.find_first_not_of(' ') == word.npos) return word.clear();
    match += match.empty() ? "\"" : " \"";
    match += spaced(word) + '"';
    word.clear();
  };
  for (const char c : query) {
    if (c == '"') {
      end_word();
      quoted = !quoted;
    } else if (c == ' ' && !quoted) {
      end_word();
    } else {
      word += c;
    }
  }
  end_word();
  return match;
}

}  // namespace

std::vector<ArticleRow> Store::search_articles(const std::string& query, std::size_t limit) const {
  std::vector<ArticleRow> found;
  const auto match = to_match(query);
  if (match.empty()) return found;
  auto row = impl_->database->prepare(
      "SELECT a.id, a.title, a.published, a.site, CASE a.url WHEN '' THEN a.doc ELSE a.url END, "
      "a.text, (SELECT count(DISTINCT deal_id) FROM evidence e WHERE e.article_id = a.id AND live) "
      "FROM article_fts f JOIN articles a ON a.id = f.rowid WHERE article_fts MATCH ?1 "
      "ORDER BY a.published DESC, a.id DESC LIMIT ?2");
  row.bind(match, limit ? static_cast<std::int64_t>(limit) : -1);
  while (row.step())
    found.push_back({row.integer(0), row.text(1), row.text(2), row.text(3), row.text(4),
                     row.text(5), row.integer(6)});
  return found;
}

}  // namespace dealgraph

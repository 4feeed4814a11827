#include <algorithm>
#include <string_view>

#include "db/store.h"
#include "db/store_impl.h"

namespace dealgraph {
namespace {

constexpr std::string_view article_columns =
    "SELECT doc, url, canonical_url, authors, published, lang, site, site_currency, text, "
    "title_size FROM articles ";

std::vector<std::string> split_lines(const std::string& joined) {
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin < joined.size();) {
    const auto end = std::min(joined.find('\n', begin), joined.size());
    out.push_back(joined.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

Article article_at(const Statement& row) {
  Article article;
  article.doc = row.text(0);
  article.url = row.text(1);
  article.canonical_url = row.text(2);
  article.authors = split_lines(row.text(3));
  article.published = row.text(4);
  article.lang = row.text(5);
  article.site = row.text(6);
  article.site_currency = row.text(7);
  article.text = row.text(8);
  article.title_size = static_cast<std::size_t>(row.integer(9));
  return article;
}

}  // namespace

void Store::for_each_article(const std::function<void(Article&&)>& use) const {
  auto row = impl_->database->prepare(std::string(article_columns) + "ORDER BY id");
  while (row.step()) use(article_at(row));
}

std::optional<Article> Store::article(std::int64_t id) const {
  auto row = impl_->database->prepare(std::string(article_columns) + "WHERE id = ?1");
  if (!row.bind(id).step()) return std::nullopt;
  return article_at(row);
}

}  // namespace dealgraph

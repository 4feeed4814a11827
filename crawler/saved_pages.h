#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/article.h"
#include "crawler/page_rules.h"

namespace dealgraph {

// What became of one saved page: an article, or the reason why there is none.
struct PageResult {
  FetchedPage page;  // raw bytes as read
  bool found = false;
  Article article;       // if found
  std::string problem;   // if not found: one line, without the page's name
  bool ruled = false;    // as ParsedArticle
  std::string outdated;  // the same
  bool damaged = false;  // the page could not be read as what it claims to be (not: "no article")
  bool unreadable = false;  // page.doc is a file or folder that cannot be read, damaged or not
  // page.doc is but a place, of standard input or of a JSON line without an id, where another run
  // may find another page.
  bool nameless = false;
};

// Reads saved pages in the order given and calls `keep` for each page:
// .html .htm .xhtml (pages), .txt .md (plain text), .jsonl .ndjson (one page or article a line),
// .warc .warc.gz (responses), folders (recursively, by name); "-" is standard input, whose kind is
// told by its first bytes. Throws Error(no_input) for a path that does not exist; a file or folder
// that cannot be read is handed over as such, and the rest is read.
void read_saved_pages(const std::vector<std::string>& paths, const SiteRules& rules,
                      const std::function<void(PageResult&&)>& keep);

// The page or article of one JSON object, as a line of .jsonl holds it. `place` names it if it has
// no id of its own.
PageResult read_json_page(std::string_view json, const std::string& place,
                          const SiteRules& rules = {});

}  // namespace dealgraph

#pragma once
#include <vector>

#include "core/article.h"
#include "crawler/html.h"
#include "crawler/source.h"
#include "crawler/url.h"
#include "text/pattern.h"

namespace dealgraph {

// Which URLs a source takes for its articles: what `allow` says (nothing: the source's own sites),
// unless `deny` forbids it.
class ArticleFilter {
 public:
  // Throws Error(config) for a malformed pattern.
  explicit ArticleFilter(const Source& source);
  // The same, in words for people: "" if it is taken.
  std::string refusal(const Url& url) const;
  bool accepts(const Url& url) const { return refusal(url).empty(); }

 private:
  std::vector<Pattern> allow_;
  std::vector<Pattern> deny_;
  std::vector<Url> own_;
};

// Where the links of an HTML page lead, in order, each once, 10,000 at most; <base> is honoured.
// What is no http(s) URL is left out.
std::vector<Url> page_targets(const FetchedPage& page);
std::vector<Url> link_targets(const HtmlTree& tree, const std::string& page_url);

}  // namespace dealgraph

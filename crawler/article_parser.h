#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/article.h"
#include "crawler/page_rules.h"
#include "crawler/url.h"

namespace dealgraph {

// What a source knows about its pages; used where the page itself is silent.
struct PageHints {
  std::string lang;
  std::string currency;  // ISO 4217
  std::string site;
  const SiteRules* rules = nullptr;  // page rules by host, tried before the general way
  bool want_links = false;           // also tell where its links lead
};

struct ParsedArticle {
  bool found = false;
  Article article;
  std::string problem;  // if not found: why, one line
  bool ruled = false;   // page rules of its host were tried
  // Page rules that match nothing here: which, and of which source; the site may have changed.
  std::string outdated;
  std::vector<Url> links;  // if wanted; also of a page without an article
};

// An HTML page (raw bytes, any charset) → its article. Never throws on bad markup.
ParsedArticle parse_html_article(const FetchedPage& page, const PageHints& hints = {});

// Plain text (raw bytes, any charset) → article. The title is the longest line before the first
// paragraph; a lone line, or a paragraph at the very start, leaves it empty.
ParsedArticle parse_text_article(const FetchedPage& page, const PageHints& hints = {});

}  // namespace dealgraph

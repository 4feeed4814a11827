#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/article.h"
#include "crawler/article_parser.h"
#include "crawler/html.h"

namespace dealgraph {

// What a page says about its article outside of the article's own text. Plain text, "" if unknown.
struct PageMetadata {
  std::string title;  // without the site's name or section
  std::vector<std::string> authors;
  std::string published;  // as Article::published
  std::string canonical_url;
  std::string site;
  std::string lang;          // BCP 47 tag the markup claims, e.g. "zh-TW"
  std::string article_body;  // JSON-LD articleBody, paragraphs separated by newlines
};

PageMetadata read_metadata(const HtmlTree& tree, std::string_view url);

// White space collapsed to single spaces, ends trimmed; control, zero-width and bidi format
// characters dropped.
std::string clean_line(std::string_view text);

// Lower-case letters, digits and all non-ASCII of a text but its punctuation: for comparing titles.
std::string title_key(std::string_view text);

// "zh-Hant", "zh-Hans" or "en" told from the text's own characters; `claimed` (a BCP 47 tag)
// decides where the text cannot. "" for other languages.
std::string detect_language(std::string_view text, std::string_view claimed);

// ISO 4217 meaning of a bare 元 or ¥ for a site: told from its host, else from the region of the
// BCP 47 tag that its markup claims, else from the language.
std::string guess_currency(std::string_view url, std::string_view lang,
                           std::string_view claimed = {});

// Host of an absolute URL in lower case without port, "" if there is none.
std::string host_of(std::string_view url);

}  // namespace dealgraph

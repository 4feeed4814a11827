#pragma once
#include <string>
#include <vector>

#include "crawler/html.h"

namespace dealgraph {

// What the JSON-LD blocks of a page say about its article (schema.org); "" where they say nothing.
struct JsonLd {
  std::string headline;
  std::string published;  // datePublished as written
  std::string url;
  std::string publisher;
  std::string article_body;  // may hold markup
  std::vector<std::string> authors;
};

// Reads all blocks; the first object of an article type wins, others fill what it leaves empty.
// Malformed blocks are passed over.
JsonLd read_json_ld(const HtmlTree& tree);

}  // namespace dealgraph

#pragma once
#include <string>
#include <vector>

#include "crawler/html.h"
#include "crawler/json_ld.h"

namespace dealgraph {

// Who wrote the article, by what the page says of itself, else by a byline that it shows; at most
// ten names.
std::vector<std::string> find_authors(const HtmlTree& tree, const JsonLd& json);

}  // namespace dealgraph

#include "crawler/page_tags.h"

#include "crawler/metadata.h"

namespace dealgraph {

std::string meta_content(const HtmlTree& tree, std::initializer_list<std::string_view> names) {
  for (const auto name : names) {
    for (HtmlTree::Node node = 0; node < tree.size(); ++node) {
      if (tree[node].tag != "meta") continue;
      if (tree.attribute(node, "property") != name && tree.attribute(node, "name") != name &&
          tree.attribute(node, "itemprop") != name)
        continue;
      auto content = clean_line(tree.attribute(node, "content"));
      if (!content.empty()) return content;
    }
  }
  return "";
}

bool has_token(std::string_view tokens, std::string_view token) {
  for (std::size_t at = tokens.find(token); at != std::string_view::npos;
       at = tokens.find(token, at + 1)) {
    const bool starts = at == 0 || tokens[at - 1] == ' ';
    const auto end = at + token.size();
    if (starts && (end == tokens.size() || tokens[end] == ' ')) return true;
  }
  return false;
}

}  // namespace dealgraph

#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "crawler/html.h"

namespace dealgraph {

// A CSS selector of the plain kind: compounds such as `div#main.story[data-role=body]`, joined by
// spaces (inside of, at any depth). Nothing else of CSS.
struct Selector {
  struct Compound {
    std::string tag;  // "" for any
    std::string id;   // "" for any
    std::vector<std::string> classes;
    std::vector<std::pair<std::string, std::optional<std::string>>> attributes;
  };
  std::vector<Compound> compounds;  // outermost first, never empty
};

// The selector, or what is wrong with it.
std::variant<Selector, std::string> parse_selector(std::string_view text);

// All matching elements in document order. Linear in the page times the depth of a match.
std::vector<HtmlTree::Node> select(const HtmlTree& tree, const Selector& selector);

}  // namespace dealgraph

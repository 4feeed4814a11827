#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "crawler/html.h"

namespace dealgraph {

// The paragraphs of a page's news text, in order, each one clean line; empty if it has none.
//
// Every block of text has a value: prose counts its length, link lists and crumbs count against.
// The element whose blocks sum up highest is the body: linear time, no recursion.
// `title` is not repeated among the paragraphs. A `root` other than HtmlTree::none is the body
// without a search; `removed` elements count as furniture.
std::vector<std::string> find_body(const HtmlTree& tree, std::string_view title,
                                   HtmlTree::Node root = HtmlTree::none,
                                   const std::vector<HtmlTree::Node>& removed = {});

// Cuts crumbs off both ends of a text's lines and the pleas and teasers inside it.
std::vector<std::string> without_boilerplate(std::vector<std::string> lines,
                                             std::string_view title);

// Length of a text as a reader feels it: a Han character counts two.
std::size_t text_units(std::string_view text);

// True if a line closes as a sentence does, quotes and brackets aside.
bool ends_sentence(std::string_view line);

}  // namespace dealgraph

#pragma once
#include "crawler/html.h"

namespace dealgraph {

// How surely an element is furniture of the page: `likely` may still hold the article.
enum class Noise { none, likely, sure };

// Told by the element's tag, role, style, class and id alone.
Noise noise_of(const HtmlTree& tree, HtmlTree::Node node);

// How much more an element is trusted to hold the article than one without a telling name: 1 … 1.5.
double trust(const HtmlTree& tree, HtmlTree::Node node);

}  // namespace dealgraph

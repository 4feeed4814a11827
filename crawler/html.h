#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/article.h"

namespace dealgraph {

// One element or text of a parsed page. Views live as long as their HtmlTree.
struct HtmlNode {
  std::string_view tag;   // lower case; "" for a text
  std::string_view text;  // of a text; entities decoded
  std::uint32_t parent = 0;
  std::uint32_t end = 0;  // index after the last descendant
  std::uint32_t first_attribute = 0;
  std::uint32_t attribute_count = 0;

  bool is_text() const { return tag.empty(); }
};

// A page as a flat list of nodes in document order: the descendants of node i are i + 1 … end - 1,
// so no walk recurses. Node 0 is <html>. Scripts (but JSON-LD), styles, SVG and comments are gone.
// Movable, not copyable.
class HtmlTree {
 public:
  using Node = std::uint32_t;
  static constexpr Node none = ~Node{0};

  HtmlTree(HtmlTree&&) noexcept;
  HtmlTree& operator=(HtmlTree&&) noexcept;
  ~HtmlTree();

  Node size() const { return static_cast<Node>(nodes_.size()); }
  const HtmlNode& operator[](Node node) const { return nodes_[node]; }

  // Value of an attribute (names in lower case), "" if absent or empty.
  std::string_view attribute(Node node, std::string_view name) const;
  bool has_attribute(Node node, std::string_view name) const;

  // All text below a node as written, in document order.
  std::string text(Node node) const;

  // First node at or after `from` that satisfies `test(node)`; `none` if there is none.
  template <typename Test>
  Node find_if(Test test, Node from = 0) const {
    for (Node node = from; node < size(); ++node)
      if (test(node)) return node;
    return none;
  }
  Node find_tag(std::string_view tag, Node from = 0) const {
    return find_if([&](Node node) { return nodes_[node].tag == tag; }, from);
  }

 private:
  friend struct HtmlTreeBuilder;
  struct Storage;  // source buffer and the arena that all views point into
  HtmlTree();

  std::unique_ptr<Storage> storage_;
  std::vector<HtmlNode> nodes_;
  std::vector<std::pair<std::string_view, std::string_view>> attributes_;
};

struct HtmlParse {
  std::optional<HtmlTree> tree;
  std::string problem;  // if there is no tree: why, one line
};

// Parses valid UTF-8 by the HTML standard (Gumbo). Bounded against hostile pages: source, nesting,
// attributes, memory (256 MB) and CPU time (2 s); what breaks a bound is a problem, not an error.
// A source above 4 MiB (without scripts and the like) is cut there.
HtmlParse parse_html(std::string_view utf8);

// href of every <a> and <area>, in order, as written (entities decoded, unresolved). Empty for a
// page that cannot be parsed.
std::vector<std::string> page_links(const FetchedPage& page);

}  // namespace dealgraph

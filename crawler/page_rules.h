#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/html.h"
#include "crawler/selector.h"
#include "text/pattern.h"

namespace dealgraph {

// Where the pages of one site have what. Of each list the first selector that matches counts; an
// empty list leaves the field to the general way.
struct PageRules {
  std::string source;              // id of the source that says so
  std::vector<std::string> hosts;  // without "www."; subdomains count
  std::vector<Selector> body;
  std::vector<Selector> title;
  std::vector<Selector> published;
  std::vector<Selector> authors;
  std::vector<Selector> remove;  // elements that are no text of the article
  std::vector<Pattern> noise;    // lines that are no text of the article
};

// What page rules find on a page.
struct RuledPage {
  HtmlTree::Node body = HtmlTree::none;
  std::vector<HtmlTree::Node> removed;
  std::string title;
  std::string published;  // as Article::published
  std::vector<std::string> authors;
  std::vector<std::string> unmatched;  // keys whose selectors match nothing, e.g. "body"
};

RuledPage apply_rules(const HtmlTree& tree, const PageRules& rules);

// Lines without those that match a noise pattern.
std::vector<std::string> without_noise(std::vector<std::string> lines, const PageRules& rules);

// Page rules by host.
class SiteRules {
 public:
  void add(const PageRules& rules);
  // Those of the host or of the nearest domain above it, nullptr if there are none. Valid as long
  // as this object.
  const PageRules* find(std::string_view host) const;

 private:
  std::map<std::string, PageRules, std::less<>> by_host_;
};

}  // namespace dealgraph

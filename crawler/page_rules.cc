#include "crawler/page_rules.h"

#include <algorithm>

#include "crawler/metadata.h"
#include "crawler/page_date.h"

namespace dealgraph {
namespace {

using Node = HtmlTree::Node;

// Elements of the first selector that matches any.
std::vector<Node> first_match(const HtmlTree& tree, const std::vector<Selector>& selectors) {
  for (const auto& selector : selectors)
    if (auto found = select(tree, selector); !found.empty()) return found;
  return {};
}

std::string date_of(const HtmlTree& tree, Node node) {
  for (const auto* name : {"datetime", "content"})
    if (auto date = find_date(tree.attribute(node, name)); !date.iso.empty()) return date.iso;
  return find_date(clean_line(tree.text(node))).iso;
}

}  // namespace

RuledPage apply_rules(const HtmlTree& tree, const PageRules& rules) {
  RuledPage page;
  const auto matched = [&](const std::vector<Selector>& selectors, const char* key) {
    auto found = first_match(tree, selectors);
    if (!selectors.empty() && found.empty()) page.unmatched.emplace_back(key);
    return found;
  };
  if (const auto found = matched(rules.body, "body"); !found.empty()) page.body = found.front();
  if (const auto found = matched(rules.title, "title"); !found.empty()) {
    page.title = clean_line(tree.attribute(found.front(), "content"));
    if (page.title.empty()) page.title = clean_line(tree.text(found.front()));
  }
  if (const auto found = matched(rules.published, "published"); !found.empty()) {
    page.published = date_of(tree, found.front());
    if (page.published.empty()) page.unmatched.emplace_back("published (no date in it)");
  }
  for (const auto node : matched(rules.authors, "authors"))
    if (auto name = clean_line(tree.text(node)); !name.empty())
      page.authors.push_back(std::move(name));
  for (const auto& selector : rules.remove)
    for (const auto node : select(tree, selector)) page.removed.push_back(node);
  return page;
}

std::vector<std::string> without_noise(std::vector<std::string> lines, const PageRules& rules) {
  std::erase_if(lines, [&](const std::string& line) {
    return std::any_of(rules.noise.begin(), rules.noise.end(),
                       [&](const Pattern& pattern) { return pattern.search(line); });
  });
  return lines;
}

void SiteRules::add(const PageRules& rules) {
  for (const auto& host : rules.hosts) by_host_.insert_or_assign(host, rules);
}

const PageRules* SiteRules::find(std::string_view host) const {
  while (!host.empty()) {
    if (const auto found = by_host_.find(host); found != by_host_.end()) return &found->second;
    const auto dot = host.find('.');
    host = dot == std::string_view::npos ? std::string_view() : host.substr(dot + 1);
  }
  return nullptr;
}

}  // namespace dealgraph

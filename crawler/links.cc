#include "crawler/links.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>
#include <variant>

#include "core/error.h"
#include "crawler/html.h"
#include "crawler/json_list.h"
#include "text/charset.h"

namespace dealgraph {
namespace {

constexpr std::size_t max_links = 10'000;

std::vector<Pattern> compile(const std::vector<std::string>& regexes, const std::string& source) {
  std::vector<Pattern> out;
  for (const auto& regex : regexes) {
    auto pattern = Pattern::compile(regex);
    if (const auto* problem = std::get_if<std::string>(&pattern))
      throw Error(ExitCode::config,
                  fmt::format("source {}: pattern '{}': {}", source, regex, *problem));
    out.push_back(std::get<Pattern>(std::move(pattern)));
  }
  return out;
}

bool any_matches(const std::vector<Pattern>& patterns, const std::string& text) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const Pattern& pattern) { return pattern.search(text); });
}

Url base_of(const HtmlTree& tree, const Url& page) {
  const auto base = tree.find_if([&](HtmlTree::Node node) {
    return tree[node].tag == "base" && tree.has_attribute(node, "href");
  });
  if (base == HtmlTree::none) return page;
  return resolve_url(page, tree.attribute(base, "href")).value_or(page);
}

}  // namespace

ArticleFilter::ArticleFilter(const Source& source)
    : allow_(compile(source.allow, source.id)), deny_(compile(source.deny, source.id)) {
  for (const auto& text : source.urls)
    if (auto url = parse_url(fill_list_url(text, 1, 0, 0))) own_.push_back(std::move(*url));
}

std::string ArticleFilter::refusal(const Url& url) const {
  const auto text = url.text();
  if (any_matches(deny_, text)) return "'deny' matches";
  if (!allow_.empty()) return any_matches(allow_, text) ? "" : "no 'allow' matches";
  const bool own =
      std::any_of(own_.begin(), own_.end(), [&](const Url& site) { return same_site(site, url); });
  return own ? "" : "another site, and there is no 'allow'";
}

std::vector<Url> link_targets(const HtmlTree& tree, const std::string& page_url) {
  std::vector<Url> out;
  const auto url = parse_url(page_url);
  if (!url) return out;
  const Url base = base_of(tree, *url);
  std::unordered_set<std::string> seen;
  for (HtmlTree::Node node = 0; node < tree.size() && out.size() < max_links; ++node) {
    if (tree[node].tag != "a" && tree[node].tag != "area") continue;
    if (!tree.has_attribute(node, "href")) continue;
    auto target = resolve_url(base, tree.attribute(node, "href"));
    if (target && seen.insert(target->text()).second) out.push_back(std::move(*target));
  }
  return out;
}

std::vector<Url> page_targets(const FetchedPage& page) {
  const auto parse = parse_html(to_utf8(page.body, page.content_type).text);
  return parse.tree ? link_targets(*parse.tree, page.url) : std::vector<Url>();
}

}  // namespace dealgraph

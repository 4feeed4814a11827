#include "crawler/page_authors.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <variant>

#include "crawler/metadata.h"
#include "crawler/page_tags.h"
#include "text/pattern.h"

namespace dealgraph {
namespace {

using Node = HtmlTree::Node;

void add_authors(std::vector<std::string>& authors, std::string_view text) {
  auto line = clean_line(text);
  for (const std::string_view prefix : {"By ", "by ", "BY ", "作者", "本报记者", "本報記者", "記者",
                                        "记者", "編譯", "编译", "撰文", "文", "：", ":", "／", "/"})
    if (line.starts_with(prefix)) line = clean_line(std::string_view(line).substr(prefix.size()));
  std::string_view rest = line;
  while (!rest.empty()) {
    std::size_t cut = rest.size();
    std::size_t skip = 0;
    for (const std::string_view separator : {", ", " and ", " & ", "、", ";", "；", "，"}) {
      const auto at = rest.find(separator);
      if (at < cut) cut = at, skip = separator.size();
    }
    const auto name = clean_line(rest.substr(0, cut));
    const bool url = name.find("://") != std::string::npos || name.find('@') != std::string::npos;
    if (!name.empty() && !url && name.size() <= 80 && authors.size() < 10 &&
        std::find(authors.begin(), authors.end(), name) == authors.end())
      authors.push_back(name);
    rest = rest.substr(std::min(cut + skip, rest.size()));
    if (skip == 0) break;
  }
}

// A line of its own such as "作者:林大海 王小溪", "記者 許明山／台北報導", "文/陳一心".
const Pattern& byline() {
  static const Pattern pattern = std::get<Pattern>(Pattern::compile(
      R"(^[（(【\[]?(?:(?:作者|撰文|編譯|编译|文)\s*[:：/／]\s*|(?:本报|本報|財經中心|财经)?(?:記者|记者)\s*[:：/／]?\s*))"
      R"((\p{Han}{2,4}(?:[ 、，]\p{Han}{2,4}){0,4})\s*(?:[/／|｜]?\s*(?:\p{Han}{2,6}(?:報導|报道|電|电)|綜合報導|综合报道))?[）)】\]]?$)"));
  return pattern;
}

void add_shown_authors(const HtmlTree& tree, std::vector<std::string>& authors) {
  constexpr std::size_t longest = 90;  // bytes
  for (Node node = 0; node < tree.size() && authors.empty(); ++node) {
    const auto text = tree[node].text;
    if (text.size() < 9 || text.size() > longest * 2) continue;
    const auto line = clean_line(text);
    std::vector<std::optional<Span>> groups;
    if (line.size() > longest || !byline().match(line, 0, groups)) continue;
    std::string names = line.substr(groups[1]->begin, groups[1]->size());
    for (auto at = names.find(' '); at != std::string::npos; at = names.find(' '))
      names.replace(at, 1, "、");
    add_authors(authors, names);
    // "北京報導" stands where a second name could.
    std::erase_if(authors, [](const std::string& name) {
      return name.ends_with("報導") || name.ends_with("报道") || name.ends_with("電") ||
             name.ends_with("电");
    });
  }
}

}  // namespace

std::vector<std::string> find_authors(const HtmlTree& tree, const JsonLd& json) {
  std::vector<std::string> authors;
  for (const auto& author : json.authors) add_authors(authors, author);
  if (authors.empty())
    add_authors(authors, meta_content(tree, {"author", "article:author", "byl", "dc.creator",
                                             "sailthru.author"}));
  for (Node node = 0; node < tree.size() && authors.empty(); ++node) {
    const bool named = tree.attribute(node, "itemprop") == "author" ||
                       has_token(tree.attribute(node, "rel"), "author") ||
                       has_token(tree.attribute(node, "class"), "author") ||
                       has_token(tree.attribute(node, "class"), "byline");
    if (!named || tree[node].tag == "meta" || tree[node].tag == "link") continue;
    const auto text = tree.text(node);
    if (text.size() <= 120) add_authors(authors, text);
  }
  if (authors.empty()) add_shown_authors(tree, authors);
  return authors;
}

}  // namespace dealgraph

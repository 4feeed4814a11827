#include "crawler/html_noise.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "text/utf8.h"

namespace dealgraph {
namespace {

using Node = HtmlTree::Node;

template <std::size_t N>
bool any_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_furniture(std::string_view tag) {
  static constexpr std::array<std::string_view, 9> tags = {
      "nav", "aside", "footer", "form", "figcaption", "figure", "menu", "dialog", "header"};
  return any_of(tags, tag);
}

bool is_noise_word(std::string_view word) {
  static constexpr std::array<std::string_view, 95> words = {"ad",
                                                             "ads",
                                                             "advert",
                                                             "advertisement",
                                                             "advertising",
                                                             "aside",
                                                             "authorbox",
                                                             "author",
                                                             "authors",
                                                             "bio",
                                                             "breadcrumb",
                                                             "breadcrumbs",
                                                             "byline",
                                                             "caption",
                                                             "comment",
                                                             "comments",
                                                             "consent",
                                                             "cookie",
                                                             "cookies",
                                                             "copyright",
                                                             "correlation",
                                                             "credit",
                                                             "crumb",
                                                             "crumbs",
                                                             "disclaimer",
                                                             "disqus",
                                                             "donate",
                                                             "editor",
                                                             "figcaption",
                                                             "footer",
                                                             "gallery",
                                                             "gdpr",
                                                             "hidden",
                                                             "hot",
                                                             "infobox",
                                                             "keywords",
                                                             "login",
                                                             "masthead",
                                                             "menu",
                                                             "modal",
                                                             "nav",
                                                             "navbar",
                                                             "navigation",
                                                             "newsletter",
                                                             "outbrain",
                                                             "overlay",
                                                             "pager",
                                                             "pagination",
                                                             "paging",
                                                             "paywall",
                                                             "popular",
                                                             "popup",
                                                             "premium",
                                                             "print",
                                                             "promo",
                                                             "promotion",
                                                             "rank",
                                                             "ranking",
                                                             "recirc",
                                                             "recommend",
                                                             "recommendation",
                                                             "recommendations",
                                                             "recommended",
                                                             "related",
                                                             "relate",
                                                             "respond",
                                                             "share",
                                                             "sharebar",
                                                             "sharing",
                                                             "shares",
                                                             "sidebar",
                                                             "signup",
                                                             "skip",
                                                             "social",
                                                             "sponsor",
                                                             "sponsored",
                                                             "subscribe",
                                                             "subscription",
                                                             "taboola",
                                                             "tag",
                                                             "tags",
                                                             "teaser",
                                                             "teasers",
                                                             "timestamp",
                                                             "toolbar",
                                                             "tools",
                                                             "trending",
                                                             "upsell",
                                                             "widget",
                                                             "tuijian",
                                                             "xiangguan",
                                                             "pinglun",
                                                             "carousel",
                                                             "slider",
                                                             "swiper"};
  return any_of(words, word);
}

// Noise even where it outweighs the article.
bool is_sure_noise_word(std::string_view word) {
  static constexpr std::array<std::string_view, 8> words = {
      "comment", "comments", "consent", "cookie", "cookies", "disqus", "gdpr", "recommendations"};
  return any_of(words, word);
}

// Words of a class or id: split at punctuation and before capitals.
std::vector<std::string> name_words(std::string_view name) {
  std::vector<std::string> words;
  std::string word;
  const auto flush = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (const char c : name.substr(0, 400)) {
    const auto byte = static_cast<unsigned char>(c);
    const bool upper = is_upper_ascii(byte);
    if (upper && !word.empty() && !is_upper_ascii(static_cast<unsigned char>(word.back()))) flush();
    if (upper || is_lower_ascii(byte))
      word += static_cast<char>(c | 0x20);
    else
      flush();
  }
  flush();
  return words;
}

bool is_hidden(const HtmlTree& tree, Node node) {
  if (tree.has_attribute(node, "hidden")) return true;
  if (tree.attribute(node, "aria-hidden") == "true") return true;
  std::string style;
  for (const char c : tree.attribute(node, "style").substr(0, 400))
    if (c != ' ') style += c;
  return style.find("display:none") != std::string::npos;
}

// What a class or id says. "sidebar-grid" and "has-sidebar" describe a layout, not an aside.
Noise noise_of_token(std::string_view token) {
  static constexpr std::array<std::string_view, 6> layout = {"grid", "layout", "has",
                                                             "with", "no",     "page"};
  const auto words = name_words(token);
  const auto is_layout = [](const std::string& word) { return any_of(layout, word); };
  if (std::any_of(words.begin(), words.end(), is_layout)) return Noise::none;
  // Page builders call every paragraph a "text widget".
  if (words.size() >= 2 && words.back() == "text" && words[words.size() - 2] == "widget")
    return Noise::none;
  if (std::any_of(words.begin(), words.end(), is_sure_noise_word)) return Noise::sure;
  return std::any_of(words.begin(), words.end(), is_noise_word) ? Noise::likely : Noise::none;
}

}  // namespace

Noise noise_of(const HtmlTree& tree, Node node) {
  static constexpr std::array<std::string_view, 7> roles = {
      "navigation", "complementary", "banner", "contentinfo", "search", "dialog", "menu"};
  Noise worst = Noise::none;
  if (is_furniture(tree[node].tag) || is_hidden(tree, node) ||
      any_of(roles, tree.attribute(node, "role")))
    worst = Noise::likely;
  for (const auto attribute : {"class", "id"}) {
    const auto tokens = tree.attribute(node, attribute).substr(0, 1000);
    for (std::size_t begin = 0; begin < tokens.size();) {
      const auto end = std::min(tokens.find(' ', begin), tokens.size());
      worst = std::max(worst, noise_of_token(tokens.substr(begin, end - begin)));
      begin = end + 1;
    }
  }
  return worst;
}

double trust(const HtmlTree& tree, Node node) {
  const auto itemprop = tree.attribute(node, "itemprop");
  if (itemprop == "articleBody") return 1.5;
  static constexpr std::array<std::string_view, 22> names = {
      "articlebody", "articlecontent", "articletext",   "entrycontent", "postcontent", "postbody",
      "storybody",   "storycontent",   "storytext",     "newscontent",  "newsbody",    "newstext",
      "contentbody", "maincontent",    "bodycontent",   "maintext",     "artibody",    "endtext",
      "textcontent", "richtext",       "articledetail", "postarticle"};
  for (const auto attribute : {"class", "id"}) {
    const auto words = name_words(tree.attribute(node, attribute));
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (any_of(names, words[i])) return 1.3;
      if (i + 1 < words.size() && any_of(names, words[i] + words[i + 1])) return 1.3;
    }
  }
  if (tree[node].tag == "article") return 1.15;
  return tree[node].tag == "main" ? 1.05 : 1.0;
}

}  // namespace dealgraph

#include "crawler/feed.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <pugixml.hpp>
#include <string_view>

#include "crawler/url.h"
#include "crawler/web_date.h"
#include "text/charset.h"

namespace dealgraph {
namespace {

constexpr std::size_t max_items = 50'000;  // sitemaps.org allows as many

std::string_view local_name(pugi::xml_node node) {
  const std::string_view name = node.name();
  return name.substr(name.find(':') + 1);  // npos + 1 is 0
}

std::string_view prefix_of(pugi::xml_node node) {
  const std::string_view name = node.name();
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
}

std::string trimmed(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = static_cast<unsigned char>(c) <= ' ';
    if (!blank)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

// All text below a node; walks without recursion, as depth is the feed's choice.
std::string text_of(pugi::xml_node node) {
  struct Collector : pugi::xml_tree_walker {
    std::string text;
    bool for_each(pugi::xml_node& child) override {
      if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
        text += child.value();
      return true;
    }
  } collector;
  node.traverse(collector);
  return trimmed(collector.text);
}

// Titles often hold HTML, escaped once more: tags go, the entities of HTML that matter are read.
std::string plain_title(std::string text) {
  std::string out;
  std::string_view rest = text;
  const auto replace = [&](std::string_view entity, std::string_view with) {
    if (!rest.starts_with(entity)) return false;
    out += with;
    rest.remove_prefix(entity.size());
    return true;
  };
  while (!rest.empty()) {
    const char next = rest.size() > 1 ? rest[1] : ' ';
    const bool tag = rest[0] == '<' &&
                     (next == '/' || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z'));
    const auto end = tag ? rest.find('>') : std::string_view::npos;
    if (end != std::string_view::npos) {
      rest.remove_prefix(end + 1);
    } else if (!(replace("&amp;", "&") || replace("&lt;", "<") || replace("&gt;", ">") ||
                 replace("&quot;", "\"") || replace("&apos;", "'") || replace("&#39;", "'") ||
                 replace("&#039;", "'") || replace("&nbsp;", " "))) {
      out += rest[0];
      rest.remove_prefix(1);
    }
  }
  return trimmed(out);
}

// A child of that name without a prefix or with that of `node` itself: media:title is no title.
pugi::xml_node own_child(pugi::xml_node node, std::string_view name) {
  for (const auto child : node.children())
    if (local_name(child) == name &&
        (prefix_of(child).empty() || prefix_of(child) == prefix_of(node)))
      return child;
  return {};
}

// The date in the first of these children that holds one.
std::string first_date(pugi::xml_node item, std::initializer_list<const char*> names) {
  for (const auto* name : names) {
    const bool qualified = std::string_view(name).find(':') != std::string_view::npos;
    const auto child = qualified ? item.child(name) : own_child(item, name);
    if (auto date = parse_web_date(text_of(child)); !date.empty()) return date;
  }
  return {};
}

// The address that references below `node` are relative to: xml:base of it and its ancestors.
std::optional<Url> base_of(pugi::xml_node node, const std::optional<Url>& document) {
  std::vector<std::string_view> bases;
  for (; node; node = node.parent())
    if (const auto base = node.attribute("xml:base")) bases.push_back(base.value());
  auto url = document;
  for (auto base = bases.rbegin(); base != bases.rend(); ++base) {
    const auto resolved = url ? resolve_url(*url, *base) : parse_url(*base);
    if (resolved) url = resolved;
  }
  return url;
}

std::string absolute(pugi::xml_node node, std::string_view reference,
                     const std::optional<Url>& document) {
  if (trimmed(reference).empty()) return {};
  const auto base = base_of(node, document);
  const auto url = base ? resolve_url(*base, reference) : parse_url(reference);
  return url ? url->text() : std::string();
}

// Atom: the alternate link. RSS: <link>, a permanent <guid>, an Atom link.
std::string link_of(pugi::xml_node item, const std::optional<Url>& document) {
  if (const auto original = item.child("feedburner:origLink"))
    if (auto url = absolute(item, text_of(original), document); !url.empty()) return url;
  for (const auto child : item.children())
    if (local_name(child) == "link" && prefix_of(child) == prefix_of(item))
      if (auto url = absolute(child, text_of(child), document); !url.empty()) return url;
  for (const auto child : item.children()) {
    const std::string_view relation = child.attribute("rel").as_string("alternate");
    if (local_name(child) != "link" || relation != "alternate") continue;
    const auto href = child.attribute("href").value();
    if (auto url = absolute(child, href, document); !url.empty()) return url;
  }
  const auto guid = own_child(item, "guid");
  if (guid && guid.attribute("isPermaLink").as_string("true") == std::string_view("true"))
    if (const auto url = parse_url(text_of(guid))) return url->text();
  return absolute(item, item.attribute("rdf:about").value(), document);
}

FeedItem read_entry(pugi::xml_node item, const std::optional<Url>& document) {
  FeedItem out;
  out.url = link_of(item, document);
  out.title = plain_title(text_of(own_child(item, "title")));
  out.published = first_date(item, {"pubDate", "published", "dc:date", "dcterms:issued", "issued",
                                    "atom:published", "dcterms:created", "created"});
  out.updated = first_date(item, {"updated", "modified", "dcterms:modified", "atom:updated"});
  return out;
}

FeedItem read_location(pugi::xml_node entry, const std::optional<Url>& document) {
  FeedItem out;
  out.url = absolute(entry, text_of(own_child(entry, "loc")), document);
  out.updated = first_date(entry, {"lastmod"});
  for (const auto news : entry.children()) {
    if (local_name(news) != "news" || prefix_of(news) == prefix_of(entry)) continue;
    out.published = first_date(news, {"publication_date"});
    out.title = text_of(own_child(news, "title"));
  }
  return out;
}

// Children of that local name become items, read by `read`.
template <typename Reader>
void read_all(pugi::xml_node parent, std::string_view name, const std::optional<Url>& document,
              Reader read, std::vector<FeedItem>& out, std::string& problem) {
  for (const auto child : parent.children()) {
    if (local_name(child) != name) continue;
    if (out.size() == max_items) {
      problem = fmt::format("more than {} entries; the rest is ignored", max_items);
      return;
    }
    auto item = read(child, document);
    if (!item.url.empty()) out.push_back(std::move(item));
  }
}

// The encoding of the XML declaration, as the HTTP header would say it.
std::string declared_charset(std::string_view body) {
  if (!body.starts_with("<?xml")) return {};
  const auto head = body.substr(0, std::min(body.find("?>"), std::size_t{200}));
  const auto at = head.find("encoding");
  if (at == std::string_view::npos) return {};
  const auto open = head.find_first_of("\"'", at);
  if (open == std::string_view::npos) return {};
  const auto close = head.find(head[open], open + 1);
  if (close == std::string_view::npos) return {};
  return fmt::format("text/xml; charset={}", head.substr(open + 1, close - open - 1));
}

}  // namespace

Feed parse_feed(const FetchedPage& page) {
  Feed feed;
  std::string charset = page.content_type;
  if (charset.find("charset") == std::string::npos)
    if (auto declared = declared_charset(page.body); !declared.empty()) charset = declared;
  auto text = to_utf8(page.body, charset).text;
  // Blank lines before the declaration are the commonest mistake of feeds.
  text.erase(0, std::min(text.find_first_not_of(" \t\r\n"), text.size()));

  pugi::xml_document document;
  const auto result = document.load_buffer_inplace(text.data(), text.size(), pugi::parse_default,
                                                   pugi::encoding_utf8);
  const auto url = parse_url(page.url);
  const auto root = document.document_element();
  const auto name = local_name(root);
  if (name == "urlset") {
    read_all(root, "url", url, read_location, feed.items, feed.problem);
  } else if (name == "sitemapindex") {
    read_all(root, "sitemap", url, read_location, feed.sitemaps, feed.problem);
  } else if (name == "feed") {
    read_all(root, "entry", url, read_entry, feed.items, feed.problem);
  } else if (name == "rss" || name == "RDF" || name == "channel") {
    const auto channel = name == "channel" ? root : own_child(root, "channel");
    read_all(channel, "item", url, read_entry, feed.items, feed.problem);
    read_all(root, "item", url, read_entry, feed.items, feed.problem);  // RSS 1.0, 0.90
  } else if (result) {
    feed.problem = fmt::format("<{}> is neither RSS, Atom nor a sitemap", root.name());
  }
  if (!result)
    feed.problem = fmt::format("broken XML at byte {}: {}", result.offset, result.description());
  return feed;
}

}  // namespace dealgraph

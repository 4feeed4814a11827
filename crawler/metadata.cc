#include "crawler/metadata.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_set>
#include <vector>

#include "crawler/json_ld.h"
#include "crawler/page_authors.h"
#include "crawler/page_date.h"
#include "crawler/page_state.h"
#include "crawler/page_tags.h"
#include "crawler/web_date.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

using Node = HtmlTree::Node;

bool is_invisible(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}
bool is_blank(char32_t c) {
  return is_space(c) || c == 0x0B || c == 0x0C || c == 0x85 || c == 0xA0 || c == 0x3000 ||
         c == 0x2028 || c == 0x2029 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F;
}

// --- title ---

constexpr std::size_t least_title_key = 8;      // bytes of title_key(); shorter names no story
constexpr std::size_t least_headline_key = 16;  // of a line taken for a headline by its look

struct Separator {
  std::size_t begin;
  std::size_t end;
};

// Last separator between a headline and the name of a site or section.
std::optional<Separator> last_separator(std::string_view title) {
  static constexpr std::array<std::string_view, 17> separators = {
      " | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", "｜",
      "_",   "|",   " ― ", "--",  "－",   "—",   "-",   " : "};
  std::optional<Separator> best;
  for (const auto separator : separators) {
    const auto at = title.rfind(separator);
    if (at == std::string_view::npos || at == 0) continue;
    // A bare hyphen joins words in English; between Han it parts a headline from a site.
    if (separator == "-" || separator == "—") {
      std::size_t size = 0;
      const auto after = at + separator.size();
      const bool han = is_han(decode_before(title, at)) && after < title.size() &&
                       is_han(decode_at(title, after, size));
      if (!han) continue;
    }
    if (!best || at + separator.size() > best->end ||
        (at < best->begin && at + separator.size() >= best->end))
      best = Separator{at, at + separator.size()};
  }
  return best;
}

bool names_a_site(std::string_view segment, const std::string& site, const std::string& host) {
  static constexpr std::array<std::string_view, 38> words = {
      "網",       "网",      "新聞",      "新闻", "日報",     "日报", "時報",    "时报",
      "晚報",     "晚报",    "財經",      "财经", "頻道",     "频道", "媒體",    "媒体",
      "雜誌",     "杂志",    "News",      "NEWS", "Times",    "Post", "Journal", "Tribune",
      "Herald",   "Reuters", "Bloomberg", "CNBC", "BBC",      "CNN",  ".com",    ".net",
      "Magazine", "鉅亨",    "中心",      "股",   "Guardian", "Daily"};
  const auto key = title_key(segment);
  if (key.empty()) return true;
  const auto site_key = title_key(site);
  if (!site_key.empty() && (key.find(site_key) != std::string::npos ||
                            (key.size() >= 3 && site_key.find(key) != std::string::npos)))
    return true;
  if (key.size() >= 3 && title_key(host).find(key) != std::string::npos) return true;
  return count_code_points(segment) <= 30 &&
         std::any_of(words.begin(), words.end(),
                     [&](auto word) { return segment.find(word) != std::string_view::npos; });
}

// Drops site and section from the end (and a site from the front) of a page title.
std::string without_site(std::string title, const std::string& site, const std::string& host) {
  for (int round = 0; round < 4; ++round) {
    const auto separator = last_separator(title);
    if (!separator) break;
    const auto head = clean_line(std::string_view(title).substr(0, separator->begin));
    const auto tail = clean_line(std::string_view(title).substr(separator->end));
    const auto head_size = title_key(head).size();
    // A site before the headline: "Reuters | Chip maker buys …".
    if (names_a_site(head, site, host) && head_size * 2 < title_key(tail).size() &&
        title_key(head) == title_key(site))
      return tail;
    const bool underscore = title[separator->begin] == '_';
    if (!names_a_site(tail, site, host) && !(underscore && count_code_points(tail) <= 10)) break;
    if (head_size < title_key(tail).size() && head_size < 12) break;
    title = head;
  }
  return title;
}

// Short texts that the page itself shows outside links, by their title_key().
std::unordered_set<std::string> shown_lines(const HtmlTree& tree) {
  std::unordered_set<std::string> keys;
  for (Node node = 0; node < tree.size(); ++node) {
    const auto text = tree[node].text;
    if (text.size() < 8 || text.size() > 600) continue;
    const auto parent = tree[tree[node].parent].tag;
    if (parent == "a" || parent == "title" || parent == "script" || parent == "option") continue;
    keys.insert(title_key(text));
  }
  return keys;
}

// The longest start or end of a claim, cut at a separator, that stands on the page as a line of its
// own: what remains is a site or section whose name need not be known. "" if there is none.
std::string shown_part(std::string_view claim, const std::unordered_set<std::string>& shown) {
  constexpr std::size_t longest_claim = 1000;  // bytes; the search is quadratic
  if (claim.size() > longest_claim) return "";
  std::string best;
  std::size_t best_size = least_headline_key - 1;
  const auto offer = [&](std::string_view part) {
    const auto key = title_key(part);
    if (key.size() <= best_size || !shown.contains(key)) return;
    best_size = key.size();
    best = clean_line(part.substr(std::min(part.find_first_not_of(" -_|"), part.size())));
  };
  for (std::size_t at = 0; at < claim.size();) {
    std::size_t size = 0;
    const char32_t c = decode_at(claim, at, size);
    if (c == U'-' || c == U'_' || c == U'|' || c == U'｜' || c == U'–' || c == U'—' || c == U'－') {
      offer(claim.substr(0, at));
      offer(claim.substr(at + size));
    }
    at += size;
  }
  return best;
}

// The one heading of a page that is long enough for a headline, "" if there is none or several.
std::string lone_heading(const HtmlTree& tree, const std::string& site) {
  constexpr std::size_t headline_key = 24;
  std::string found;
  for (Node node = 0; node < tree.size(); ++node) {
    const auto tag = tree[node].tag;
    if (tag.size() != 2 || tag[0] != 'h' || tag[1] < '1' || tag[1] > '6') continue;
    if (tree[tree[node].parent].tag == "a") continue;
    const auto heading = clean_line(tree.text(node));
    const auto key = title_key(heading);
    if (key.size() < headline_key || key == title_key(site)) continue;
    if (!found.empty() && title_key(found) != key) return "";
    found = heading;
  }
  return found;
}

std::string choose_title(const HtmlTree& tree, const JsonLd& json, const std::string& site,
                         const std::string& host) {
  std::vector<std::string> claims = {meta_content(tree, {"og:title", "twitter:title"}),
                                     clean_line(json.headline)};
  if (const auto node = tree.find_tag("title"); node != HtmlTree::none)
    claims.push_back(clean_line(tree.text(node)));
  std::erase(claims, "");
  std::string lone;
  std::size_t count = 0;
  for (Node node = 0; node < tree.size(); ++node) {
    if (tree[node].tag != "h1") continue;
    const auto heading = clean_line(tree.text(node));
    const auto key = title_key(heading);
    if (key.size() < least_title_key || key == title_key(site)) continue;
    for (const auto& claim : claims)
      if (title_key(claim).starts_with(key)) return heading;
    lone = heading;
    ++count;
  }
  const auto shown = shown_lines(tree);
  for (const auto& claim : claims)
    if (auto part = shown_part(claim, shown); !part.empty()) return part;
  for (const auto& claim : claims) {
    auto title = without_site(claim, site, host);
    const auto key = title_key(title);
    if (key.size() < least_title_key) continue;
    // "News" names a section: the page's own heading tells more.
    if (key.size() < least_headline_key && count == 0)
      if (auto heading = lone_heading(tree, site); !heading.empty()) return heading;
    return title;
  }
  if (count == 1) return lone;
  return claims.empty() ? lone_heading(tree, site) : claims.front();
}

// --- date ---

int ancestor_score(const HtmlTree& tree, Node node) {
  static constexpr std::array<std::string_view, 9> words = {
      "date", "time", "publish", "pub_", "info", "source", "byline", "stamp", "post-meta"};
  for (int step = 0; step < 3 && node != 0; ++step) {
    node = tree[node].parent;
    std::string names(tree.attribute(node, "class"));
    names += ' ';
    names += tree.attribute(node, "id");
    for (const auto word : words)
      if (names.find(word) != std::string::npos) return 2;
  }
  return 0;
}

// The most plausible date among the short texts of the page itself.
std::string visible_date(const HtmlTree& tree) {
  std::string best;
  int best_score = 0;
  std::size_t seen = 0;
  const auto body = tree.find_tag("body");
  for (Node node = body == HtmlTree::none ? 0 : body; node < tree.size() && seen < 200; ++node) {
    const auto text = tree[node].text;
    const auto parent = tree[tree[node].parent].tag;
    if (text.size() < 8 || text.size() > 240 || parent == "script") continue;
    // Dates in links are those of other stories, unless the link is the date.
    if (parent == "a" &&
        tree.attribute(tree[node].parent, "class").find("date") == std::string_view::npos)
      continue;
    if (text.find_first_of("0123456789") == std::string_view::npos) continue;
    const auto date = find_date(text);
    if (date.iso.empty()) continue;
    ++seen;
    const int score = 1 + (date.has_time ? 3 : 0) + ancestor_score(tree, node);
    if (score > best_score) {
      best_score = score;
      best = date.iso;
    }
  }
  return best;
}

// A live report has the newest of its entries on top: it was published with the oldest one. Its
// entries' times look alike and lie within a day.
std::string oldest_entry(const std::vector<std::string>& alike) {
  constexpr std::size_t least_entries = 3;
  constexpr std::int64_t day = 24 * 3600;
  if (alike.size() < least_entries) return alike.empty() ? "" : alike.front();
  const auto newest = instant_of(alike.front());
  auto oldest = alike.begin();
  for (auto entry = alike.begin(); entry != alike.end(); ++entry) {
    const auto before = instant_of(entry == alike.begin() ? *entry : *(entry - 1));
    const auto at = instant_of(*entry);
    if (!newest || !at || *at > *before || *newest - *at > day) return alike.front();
    oldest = entry;
  }
  return *oldest;
}

std::string time_element(const HtmlTree& tree) {
  std::vector<std::string> alike;  // times of elements like the first
  std::string look;
  for (Node node = 0; node < tree.size(); ++node) {
    const auto itemprop = tree.attribute(node, "itemprop");
    const bool published = itemprop == "datePublished" || tree.has_attribute(node, "pubdate");
    if (!published && tree[node].tag != "time") continue;
    std::string_view value = tree.attribute(node, "datetime");
    if (value.empty()) value = tree.attribute(node, "content");
    if (itemprop == "dateModified") continue;
    const auto date = value.empty() ? find_date(clean_line(tree.text(node))) : find_date(value);
    if (date.iso.empty()) continue;
    if (published) return date.iso;
    const auto of_this =
        std::string(tree[tree[node].parent].tag) + '.' + std::string(tree.attribute(node, "class"));
    if (alike.empty()) look = of_this;
    if (look == of_this && date.has_time) alike.push_back(date.iso);
    if (alike.empty()) return date.iso;
  }
  return oldest_entry(alike);
}

std::string find_published(const HtmlTree& tree, const JsonLd& json, std::string_view url) {
  if (auto date = find_date(json.published); !date.iso.empty()) return date.iso;
  for (const std::string_view name :
       {"article:published_time", "og:published_time", "datePublished", "publishdate", "pubdate",
        "og:release_date", "parsely-pub-date", "sailthru.date", "publish_date", "date",
        "dc.date.issued", "DC.date.issued", "article.published", "cXenseParse:recs:publishtime",
        "weibo: article:create_at"})
    if (auto date = find_date(meta_content(tree, {name})); !date.iso.empty()) return date.iso;
  if (auto date = time_element(tree); !date.empty()) return date;
  if (auto date = visible_date(tree); !date.empty()) return date;
  return url_date(url);
}

std::string find_canonical(const HtmlTree& tree, const JsonLd& json) {
  for (Node node = 0; node < tree.size(); ++node)
    if (tree[node].tag == "link" && has_token(tree.attribute(node, "rel"), "canonical"))
      if (const auto href = tree.attribute(node, "href");
          href.find("://") != std::string_view::npos)
        return clean_line(href);
  for (const auto& url : {meta_content(tree, {"og:url"}), clean_line(json.url)})
    if (url.find("://") != std::string::npos) return url;
  return "";
}

}  // namespace

std::string clean_line(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    std::size_t size = 1;
    const char32_t c = decode_at(text, i, size);
    i += size;
    if (is_blank(c)) {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else if (!is_invisible(c)) {
      append_utf8(out, c);
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string title_key(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t size = 1;
    const char32_t c = decode_at(text, i, size);
    i += size;
    if (is_upper_ascii(c))
      out += static_cast<char>(c + 32);
    else if (is_word(c) || is_han(c))
      append_utf8(out, c);
  }
  return out;
}

PageMetadata read_metadata(const HtmlTree& tree, std::string_view url) {
  const auto json = read_json_ld(tree);
  PageMetadata page;
  page.site = meta_content(tree, {"og:site_name", "application-name"});
  if (page.site.empty()) page.site = clean_line(json.publisher);
  page.canonical_url = find_canonical(tree, json);
  const auto host = host_of(url.empty() ? page.canonical_url : url);
  page.title = choose_title(tree, json, page.site, host);
  page.authors = find_authors(tree, json);
  page.published = find_published(tree, json, url.empty() ? page.canonical_url : url);
  page.lang = clean_line(tree.attribute(0, "lang"));
  if (page.lang.empty())
    page.lang = meta_content(tree, {"og:locale", "content-language", "language"});
  page.article_body = lines_of_markup(json.article_body);
  return page;
}

}  // namespace dealgraph

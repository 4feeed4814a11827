#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "crawler/page_rules.h"

namespace dealgraph {

enum class SourceKind { feed, sitemap, listing, pages, json, site };

// How to read the list of a JSON API. Paths are names joined by dots, from the top or the item.
struct JsonList {
  std::string items;  // path of the array
  std::string link;   // URL of an article, with members of the item in braces: "…/id/{newsId}"
  std::string title;  // path in the item
  std::string published;  // the same: seconds or milliseconds since 1970, or a date
  std::string content;    // the same: HTML of the whole article, which then is not fetched
  bool escaped = false;   // the HTML is escaped once more: "&lt;p&gt;"
  std::string skip;       // path in the item: true or not 0 for what is no article
  std::string next;       // path of the next page's URL
  int max_pages = 1;      // per run
  int days = 7;           // from {start} to {end}
};

// A place on the web where articles are announced. One TOML file each.
struct Source {
  std::string id;    // unique; the file's stem
  std::string name;  // for people
  SourceKind kind = SourceKind::feed;
  std::vector<std::string> urls;   // feeds, sitemaps, listing pages, or the pages themselves; of a
                                   // site: where to begin
  std::vector<std::string> allow;  // RE2 patterns on article URLs; empty: same host as the source
  std::vector<std::string> deny;   // wins over allow
  JsonList json;                   // of kind json
  std::optional<PageRules> page;   // where its pages have title and body, if told
  std::string lang;
  std::string currency;        // ISO 4217 meaning of a bare 元
  std::string zone;            // "Asia/Taipei": of times that name none
  int delay_ms = 1000;         // between two requests to the host
  int connections = 1;         // requests to a host at a time
  int max_articles = 100;      // pages per run
  int max_depth = 3;           // of a site: links followed from where it begins
  int interval_minutes = 60;   // not crawled again before that
  bool allow_private = false;  // loopback and private addresses may be fetched
};

// Throws Error(config) with file:line:column for a malformed file.
Source load_source(const std::filesystem::path& file);

// All *.toml of the folders; a later folder replaces a source of an earlier one by id.
std::vector<Source> load_sources(const std::vector<std::filesystem::path>& folders);

// The page rules of all sources that have some.
SiteRules site_rules(const std::vector<Source>& sources);

}  // namespace dealgraph

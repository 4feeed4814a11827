#include "crawler/source.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <string_view>
#include <variant>

#include "core/diagnostic.h"
#include "core/enum_names.h"
#include "core/error.h"
#include "crawler/json_list.h"
#include "crawler/url.h"
#include "text/pattern.h"
#include "text/suggest.h"
#include "text/toml_limits.h"
#include "text/zone.h"

namespace dealgraph {
namespace {

namespace fs = std::filesystem;

constexpr EnumNames<SourceKind, 6> kinds{{"feed", "sitemap", "listing", "pages", "json", "site"}};
constexpr std::array<std::string_view, 3> languages{"zh-Hant", "zh-Hans", "en"};
const std::vector<std::string_view> keys{
    "name",          "kind",     "url",      "allow",        "deny",
    "lang",          "currency", "delay_ms", "max_articles", "interval_minutes",
    "allow_private", "json",     "page",     "zone",         "connections",
    "max_depth"};
const std::vector<std::string_view> json_keys{"items",   "link", "title", "published", "content",
                                              "escaped", "skip", "next",  "max_pages", "days"};

const std::vector<std::string_view> page_keys{"hosts",   "body",   "title", "published",
                                              "authors", "remove", "noise"};

std::string one_of(const std::vector<std::string_view>& words, std::string_view wrong) {
  const auto near = suggest(wrong, words);
  if (!near.empty()) return fmt::format("did you mean '{}'?", near);
  return fmt::format("use one of {}", fmt::join(words, ", "));
}

// Reads one file, collecting every mistake instead of stopping at the first.
class Reader {
 public:
  Reader(std::string file, std::string_view text) : file_(std::move(file)), text_(text) {}

  Source read(const toml::table& table);
  void complain(const toml::source_region& where, std::string message) {
    const Diagnostic diagnostic{file_, where.begin.line, where.begin.column, std::move(message)};
    if (!complaints_.empty()) complaints_ += '\n';
    complaints_ += format(diagnostic, text_);
  }
  const std::string& complaints() const { return complaints_; }

 private:
  void complain_missing(std::string_view key, std::string_view example) {
    const Diagnostic diagnostic{file_, 0, 0,
                                fmt::format("'{}' is missing, as in {}", key, example)};
    if (!complaints_.empty()) complaints_ += '\n';
    complaints_ += format(diagnostic, text_);
  }
  template <typename T>
  std::optional<T> get(const toml::node* node, std::string_view key, std::string_view what) {
    if (!node) return std::nullopt;
    if (auto value = node->value_exact<T>()) return value;
    complain(node->source(), fmt::format("'{}' must be {}", key, what));
    return std::nullopt;
  }
  // A string or an array of strings, each passed to `check(text, place)`.
  template <typename Check>
  std::vector<std::string> strings(const toml::node* node, std::string_view key, Check check);
  void check_keys(const toml::table& table, const std::vector<std::string_view>& known);
  std::string read_text(const toml::table& table, std::string_view key);
  JsonList read_json(const toml::table& table);
  std::vector<Selector> selectors(const toml::table& table, std::string_view key);
  PageRules read_page(const toml::table& table, const Source& source);
  void check_url(const std::string& text, const toml::source_region& where);
  void check_pattern(const std::string& text, const toml::source_region& where);
  SourceKind read_kind(const toml::node* node);
  std::string read_lang(const toml::node* node);
  std::string read_currency(const toml::node* node);
  std::string read_zone(const toml::node* node);
  int read_int(const toml::node* node, std::string_view key, int least, int most, int fallback);

  std::string file_;
  std::string_view text_;
  std::string complaints_;
};

template <typename Check>
std::vector<std::string> Reader::strings(const toml::node* node, std::string_view key,
                                         Check check) {
  std::vector<std::string> out;
  const auto take = [&](const toml::node& value) {
    const auto text = get<std::string>(&value, key, "a string or an array of strings");
    if (!text) return;
    check(*text, value.source());
    out.push_back(*text);
  };
  if (!node) return out;
  if (const auto* array = node->as_array(); array && array->empty())
    complain(node->source(),
             fmt::format("'{}' is an empty list; name something or leave it out", key));
  if (const auto* array = node->as_array())
    for (const auto& value : *array) take(value);
  else
    take(*node);
  return out;
}

void Reader::check_keys(const toml::table& table, const std::vector<std::string_view>& known) {
  for (const auto& [key, value] : table) {
    const std::string_view name = key.str();
    if (std::find(known.begin(), known.end(), name) == known.end())
      complain(key.source(), fmt::format("unknown key '{}', {}", name, one_of(known, name)));
  }
}

void Reader::check_url(const std::string& text, const toml::source_region& where) {
  if (!parse_url(fill_list_url(text, 1, 0, 0)))
    complain(where, fmt::format("'{}' is not an http or https URL", text));
  else if (has_credentials(text))
    complain(where, "a user or password in a URL is not supported; take it out");
}

void Reader::check_pattern(const std::string& text, const toml::source_region& where) {
  const auto pattern = Pattern::compile(text);
  if (const auto* problem = std::get_if<std::string>(&pattern))
    complain(where, fmt::format("pattern '{}': {}", text, *problem));
}

SourceKind Reader::read_kind(const toml::node* node) {
  if (!node) complain_missing("kind", "kind = \"feed\"");
  const auto text = get<std::string>(node, "kind", "a string");
  if (!text) return SourceKind::feed;
  const auto kind = kinds.parse(*text);
  if (!kind)
    complain(node->source(), fmt::format("unknown kind '{}', {}", *text,
                                         one_of({kinds.names.begin(), kinds.names.end()}, *text)));
  return kind.value_or(SourceKind::feed);
}

std::string Reader::read_lang(const toml::node* node) {
  const auto text = get<std::string>(node, "lang", "a string").value_or("");
  if (!text.empty() && std::find(languages.begin(), languages.end(), text) == languages.end())
    complain(node->source(), fmt::format("unknown lang '{}', {}", text,
                                         one_of({languages.begin(), languages.end()}, text)));
  return text;
}

std::string Reader::read_currency(const toml::node* node) {
  const auto text = get<std::string>(node, "currency", "a string").value_or("");
  const bool ok = text.size() == 3 && std::all_of(text.begin(), text.end(),
                                                  [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!text.empty() && !ok)
    complain(node->source(), fmt::format("'{}' is not an ISO 4217 code such as \"TWD\"", text));
  return text;
}

std::string Reader::read_zone(const toml::node* node) {
  const auto text = get<std::string>(node, "zone", "a string").value_or("");
  if (!text.empty() && !is_zone(text))
    complain(node->source(), fmt::format("'{}' is not a time zone such as \"Asia/Taipei\"", text));
  return text;
}

int Reader::read_int(const toml::node* node, std::string_view key, int least, int most,
                     int fallback) {
  const auto range = fmt::format("a whole number from {} to {}", least, most);
  const auto value = get<std::int64_t>(node, key, range);
  if (!value) return fallback;
  if (*value >= least && *value <= most) return static_cast<int>(*value);
  complain(node->source(), fmt::format("'{}' must be {}", key, range));
  return fallback;
}

std::string Reader::read_text(const toml::table& table, std::string_view key) {
  return get<std::string>(table.get(key), key, "a string").value_or("");
}

JsonList Reader::read_json(const toml::table& table) {
  check_keys(table, json_keys);
  JsonList list;
  list.items = read_text(table, "items");
  list.link = read_text(table, "link");
  if (list.link.empty()) complain_missing("link", "link = \"https://example.com/news/{id}\"");
  list.title = read_text(table, "title");
  list.published = read_text(table, "published");
  list.content = read_text(table, "content");
  list.escaped = get<bool>(table.get("escaped"), "escaped", "true or false").value_or(false);
  list.skip = read_text(table, "skip");
  list.next = read_text(table, "next");
  list.max_pages = read_int(table.get("max_pages"), "max_pages", 1, 1000, list.max_pages);
  list.days = read_int(table.get("days"), "days", 1, 36'600, list.days);
  return list;
}

std::vector<Selector> Reader::selectors(const toml::table& table, std::string_view key) {
  std::vector<Selector> out;
  strings(table.get(key), key, [&](const std::string& text, const toml::source_region& where) {
    auto parsed = parse_selector(text);
    if (const auto* problem = std::get_if<std::string>(&parsed))
      complain(where, fmt::format("selector '{}': {}", text, *problem));
    else
      out.push_back(std::get<Selector>(std::move(parsed)));
  });
  return out;
}

PageRules Reader::read_page(const toml::table& table, const Source& source) {
  check_keys(table, page_keys);
  PageRules rules;
  rules.source = source.id;
  rules.hosts = strings(table.get("hosts"), "hosts", [this](const auto& host, const auto& where) {
    const auto url = parse_url("http://" + host);
    if (!url || url->authority() != host)
      complain(where, fmt::format("'{}' is not a host such as \"news.example.org\"", host));
  });
  if (rules.hosts.empty())
    for (const auto& url : source.urls)
      if (const auto parsed = parse_url(fill_list_url(url, 1, 0, 0)))
        rules.hosts.push_back(parsed->host);
  for (auto& host : rules.hosts)
    if (host.starts_with("www.")) host.erase(0, 4);
  rules.body = selectors(table, "body");
  rules.title = selectors(table, "title");
  rules.published = selectors(table, "published");
  rules.authors = selectors(table, "authors");
  rules.remove = selectors(table, "remove");
  for (const auto& text :
       strings(table.get("noise"), "noise",
               [this](const auto&regex, const auto&where) { check_pattern(regex, where); }))
    if (auto pattern = Pattern::compile(text); std::holds_alternative<Pattern>(pattern))
      rules.noise.push_back(std::get<Pattern>(std::move(pattern)));
  return rules;
}

Source Reader::read(const toml::table& table) {
  check_keys(table, keys);
  const auto pattern = [this](const auto& text, const auto& where) { check_pattern(text, where); };
  const auto url = [this](const auto& text, const auto& where) { check_url(text, where); };
  Source source;
  source.id = fs::path(file_).stem().string();
  source.name = get<std::string>(table.get("name"), "name", "a string").value_or(source.id);
  source.kind = read_kind(table.get("kind"));
  source.urls = strings(table.get("url"), "url", url);
  if (source.urls.empty() && complaints_.empty())
    complain_missing("url", "url = \"https://example.com/feed.xml\"");
  source.allow = strings(table.get("allow"), "allow", pattern);
  source.deny = strings(table.get("deny"), "deny", pattern);
  if (const auto* json = table.get("json"); json && json->is_table())
    source.json = read_json(*json->as_table());
  else if (source.kind == SourceKind::json || json)
    complain_missing("[json]", "[json]\nitems = \"data\"\nlink = \"{url}\"");
  if (const auto* page = table.get("page"); page && page->is_table())
    source.page = read_page(*page->as_table(), source);
  else if (page)
    complain(page->source(), "'page' must be a table, as in [page]");
  source.lang = read_lang(table.get("lang"));
  source.currency = read_currency(table.get("currency"));
  source.delay_ms = read_int(table.get("delay_ms"), "delay_ms", 0, 3'600'000, source.delay_ms);
  source.max_articles =
      read_int(table.get("max_articles"), "max_articles", 1, 100'000, source.max_articles);
  source.connections = read_int(table.get("connections"), "connections", 1, 16, source.connections);
  source.max_depth = read_int(table.get("max_depth"), "max_depth", 0, 20, source.max_depth);
  source.zone = read_zone(table.get("zone"));
  source.interval_minutes = read_int(table.get("interval_minutes"), "interval_minutes", 0, 525'600,
                                     source.interval_minutes);
  source.allow_private =
      get<bool>(table.get("allow_private"), "allow_private", "true or false").value_or(false);
  return source;
}

std::string read_text(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  if (!in.is_open() || in.bad())
    throw Error(ExitCode::config, fmt::format("{}: cannot be read", file.string()));
  return text;
}

}  // namespace

Source load_source(const fs::path& file) {
  const auto text = read_text(file);
  if (const auto deep = find_deep_nesting(file.string(), text))
    throw Error(ExitCode::config, format(*deep, text));
  Reader reader(file.string(), text);
  Source source;
  try {
    source = reader.read(toml::parse(text, file.string()));
  } catch (const toml::parse_error& error) {
    reader.complain(error.source(), std::string(error.description()));
  }
  if (!reader.complaints().empty()) throw Error(ExitCode::config, reader.complaints());
  return source;
}

std::vector<Source> load_sources(const std::vector<fs::path>& folders) {
  std::map<std::string, Source> by_id;
  std::string complaints;
  for (const auto& folder : folders) {
    std::error_code none;
    if (!fs::is_directory(folder, none)) continue;
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder))
      if (entry.path().extension() == ".toml") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const auto& file : files) try {
        auto source = load_source(file);
        auto id = source.id;
        by_id.insert_or_assign(std::move(id), std::move(source));
      } catch (const Error& error) {
        if (!complaints.empty()) complaints += '\n';
        complaints += error.what();
      }
  }
  if (!complaints.empty()) throw Error(ExitCode::config, complaints);
  std::vector<Source> out;
  for (auto& [id, source] : by_id) out.push_back(std::move(source));
  return out;
}

SiteRules site_rules(const std::vector<Source>& sources) {
  SiteRules rules;
  for (const auto& source : sources)
    if (source.page) rules.add(*source.page);
  return rules;
}

}  // namespace dealgraph

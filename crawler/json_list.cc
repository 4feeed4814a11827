#include "crawler/json_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <ctime>

#include "crawler/safe_json.h"
#include "crawler/url.h"
#include "crawler/web_date.h"
#include "text/charset.h"

namespace dealgraph {
namespace {

using nlohmann::json;

constexpr std::size_t max_items = 50'000;
constexpr std::int64_t first_millisecond = 100'000'000'000;  // seconds until the year 5138

// "items.data" of {"items": {"data": …}}; numbers count the elements of arrays.
const json* find(const json& from, std::string_view path) {
  const json* at = &from;
  while (!path.empty()) {
    const auto name = path.substr(0, path.find('.'));
    path.remove_prefix(std::min(path.size(), name.size() + 1));
    if (at->is_object()) {
      const auto member = at->find(std::string(name));
      if (member == at->end()) return nullptr;
      at = &*member;
    } else {
      std::size_t index = 0;
      const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), index);
      const bool number = error == std::errc{} && end == name.data() + name.size();
      if (!at->is_array() || !number || index >= at->size()) return nullptr;
      at = &(*at)[index];
    }
  }
  return at;
}

std::string text_at(const json& from, std::string_view path) {
  const auto* value = path.empty() ? nullptr : find(from, path);
  if (!value) return {};
  if (value->is_string()) return value->get<std::string>();
  return value->is_number_integer() ? value->dump() : std::string();
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
  return text;
}

std::string escaped(std::string text) {
  text = replaced(std::move(text), "&", "&amp;");
  text = replaced(std::move(text), "\"", "&quot;");
  return replaced(std::move(text), "<", "&lt;");
}

// One level, as HTML would: "&amp;lt;" is "&lt;" afterwards.
std::string unescaped(std::string text) {
  for (const auto& [entity, character] :
       {std::pair{"&lt;", "<"}, std::pair{"&gt;", ">"}, std::pair{"&quot;", "\""},
        std::pair{"&#39;", "'"}, std::pair{"&amp;", "&"}})
    text = replaced(std::move(text), entity, character);
  return text;
}

// "{newsId}" of a template is a member of the item. "" if one is missing.
std::string fill_members(std::string_view text, const json& item) {
  std::string out;
  for (;;) {
    const auto open = text.find('{');
    out += text.substr(0, open);
    if (open == std::string_view::npos) return out;
    const auto close = text.find('}', open);
    if (close == std::string_view::npos) return {};
    const auto value = text_at(item, text.substr(open + 1, close - open - 1));
    if (value.empty()) return {};
    out += value;
    text.remove_prefix(close + 1);
  }
}

std::string date_at(const json& item, std::string_view path) {
  const auto text = text_at(item, path);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.size() < 9 || error != std::errc{} || end != text.data() + text.size())
    return parse_web_date(text);
  const std::time_t seconds = number >= first_millisecond ? number / 1000 : number;
  std::tm utc{};
  if (!gmtime_r(&seconds, &utc)) return {};
  return parse_web_date(fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", utc.tm_year + 1900,
                                    utc.tm_mon + 1, utc.tm_mday, utc.tm_hour, utc.tm_min,
                                    utc.tm_sec));
}

bool is_true(const json* value) {
  if (!value) return false;
  if (value->is_boolean()) return value->get<bool>();
  return value->is_number() && value->get<double>() != 0;
}

std::string absolute(const std::optional<Url>& base, const std::string& reference) {
  if (reference.empty()) return {};
  const auto url = base ? resolve_url(*base, reference) : parse_url(reference);
  return url ? url->text() : std::string();
}

json read(const FetchedPage& page, Feed& feed) {
  auto whole = parse_foreign_json(to_utf8(page.body, page.content_type).text);
  if (whole.is_discarded()) feed.problem = "broken JSON";
  return whole;
}

}  // namespace

Feed parse_json_feed(const FetchedPage& page) {
  Feed feed;
  const auto whole = read(page, feed);
  if (!feed.problem.empty()) return feed;
  const auto* items = find(whole, "items");
  if (text_at(whole, "version").find("jsonfeed.org/version/") == std::string::npos || !items ||
      !items->is_array()) {
    feed.problem = "JSON, but no JSON Feed; set kind = \"json\" and say where its list is";
    return feed;
  }
  const auto base = parse_url(page.url);
  for (const auto& item : *items) {
    if (feed.items.size() == max_items) break;
    auto url = absolute(base, text_at(item, "url"));
    if (url.empty()) url = absolute(base, text_at(item, "external_url"));
    if (url.empty()) url = absolute({}, text_at(item, "id"));
    if (url.empty()) continue;
    feed.items.push_back({url, text_at(item, "title"), date_at(item, "date_published"),
                          date_at(item, "date_modified"), ""});
  }
  return feed;
}

Feed parse_json_list(const FetchedPage& page, const JsonList& list) {
  Feed feed;
  const auto whole = read(page, feed);
  if (!feed.problem.empty()) return feed;
  const auto* items = find(whole, list.items);
  if (!items || !items->is_array()) {
    feed.problem = fmt::format("JSON without a list at '{}'", list.items);
    return feed;
  }
  const auto base = parse_url(page.url);
  for (const auto& item : *items) {
    if (feed.items.size() == max_items) break;
    if (!list.skip.empty() && is_true(find(item, list.skip))) continue;
    const auto url = absolute(base, fill_members(list.link, item));
    if (url.empty()) continue;
    auto content = text_at(item, list.content);
    if (list.escaped) content = unescaped(std::move(content));
    feed.items.push_back(
        {url, text_at(item, list.title), date_at(item, list.published), "", std::move(content)});
  }
  feed.next = absolute(base, text_at(whole, list.next));
  return feed;
}

std::string fill_list_url(std::string_view url, int page, std::int64_t start, std::int64_t end) {
  auto out = replaced(std::string(url), "{page}", std::to_string(page));
  out = replaced(std::move(out), "{start}", std::to_string(start));
  return replaced(std::move(out), "{end}", std::to_string(end));
}

FetchedPage page_of_content(const FeedItem& item) {
  FetchedPage page;
  page.doc = page.url = item.url;
  page.content_type = "text/html; charset=utf-8";
  page.fetched_at = std::time(nullptr);
  page.body = fmt::format(
      "<!DOCTYPE html><html><head><title>{0}</title>"
      "<meta property=\"article:published_time\" content=\"{1}\"></head>"
      "<body><article><h1>{0}</h1>{2}</article></body></html>",
      escaped(item.title), escaped(item.published), item.content);
  return page;
}

}  // namespace dealgraph

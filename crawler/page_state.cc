#include "crawler/page_state.h"

#include <algorithm>
#include <array>
#include <vector>

#include "crawler/body.h"
#include "crawler/html.h"
#include "crawler/metadata.h"
#include "crawler/page_date.h"
#include "crawler/safe_json.h"

namespace dealgraph {
namespace {

using Json = nlohmann::json;

constexpr std::size_t max_scripts = 8;
constexpr std::size_t max_script = 4U << 20;  // bytes
constexpr std::size_t max_objects = 50'000;
constexpr std::size_t max_parts = 5'000;  // paragraphs of a body

constexpr std::array<const char*, 11> body_keys = {
    "articleBody", "body",      "content", "contents", "bodyHtml",  "body_html",
    "contentHtml", "storyHTML", "html",    "text",     "paragraphs"};
constexpr std::array<const char*, 3> title_keys = {"headline", "title", "newsTitle"};
constexpr std::array<const char*, 11> date_keys = {
    "datePublished", "publishedAt",   "published_at",      "publishAt",
    "publishDate",   "publish_time",  "publishTime",       "published",
    "pubDate",       "publishedTime", "first_publish_date"};

std::string string_at(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// Text of one element of a list of paragraphs.
std::string part_text(const Json& part) {
  if (part.is_string()) return part.get<std::string>();
  if (!part.is_object()) return "";
  for (const auto* name : {"text", "content", "html", "value", "body"})
    if (auto text = string_at(part, name); !text.empty()) return text;
  return "";
}

std::string body_at(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  std::string out;
  if (!value.is_array()) return out;
  std::size_t count = 0;
  for (const auto& part : value) {
    if (++count > max_parts) break;
    out += part_text(part);
    out += '\n';
  }
  return out;
}

std::string date_at(const Json& object) {
  for (const auto* name : date_keys) {
    const auto found = object.find(name);
    if (found == object.end()) continue;
    const auto text = found->is_string()           ? found->get<std::string>()
                      : found->is_number_integer() ? found->dump()
                                                   : std::string();
    if (auto date = find_date(text); !date.iso.empty()) return date.iso;
  }
  return "";
}

// A name, an object that has one, or a list of those.
void add_names(const Json& value, std::vector<std::string>& names) {
  constexpr std::size_t most = 10;
  if (value.is_string()) {
    if (auto name = clean_line(value.get<std::string>()); !name.empty() && names.size() < most)
      names.push_back(std::move(name));
  } else if (value.is_array()) {
    for (const auto& part : value)
      if (!part.is_array()) add_names(part, names);
  } else if (value.is_object()) {
    for (const auto* key : {"name", "displayName", "fullName", "title"})
      if (const auto name = value.find(key); name != value.end() && name->is_string())
        return add_names(*name, names);
  }
}

std::vector<std::string> names_at(const Json& object) {
  std::vector<std::string> names;
  for (const auto* key : {"authors", "author", "byline", "creator", "reporter", "writer"})
    if (const auto found = object.find(key); found != object.end() && names.empty())
      add_names(*found, names);
  return names;
}

struct Candidate {
  const Json* object = nullptr;
  std::string body;
};

// The object with the longest text: whatever surrounds an article is shorter or in another object.
void offer(Candidate& best, const Json& object) {
  for (const auto* name : body_keys) {
    const auto found = object.find(name);
    if (found == object.end()) continue;
    auto body = body_at(*found);
    // Text in code ("function(){…}") and addresses has few spaces and no sentence.
    if (body.size() > best.body.size() && ends_sentence(clean_line(lines_of_markup(body))))
      best = {&object, std::move(body)};
  }
}

Candidate longest_text(const Json& document) {
  Candidate best;
  std::vector<const Json*> open = {&document};
  std::size_t count = 0;
  while (!open.empty() && count < max_objects) {
    const auto* value = open.back();
    open.pop_back();
    if (value->is_object()) {
      offer(best, *value);
      ++count;
    }
    if (!value->is_structured()) continue;
    for (auto child = value->crbegin(); child != value->crend(); ++child) open.push_back(&*child);
  }
  return best;
}

// The JSON of a data script, "" if it holds none.
std::string_view json_of_script(std::string_view tag, std::string_view text) {
  const auto begin = text.find('{');
  const auto end = text.rfind('}');
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return "";
  if (text.size() > max_script) return "";
  if (tag.find("application/json") != std::string_view::npos)
    return text.substr(begin, end - begin + 1);
  // window.__STATE__ = {…};
  const auto head = text.substr(0, begin);
  const bool assigned = head.find("window.") != std::string_view::npos && head.size() < 100 &&
                        head.find('=') != std::string_view::npos;
  return assigned ? text.substr(begin, end - begin + 1) : std::string_view();
}

std::string_view next_script(std::string_view html, std::size_t& at, std::string_view& tag) {
  const auto begin = html.find("<script", at);
  if (begin == std::string_view::npos) return at = html.size(), std::string_view();
  const auto tag_end = std::min(html.find('>', begin), html.size());
  const auto end = std::min(html.find("</script", tag_end), html.size());
  tag = html.substr(begin, tag_end - begin);
  at = std::max(end, begin + 1);
  return end > tag_end ? html.substr(tag_end + 1, end - tag_end - 1) : std::string_view();
}

std::string lines_of_tree(const std::string& markup) {
  const auto parse = parse_html(markup);
  if (!parse.tree) return "";
  std::string out;
  for (HtmlTree::Node node = 0; node < parse.tree->size(); ++node) {
    const auto& part = (*parse.tree)[node];
    if (part.tag == "p" || part.tag == "br" || part.tag == "div" || part.tag == "li" ||
        part.tag == "h2" || part.tag == "h3" || part.tag == "tr")
      out += '\n';
    out += part.text;
  }
  return out;
}

bool holds_markup(std::string_view text) {
  return text.find("</") != std::string_view::npos || text.find("<br") != std::string_view::npos;
}

}  // namespace

std::string lines_of_markup(const std::string& text) {
  if (holds_markup(text)) return lines_of_tree(text);
  const auto entity = text.find('&');
  if (entity == std::string::npos || text.find(';', entity) == std::string::npos) return text;
  if (text.find("&lt;") == std::string::npos && text.find("&#") == std::string::npos) return text;
  auto unescaped = lines_of_tree("<pre>" + text + "</pre>");
  return holds_markup(unescaped) ? lines_of_tree(unescaped) : unescaped;
}

PageState read_page_state(std::string_view html) {
  PageState state;
  std::size_t at = 0;
  for (std::size_t count = 0; count < max_scripts && at < html.size();) {
    std::string_view tag;
    const auto script = next_script(html, at, tag);
    const auto text = json_of_script(tag, script);
    if (text.empty()) continue;
    ++count;
    const auto document = parse_foreign_json(text);
    if (document.is_discarded()) continue;
    auto best = longest_text(document);
    if (!best.object) continue;
    auto body = lines_of_markup(best.body);
    if (body.size() <= state.body.size()) continue;
    state = {"", date_at(*best.object), std::move(body), names_at(*best.object)};
    for (const auto* name : title_keys)
      if (state.title.empty()) state.title = clean_line(string_at(*best.object, name));
  }
  return state;
}

}  // namespace dealgraph

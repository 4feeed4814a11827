#include "crawler/json_ld.h"

#include <algorithm>

#include "crawler/safe_json.h"

namespace dealgraph {
namespace {

using Json = nlohmann::json;

constexpr std::size_t max_objects = 5000;  // of one page

// Pages leave raw line breaks inside strings, and CDATA or comment marks around the block.
std::string tidy(std::string text) {
  for (auto& c : text)
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  const auto begin = text.find_first_of("{[");
  const auto end = text.find_last_of("}]");
  if (begin == std::string::npos || end == std::string::npos || end < begin) return "";
  return text.substr(begin, end - begin + 1);
}

const Json* member(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

std::string string_of(const Json* value) {
  if (value && value->is_array() && !value->empty()) value = &value->front();
  return value && value->is_string() ? value->get<std::string>() : std::string();
}

// A string, or the name of an object.
std::string name_of(const Json& value) {
  if (value.is_object()) return string_of(member(value, "name"));
  return value.is_string() ? value.get<std::string>() : std::string();
}

bool is_article(const Json& object) {
  const auto* type = member(object, "@type");
  if (!type) return false;
  const auto test = [](const Json& name) {
    if (!name.is_string()) return false;
    const auto& text = name.get_ref<const std::string&>();
    return text.find("Article") != std::string::npos || text.ends_with("Posting") ||
           text.ends_with("Report");
  };
  return type->is_array() ? std::any_of(type->begin(), type->end(), test) : test(*type);
}

void fill(std::string& field, std::string value) {
  if (field.empty()) field = std::move(value);
}

void take(JsonLd& out, const Json& object) {
  fill(out.headline, string_of(member(object, "headline")));
  fill(out.published, string_of(member(object, "datePublished")));
  fill(out.article_body, string_of(member(object, "articleBody")));
  fill(out.url, string_of(member(object, "url")));
  if (const auto* page = member(object, "mainEntityOfPage"))
    fill(out.url, page->is_object() ? string_of(member(*page, "@id")) : string_of(page));
  if (const auto* publisher = member(object, "publisher")) fill(out.publisher, name_of(*publisher));
  const auto* author = member(object, "author");
  if (!author || !out.authors.empty()) return;
  if (!author->is_array())
    out.authors.push_back(name_of(*author));
  else
    for (const auto& one : *author) out.authors.push_back(name_of(one));
  std::erase(out.authors, "");
}

// All objects of a document in document order.
std::vector<const Json*> objects_of(const Json& document) {
  std::vector<const Json*> found;
  std::vector<const Json*> open = {&document};
  while (!open.empty() && found.size() < max_objects) {
    const auto* value = open.back();
    open.pop_back();
    if (!value->is_structured()) continue;
    if (value->is_object()) found.push_back(value);
    for (auto child = value->crbegin(); child != value->crend(); ++child) open.push_back(&*child);
  }
  return found;
}

}  // namespace

JsonLd read_json_ld(const HtmlTree& tree) {
  JsonLd article;
  JsonLd page;  // WebPage and the like: less sure
  for (HtmlTree::Node node = 0; node < tree.size(); ++node) {
    if (tree[node].tag != "script") continue;
    const auto text = tidy(tree.text(node));
    const auto document = parse_foreign_json(text);
    if (document.is_discarded()) continue;
    for (const auto* object : objects_of(document)) {
      if (is_article(*object))
        take(article, *object);
      else if (string_of(member(*object, "@type")) == "WebPage")
        take(page, *object);
      else if (member(*object, "pubDate") && member(*object, "appid"))
        fill(page.published, string_of(member(*object, "pubDate")));  // for the crawler of Baidu
    }
  }
  if (article.published.empty()) article.published = page.published;
  return article;
}

}  // namespace dealgraph

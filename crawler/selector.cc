#include "crawler/selector.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/utf8.h"

namespace dealgraph {
namespace {

using Node = HtmlTree::Node;

bool is_name(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return is_upper_ascii(byte) || is_lower_ascii(byte) || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || byte >= 0x80;
}

std::string lower(std::string text) {
  for (auto& c : text)
    if (is_upper_ascii(static_cast<unsigned char>(c))) c = static_cast<char>(c + 32);
  return text;
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  std::variant<Selector, std::string> parse() {
    Selector selector;
    skip_blanks();
    while (at_ < text_.size() && problem_.empty()) {
      selector.compounds.push_back(compound());
      skip_blanks();
    }
    if (!problem_.empty()) return problem_;
    if (selector.compounds.empty()) return "the selector is empty";
    return selector;
  }

 private:
  void skip_blanks() { at_ = std::min(text_.find_first_not_of(" \t", at_), text_.size()); }

  std::string name() {
    const auto begin = at_;
    while (at_ < text_.size() && is_name(text_[at_])) ++at_;
    return std::string(text_.substr(begin, at_ - begin));
  }

  Selector::Compound compound() {
    Selector::Compound out;
    const auto begin = at_;
    if (text_[at_] == '*')
      ++at_;
    else
      out.tag = lower(name());
    while (at_ < text_.size() && problem_.empty()) {
      const char mark = text_[at_];
      if (mark == ' ' || mark == '\t') break;
      if (mark != '.' && mark != '#' && mark != '[') return fail(mark), out;
      ++at_;
      if (mark == '[') {
        attribute(out);
        continue;
      }
      auto part = name();
      if (part.empty()) problem_ = fmt::format("a name is missing after '{}'", mark);
      if (mark == '.')
        out.classes.push_back(std::move(part));
      else
        out.id = std::move(part);
    }
    if (at_ == begin) fail(text_[at_]);
    return out;
  }

  void fail(char mark) {
    problem_ = fmt::format(
        "'{}' is not supported; use tag, #id, .class, [name] or [name=value], with a space for "
        "\"inside of\"",
        mark);
  }

  void attribute(Selector::Compound& out) {
    auto key = lower(name());
    std::optional<std::string> value;
    if (at_ < text_.size() && text_[at_] == '=') {
      ++at_;
      const auto end = text_.find(']', at_);
      auto raw = text_.substr(at_, end == std::string_view::npos ? end : end - at_);
      at_ += raw.size();
      if (raw.size() >= 2 && (raw.front() == '"' || raw.front() == '\'') &&
          raw.back() == raw.front())
        raw = raw.substr(1, raw.size() - 2);
      value = std::string(raw);
    }
    if (key.empty() || at_ >= text_.size() || text_[at_] != ']')
      problem_ = "an attribute is written [name] or [name=value]";
    else
      ++at_;
    out.attributes.emplace_back(std::move(key), std::move(value));
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string problem_;
};

bool has_class(std::string_view classes, std::string_view name) {
  for (std::size_t begin = 0; begin < classes.size();) {
    const auto end = std::min(classes.find_first_of(" \t\n\r\f", begin), classes.size());
    if (classes.substr(begin, end - begin) == name) return true;
    begin = end + 1;
  }
  return false;
}

bool matches(const HtmlTree& tree, Node node, const Selector::Compound& compound) {
  if (tree[node].is_text()) return false;
  if (!compound.tag.empty() && tree[node].tag != compound.tag) return false;
  if (!compound.id.empty() && tree.attribute(node, "id") != compound.id) return false;
  const auto classes = compound.classes.empty() ? "" : tree.attribute(node, "class");
  for (const auto& name : compound.classes)
    if (!has_class(classes, name)) return false;
  for (const auto& [name, value] : compound.attributes)
    if (!tree.has_attribute(node, name) || (value && tree.attribute(node, name) != *value))
      return false;
  return true;
}

// The nearest fitting ancestor is never a worse choice than a farther one, so nothing backtracks.
bool stands_inside(const HtmlTree& tree, Node node, const Selector& selector) {
  auto rest = selector.compounds.size() - 1;
  while (rest > 0 && node != 0) {
    node = tree[node].parent;
    if (matches(tree, node, selector.compounds[rest - 1])) --rest;
  }
  return rest == 0;
}

}  // namespace

std::variant<Selector, std::string> parse_selector(std::string_view text) {
  return Parser(text).parse();
}

std::vector<Node> select(const HtmlTree& tree, const Selector& selector) {
  std::vector<Node> found;
  for (Node node = 0; node < tree.size(); ++node)
    if (matches(tree, node, selector.compounds.back()) && stands_inside(tree, node, selector))
      found.push_back(node);
  return found;
}

}  // namespace dealgraph

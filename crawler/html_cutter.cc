#include "crawler/html_cutter.h"

#include <algorithm>
#include <array>

namespace dealgraph {
namespace {

constexpr std::size_t max_source = 4U << 20;
constexpr int max_depth = 4000;  // Gumbo's time grows with its square
constexpr int max_attributes = 400;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool is_name_start(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }
bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

bool starts_with_name(std::string_view text, std::string_view name) {
  if (text.size() < name.size()) return false;
  for (std::size_t i = 0; i < name.size(); ++i)
    if (lower(text[i]) != name[i]) return false;
  return true;
}

// Byte of the end tag `</name`, or npos.
std::size_t find_end_tag(std::string_view html, std::string_view name, std::size_t from) {
  for (auto at = html.find("</", from); at != std::string_view::npos; at = html.find("</", at + 2))
    if (starts_with_name(html.substr(at + 2), name)) return at;
  return std::string_view::npos;
}

struct TagScan {
  std::size_t end = 0;  // byte after '>'
  int attributes = 0;
};

TagScan scan_tag(std::string_view html, std::size_t at) {
  TagScan scan;
  char quote = 0;
  char before = ' ';
  std::size_t i = at;
  for (; i < html.size(); ++i) {
    const char c = html[i];
    if (quote) {
      if (c == quote) quote = 0;
    } else if ((c == '"' || c == '\'') && before == '=') {
      quote = c;
    } else if (c == '>') {
      break;
    } else if (!is_blank(c) && c != '/' && c != '=' && (is_blank(before) || before == '/')) {
      ++scan.attributes;
    }
    if (!is_blank(c) || before != '=') before = c;
  }
  scan.end = std::min(i + 1, html.size());
  return scan;
}

// Tags that their own kind or their parent's end closes: unclosed ones do not nest.
bool nests(std::string_view name) {
  static constexpr std::array<std::string_view, 35> flat = {
      "area",   "base",     "body",  "br",    "col",   "dd",     "dt",     "embed", "head",
      "hr",     "html",     "image", "img",   "input", "keygen", "li",     "link",  "meta",
      "option", "optgroup", "p",     "param", "rp",    "rt",     "source", "tbody", "td",
      "tfoot",  "th",       "thead", "title", "tr",    "track",  "wbr",    "frame"};
  return std::find(flat.begin(), flat.end(), name) == flat.end();
}

// Copies a page without what no reader needs, and takes the sting out of bombs on the way.
class Cutter {
 public:
  explicit Cutter(std::string_view html) : html_(html) {}

  std::string cut() {
    out_.reserve(std::min(html_.size(), max_source) + 1);
    std::size_t at = 0;
    while (at < html_.size() && out_.size() < max_source) {
      const auto tag = std::min(html_.find('<', at), html_.size());
      out_.append(html_.substr(at, std::min(tag - at, max_source - out_.size())));
      at = tag < html_.size() ? cut_tag(tag) : tag;
    }
    if (out_.size() > max_source) out_.resize(max_source);
    // Gumbo would print each as U+FFFD.
    std::erase_if(out_,
                  [](char c) { return static_cast<unsigned char>(c) < 0x20 && !is_blank(c); });
    return std::move(out_);
  }

 private:
  std::size_t cut_tag(std::size_t at) {
    const auto rest = html_.substr(at);
    if (rest.starts_with("<!--")) return cut_comment(at);
    const bool closing = rest.size() > 1 && rest[1] == '/';
    const std::size_t name_at = at + (closing ? 2 : 1);
    if (name_at >= html_.size() || !is_name_start(html_[name_at])) {
      out_ += '<';
      return at + 1;
    }
    std::size_t name_end = name_at;
    std::string name;
    while (name_end < html_.size() && !is_blank(html_[name_end]) && html_[name_end] != '>' &&
           html_[name_end] != '/' && name.size() < 64)
      name += lower(html_[name_end++]);
    const auto scan = scan_tag(html_, name_end);
    const auto source = html_.substr(at, scan.end - at);
    if (!closing && (name == "script" || name == "style" || name == "svg"))
      return cut_element(at, name, source);
    if (nests(name)) depth_ = closing ? std::max(0, depth_ - 1) : depth_ + 1;
    if (depth_ > max_depth) throw ParseLimit{"the markup is nested too deeply"};
    if (scan.attributes > max_attributes)
      out_ += (closing ? "</" : "<") + name + ">";
    else
      out_ += source;
    return scan.end;
  }

  // A comment that never ends would hide the rest of the page: only its opening is dropped.
  std::size_t cut_comment(std::size_t at) {
    if (html_.substr(at).starts_with("<!-->")) return at + 5;
    if (no_end_[comment]) return at + 4;
    const auto end = html_.find("-->", at + 4);
    no_end_[comment] = end == std::string_view::npos;
    return no_end_[comment] ? at + 4 : end + 3;
  }

  std::size_t cut_element(std::size_t at, std::string_view name, std::string_view source) {
    auto& no_end = no_end_[name == "script" ? script : name == "style" ? style : svg];
    const auto from = at + source.size();
    if (name == "svg" && source.ends_with("/>")) return from;
    const auto end = no_end ? std::string_view::npos : find_end_tag(html_, name, from);
    if (end == std::string_view::npos) {
      no_end = true;
      return from;
    }
    const auto after = std::min(html_.find('>', end), html_.size() - 1) + 1;
    if (name == "script" && source.find("ld+json") != std::string_view::npos)
      out_.append(html_.substr(at, after - at));
    return after;
  }

  std::string_view html_;
  std::string out_;
  int depth_ = 0;
  enum { comment, script, style, svg, kinds };
  std::array<bool, kinds> no_end_{};  // no end ahead: searching again and again would be quadratic
};

}  // namespace

std::string cut_html(std::string_view html) { return Cutter(html).cut(); }

}  // namespace dealgraph

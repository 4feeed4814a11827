#include "crawler/html.h"

#include <gumbo.h>
#include <time.h>

#include <algorithm>

#include "crawler/html_cutter.h"
#include "text/charset.h"

namespace dealgraph {
namespace {

constexpr std::size_t max_memory = 256U << 20;
constexpr std::int64_t max_cpu_ns = 2'000'000'000;

std::int64_t cpu_ns() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

// Memory of one parse. It is freed as a whole; single blocks are never given back, so that an
// exception may cross Gumbo's frames without anything to clean up there.
class Arena {
 public:
  Arena() : deadline_(cpu_ns() + max_cpu_ns) {}

  void* allocate(std::size_t size) {
    if (++calls_ % 128 == 0 && cpu_ns() > deadline_)
      throw ParseLimit{"the markup takes too long to parse"};
    size = (size + 15) & ~std::size_t{15};
    if (size > left_) grow(size);
    char* block = next_;
    next_ += size;
    left_ -= size;
    return block;
  }

 private:
  void grow(std::size_t size) {
    const std::size_t chunk = std::max(size, chunk_size);
    if (chunk > max_memory - used_) throw ParseLimit{"the markup needs too much memory"};
    used_ += chunk;
    chunks_.push_back(std::unique_ptr<char[]>(new char[chunk]));
    next_ = chunks_.back().get();
    left_ = chunk;
  }

  static constexpr std::size_t chunk_size = 1U << 20;
  std::vector<std::unique_ptr<char[]>> chunks_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
  std::size_t used_ = 0;
  std::size_t calls_ = 0;
  std::int64_t deadline_;
};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
}  // namespace

struct HtmlTree::Storage {
  std::string source;  // NUL-terminated: Gumbo reads one byte past a buffer that is not
  Arena arena;
};

HtmlTree::HtmlTree() : storage_(std::make_unique<Storage>()) {}
HtmlTree::HtmlTree(HtmlTree&&) noexcept = default;
HtmlTree& HtmlTree::operator=(HtmlTree&&) noexcept = default;
HtmlTree::~HtmlTree() = default;

// Turns Gumbo's tree of pointers into the flat one.
struct HtmlTreeBuilder {
  static HtmlTree build(std::string_view utf8) {
    HtmlTree tree;
    auto& storage = *tree.storage_;
    storage.source = cut_html(utf8);
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = [](void* arena, std::size_t size) {
      return static_cast<Arena*>(arena)->allocate(size);
    };
    options.deallocator = [](void*, void*) {};
    options.userdata = &storage.arena;
    options.max_errors = 0;
    const GumboOutput* output =
        gumbo_parse_with_options(&options, storage.source.c_str(), storage.source.size());
    flatten(tree, output->root);
    return tree;
  }

  static void flatten(HtmlTree& tree, const GumboNode* root) {
    struct Open {
      const GumboNode* node;
      unsigned int next_child;
      HtmlTree::Node index;
    };
    std::vector<Open> open;
    add_element(tree, root, 0);
    open.push_back({root, 0, 0});
    while (!open.empty()) {
      auto& top = open.back();
      const auto& children = top.node->v.element.children;
      if (top.next_child == children.length) {
        tree.nodes_[top.index].end = tree.size();
        open.pop_back();
        continue;
      }
      const auto* child = static_cast<const GumboNode*>(children.data[top.next_child++]);
      const auto index = tree.size();
      if (child->type == GUMBO_NODE_ELEMENT) {
        add_element(tree, child, top.index);
        open.push_back({child, 0, index});
      } else if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_WHITESPACE ||
                 child->type == GUMBO_NODE_CDATA) {
        HtmlNode node;
        node.text = child->v.text.text;
        node.parent = top.index;
        node.end = index + 1;
        tree.nodes_.push_back(node);
      }
    }
  }

  static void add_element(HtmlTree& tree, const GumboNode* source, HtmlTree::Node parent) {
    const auto& element = source->v.element;
    HtmlNode node;
    node.tag = tag_name(tree, element);
    node.parent = parent;
    node.first_attribute = static_cast<std::uint32_t>(tree.attributes_.size());
    node.attribute_count = element.attributes.length;
    for (unsigned int i = 0; i < element.attributes.length; ++i) {
      const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
      tree.attributes_.emplace_back(attribute->name, attribute->value);
    }
    tree.nodes_.push_back(node);
  }

  static std::string_view tag_name(HtmlTree& tree, const GumboElement& element) {
    if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
    GumboStringPiece name = element.original_tag;
    if (!name.data) return "unknown";
    gumbo_tag_from_original_text(&name);
    if (name.length == 0) return "unknown";
    auto* copy = static_cast<char*>(tree.storage_->arena.allocate(name.length));
    std::transform(name.data, name.data + name.length, copy, lower);
    return {copy, name.length};
  }
};

std::string_view HtmlTree::attribute(Node node, std::string_view name) const {
  const auto& element = nodes_[node];
  for (std::uint32_t i = 0; i < element.attribute_count; ++i)
    if (attributes_[element.first_attribute + i].first == name)
      return attributes_[element.first_attribute + i].second;
  return {};
}

bool HtmlTree::has_attribute(Node node, std::string_view name) const {
  const auto& element = nodes_[node];
  for (std::uint32_t i = 0; i < element.attribute_count; ++i)
    if (attributes_[element.first_attribute + i].first == name) return true;
  return false;
}

std::string HtmlTree::text(Node node) const {
  std::string out;
  for (Node i = node; i < nodes_[node].end; ++i) out += nodes_[i].text;
  return out;
}

HtmlParse parse_html(std::string_view utf8) {
  HtmlParse result;
  try {
    result.tree = HtmlTreeBuilder::build(utf8);
  } catch (const ParseLimit& limit) {
    result.problem = limit.problem;
  }
  return result;
}

std::vector<std::string> page_links(const FetchedPage& page) {
  std::vector<std::string> links;
  const auto parse = parse_html(to_utf8(page.body, page.content_type).text);
  if (!parse.tree) return links;
  const auto& tree = *parse.tree;
  for (HtmlTree::Node node = 0; node < tree.size(); ++node)
    if ((tree[node].tag == "a" || tree[node].tag == "area") && tree.has_attribute(node, "href"))
      links.emplace_back(tree.attribute(node, "href"));
  return links;
}

}  // namespace dealgraph

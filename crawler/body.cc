#include "crawler/body.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <unordered_set>

#include "crawler/html_noise.h"
#include "crawler/metadata.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

using Node = HtmlTree::Node;

template <std::size_t N>
bool any_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_inline(std::string_view tag) {
  static constexpr std::array<std::string_view, 31> tags = {
      "a",    "abbr",   "acronym", "b",   "bdi", "bdo",  "big",  "cite", "code", "data", "del",
      "dfn",  "em",     "font",    "i",   "ins", "kbd",  "mark", "q",    "s",    "samp", "small",
      "span", "strike", "strong",  "sub", "sup", "time", "tt",   "u",    "var"};
  return any_of(tags, tag);
}

bool never_shown(std::string_view tag) {
  static constexpr std::array<std::string_view, 20> tags = {
      "script", "style",    "head",   "noscript", "template", "iframe", "select",
      "option", "textarea", "button", "input",    "object",   "audio",  "video",
      "canvas", "map",      "svg",    "math",     "datalist", "title"};
  return any_of(tags, tag);
}

// Consent notices outweigh short articles and sit in elements of any name.
bool is_consent_notice(std::string_view text) {
  const auto first = text.find("ookies");
  return first != std::string_view::npos &&
         text.find("ookies", first + 1) != std::string_view::npos &&
         text.find("website") != std::string_view::npos;
}

// A stretch of text between two breaks.
struct Block {
  std::string text;  // clean
  Node first = 0;    // its first text node
  Node parent = 0;   // nearest element that is not inline
  std::size_t units = 0;
  double links = 0;  // share of the text inside <a>
  bool sentence = false;
  bool consent = false;
  bool row = false;  // of a table of data
};

bool is_cell(std::string_view tag) { return tag == "td" || tag == "th"; }

// A row of several short cells; the rows of a layout hold paragraphs, lists or tables.
bool is_data_row(const HtmlTree& tree, Node row) {
  constexpr std::size_t longest = 120;  // bytes of a cell
  if (tree[row].tag != "tr") return false;
  int cells = 0;
  std::size_t size = 0;
  for (Node node = row + 1; node < tree[row].end; ++node) {
    const auto& part = tree[node];
    if (is_cell(part.tag)) ++cells, size = 0;
    if (part.tag == "table" || part.tag == "li" || never_shown(part.tag)) return false;
    if (part.is_text()) size += part.text.size();
    if (size > longest * 2) return false;
  }
  return cells > 1;
}

// Cuts the text of a page into blocks at every element that is not inline and at every <br>.
class BlockReader {
 public:
  explicit BlockReader(const HtmlTree& tree) : tree_(tree) {}

  std::vector<Block> read() {
    for (Node node = 0; node < tree_.size();) {
      while (!open_.empty() && node >= tree_[open_.back()].end) close();
      const auto& part = tree_[node];
      if (part.is_text()) {
        add_text(node);
      } else if (never_shown(part.tag)) {
        node = part.end;
        continue;
      } else {
        if (!is_inline(part.tag)) begin_block(node);
        link_depth_ += part.tag == "a";
        open_.push_back(node);
      }
      ++node;
    }
    flush();
    return std::move(blocks_);
  }

 private:
  void close() {
    const auto tag = tree_[open_.back()].tag;
    if (open_.back() == row_) {
      flush();
      row_ = HtmlTree::none;
    } else if (!is_inline(tag) && row_ == HtmlTree::none) {
      flush();
    }
    link_depth_ -= tag == "a";
    open_.pop_back();
  }

  // The cells of a row of data are one line.
  void begin_block(Node node) {
    if (row_ == HtmlTree::none) {
      flush();
      if (is_data_row(tree_, node)) row_ = node;
    } else if (is_cell(tree_[node].tag) && clean_line(raw_).size() > 0) {
      raw_ += " | ";
    } else if (!raw_.empty()) {
      raw_ += ' ';
    }
  }

  void add_text(Node node) {
    const auto text = tree_[node].text;
    if (raw_.empty()) first_ = node;
    raw_ += text;
    if (link_depth_ > 0) links_ += text_units(clean_line(text));
  }

  void flush() {
    Block block;
    block.text = clean_line(raw_);
    block.units = text_units(block.text);
    if (block.units > 0) {
      block.first = first_;
      block.parent = tree_[first_].parent;
      while (block.parent != 0 && is_inline(tree_[block.parent].tag))
        block.parent = tree_[block.parent].parent;
      block.links = static_cast<double>(links_) / static_cast<double>(block.units);
      block.sentence = ends_sentence(block.text);
      block.consent = is_consent_notice(block.text);
      block.row = row_ != HtmlTree::none;
      blocks_.push_back(std::move(block));
    }
    raw_.clear();
    links_ = 0;
  }

  const HtmlTree& tree_;
  std::vector<Block> blocks_;
  std::vector<Node> open_;
  std::string raw_;
  Node first_ = 0;
  std::size_t links_ = 0;
  int link_depth_ = 0;
  Node row_ = HtmlTree::none;  // of data, being read
};

bool is_prose(const Block& block) {
  return block.links < 0.5 && !block.consent &&
         ((block.units >= 100 && !block.row) || (block.sentence && block.units >= 30));
}

double value_of(const Block& block) {
  const auto units = static_cast<double>(std::min<std::size_t>(block.units, 2000));
  if (is_prose(block)) return units * (1 - block.links);
  if (block.links >= 0.5) return -std::min(units, 60.0);
  return -std::min(units * 0.3, 10.0);
}

// sums[i]: total value of the blocks that start before node i.
std::vector<double> running_sums(const HtmlTree& tree, const std::vector<Block>& blocks,
                                 const std::vector<double>& values) {
  std::vector<double> sums(tree.size() + 1U, 0.0);
  for (std::size_t i = 0; i < blocks.size(); ++i) sums[blocks[i].first + 1U] += values[i];
  for (std::size_t i = 1; i < sums.size(); ++i) sums[i] += sums[i - 1];
  return sums;
}

// Marks nodes inside noise elements. What holds much of the page's prose is no noise, whatever it
// is called: whole pages sit in forms and in classes such as "premium".
std::vector<bool> noise_nodes(const HtmlTree& tree, const std::vector<double>& prose) {
  std::vector<bool> noise(tree.size(), false);
  const double total = prose.back();
  for (Node node = 0; node < tree.size();) {
    const auto end = tree[node].end;
    const double share = total > 0 ? (prose[end] - prose[node]) / total : 0;
    const auto kind = tree[node].is_text() || share > 0.8 ? Noise::none : noise_of(tree, node);
    if (kind == Noise::none || (kind == Noise::likely && share > 0.4)) {
      ++node;
      continue;
    }
    std::fill(noise.begin() + node, noise.begin() + end, true);
    node = end;
  }
  return noise;
}

Node best_element(const HtmlTree& tree, const std::vector<double>& sums) {
  Node best = 0;
  double best_score = 0;
  for (Node node = 0; node < tree.size(); ++node) {
    if (tree[node].is_text()) continue;
    const double sum = sums[tree[node].end] - sums[node];
    if (sum <= 0 || sum * 1.5 < best_score) continue;
    const double score = sum * trust(tree, node);
    // The deepest of equals: a tight element has no room for furniture.
    if (score >= best_score) {
      best_score = score;
      best = node;
    }
  }
  return best;
}

// Of several stories on a page, the <article> under whose heading the page's title stands; `body`
// if there is no such.
Node main_story(const HtmlTree& tree, Node body, std::string_view title) {
  const auto key = title_key(title);
  if (key.empty()) return body;
  Node story = HtmlTree::none;
  int stories = 0;
  for (Node node = body; node < tree[body].end;) {
    if (tree[node].tag != "article") {
      ++node;
      continue;
    }
    ++stories;
    for (Node inner = node; inner < tree[node].end && story == HtmlTree::none; ++inner)
      if (tree[inner].tag == "h1" || tree[inner].tag == "h2")
        if (title_key(tree.text(inner)) == key) story = node;
    node = tree[node].end;
  }
  return stories > 1 && story != HtmlTree::none ? story : body;
}

bool keeps_short_lines(std::string_view tag) {
  static constexpr std::array<std::string_view, 12> tags = {
      "p", "h2", "h3", "h4", "h5", "li", "td", "th", "blockquote", "pre", "dd", "caption"};
  return any_of(tags, tag);
}

// Elements that hold prose: directly, as texts between breaks, or as their paragraphs.
struct ProseParents {
  std::unordered_set<Node> direct;
  std::unordered_set<Node> grand;
};

ProseParents prose_parents(const HtmlTree& tree, const std::vector<const Block*>& blocks) {
  ProseParents parents;
  for (const auto* block : blocks) {
    if (!is_prose(*block)) continue;
    parents.direct.insert(block->parent);
    if (tree[block->parent].tag == "p") parents.grand.insert(tree[block->parent].parent);
  }
  return parents;
}

bool belongs(const HtmlTree& tree, const Block& block, const ProseParents& parents) {
  if (is_prose(block)) return true;
  if (block.consent) return false;
  if (block.links >= 0.5) return block.links < 0.9 && block.sentence;
  return keeps_short_lines(tree[block.parent].tag) || block.units >= 40 || block.sentence ||
         parents.direct.contains(block.parent);
}

// A line after the last prose that still is the article's: a text between breaks of the same
// element, or a subheading or list item beside its paragraphs.
bool continues(const HtmlTree& tree, const Block& block, const ProseParents& parents) {
  if (block.consent || block.links >= 0.3) return false;
  const auto& parent = tree[block.parent];
  if (parents.direct.contains(block.parent)) return true;
  if (parent.tag == "li") return parents.grand.contains(tree[parent.parent].parent);
  return (parent.tag == "h2" || parent.tag == "h3") && parents.grand.contains(parent.parent);
}

using Blocks = std::vector<const Block*>;

// The sections of a live report or a round-up each have a heading; that of the first one stands
// before all prose.
Blocks::const_iterator begin_of_sections(const HtmlTree& tree, const Blocks& blocks,
                                         Blocks::const_iterator begin, Blocks::const_iterator end,
                                         std::string_view title) {
  if (begin == blocks.begin() || begin == end) return begin;
  const auto& heading = **(begin - 1);
  const auto tag = tree[heading.parent].tag;
  if (tag.size() != 2 || tag[0] != 'h' || tag[1] < '2' || tag[1] > '5') return begin;
  if (heading.links >= 0.5 || title_key(heading.text) == title_key(title)) return begin;
  const auto headings = std::count_if(begin, end, [&](const Block* block) {
    return tree[block->parent].tag == tag && block->links < 0.5;
  });
  return headings > 0 ? begin - 1 : begin;
}

}  // namespace

std::vector<std::string> find_body(const HtmlTree& tree, std::string_view title, Node root,
                                   const std::vector<Node>& removed) {
  const auto blocks = BlockReader(tree).read();
  std::vector<double> values;
  for (const auto& block : blocks) values.push_back(std::max(0.0, value_of(block)));
  auto noise = noise_nodes(tree, running_sums(tree, blocks, values));
  for (const auto node : removed)
    std::fill(noise.begin() + node, noise.begin() + tree[node].end, true);
  for (std::size_t i = 0; i < blocks.size(); ++i)
    values[i] = noise[blocks[i].first] ? 0.0 : value_of(blocks[i]);
  const auto sums = running_sums(tree, blocks, values);
  auto body = root == HtmlTree::none ? best_element(tree, sums) : root;
  // A teaser box may repeat the title; the story itself holds some of the prose.
  if (const auto story = main_story(tree, body, title);
      root == HtmlTree::none &&
      (sums[tree[story].end] - sums[story]) * 5 > sums[tree[body].end] - sums[body])
    body = story;

  std::vector<const Block*> inside;
  for (const auto& block : blocks)
    if (block.first >= body && block.first < tree[body].end && !noise[block.first])
      inside.push_back(&block);
  const auto prose = [](const Block* block) { return is_prose(*block); };
  const auto begin = std::find_if(inside.begin(), inside.end(), prose);
  auto end = std::find_if(inside.rbegin(), inside.rend(), prose).base();
  const auto parents = prose_parents(tree, inside);
  const auto first = begin_of_sections(tree, inside, begin, end, title);
  for (auto block = end; block < inside.end() && continues(tree, **block, parents); ++block)
    if (tree[(*block)->parent].tag[0] != 'h') end = block + 1;  // no heading without its text
  std::vector<std::string> lines;
  for (auto block = first; block < end; ++block)
    if (belongs(tree, **block, parents)) lines.push_back((*block)->text);
  return without_boilerplate(std::move(lines), title);
}

}  // namespace dealgraph

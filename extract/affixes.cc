#include "extract/affixes.h"

#include <string>
#include <utility>

#include "text/utf8.h"

namespace dealgraph {
namespace {

bool letter(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const auto byte = static_cast<unsigned char>(text[at]);
  return is_upper_ascii(byte) || is_lower_ascii(byte);
}

// Whether a run of letters goes on across byte `at`.
bool inside_word(std::string_view text, std::size_t at) {
  return at > 0 && letter(text, at - 1) && letter(text, at);
}

}  // namespace

void Affixes::Trie::insert(Edge edge) {
  std::size_t at = slot(edge.key);
  while (edges[at].key != 0) at = (at + 1) & (edges.size() - 1);
  edges[at] = edge;
}

void Affixes::Trie::resize(std::size_t size) {
  const auto old = std::exchange(edges, std::vector<Edge>(size));
  for (const auto& edge : old)
    if (edge.key != 0) insert(edge);
}

int Affixes::Trie::grow(int node, unsigned char byte) {
  if (edges.empty()) resize(64);
  if (const int found = child(node, byte)) return found;
  const int made = static_cast<int>(values.size());
  values.push_back(-1);
  if (node == 0) {
    first[byte] = made;
    return made;
  }
  if (2 * ++used > edges.size()) resize(2 * edges.size());
  insert({static_cast<std::uint32_t>(node) << 8 | byte, made});
  return made;
}

void Affixes::insert(std::string_view word, int value) {
  int node = 0;
  for (const char c : word) node = forward_.grow(node, static_cast<unsigned char>(c));
  auto& end = forward_.values[static_cast<std::size_t>(node)];
  if (end < 0) end = value;
  node = 0;
  for (std::size_t i = word.size(); i-- > 0;)
    node = backward_.grow(node, static_cast<unsigned char>(word[i]));
  auto& start = backward_.values[static_cast<std::size_t>(node)];
  if (start < 0) start = value;
}

void Affixes::add(std::string_view word, int value) {
  if (word.empty()) return;
  insert(word, value);
  if (word[0] < 'a' || word[0] > 'z') return;
  std::string capital(word);
  capital[0] = static_cast<char>(capital[0] - 'a' + 'A');
  insert(capital, value);
}

std::optional<Affixes::Hit> Affixes::at(std::string_view text, std::size_t at) const {
  std::optional<Hit> best;
  int node = 0;
  for (std::size_t i = at; i < text.size(); ++i) {
    node = forward_.child(node, static_cast<unsigned char>(text[i]));
    if (node == 0) break;
    const int value = forward_.values[static_cast<std::size_t>(node)];
    if (value >= 0 && !inside_word(text, i + 1)) best = Hit{i + 1 - at, value};
  }
  return best && inside_word(text, at) ? std::nullopt : best;
}

std::optional<Affixes::Hit> Affixes::before(std::string_view text, std::size_t end,
                                            std::size_t floor) const {
  std::optional<Hit> best;
  int node = 0;
  for (std::size_t i = end; i-- > floor;) {
    node = backward_.child(node, static_cast<unsigned char>(text[i]));
    if (node == 0) break;
    const int value = backward_.values[static_cast<std::size_t>(node)];
    if (value >= 0 && !inside_word(text, i)) best = Hit{end - i, value};
  }
  return best && inside_word(text, end) ? std::nullopt : best;
}

}  // namespace dealgraph

#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace dealgraph {

// Words that stand right before or right behind a place in folded text. A word that begins or ends
// with an ASCII letter must begin or end a run of letters; an English word may be capitalised.
class Affixes {
 public:
  struct Hit {
    std::size_t size = 0;  // bytes of the word
    int value = 0;
  };

  // A word added twice keeps its first value. Values must be >= 0.
  void add(std::string_view word, int value);
  // The longest word that begins at byte `at`.
  std::optional<Hit> at(std::string_view text, std::size_t at) const;
  // The longest word that ends at byte `end` and begins at or after `floor`.
  std::optional<Hit> before(std::string_view text, std::size_t end, std::size_t floor = 0) const;

 private:
  // Most places fail at the first byte, which has a table of its own. The other edges are hashed by
  // node and byte, open addressing: one look a byte.
  struct Trie {
    struct Edge {
      std::uint32_t key = 0;  // node << 8 | byte; 0: free, since no edge from node 0 is kept here
      int target = 0;
    };
    std::array<int, 256> first{};  // 0: none
    std::vector<int> values{-1};   // by node
    std::vector<Edge> edges;       // a power of two
    std::size_t used = 0;

    int child(int node, unsigned char byte) const {
      if (node == 0) return first[byte];
      const auto key = static_cast<std::uint32_t>(node) << 8 | byte;
      for (std::size_t at = slot(key);; at = (at + 1) & (edges.size() - 1)) {
        if (edges[at].key == key) return edges[at].target;
        if (edges[at].key == 0) return 0;
      }
    }
    std::size_t slot(std::uint32_t key) const {
      return (key * 0x9E3779B1U >> 8) & (edges.size() - 1);
    }
    int grow(int node, unsigned char byte);
    void insert(Edge edge);
    void resize(std::size_t size);
  };
  void insert(std::string_view word, int value);

  Trie forward_;
  Trie backward_;
};

}  // namespace dealgraph

#pragma once
#include <array>
#include <cstddef>
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
  struct Node {
    int value = -1;
    std::vector<std::pair<unsigned char, int>> next;
  };
  // Most places fail at the first byte, which has a table of its own.
  struct Trie {
    std::array<int, 256> first{};  // 0: none
    std::vector<Node> nodes{1};
    int child(int node, unsigned char byte) const;
    int grow(int node, unsigned char byte);
  };
  void insert(std::string_view word, int value);

  Trie forward_;
  Trie backward_;
};

}  // namespace dealgraph

// Compiles a word list ("word count tag" a line, as jieba has it) for text/words.cc:
// gen_words DICTIONARY OUTPUT. Words are folded like all text.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "text/fold.h"
#include "text/utf8.h"
#include "text/word_table.h"
#include "text/words.h"

namespace {

using namespace dealgraph;
using word_table::Cell;

struct Entry {
  double count = 0;
  double best = 0;  // count of the tag that is kept
  WordClass kind = WordClass::unknown;
};
using Codes = std::vector<std::uint16_t>;

WordClass class_of(const std::string& tag) {
  if (tag.starts_with("nr")) return WordClass::person;
  if (tag == "ns") return WordClass::place;
  if (tag == "nt") return WordClass::organisation;
  if (tag == "nz") return WordClass::proper;
  if (tag == "vn") return WordClass::verb_noun;
  if (tag == "i" || tag == "l") return WordClass::phrase;
  if (tag == "j") return WordClass::abbreviation;
  switch (tag.empty() ? '?' : tag.front()) {
    case 'n':
    case 's':
      return WordClass::noun;
    case 'v':
      return WordClass::verb;
    case 'a':
    case 'b':
    case 'z':
      return WordClass::adjective;
    case 'm':
    case 'q':
      return WordClass::numeral;
    case 't':
      return WordClass::time;
    case 'p':
    case 'c':
    case 'u':
    case 'd':
    case 'r':
    case 'f':
    case 'y':
    case 'e':
    case 'o':
    case 'k':
    case 'h':
      return WordClass::function;
    default:
      return WordClass::unknown;
  }
}

bool all_han(std::string_view word) {
  for (std::size_t i = 0; i < word.size();) {
    std::size_t size = 0;
    const char32_t c = decode_at(word, i, size);
    if (c < word_table::first_han || c > word_table::last_han) return false;
    i += size;
  }
  return !word.empty();
}

std::map<std::string, Entry> read_words(const char* path) {
  std::map<std::string, Entry> words;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    std::istringstream fields(line);
    std::string word, tag;
    double count = 0;
    if (!(fields >> word >> count >> tag)) continue;
    word = fold_key(word);
    if (!all_han(word)) continue;
    auto& entry = words[word];
    entry.count += std::max(count, 1.0);
    if (count >= entry.best) {
      entry.best = count;
      entry.kind = class_of(tag);
    }
  }
  return words;
}

// 电子对, 系统对: in news mostly a word and the preposition behind it.
void drop_prepositions(std::map<std::string, Entry>& words) {
  constexpr std::size_t han = 3;  // bytes
  std::erase_if(words, [&](const auto& item) {
    const auto& [word, entry] = item;
    if (word.size() <= 2 * han || entry.count > 100) return false;
    const auto stem = word.substr(0, word.size() - han);
    for (const char* last : {"对", "和", "将", "把", "被", "给", "向"})
      if (word.ends_with(last)) return words.contains(stem);
    return false;
  });
}

std::vector<std::uint16_t> number_characters(const std::map<std::string, Entry>& words) {
  std::vector<std::pair<std::size_t, std::size_t>> used(word_table::han_count);
  for (std::size_t i = 0; i < used.size(); ++i) used[i] = {0, i};
  for (const auto& [word, entry] : words)
    for (std::size_t i = 0; i < word.size();) {
      std::size_t size = 0;
      ++used[decode_at(word, i, size) - word_table::first_han].first;
      i += size;
    }
  std::stable_sort(used.begin(), used.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::uint16_t> codes(word_table::han_count, 0);
  for (std::size_t i = 0; i < used.size() && used[i].first > 0; ++i)
    codes[used[i].second] = static_cast<std::uint16_t>(i + 1);
  return codes;
}

class Compiler {
 public:
  explicit Compiler(std::vector<std::pair<Codes, Cell>> words) : words_(std::move(words)) {}

  std::vector<Cell> compile() {
    cells_.resize(1 << 16);
    cells_[0].check = 0;
    place(0, words_.size(), 0, 0);
    std::size_t last = cells_.size();
    while (cells_[last - 1].check < 0) --last;
    cells_.resize(last + 1);
    return std::move(cells_);
  }

 private:
  // Children of the node whose words stand in [begin, end), which share `depth` characters.
  void place(std::size_t begin, std::size_t end, std::size_t depth, std::int32_t node) {
    if (words_[begin].first.size() == depth) {
      cells_[node].rarity = words_[begin].second.rarity;
      cells_[node].kind = words_[begin].second.kind;
      ++begin;
    }
    if (begin == end) return;
    std::vector<std::pair<std::uint16_t, std::size_t>> children;
    for (std::size_t k = begin; k < end; ++k)
      if (children.empty() || children.back().first != words_[k].first[depth])
        children.emplace_back(words_[k].first[depth], k);
    const std::int32_t base = find_base(children);
    cells_[node].base = base;
    for (const auto& child : children) cells_[base + child.first].check = node;
    for (std::size_t k = 0; k < children.size(); ++k)
      place(children[k].second, k + 1 < children.size() ? children[k + 1].second : end, depth + 1,
            base + children[k].first);
  }

  std::int32_t find_base(const std::vector<std::pair<std::uint16_t, std::size_t>>& children) {
    const std::size_t first = children.front().first;
    for (std::size_t at = next_free(first + 1);; at = next_free(at + 1)) {
      const std::size_t base = at - first;
      if (base + children.back().first + 1 >= cells_.size()) cells_.resize(cells_.size() * 2);
      if (std::all_of(children.begin(), children.end(),
                      [&](const auto& child) { return cells_[base + child.first].check < 0; }))
        return static_cast<std::int32_t>(base);
    }
  }

  // The first free cell at or behind `at`. Most cells are taken before long, so every search leaves
  // behind how far it came.
  std::size_t next_free(std::size_t at) {
    std::size_t found = at;
    while (found < cells_.size() && cells_[found].check >= 0)
      found = found < skip_.size() && skip_[found] > found ? skip_[found] : found + 1;
    if (skip_.size() < cells_.size()) skip_.resize(cells_.size());
    for (std::size_t k = at; k < found && k < cells_.size();) {
      const std::size_t next = skip_[k] > k ? skip_[k] : k + 1;
      skip_[k] = found;
      k = next;
    }
    return found;
  }

  std::vector<std::pair<Codes, Cell>> words_;
  std::vector<Cell> cells_;
  std::vector<std::size_t> skip_;  // of a taken cell: no cell before this one is free; 0: unknown
};

std::uint16_t rarity_of(double count, double total) {
  return static_cast<std::uint16_t>(std::lround(256 * std::log2(total / count)));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return std::fprintf(stderr, "usage: gen_words DICTIONARY OUTPUT\n"), 64;
  auto words = read_words(argv[1]);
  drop_prepositions(words);
  if (words.size() < 10'000)
    return std::fprintf(stderr, "gen_words: %s is no dictionary\n", argv[1]), 65;
  double total = 0;
  for (const auto& [word, entry] : words) total += entry.count;
  const auto codes = number_characters(words);
  std::vector<std::pair<Codes, Cell>> sorted;
  for (const auto& [word, entry] : words) {
    Codes key;
    for (std::size_t i = 0; i < word.size();) {
      std::size_t size = 0;
      key.push_back(codes[decode_at(word, i, size) - word_table::first_han]);
      i += size;
    }
    Cell cell;
    cell.rarity = rarity_of(entry.count, total);
    cell.kind = static_cast<std::uint16_t>(entry.kind);
    sorted.emplace_back(std::move(key), cell);
  }
  std::sort(sorted.begin(), sorted.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  const auto cells = Compiler(std::move(sorted)).compile();
  word_table::Header header{};
  header.cells = static_cast<std::uint32_t>(cells.size());
  header.unknown_rarity = rarity_of(1, total);
  std::copy(codes.begin(), codes.end(), header.code);
  std::ofstream out(argv[2], std::ios::binary);
  out.write(reinterpret_cast<const char*>(&header), sizeof header);
  out.write(reinterpret_cast<const char*>(cells.data()),
            static_cast<std::streamsize>(cells.size() * sizeof(Cell)));
  return out.flush() ? 0 : 74;
}

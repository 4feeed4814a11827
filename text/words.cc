#include "text/words.h"

#include <algorithm>
#include <array>

#include "text/utf8.h"
#include "text/word_table.h"

// The compiled dictionary, linked in by text/word_table.S.
extern "C" const unsigned char dealgraph_word_table[];

namespace dealgraph {
namespace {

using word_table::Cell;
using word_table::Header;

constexpr int context = 8;            // code points on either side
constexpr std::size_t max_run = 400;  // code points
constexpr float unit = 1.0F / 256;

const Header& header() { return *reinterpret_cast<const Header*>(dealgraph_word_table); }
const Cell* cells() { return reinterpret_cast<const Cell*>(dealgraph_word_table + sizeof(Header)); }

std::uint16_t code_of(char32_t c) {
  return c >= word_table::first_han && c <= word_table::last_han
             ? header().code[c - word_table::first_han]
             : std::uint16_t{0};
}

std::int32_t child(std::int32_t node, std::uint16_t code) {
  const auto at = static_cast<std::uint32_t>(cells()[node].base + code);
  return code != 0 && at < header().cells && cells()[at].check == node
             ? static_cast<std::int32_t>(at)
             : -1;
}

struct Step {
  std::uint32_t cost;  // of the best way here
  std::uint16_t from;
  std::uint16_t kind;
  std::uint16_t rarity;
};
constexpr Step unreached{0xFFFFFFFF, 0, 0, 0};

// A run of Han characters and the best way through it. Not cleared when made: it is large.
struct Run {
  std::array<std::uint16_t, max_run> code;
  std::array<std::uint32_t, max_run + 1> offset;
  std::array<Step, max_run + 1> steps;
  std::size_t size;
};

void walk(Run& run) {
  const auto unknown = static_cast<std::uint16_t>(header().unknown_rarity);
  std::fill_n(run.steps.begin(), run.size + 1, unreached);
  run.steps[0].cost = 0;
  for (std::size_t i = 0; i < run.size; ++i) {
    const auto reach = [&](std::size_t to, std::uint16_t rarity, std::uint16_t kind) {
      const std::uint32_t cost = run.steps[i].cost + rarity;
      if (cost < run.steps[to].cost)
        run.steps[to] = {cost, static_cast<std::uint16_t>(i), kind, rarity};
    };
    std::int32_t node = child(0, run.code[i]);
    if (node < 0 || cells()[node].rarity == 0) reach(i + 1, unknown, 0);
    for (std::size_t k = i + 1; node >= 0; ++k) {
      if (const auto& cell = cells()[node]; cell.rarity) reach(k, cell.rarity, cell.kind);
      if (k == run.size) break;
      node = child(node, run.code[k]);
    }
  }
}

void append(const Run& run, std::vector<Word>& out) {
  const std::size_t first = out.size();
  for (std::size_t to = run.size; to > 0; to = run.steps[to].from) {
    const auto& step = run.steps[to];
    Word word;
    word.span = {run.offset[step.from], run.offset[to]};
    word.kind = static_cast<WordClass>(step.kind);
    word.rarity = static_cast<float>(step.rarity) * unit;
    word.length = static_cast<std::uint8_t>(std::min<std::size_t>(to - step.from, 255));
    out.push_back(word);
  }
  std::reverse(out.begin() + static_cast<std::ptrdiff_t>(first), out.end());
}

}  // namespace

void segment(std::string_view text, std::size_t offset, std::vector<Word>& out) {
  Run run;
  for (std::size_t i = 0; i < text.size();) {
    run.size = 0;
    std::size_t size = 0;
    char32_t c = 0;
    while (i < text.size() && run.size < max_run && is_han(c = decode_at(text, i, size))) {
      run.code[run.size] = code_of(c);
      run.offset[run.size++] = static_cast<std::uint32_t>(offset + i);
      i += size;
    }
    if (run.size > 0) {
      run.offset[run.size] = static_cast<std::uint32_t>(offset + i);
      walk(run);
      append(run, out);
    } else {
      out.push_back({{offset + i, offset + i + size}, WordClass::unknown, 0, 1});
      i += size;
    }
  }
}

std::vector<Word> segment(std::string_view text) {
  std::vector<Word> out;
  segment(text, 0, out);
  return out;
}

Word look_up(std::string_view text) {
  Word word;
  word.span = {0, text.size()};
  std::int32_t node = 0;
  for (std::size_t i = 0; i < text.size() && node >= 0;) {
    std::size_t size = 0;
    node = child(node, code_of(decode_at(text, i, size)));
    i += size;
    ++word.length;
  }
  if (node <= 0 || cells()[node].rarity == 0) return word;
  word.kind = static_cast<WordClass>(cells()[node].kind);
  word.rarity = static_cast<float>(cells()[node].rarity) * unit;
  return word;
}

bool on_word_boundaries(std::string_view text, Span span) {
  std::size_t begin = span.begin;
  for (int i = 0; i < context && begin > 0 && is_han(decode_before(text, begin)); ++i)
    begin = previous(text, begin);
  std::size_t end = span.end;
  std::size_t size = 0;
  for (int i = 0; i < context && end < text.size() && is_han(decode_at(text, end, size)); ++i)
    end += size;
  std::vector<Word> words;
  segment(text.substr(begin, end - begin), begin, words);
  const auto cut_by = [&](std::size_t at) {
    return std::any_of(words.begin(), words.end(), [at](const Word& word) {
      return word.span.begin < at && at < word.span.end;
    });
  };
  return !cut_by(span.begin) && !cut_by(span.end);
}

}  // namespace dealgraph

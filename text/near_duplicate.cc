#include "text/near_duplicate.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <vector>

#include "text/fold.h"

namespace dealgraph {
namespace {

constexpr std::size_t run_length = 4;  // words
constexpr std::size_t least_words = 40;
constexpr std::uint64_t empty = std::numeric_limits<std::uint64_t>::max();

bool is_word_byte(unsigned char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= 0xC3 && c <= 0xD4);  // and its continuation: Latin, Greek, Cyrillic
}

// Lead bytes of three- and four-byte sequences; of those, punctuation is E2 80.. and E3 80..
std::size_t wide_size(std::string_view rest) {
  const auto lead = static_cast<unsigned char>(rest[0]);
  if (lead >= 0xF0) return std::min<std::size_t>(4, rest.size());
  if (lead < 0xE3) return 0;
  const bool mark = lead == 0xE3 && rest.size() > 1 && static_cast<unsigned char>(rest[1]) == 0x80;
  return mark || lead == 0xEF ? 0 : std::min<std::size_t>(3, rest.size());
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::vector<std::uint64_t> word_hashes(std::string_view folded) {
  std::vector<std::uint64_t> hashes;
  std::string word;
  for (std::size_t at = 0; at < folded.size();) {
    word.clear();
    while (at < folded.size() && is_word_byte(static_cast<unsigned char>(folded[at]))) {
      const bool pair = static_cast<unsigned char>(folded[at]) >= 0xC3;
      word += lower(folded[at++]);
      if (pair && at < folded.size()) word += folded[at++];
    }
    if (word.empty()) {
      const auto size = wide_size(folded.substr(at));
      word = folded.substr(at, size);
      at += std::max<std::size_t>(size, 1);
    }
    if (!word.empty()) hashes.push_back(XXH3_64bits(word.data(), word.size()));
  }
  return hashes;
}

}  // namespace

std::string sketch_of(std::string_view text) {
  const auto words = word_hashes(fold_key(text));
  if (words.size() < least_words) return {};
  std::array<std::uint64_t, sketch_size> bins;
  bins.fill(empty);
  for (std::size_t i = 0; i + run_length <= words.size(); ++i) {
    const auto hash = XXH3_64bits(&words[i], run_length * sizeof words[i]);
    auto& bin = bins[hash % sketch_size];
    bin = std::min(bin, hash / sketch_size);
  }
  std::string sketch;
  for (std::size_t bin = 0; bin < sketch_size; ++bin) {
    std::size_t from = bin, steps = 0;
    for (; bins[from] == empty; from = (from + 1) % sketch_size) ++steps;
    const std::array<std::uint64_t, 2> value{bins[from], steps};
    sketch += static_cast<char>(XXH3_64bits(value.data(), sizeof value) & 0xFF);
  }
  return sketch;
}

}  // namespace dealgraph

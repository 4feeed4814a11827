#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/span.h"

namespace dealgraph {

// The names that one article teaches: what it writes out once it recognises ever after in the short
// form. Names are folded; parties are indexes into Document::parties.
class LearnedNames {
 public:
  // The first party to claim a name keeps it. Names of one code point are not learned.
  void learn(std::string_view name, int party);
  int find(std::string_view name) const;  // -1: unknown
  // All places of learned names, the longest first at each place, on word boundaries.
  std::vector<Span> occurrences(std::string_view folded) const;

 private:
  struct Entry {
    std::uint32_t begin = 0;  // in letters_
    std::uint32_t size = 0;
    std::uint32_t hash = 0;
    int party = 0;
  };
  std::string_view name_of(const Entry& entry) const {
    return std::string_view(letters_).substr(entry.begin, entry.size);
  }
  std::size_t slot_of(std::string_view name, std::uint32_t hash) const;
  void grow();

  std::string letters_;  // of all names: one allocation instead of one a name
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> slots_;  // index + 1 of an entry, 0: free; a power of two
};

}  // namespace dealgraph

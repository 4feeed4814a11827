#pragma once
#include <map>
#include <string>
#include <string_view>
#include <utility>
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
  std::map<std::string, int, std::less<>> parties_;
};

}  // namespace dealgraph

#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "core/span.h"
#include "extract/lexicon.h"
#include "text/pattern.h"

namespace dealgraph {

// Chinese names known by their place alone: 世纪华通作价298亿元收购盛跃网络100%股权 has a subject
// before a verb of dealing and an object between it and 股权. A stretch in such a slot is a name
// unless it is made of ordinary words.
class SlotNames {
 public:
  explicit SlotNames(const Lexicon& lexicon);

  // In order, may overlap.
  std::vector<Span> find(std::string_view folded) const;

 private:
  bool plausible(std::string_view name) const;

  std::optional<Pattern> object_, target_, agent_, subject_;
  std::vector<std::string> stops_, suffixes_;
  std::unordered_set<std::string> ordinary_;
};

}  // namespace dealgraph

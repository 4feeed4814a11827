#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "core/span.h"
#include "extract/lexicon.h"

namespace dealgraph {

// What stands in brackets right behind a name: "(Advanced Micro Devices, AMD)", "(AMD-US)",
// (股票代码002488), (以下简称“某某”).
struct Gloss {
  Span span;                // with the brackets and the space before them
  std::string ticker;       // without its market; "" if it is none
  bool marked = false;      // the ticker has digits or names its market: it cannot be an acronym
  std::vector<Span> names;  // other names of the party; a bare ticker of letters is one, too
};

// Reads glosses. Holds the words that introduce a short form (GLOSS_INTRO) and those that are no
// name (NOT_A_NAME).
class GlossReader {
 public:
  explicit GlossReader(const Lexicon& lexicon);

  // The gloss that begins at byte `at`, at most 160 bytes long.
  std::optional<Gloss> at(std::string_view folded, std::size_t at) const;

 private:
  // `named`: the text says that it is a name: 以下简称.
  bool name_like(std::string_view part, bool named) const;
  void add_names(std::string_view folded, Span inside, Gloss& gloss) const;

  std::vector<std::string> intro_;
  std::unordered_set<std::string> no_names_;
};

}  // namespace dealgraph

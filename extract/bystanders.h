#pragma once
#include <string_view>

#include "core/span.h"
#include "extract/lexicon.h"
#include "extract/phrases.h"

namespace dealgraph {

// Tells who is only named as a source or a place: the paper that reports, the broker that gives a
// view, the exchange where shares are listed. Reads BYSTANDER_BEFORE, BYSTANDER_BEHIND (any name),
// VIEW_BEHIND, VIEW_BEFORE (banks and brokers) and VENUE_BEFORE, VENUE_BEHIND (exchanges).
class Bystanders {
 public:
  explicit Bystanders(const Lexicon& lexicon);

  // `name` in folded text with its glosses; `kind` of the party, as the name list has it.
  bool is_one(std::string_view folded, Span name, std::string_view kind) const;

 private:
  Phrases before_, behind_, view_before_, view_behind_, venue_before_, venue_behind_;
};

}  // namespace dealgraph

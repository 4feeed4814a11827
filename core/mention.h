#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/amount.h"
#include "core/date.h"
#include "core/span.h"

namespace dealgraph {

enum class MentionKind { party, amount, stake, date, quantity };
std::string_view to_string(MentionKind kind);

// Something that a sentence mentions, with its place in Article::text.
struct Mention {
  MentionKind kind = MentionKind::party;
  Span span;               // bytes of Article::text
  std::string party_id;    // party: slug
  std::string party_name;  // party: display name
  bool reference = false;  // party: a pronoun or description, resolved
  std::optional<Amount> amount;
  AmountRole role = AmountRole::none;
  std::optional<double> percent;  // stake
  std::optional<Date> date;
};

}  // namespace dealgraph

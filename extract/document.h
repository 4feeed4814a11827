#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/amount.h"
#include "core/article.h"
#include "core/date.h"
#include "core/mention.h"
#include "core/span.h"
#include "text/fold.h"

namespace dealgraph {

// A party of one article: listed, or learned from the article itself.
struct DocParty {
  std::string id;
  std::string name;
  std::string kind;     // "unknown" if not listed
  std::string surface;  // its first spelling in the article
  bool listed = false;
  std::int32_t entry = -1;  // index into NameList::parties, if listed
};

// A mention in folded text. Tokens of a sentence are in order and do not overlap.
struct Token {
  MentionKind kind = MentionKind::party;
  Span span;                     // folded bytes, glosses and qualifiers included
  Span core;                     // folded bytes of the name or figure alone
  std::vector<int> parties;      // indexes into Document::parties; several for "the two companies"
  bool reference = false;        // a pronoun or description
  std::optional<Amount> amount;  // text is filled in
  AmountRole role = AmountRole::none;
  double percent = 0;
  std::optional<Date> date;
};

// Another name of a party in brackets behind it: (Oracle) of 甲骨文（Oracle）. Lies within the span
// of the token before it.
struct GlossMention {
  Span span;  // folded bytes
  int party = 0;
};

struct Sentence {
  Span span;         // folded bytes
  std::string lang;  // "zh" or "en": which rules read it
  std::vector<Token> tokens;
  bool paragraph_start = false;
};

// An article prepared for the rules. Keeps pointers to nothing but `article`.
struct Document {
  const Article* article = nullptr;
  Folded folded;
  std::vector<DocParty> parties;
  std::vector<Sentence> sentences;
  std::vector<GlossMention> glosses;  // in order

  std::string_view text(Span folded_span) const {
    return std::string_view(folded.text).substr(folded_span.begin, folded_span.size());
  }
  // The article's own writing of a folded span.
  std::string_view source(Span folded_span) const {
    const Span span = folded.source(folded_span);
    return std::string_view(article->text).substr(span.begin, span.size());
  }
};

}  // namespace dealgraph

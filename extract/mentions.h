#pragma once
#include <vector>

#include "extract/amount_roles.h"
#include "extract/amounts.h"
#include "extract/document.h"
#include "extract/lexicon.h"
#include "extract/names.h"
#include "extract/parties.h"
#include "extract/references.h"

namespace dealgraph {

// Everything that turns an article into sentences with their mentions, compiled once.
struct MentionFinder {
  MentionFinder(const NameList& list, const Lexicon& lexicon)
      : names(&list),
        parties(list, lexicon),
        references(list, lexicon),
        amounts(lexicon),
        roles(lexicon) {}
  const NameList* names;
  PartyFinder parties;
  ReferenceFinder references;
  AmountFinder amounts;
  RoleReader roles;
};

// A party that a rule's test marks by hand; `span` in bytes of the article's text.
struct MarkedParty {
  Span span;
};

// Folds, splits, finds and resolves. With `marked`, those parties are taken instead of looking for
// any, so that a rule's tests do not depend on the name list.
Document prepare(const Article& article, const MentionFinder& finder,
                 const std::vector<MarkedParty>* marked = nullptr);

}  // namespace dealgraph

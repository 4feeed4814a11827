#pragma once
#include "extract/document.h"
#include "extract/lexicon.h"
#include "extract/names.h"
#include "text/pattern.h"

namespace dealgraph {

// Pronouns and descriptions that stand for a party: 该公司, 后者, 这家芯片巨头, "the chipmaker",
// "it".
class ReferenceFinder {
 public:
  ReferenceFinder(const NameList& names, const Lexicon& lexicon);

  // Adds reference tokens to the sentences, resolved to the parties they stand for. What cannot be
  // resolved is left out.
  void resolve(Document& document) const;

 private:
  std::vector<int> antecedent(const Document& document, std::size_t sentence, std::size_t at,
                              std::string_view words) const;
  bool described(const DocParty& party, std::string_view words) const;

  const NameList* names_;
  Pattern zh_, en_;
  std::vector<std::string> both_, latter_, former_;
};

}  // namespace dealgraph

#pragma once
#include "extract/document.h"
#include "extract/lexicon.h"
#include "extract/names.h"
#include "extract/party_descriptions.h"
#include "extract/reference_words.h"
#include "extract/scene.h"

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
  bool usable(const Document& document, const Sentence& sentence, const ReferenceWord& word,
              Span span) const;

  bool explains(const Document& document, const Sentence& sentence, Span span) const;

  ReferenceWords words_;
  SceneReader reader_;
  PartyDescriptions descriptions_;
};

}  // namespace dealgraph

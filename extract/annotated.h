#pragma once
#include <string>
#include <vector>

#include "core/mention.h"
#include "extract/document.h"
#include "extract/lexicon.h"

namespace dealgraph {

// A mention as rules see it: unlike the flat list of Extractor::annotate(), one that stands for
// several parties is one.
struct SeenMention {
  Mention mention;           // party_id and party_name stay empty
  std::vector<int> parties;  // indexes into AnnotatedArticle::parties
};

// A sentence with its mentions in order, and its skeleton with the masks written out: {party:1 Arm}
// (the number is the index into AnnotatedArticle::parties + 1), {subject:1 Arm} (implied), {other:2
// AMD} (implied, not the subject), {party:1 Arm + 2 AMD}, {amount}, {stake}, {quantity}.
struct AnnotatedSentence {
  Span span;         // bytes of Article::text
  std::string lang;  // "zh" or "en": which rules read it
  std::vector<SeenMention> mentions;
  std::vector<int> implied;  // parties that only the skeleton names
  std::string skeleton;      // folded text of the page: not safe for a terminal
  std::vector<Span> masks;   // bytes of `skeleton`: what is a mask there and not the page's text
};

struct AnnotatedArticle {
  std::vector<DocParty> parties;
  std::vector<AnnotatedSentence> sentences;
};

// The mentions of one of the document's sentences in the order of the text, other names in brackets
// included.
std::vector<SeenMention> mentions_of(const Document& document, const Sentence& sentence);

struct Skeleton;
// A piece of a skeleton with its masks written out, as in AnnotatedSentence::skeleton.
std::string written_out(const Document& document, const Skeleton& skeleton, Span piece);

// One sentence with its skeleton.
AnnotatedSentence annotate_sentence(const Document& document, const Sentence& sentence,
                                    const Skeleton& skeleton);

// Builds the skeletons as rules get them, sentence after sentence.
AnnotatedArticle annotate_sentences(const Document& document, const Lexicon& lexicon);

}  // namespace dealgraph

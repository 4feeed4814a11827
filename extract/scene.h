#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

#include "core/span.h"
#include "extract/document.h"
#include "extract/lexicon.h"
#include "extract/phrases.h"
#include "extract/word_bits.h"

namespace dealgraph {

// A place of a sentence that names a party, or stands for one.
struct Named {
  int party = 0;
  Span span;               // folded bytes
  std::size_t clause = 0;  // folded byte at which its clause begins
  bool subject = false;    // of its clause, as far as the words before it tell
  bool owned = false;      // 旗下…, "its … unit": told as another's
  bool moved = false;      // 将…, 所持…: what is handed over
  bool bystander = false;  // a paper, or a broker that gives its view
  int group = -1;          // the same for parties that are listed together: 甲、乙和丙
};

// A sentence as far as pronouns care.
struct Scene {
  Span span;
  bool chinese = false;
  bool new_paragraph = false;
  std::vector<std::size_t> clauses;  // where they begin, folded bytes
  std::vector<Named> named;          // in order
  std::size_t unresolved = 0;        // references that stand for nobody known

  std::size_t clause_at(std::size_t at) const;
};

// Builds scenes. Reads SUBJECT_BLOCK and VERB.
class SceneReader {
 public:
  explicit SceneReader(const Lexicon& lexicon);

  Scene read(const Document& document, const Sentence& sentence) const;
  // Whether words like `before`, which stand between the start of a clause and a party, leave it
  // the subject of the clause.
  bool leaves_subject(std::string_view before, bool chinese) const;
  // Puts a reference that was resolved among the names.
  void add(const Document& document, Scene& scene, Span span, int party) const;

 private:
  static bool reports(std::string_view before, std::string_view after, bool chinese);
  static bool relative(const Document& document, const Scene& scene, std::size_t clause);
  Named name(const Document& document, const Scene& scene, Span span, int party) const;
  void qualify(const Document& document, Named& owner, Named& named) const;
  void group(const Document& document, Scene& scene) const;
  bool coordinates(std::string_view between, bool chinese) const;

  Phrases zh_block_;   // what stands before an object
  WordBits en_block_;  // prepositions and verbs
};

}  // namespace dealgraph

#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extract/document.h"
#include "extract/lexicon.h"
#include "extract/names.h"

namespace dealgraph {

// What the party finder looks up in the lexicon, compiled once.
class PartyFinder {
 public:
  PartyFinder(const NameList& names, const Lexicon& lexicon);

  // Fills document.parties and returns the party tokens of the whole text, in order: listed names,
  // names that a ticker or gloss introduces, names with an organisation suffix, capitalised
  // sequences, and the short forms that the article itself teaches.
  std::vector<Token> find(Document& document) const;

 private:
  struct Words;
  class Search;
  const NameList* names_;
  std::shared_ptr<const Words> words_;
};

// The id that an unlisted name gets: lower case, without legal suffixes.
std::string slug(std::string_view folded_name);

}  // namespace dealgraph

#pragma once
#include "core/amount.h"
#include "extract/affixes.h"
#include "extract/document.h"
#include "extract/lexicon.h"

namespace dealgraph {

// Tells deal values from valuations, revenue and the like, by the words around each sum: the lists
// of rules/lexicon/amount_roles.toml. Immutable, so threads may share it.
class RoleReader {
 public:
  explicit RoleReader(const Lexicon& lexicon);

  // Sets Token::role of all sums of the document's sentences. A share price is paid per share.
  void assign(Document& document) const;

 private:
  struct Words {
    Affixes before;
    Affixes behind;
    Affixes deal_noun;
  };
  struct Found {
    AmountRole role = AmountRole::none;
    std::size_t distance = 0;  // characters in Chinese, words in English
  };
  AmountRole read(const Document& document, const Sentence& sentence, std::size_t index) const;
  std::optional<Found> look_left(std::string_view text, bool chinese) const;
  std::optional<Found> look_right(std::string_view text, bool chinese) const;

  Words zh_;
  Words en_;
};

}  // namespace dealgraph

#include "extract/arguments.h"

#include <utility>

#include "text/utf8.h"

namespace dealgraph {

GrammarWords::GrammarWords(const Lexicon& lexicon, const std::string& lang) {
  static constexpr std::pair<std::string_view, std::uint32_t> lists[] = {
      {"PREPOSITION", grammar::preposition},
      {"CLAUSE_OPENER", grammar::opener},
      {"BE", grammar::be},
      {"HAVE", grammar::have},
      {"VERB_CHAIN", grammar::chain},
      {"DETERMINER", grammar::determiner},
      {"PLAN_NOUN", grammar::plan},
      {"PARTY_PART", grammar::part},
      {"PARTICIPLE", grammar::participle},
      {"VERB", grammar::verb},
      {"AUXILIARY", grammar::ending},
      {"RELATIVE", grammar::relative}};
  for (const auto& [name, flag] : lists)
    for (const auto& word : lexicon.words(lang, name)) {
      std::string lower;
      for (const char c : word)
        lower += is_upper_ascii(static_cast<unsigned char>(c)) ? static_cast<char>(c + 32) : c;
      flags_[lower] |= flag;
    }
}

std::uint32_t GrammarWords::flags(std::string_view word) const {
  const auto found = flags_.find(word);
  return found == flags_.end() ? 0 : found->second;
}

}  // namespace dealgraph

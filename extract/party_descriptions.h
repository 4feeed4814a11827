#pragma once
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "extract/document.h"
#include "extract/double_array.h"
#include "extract/lexicon.h"
#include "extract/names.h"

namespace dealgraph {

// What a description such as "the Santa Clara-based chipmaker" says of a party.
struct Description {
  std::uint64_t kinds = 0;             // one bit a kind; 0: says nothing of it
  std::vector<std::string> countries;  // ISO 3166-1; empty: says nothing of it
  std::vector<std::string> content;    // its other words, folded, lower case
  std::vector<std::int32_t> listed;    // parties that the name list describes so
  bool young = false;                  // a start-up: not a listed company
  bool official = false;               // of a state, or an exchange
  bool empty() const { return kinds == 0 && countries.empty() && content.empty() && !young; }
};

// What an article and the name list tell of a party.
struct PartyProfile {
  std::uint64_t kinds = 0;
  std::string country;
  std::string apposition;  // "a cloud startup", 芯片设计公司: lower case, words between spaces
  std::int32_t listed = -1;
  bool traded = false;  // has a ticker
};

// Compares descriptions with parties. Reads REFERENCE_KIND_…, REFERENCE_NAME_…, REFERENCE_PLACE_…
// and REFERENCE_ANY.
class PartyDescriptions {
 public:
  PartyDescriptions(const NameList& names, const Lexicon& lexicon);

  Description describe(std::string_view words, bool chinese) const;
  // One for each party of the document.
  std::vector<PartyProfile> profiles(const Document& document) const;
  // Above 0: the description fits. 0: nothing is known against it. Below 0: it is another's.
  int fit(const Description& description, const PartyProfile& profile) const;
  // Gives parties that are neither listed nor told by their name the one kind that the article says
  // they are: 雲服務商某某, "X, a cloud provider".
  void name_kinds(Document& document) const;

 private:
  struct Hint {
    std::string word;
    std::uint64_t kinds = 0;
  };
  struct Place {
    std::string word;
    std::string country;
  };
  // Where the words of a list stand in a text, found in one pass over it.
  struct Index {
    DoubleArray trie;
    std::vector<std::vector<std::size_t>> places;  // in the list, by the trie's values
  };
  struct Words {
    std::vector<Hint> kinds, names;
    std::vector<Place> places;
    Index kind_index, name_index, place_index;
    std::unordered_set<std::string> any;
  };

  std::uint64_t bit(std::string_view kind) const;
  std::uint64_t hinted_at_end(std::string_view text, bool chinese) const;
  std::uint64_t kinds_before(std::string_view text, bool chinese) const;
  std::uint64_t kinds_behind(std::string_view text, bool chinese) const;
  void read_lists(const Lexicon& lexicon, const char* lang, Words& words);
  void index_descriptions();
  void read_chinese(std::string_view words, Description& out) const;
  void read_english(std::string_view words, Description& out) const;
  void learn(const Document& document, const Sentence& sentence, std::size_t token,
             PartyProfile& profile) const;
  void learn_country(const Words& words, std::string_view text, bool chinese,
                     PartyProfile& profile) const;

  const NameList* names_;
  DoubleArray descriptions_;                              // the words of names_->by_description
  std::vector<std::span<const std::int32_t>> described_;  // by its values
  std::map<std::string, std::uint64_t, std::less<>> bits_;
  Words zh_, en_;
  std::vector<bool> traded_;
};

}  // namespace dealgraph

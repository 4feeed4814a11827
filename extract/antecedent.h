#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "extract/document.h"
#include "extract/party_descriptions.h"
#include "extract/reference_words.h"
#include "extract/scene.h"
#include "extract/trade_roles.h"

namespace dealgraph {

// Finds whom the references of one document stand for. Where two readings are equal it finds
// nobody: a wrong party turns a deal round, a missing one only hides it.
class Antecedents {
 public:
  // `scenes`: one for each sentence, without references. Both must outlive this.
  Antecedents(const Document& document, std::vector<Scene>& scenes, const SceneReader& reader,
              const PartyDescriptions& descriptions);

  // Indexes into Document::parties, empty if nobody or two equally well. `span` in folded bytes;
  // those of a sentence must be asked for in their order.
  std::vector<int> find(std::size_t sentence, ReferenceKind kind, Span span, std::size_t count);

 private:
  using Allowed = std::function<bool(int)>;
  using Parties = std::vector<int>;

  Parties told(std::size_t sentence, std::size_t at, const Allowed& allowed,
               bool grouped = true) const;
  Parties subjects(std::size_t sentence, std::size_t at, const Allowed& allowed) const;
  Parties one(std::size_t sentence, Span span, const Allowed& allowed, bool pronoun) const;
  Parties before(std::size_t sentence, const Allowed& allowed, bool pronoun, int except,
                 bool alone) const;
  Parties filer(std::size_t sentence, Span span) const;
  Parties by_topic(std::size_t sentence, Span span) const;
  Parties described(std::size_t sentence, Span span);
  Parties other_than_subject(std::size_t sentence, Span span) const;
  Parties group(std::size_t sentence, std::size_t at, std::size_t count) const;
  Parties listed_group(std::size_t sentence, std::size_t at, std::size_t count) const;
  Parties plural(std::size_t sentence, std::size_t at) const;
  int lone_fit(std::size_t sentence, std::size_t at, const Description& description,
               const Parties& own) const;
  Parties agents(std::size_t sentence, std::size_t at) const;
  std::optional<std::size_t> contrasted(std::size_t sentence) const;
  Parties ordered(std::size_t sentence, std::size_t at, bool latter) const;
  Parties in_role(std::size_t sentence, std::size_t at, ReferenceKind kind);
  int clause_subject(std::size_t sentence, std::size_t at) const;
  bool subject_place(std::size_t sentence, std::size_t at) const;
  bool relative(std::size_t clause, std::size_t begin) const;
  bool behind_with(std::size_t sentence, int party) const;
  std::size_t clauses_between(const Scene& scene, int party, std::size_t at) const;
  bool speaks(const Scene& scene, Span span) const;
  bool takes_party(std::size_t sentence, std::size_t at) const;
  bool is_company(int party) const;
  bool is_financier(int party) const;
  bool is_person(int party) const;
  bool in_paragraph(std::size_t sentence, int party) const;
  bool told_in_paragraph(std::size_t sentence, int party) const;
  void find_topic();
  void topic_by_count(const Parties& first);

  const Document& document_;
  std::vector<Scene>& scenes_;
  const SceneReader& reader_;
  const PartyDescriptions& descriptions_;
  std::vector<PartyProfile> profiles_;        // filled when first needed
  std::map<std::string, Description> known_;  // by words
  std::map<std::size_t, TradeRoles> roles_;   // by sentence, up to its first role word
  std::map<std::string, std::pair<std::size_t, int>> last_;  // by words: sentence, party
  int topic_ = -1;                                           // what headline and lead are about
  bool sure_ = false;  // headline and lead agree, or it announces
  int filer_ = -1;     // whose announcement the article is
};

}  // namespace dealgraph

#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "db/store.h"

namespace dealgraph {

// A person's word. What a verdict does not need stays empty.
//   merge      party is other_party
//   split      in article_id, party is other_party
//   accept, reject   deal_id
//   one_deal   evidence_id and other_evidence tell one deal
//   two_deals  evidence_id tells a deal of its own, with all that have the same other_evidence
//   supersede  other_deal took the place of deal_id
struct Judgement {
  std::int64_t id = 0;
  std::int64_t at = 0;  // seconds since 1970 UTC
  std::string verdict;
  std::optional<std::string> party;
  std::optional<std::string> other_party;
  std::optional<std::int64_t> article_id;
  std::optional<std::int64_t> deal_id;
  std::optional<std::int64_t> other_deal;
  std::optional<std::int64_t> evidence_id;
  std::optional<std::int64_t> other_evidence;
  std::string note;
  std::optional<std::int64_t> undone_at;
};

// Judgements are facts: they outlive every extraction, and undoing one leaves its row. Each call is
// one transaction, which also marks what the next Derivation must look at. Throws UsageError for a
// judgement that makes no sense, Error(no_input) for a party, deal or evidence that is not there.
class Judgements {
 public:
  explicit Judgements(Store& store);
  void add(std::vector<Judgement> judgements);                      // all or none
  Judgement undo(std::optional<std::int64_t> id, std::int64_t at);  // without id the newest
  std::vector<Judgement> all() const;  // also those undone, the newest first
  // Makes the party known, of kind unknown, if it is not.
  void ensure_party(const std::string& id, const std::string& name);
  // Articles whose live evidence names the party.
  std::vector<std::int64_t> articles_of(const std::string& party) const;

 private:
  Store& store_;
};

}  // namespace dealgraph

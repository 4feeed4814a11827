#pragma once
#include "extract/document.h"
#include "extract/match.h"
#include "extract/skeleton.h"
#include "extract/status.h"

namespace dealgraph {

// Finds the sum and the share of a match in the clauses of its sentence. Slots; -1: none. Keeps
// references to what it was made of.
class PriceFinder {
 public:
  PriceFinder(const Sentence& sentence, const Skeleton& skeleton, const StatusReader& status)
      : sentence_(sentence), skeleton_(skeleton), status_(status) {}

  // What the words around it do not give another role: no revenue, no price of a share.
  bool may_be_value(int slot) const;
  bool has_role(int slot) const { return token(slot).role != AmountRole::none; }
  // The amount that the captures of a match do not tell. `range`: the clauses of the match.
  int price(const Rule& rule, const RuleMatch& match, Span range) const;
  // "paying $40 million upfront in a deal worth up to $1 billion": the total that is told as one.
  int license_total(int upfront) const;
  // The only share that the clauses of the match tell, else the clause behind.
  int stake(const RuleMatch& match, Span range) const;
  // Whether a mask of [from, to) stands in the range.
  bool has_mask(Span range, char32_t from, char32_t to) const;

 private:
  const Token& token(int slot) const {
    return sentence_.tokens[skeleton_.slots[slot].tokens.front()];
  }
  const std::vector<int>& parties(int slot) const { return skeleton_.slots[slot].parties; }
  int lone_stake(Span range) const;
  int lone_amount(Span range) const;
  Span own_part(Span range, Span match) const;
  static bool sums_up(std::string_view clause);
  int raised_before(Span range) const;
  bool names_no_other(Span clause, const RuleMatch& match) const;
  Span clause_behind(Span range, const RuleMatch& match) const;
  bool adds_event(std::string_view clause) const;
  int price_before(Span range, const RuleMatch& match) const;
  int price_in_apposition(Span range) const;
  int price_behind(Span range, const RuleMatch& match) const;

  const Sentence& sentence_;
  const Skeleton& skeleton_;
  const StatusReader& status_;
};

}  // namespace dealgraph

#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/deal.h"
#include "core/graph.h"
#include "core/rates.h"
#include "db/sqlite.h"
#include "db/store.h"

namespace dealgraph {

// Two parties, whichever way the money runs. first <= second.
struct PartyPair {
  std::string first;
  std::string second;

  friend auto operator<=>(const PartyPair&, const PartyPair&) = default;
};

// An edge that a run changed. The numbers are nodes; a value that is missing means no such edge.
struct LegChange {
  std::uint32_t payer = 0;
  std::uint32_t payee = 0;
  std::optional<Leg> before;
  std::optional<Leg> now;
  std::int64_t deal = 0;  // that it came from: the largest now, else the largest before
};

// A circle that a run has looked at: `now` is empty if it holds no longer.
struct RingChange {
  std::vector<std::uint32_t> nodes;  // in payment order, the smallest number first
  std::optional<Ring> now;
  std::int64_t cause = 0;  // deal
};

// More circles ran through an edge than were kept.
struct Overflow {
  std::size_t kept = 0;
  std::size_t at_least = 0;         // circles known to exist
  std::optional<double> floor_usd;  // smallest bottleneck kept; empty: undisclosed
};

// One run that brings deals, edges and circles up to date with the facts. One transaction: what is
// not committed has not happened. Deals whose evidence, parties or judgements changed are `pending`
// since the facts were written, so no kill loses them.
class Derivation {
 public:
  // `at`: seconds since 1970 UTC.
  Derivation(Store& store, std::int64_t at);
  Derivation(const Derivation&) = delete;
  Derivation& operator=(const Derivation&) = delete;
  ~Derivation();

  // Takes the rates and options of this run. If others were used before, everything is pending.
  void use(const Rates& rates, const std::string& options);
  void mark_all_pending();
  std::vector<PartyPair> pending();
  // changes: circles through edges that change. again: all, by the same options, so nothing should
  // differ. anew: all, by other options.
  enum class Scope { changes, again, anew };
  Scope scope() const { return scope_; }

  // Live evidence of the pairs, both ways, by id; and what people said of it and its deals.
  std::vector<Evidence> evidence(const std::vector<PartyPair>& pairs);
  DealJudgements judgements() const;

  // Replaces the deals of the pairs. New ones get their ids, those not among them leave the graph
  // but keep their rows.
  void replace_deals(const std::vector<PartyPair>& pairs, std::vector<Deal>& deals);
  // Replaces the edges of the pairs, with deals by their final ids. Returns what changed, by node.
  std::vector<LegChange> replace_edges(const std::vector<PartyPair>& pairs,
                                       const std::vector<Edge>& edges);

  std::vector<Leg> legs() const;
  // Live stored circles through the pair; all of them.
  std::vector<std::vector<std::uint32_t>> rings_through(std::uint32_t payer,
                                                        std::uint32_t payee) const;
  std::vector<std::vector<std::uint32_t>> rings();  // all live ones
  void store_rings(const std::vector<RingChange>& changes);
  void store_overflow(std::uint32_t payer, std::uint32_t payee,
                      const std::optional<Overflow>& overflow);
  bool has_overflow(std::uint32_t payer, std::uint32_t payee) const;

  const ChangeSummary& summary() const { return summary_; }
  ChangeSummary commit();

 private:
  std::int64_t run();  // row of `runs`, started with the first change
  std::uint32_t find_node(const std::string& party);
  std::uint32_t node_of(const std::string& party);
  const std::string& party_of(std::uint32_t node);
  std::string reason_of(const std::string& payer, const std::string& payee) const;

  void insert_deal(Deal& deal);
  void update_deal(const Deal& deal, std::string_view change);
  void retire_deal(const Deal& lost);
  void add_history(std::int64_t id, const std::string& reason, std::string_view change,
                   const std::string& before);
  void store_revisions(const Deal& deal);
  void link_evidence(const Deal& deal);
  void store_ring(const RingChange& change);
  bool store_members(std::int64_t cycle, const std::vector<std::uint32_t>& nodes);

  Store& store_;
  Database& database_;
  Transaction transaction_;
  const std::int64_t at_;
  const std::int64_t run_before_;
  bool committed_ = false;
  bool any_ = false;
  Scope scope_ = Scope::changes;
  ChangeSummary summary_;
  std::map<PartyPair, std::string> reasons_;
  std::map<std::int64_t, std::int64_t> links_;  // evidence → deal, as evidence() read it
  std::unordered_map<std::string, std::uint32_t> nodes_;
  std::unordered_map<std::uint32_t, std::string> parties_;
};

}  // namespace dealgraph

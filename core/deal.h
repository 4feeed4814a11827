#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/amount.h"
#include "core/date.h"
#include "core/span.h"

namespace dealgraph {

enum class DealType {
  investment,
  stake_purchase,
  acquisition,
  loan,
  purchase,
  service,
  lease,
  license,
  grant,
  revenue_share,
  settlement,
  joint_venture,
  partnership,  // undirected: kept, never an edge of the graph
};
enum class Status { completed, agreed, planned, rumored, denied, terminated };

std::string_view to_string(DealType type);
std::string_view to_string(Status status);
std::optional<DealType> parse_deal_type(std::string_view name);
std::optional<Status> parse_status(std::string_view name);

// One side of a deal as an article names it.
struct PartyMention {
  std::string id;       // stable slug, e.g. "nvidia"; made from the name if no list holds it
  std::string name;     // display name of the party
  std::string surface;  // the name as the article writes it (never a pronoun)
  Span span;            // bytes of Article::text; the pronoun or description where there is one
};

// One place of one article that tells one deal.
struct DealMention {
  DealType type = DealType::investment;
  PartyMention payer;  // from whom the financial value flows
  PartyMention payee;  // to whom it flows
  std::optional<Amount> amount;
  std::optional<double> stake_pct;  // share of the company that changes hands, percent
  bool shared = false;              // the amount is that of a whole round with several payers
  Status status = Status::agreed;
  bool revises = false;  // the sentence says that the amount was raised or cut
  std::optional<Date> announced;
  Span sentence;  // bytes of Article::text
  Span span;      // bytes of Article::text: from the first to the last captured mention
  std::string rule;
  int rule_version = 0;
  double confidence = 0;  // 0..1
};

// A DealMention with the article that it was found in: what merging works on.
struct Evidence {
  std::int64_t id = 0;  // 0: not stored yet
  std::int64_t article_id = 0;
  std::int64_t deal_id = 0;  // deal that it was merged into before; 0: none
  DealMention mention;
};

// A step in the life of a deal, as its articles tell it by their dates.
struct Revision {
  enum class Change { told, amount, raised, cut, status };
  Change change = Change::told;
  std::optional<Date> date;
  std::optional<Amount> amount;
  std::optional<double> usd;
  Status status = Status::agreed;
  std::int64_t evidence = 0;  // that says so first
};

std::string_view to_string(Revision::Change change);

enum class Verdict { none, accepted, rejected };  // a person's

// What all evidence together says of one deal. Derived from evidence, can be rebuilt.
struct Deal {
  std::int64_t id = 0;  // below 1: not stored yet; merging numbers new deals -1, -2, …
  DealType type = DealType::investment;
  std::string payer;  // party ids
  std::string payee;
  std::optional<Amount> amount;
  std::optional<double> usd;  // the figure that it is ranked by, US dollars
  bool converted = false;     // by a rate: usd is no figure that an article tells
  std::optional<double> stake_pct;
  bool shared = false;
  Status status = Status::agreed;
  std::optional<Date> announced;
  Verdict verdict = Verdict::none;
  std::int64_t superseded_by = 0;      // another deal; 0: none
  std::vector<std::int64_t> evidence;  // ids, ascending
  std::vector<Revision> revisions;     // by date; at least one
};

// What people said of deals, by ids that outlive another extraction.
struct DealJudgements {
  std::vector<std::pair<std::int64_t, std::int64_t>> together;  // evidence that tells one deal
  std::map<std::int64_t, std::int64_t> apart;                   // evidence → group of its own
  std::map<std::int64_t, Verdict> verdicts;                     // by deal
  std::map<std::int64_t, std::int64_t> superseded;              // deal → by which
};

}  // namespace dealgraph

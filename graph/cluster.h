#pragma once
#include <cstdint>
#include <map>
#include <vector>

#include "core/deal.h"
#include "core/rates.h"

namespace dealgraph {

// Evidence that tells one deal. Points into evidence that somebody else owns.
struct Cluster {
  std::vector<const Evidence*> members;
  // Evidence id → which terms it tells: 0 the first, 1 those after a raise or cut, and so on.
  std::map<std::int64_t, std::size_t> terms;
};

// The members that tell the newest terms.
std::vector<const Evidence*> current_terms(const Cluster& cluster);

// Splits the evidence of one payer, payee and type into deals, by the policy of docs/merging.md.
// Clusters, and the members of each, come in an order that depends on their content alone.
std::vector<Cluster> cluster_evidence(std::vector<const Evidence*> evidence,
                                      const Rates& rates = {});

}  // namespace dealgraph

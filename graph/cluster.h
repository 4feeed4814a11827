#pragma once
#include <vector>

#include "core/deal.h"

namespace dealgraph {

// Evidence that tells one deal. Points into evidence that somebody else owns.
struct Cluster {
  std::vector<const Evidence*> members;
};

// Splits the evidence of one payer, payee and type into deals, by the policy of docs/merging.md.
// Clusters, and the members of each, come in an order that depends on their content alone.
std::vector<Cluster> cluster_evidence(std::vector<const Evidence*> evidence);

}  // namespace dealgraph

#pragma once
#include <optional>
#include <vector>

#include "cli/gold.h"
#include "core/deal.h"

namespace dealgraph {

enum class Measure {
  pair,         // payer and payee agree in that direction; partnerships are left out
  triple,       // the amounts agree as well
  partnership,  // partnerships alone: both parties agree, in either order
};

// What became of the deals of one article. Points into the lists that were matched.
struct Matching {
  struct Right {
    const GoldDeal* gold;
    const DealMention* found;
  };
  std::vector<Right> right;
  std::vector<const GoldDeal*> missed;
  std::vector<const DealMention*> wrong;
  std::vector<const DealMention*> repeated;  // told again what is right: neither right nor wrong
};

// Gives each gold deal at most one found deal and the other way round. A side agrees if the party's
// name or surface is one of the accepted names, as company_key() sees them. Those that agree best
// go together first: by amount, then type, then status, then in the order of the lists.
Matching match_deals(const std::vector<GoldDeal>& gold, const std::vector<DealMention>& found,
                     Measure measure);

// True if the gold gives no amount; else the currencies are equal, and each bound of the gold is
// found within 0.5 %.
bool amounts_agree(const std::optional<Amount>& gold, const std::optional<Amount>& found);

}  // namespace dealgraph

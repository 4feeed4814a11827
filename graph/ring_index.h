#pragma once
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "graph/ring_graph.h"

namespace dealgraph {

// Which legs a search goes along.
struct LegFilter {
  double floor_usd = 0;
  bool undisclosed = true;  // whether those without an amount are let in

  bool lets_in(double usd) const { return usd < 0 ? undisclosed : usd >= floor_usd; }
  friend bool operator==(const LegFilter&, const LegFilter&) = default;
};

// A budget of legs looked at.
struct Steps {
  std::size_t left = 0;

  bool spend(std::size_t count) {
    const bool enough = count <= left;
    left = enough ? left - count : 0;
    return enough;
  }
};

// What one search needs of a graph: for each node that lies on a walk of at most `hops` legs from
// `source` to `target` (which may be the same) the legs along which the target is still in reach.
// After Qiu et al., "Real-time Constrained Cycle Detection in Large Dynamic Graphs" (VLDB 2018)
// and Sun et al., "PathEnum" (SIGMOD 2021). Meant to be used again and again: a search costs what
// it touches, not what the graph holds.
class RingIndex {
 public:
  struct Query {
    std::uint32_t source = 0;
    std::uint32_t target = 0;
    std::uint32_t first = 0;  // smaller numbers are left out; not more than source or target
    std::uint8_t hops = 0;    // up to 8
    LegFilter filter;
  };
  struct Hop {
    std::uint32_t place = 0;  // of the node that the leg leads to
    std::int32_t day = no_day;
    double usd = -1;
    std::uint8_t left = 0;  // fewest legs from there to the target; 0: it is the target
  };

  struct Range {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };

  // True if there is a walk. Spends `steps`; false, too, when they run out.
  bool build(const RingGraph& graph, const Query& query, Steps& steps);

  // Nodes are called by their place in the index; the source is this one.
  std::uint32_t source() const { return 0; }
  std::uint32_t node(std::uint32_t place) const { return places_[place].node; }

  // The legs from there to where the target is at most `left` - 1 legs away, nearest first, then
  // the largest amount first; perhaps farther ones behind. As numbers for hop(), since the next
  // call may move what they stand for.
  Range hops(std::uint32_t place, std::uint8_t left, Steps& steps);
  const Hop& hop(std::uint32_t number) const { return hops_[number]; }

 private:
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
  static constexpr std::uint8_t unseen = 255;

  // Of each node of the graph; of another search if `search` is not this one's.
  struct Mark {
    std::uint32_t search = 0;
    std::uint8_t from = unseen;  // legs from the source
    std::uint8_t to = unseen;    // legs to the target
    std::uint32_t place = none;
  };
  struct Place {
    std::uint32_t node = 0;
    Range all{none, none};      // none: not listed yet
    Range closing{none, none};  // the leg to the target alone
  };

  // Nodes reached so far from one end, a layer of equal distance at a time.
  struct Ball {
    std::vector<std::uint32_t> edge;  // the outermost layer
    std::uint8_t depth = 0;
    std::size_t cost = 0;  // of growing on; 0: not known
  };

  Mark& mark(std::uint32_t node);
  template <typename Lists>
  static std::size_t cost(Ball& ball, const Lists& lists);
  template <typename Arcs, typename Visit>
  bool scan(const Arcs& arcs, Steps& steps, Visit visit) const;
  template <typename Lists>
  bool grow(Ball& ball, const Lists& lists, std::uint8_t Mark::*distance, std::uint32_t other_end,
            Steps& steps);
  bool extend_backward(Steps& steps);
  std::uint32_t place_of(std::uint32_t node);
  void list(std::uint32_t place, Steps& steps);
  void list_closing(std::uint32_t place);

  const RingGraph* graph_ = nullptr;
  Query query_;
  std::uint32_t search_ = 0;
  std::vector<Mark> marks_;
  Ball forward_;
  Ball backward_;
  std::vector<std::uint32_t> next_;
  std::vector<Place> places_;
  std::vector<Hop> hops_;
  std::vector<Hop> unsorted_;
};

}  // namespace dealgraph

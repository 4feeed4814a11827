#pragma once
#include <cstdint>
#include <vector>

#include "graph/layout.h"

namespace dealgraph {

// Points in a quad tree, by which the repulsion of all of them on one is summed up without looking
// at each: what is far away counts as one body in its centre (Barnes and Hut 1986).
class FarField {
 public:
  explicit FarField(const std::vector<LayoutPoint>& points);

  // Sum of (place - p) / |place - p|² over the points p but those at `place` itself.
  LayoutPoint push_at(LayoutPoint place) const;

 private:
  struct Cell {
    LayoutPoint centre;       // of its points, once they are counted
    double mass = 0;          // number of points
    std::uint32_t child = 0;  // first of four; 0: a leaf
  };
  void insert(LayoutPoint point);
  void divide(std::uint32_t cell);

  std::vector<Cell> cells_;
  LayoutPoint low_;  // corner of the square that holds all
  double size_ = 1;
};

}  // namespace dealgraph

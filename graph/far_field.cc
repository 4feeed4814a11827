#include "graph/far_field.h"

#include <algorithm>
#include <array>

namespace dealgraph {
namespace {

// A cell counts as one body from a distance of its width on.
constexpr double opening = 1.0;
// Points closer than the square's size / 2^20 stay together in one leaf.
constexpr int deepest = 20;

}  // namespace

FarField::FarField(const std::vector<LayoutPoint>& points) {
  if (points.empty()) return;
  LayoutPoint high = low_ = points.front();
  for (const auto& point : points) {
    low_ = {std::min(low_.x, point.x), std::min(low_.y, point.y)};
    high = {std::max(high.x, point.x), std::max(high.y, point.y)};
  }
  size_ = std::max({high.x - low_.x, high.y - low_.y, 1e-9});
  cells_.reserve(points.size() * 3);
  cells_.emplace_back();
  for (const auto& point : points) insert(point);
  for (auto& cell : cells_)
    if (cell.mass > 0) cell.centre = {cell.centre.x / cell.mass, cell.centre.y / cell.mass};
}

void FarField::divide(std::uint32_t cell) {
  cells_[cell].child = static_cast<std::uint32_t>(cells_.size());
  cells_.resize(cells_.size() + 4);
}

// Until all are in, a cell's centre is the sum of its points.
void FarField::insert(LayoutPoint point) {
  std::uint32_t at = 0;
  LayoutPoint corner = low_;
  double size = size_;
  const auto quarter_of = [&](LayoutPoint p) {
    return (p.x >= corner.x + size / 2 ? 1U : 0U) + (p.y >= corner.y + size / 2 ? 2U : 0U);
  };
  for (int depth = 0;; ++depth) {
    auto& cell = cells_[at];
    if (cell.child == 0 && (cell.mass == 0 || depth == deepest)) {
      cell.mass += 1;
      cell.centre = {cell.centre.x + point.x, cell.centre.y + point.y};
      return;
    }
    if (cell.child == 0) {
      // The point that was here alone moves one level down.
      const auto old = cell.centre;
      divide(at);
      auto& moved = cells_[cells_[at].child + quarter_of(old)];
      moved.mass = 1;
      moved.centre = old;
    }
    auto& parent = cells_[at];
    parent.mass += 1;
    parent.centre = {parent.centre.x + point.x, parent.centre.y + point.y};
    const auto quarter = quarter_of(point);
    at = parent.child + quarter;
    size /= 2;
    if (quarter & 1U) corner.x += size;
    if (quarter & 2U) corner.y += size;
  }
}

LayoutPoint FarField::push_at(LayoutPoint place) const {
  LayoutPoint push;
  if (cells_.empty()) return push;
  std::array<std::pair<std::uint32_t, double>, std::size_t{4} * deepest> open;
  std::size_t count = 0;
  open[count++] = {0, size_};
  while (count > 0) {
    const auto [at, size] = open[--count];
    const auto& cell = cells_[at];
    if (cell.mass == 0) continue;
    const double dx = place.x - cell.centre.x;
    const double dy = place.y - cell.centre.y;
    const double square = dx * dx + dy * dy;
    if (cell.child != 0 && size * size > opening * opening * square) {
      for (std::uint32_t i = 0; i < 4; ++i) open[count++] = {cell.child + i, size / 2};
    } else if (square > 0) {
      push.x += cell.mass * dx / square;
      push.y += cell.mass * dy / square;
    }
  }
  return push;
}

}  // namespace dealgraph

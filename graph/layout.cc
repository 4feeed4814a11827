#include "graph/layout.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "graph/far_field.h"

namespace dealgraph {
namespace {

using Points = std::vector<LayoutPoint>;
using Lists = std::vector<std::vector<std::uint32_t>>;

constexpr double gap = 1.6;  // between components

Lists neighbours_of(std::size_t nodes, const std::vector<LayoutEdge>& edges) {
  Lists out(nodes);
  for (const auto& [a, b] : edges) {
    if (a == b) continue;
    out[a].push_back(b);
    out[b].push_back(a);
  }
  for (auto& list : out) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
  }
  return out;
}

// The nodes of each component, breadth first from its node of most neighbours.
Lists components_of(const Lists& neighbours) {
  std::vector<std::uint32_t> order(neighbours.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return neighbours[a].size() > neighbours[b].size();
  });
  std::vector<bool> seen(neighbours.size());
  Lists out;
  for (const auto first : order) {
    if (seen[first]) continue;
    auto& component = out.emplace_back(1, first);
    seen[first] = true;
    for (std::size_t i = 0; i < component.size(); ++i)
      for (const auto next : neighbours[component[i]])
        if (!seen[next]) {
          seen[next] = true;
          component.push_back(next);
        }
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.size() > b.size(); });
  return out;
}

// A sunflower's seeds: evenly spread, so that the forces need not untangle a heap.
Points spread(std::size_t count) {
  Points out(count);
  const double golden = std::numbers::pi * (3 - std::sqrt(5.0));
  for (std::size_t i = 0; i < count; ++i) {
    const auto turn = static_cast<double>(i);
    const double radius = 0.7 * std::sqrt(turn + 0.3);
    out[i] = {radius * std::cos(golden * turn), radius * std::sin(golden * turn)};
  }
  return out;
}

// One round: every node moves along the sum of its forces, by `most` at most. An edge pulls with
// the square of its length, so that two nodes alone rest at a distance of 1.
void move(Points& points, const std::vector<LayoutEdge>& edges, double most) {
  const FarField field(points);
  Points forces(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto push = field.push_at(points[i]);
    // A weak pull to the middle keeps loose ends from drifting off.
    forces[i] = {push.x - 0.03 * points[i].x, push.y - 0.03 * points[i].y};
  }
  for (const auto& [a, b] : edges) {
    const double dx = points[b].x - points[a].x;
    const double dy = points[b].y - points[a].y;
    const double length = std::sqrt(dx * dx + dy * dy);
    forces[a].x += dx * length;
    forces[a].y += dy * length;
    forces[b].x -= dx * length;
    forces[b].y -= dy * length;
  }
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double size = std::hypot(forces[i].x, forces[i].y);
    const double part = size > most ? most / size : 1.0;
    points[i].x += forces[i].x * part;
    points[i].y += forces[i].y * part;
  }
}

Points lay_out_component(std::size_t count, const std::vector<LayoutEdge>& edges) {
  auto points = spread(count);
  if (count < 2) return points;
  const int rounds = count > 1000 ? 160 : 300;
  const double widest = 0.25 * std::sqrt(static_cast<double>(count)) + 0.2;
  for (int round = 0; round < rounds; ++round) {
    const double left = 1.0 - static_cast<double>(round) / rounds;
    move(points, edges, widest * left * left + 0.002);
  }
  return points;
}

struct Box {
  LayoutPoint low, high;
  double width() const { return high.x - low.x + gap; }
  double height() const { return high.y - low.y + gap; }
};

Box box_of(const Points& points) {
  Box box{points.front(), points.front()};
  for (const auto& point : points) {
    box.low = {std::min(box.low.x, point.x), std::min(box.low.y, point.y)};
    box.high = {std::max(box.high.x, point.x), std::max(box.high.y, point.y)};
  }
  return box;
}

// Left to right in rows of about the width of a screen.
Points corners_of(const std::vector<Box>& boxes) {
  double area = 0;
  double row_width = 0;
  for (const auto& box : boxes) {
    area += box.width() * box.height();
    row_width = std::max(row_width, box.width());
  }
  row_width = std::max(row_width, std::sqrt(area * 1.6));
  Points corners;
  LayoutPoint at;
  double row_height = 0;
  for (const auto& box : boxes) {
    if (at.x > 0 && at.x + box.width() > row_width) at = {0, at.y + row_height};
    if (at.x == 0) row_height = 0;
    corners.push_back(at);
    at.x += box.width();
    row_height = std::max(row_height, box.height());
  }
  return corners;
}

}  // namespace

std::vector<LayoutPoint> lay_out(std::size_t nodes, const std::vector<LayoutEdge>& edges) {
  const auto neighbours = neighbours_of(nodes, edges);
  const auto components = components_of(neighbours);
  std::vector<std::uint32_t> place(nodes);  // within its component
  std::vector<Points> drawn;
  std::vector<Box> boxes;
  for (const auto& component : components) {
    for (std::uint32_t i = 0; i < component.size(); ++i) place[component[i]] = i;
    std::vector<LayoutEdge> own;
    for (const auto node : component)
      for (const auto next : neighbours[node])
        if (node < next) own.emplace_back(place[node], place[next]);
    drawn.push_back(lay_out_component(component.size(), own));
    boxes.push_back(box_of(drawn.back()));
  }
  const auto corners = corners_of(boxes);
  Points out(nodes);
  for (std::size_t c = 0; c < components.size(); ++c)
    for (std::size_t i = 0; i < components[c].size(); ++i)
      out[components[c][i]] = {drawn[c][i].x - boxes[c].low.x + corners[c].x,
                               drawn[c][i].y - boxes[c].low.y + corners[c].y};
  return out;
}

}  // namespace dealgraph

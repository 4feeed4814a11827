#include "graph/layout.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>

#include "graph/far_field.h"

namespace dealgraph {
namespace {

double distance(LayoutPoint a, LayoutPoint b) { return std::hypot(a.x - b.x, a.y - b.y); }

// Hubs with tails, chains across, and single pairs: what deals look like.
std::vector<LayoutEdge> like_deals(std::uint32_t nodes) {
  std::vector<LayoutEdge> edges;
  const std::uint32_t hubs = nodes / 60;
  std::uint32_t random = 1;
  for (std::uint32_t i = hubs; i + 1 < nodes; ++i) {
    random = random * 1664525U + 1013904223U;
    if (i > nodes - nodes / 10)
      edges.emplace_back(i, i + 1);
    else
      edges.emplace_back(i, (random >> 8) % hubs);
    if (random % 4 == 0) edges.emplace_back((random >> 4) % hubs, (random >> 12) % (nodes / 2));
  }
  return edges;
}

TEST(FarField, AgreesWithTheSumOverAllPoints) {
  std::vector<LayoutPoint> points;
  std::uint32_t random = 7;
  const auto next = [&] { return (random = random * 1664525U + 1013904223U) / 4294967296.0; };
  for (int i = 0; i < 400; ++i) points.push_back({next() * 30, next() * 10});
  points.push_back(points.front());  // two at one place must not push each other
  const FarField field(points);
  for (const auto& place : points) {
    LayoutPoint exact;
    for (const auto& point : points) {
      const double square = std::pow(distance(place, point), 2);
      if (square == 0) continue;
      exact.x += (place.x - point.x) / square;
      exact.y += (place.y - point.y) / square;
    }
    const auto found = field.push_at(place);
    EXPECT_LT(distance(found, exact), 0.12 * std::hypot(exact.x, exact.y) + 3.0);
  }
}

TEST(Layout, NothingAndOneNode) {
  EXPECT_TRUE(lay_out(0, {}).empty());
  EXPECT_EQ(lay_out(1, {{0, 0}}).size(), 1U);
}

TEST(Layout, NeighboursAreCloserThanOthers) {
  // A ring of eight: neighbours about 1 apart, the opposite one further off.
  std::vector<LayoutEdge> ring;
  for (std::uint32_t i = 0; i < 8; ++i) ring.emplace_back(i, (i + 1) % 8);
  const auto points = lay_out(8, ring);
  for (std::uint32_t i = 0; i < 8; ++i) {
    const double near = distance(points[i], points[(i + 1) % 8]);
    EXPECT_GT(near, 0.5) << i;
    EXPECT_LT(near, 2.5) << i;
    EXPECT_GT(distance(points[i], points[(i + 4) % 8]), 1.5 * near) << i;
  }
}

TEST(Layout, ComponentsDoNotOverlap) {
  const auto points = lay_out(7, {{0, 1}, {1, 2}, {2, 0}, {3, 4}, {5, 6}});
  for (const std::uint32_t a : {0U, 1U, 2U})
    for (const std::uint32_t b : {3U, 4U, 5U, 6U})
      EXPECT_GT(distance(points[a], points[b]), 1.0) << a << ' ' << b;
}

TEST(Layout, IsDeterministicApartAndFast) {
  const auto edges = like_deals(3000);
  const auto start = std::chrono::steady_clock::now();
  const auto points = lay_out(3000, edges);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  EXPECT_LT(took.count(), 5.0);  // some 0.3 s; machines that run tests are busy
  RecordProperty("milliseconds", static_cast<int>(took.count() * 1000));
  EXPECT_EQ(points, lay_out(3000, edges));
  double longest = 0;
  for (const auto& [a, b] : edges) longest = std::max(longest, distance(points[a], points[b]));
  EXPECT_LT(longest, 60);
  for (const auto& point : points) ASSERT_TRUE(std::isfinite(point.x) && std::isfinite(point.y));
}

}  // namespace
}  // namespace dealgraph

#include "cli/ring_svg.h"

#include <fmt/format.h>

#include <cmath>
#include <numbers>

#include "cli/markup.h"
#include "cli/money.h"

namespace dealgraph {
namespace {

constexpr double width = 720;
constexpr double margin = 70;             // above and below the ring, for names
constexpr std::size_t longest_name = 26;  // code points

struct Point {
  double x = 0;
  double y = 0;
};

struct Geometry {
  std::size_t count;
  double radius;
  Point centre;

  explicit Geometry(std::size_t parties)
      : count(parties),
        radius(90 + 18.0 * static_cast<double>(parties)),
        centre{width / 2, radius + margin} {}

  double height() const { return 2 * (radius + margin); }
  // Radians of the party, clockwise from the top.
  double angle(double index) const {
    return 2 * std::numbers::pi * index / static_cast<double>(count);
  }
  Point at(double angle, double distance) const {
    return {centre.x + distance * std::sin(angle), centre.y - distance * std::cos(angle)};
  }
};

const std::string& name_of(const CycleRow& row, std::size_t index) {
  return row.names.empty() ? row.deals[index].payer_name : row.names[index];
}

const char* anchor_of(double sine) {
  if (sine > 0.2) return "start";
  return sine < -0.2 ? "end" : "middle";
}

std::string party(const Geometry& ring, std::size_t index, const std::string& name) {
  const double angle = ring.angle(static_cast<double>(index));
  const auto dot = ring.at(angle, ring.radius);
  const auto label = ring.at(angle, ring.radius + 18);
  return fmt::format(
      "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"7\" fill=\"currentColor\"/>"
      "<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\" dominant-baseline=\"middle\" "
      "font-size=\"16\" font-weight=\"bold\" fill=\"currentColor\">{}</text>",
      dot.x, dot.y, label.x, label.y, anchor_of(std::sin(angle)),
      escape_markup(shorten(name, longest_name)));
}

std::string arrow_head(const Geometry& ring, double angle) {
  // The tip points along the circle, clockwise.
  const auto tip = ring.at(angle, ring.radius);
  const double back = angle - 11 / ring.radius;
  const auto outer = ring.at(back, ring.radius + 6);
  const auto inner = ring.at(back, ring.radius - 6);
  return fmt::format(
      "<polygon points=\"{:.1f},{:.1f} {:.1f},{:.1f} {:.1f},{:.1f}\" fill=\"currentColor\"/>",
      tip.x, tip.y, outer.x, outer.y, inner.x, inner.y);
}

std::string leg(const Geometry& ring, std::size_t index, const Deal& deal, bool smallest) {
  const double gap = 13 / ring.radius;
  const double from = ring.angle(static_cast<double>(index)) + gap;
  const double to = ring.angle(static_cast<double>(index) + 1) - gap;
  const auto begin = ring.at(from, ring.radius);
  const auto end = ring.at(to - 5 / ring.radius, ring.radius);
  auto out = fmt::format(
      "<path d=\"M{:.1f} {:.1f}A{:.1f} {:.1f} 0 0 1 {:.1f} {:.1f}\" fill=\"none\" "
      "stroke=\"currentColor\" stroke-width=\"{}\"{}/>",
      begin.x, begin.y, ring.radius, ring.radius, end.x, end.y, smallest ? 4 : 2,
      deal.amount ? "" : " stroke-dasharray=\"6 5\"");
  out += arrow_head(ring, to);
  const double middle = (from + to) / 2;
  const auto label = ring.at(middle, ring.radius + 16);
  const auto line = [&](double dy, int size, const std::string& text) {
    out += fmt::format(
        "<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\" font-size=\"{}\" "
        "fill=\"currentColor\">{}</text>",
        label.x, label.y + dy, anchor_of(std::sin(middle)), size, escape_markup(shorten(text, 30)));
  };
  line(std::cos(middle) > 0.8 ? -16 : 0, 14, format_amount(deal.amount));
  line(std::cos(middle) > 0.8 ? 0 : 16, 12,
       fmt::format("{}, {}", to_string(deal.type), to_string(deal.status)));
  return out;
}

}  // namespace

std::string ring_svg(const CycleRow& row) {
  const Geometry ring(row.deals.size());
  std::string title;
  for (std::size_t i = 0; i < row.deals.size(); ++i)
    title += shorten(name_of(row, i), longest_name) + " → ";
  title += shorten(name_of(row, 0), longest_name);
  auto out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" "
      "font-family=\"sans-serif\"><title>{}</title>",
      width, ring.height(), escape_markup(title));
  for (std::size_t i = 0; i < row.deals.size(); ++i) {
    const auto& deal = row.deals[i].deal;
    out += leg(ring, i, deal, deal.usd && deal.usd == row.cycle.bottleneck_usd);
  }
  for (std::size_t i = 0; i < row.deals.size(); ++i) out += party(ring, i, name_of(row, i));
  return out + "</svg>";
}

}  // namespace dealgraph

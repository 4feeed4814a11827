#include "cli/ring_text.h"

#include <algorithm>

#include "cli/printer.h"

namespace dealgraph {
namespace {

constexpr std::size_t usual_width = 80;
constexpr std::size_t longest_name = 30;   // columns
constexpr std::size_t longest_label = 36;  // the same
constexpr std::size_t indent = 2;

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

struct Leg {
  std::string from;
  std::string label;
  bool smallest;

  // Columns of the arrow behind the name, with a space on each side.
  std::size_t arrow() const { return std::max<std::size_t>(display_width(label) + 4, 8); }
};

std::vector<Leg> legs_of(const CycleRow& row, const TextStyle& style) {
  std::vector<Leg> legs;
  for (std::size_t i = 0; i < row.deals.size(); ++i) {
    const auto& deal = row.deals[i];
    const auto& name = i < row.names.size() ? row.names[i] : deal.payer_name;
    const bool smallest = deal.deal.usd && deal.deal.usd == row.cycle.bottleneck_usd;
    legs.push_back({cut_to_width(name, longest_name),
                    cut_to_width(format_amount(deal.deal.amount, style.language), longest_label),
                    smallest});
  }
  return legs;
}

std::string label(const Leg& leg, const TextStyle& style) {
  return leg.smallest ? style.marked(leg.label) : leg.label;
}

// The way back: up at the middle of the first name, down at that of the last.
std::vector<std::string> way_back(const std::vector<Leg>& legs, std::size_t first_name,
                                  std::size_t width, const TextStyle& style) {
  const auto& last = legs.back();
  const auto left = indent + first_name / 2;
  const auto right = indent + width - 1 - display_width(last.from) / 2;
  const auto room = right - left - 1;
  const auto text = display_width(last.label) + 2;
  const auto before = (room - text) / 2;
  const auto margin = std::string(left, ' ');
  return {margin + "▲" + std::string(room, ' ') + "│",
          margin + "└" + repeated("─", before) + ' ' + label(last, style) + ' ' +
              repeated("─", room - text - before) + "┘"};
}

std::size_t wide_width(const std::vector<Leg>& legs) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < legs.size(); ++i)
    width += display_width(legs[i].from) + (i + 1 < legs.size() ? legs[i].arrow() : 0);
  return width;
}

// Whether the amount of the way back has room between the two names.
bool fits_below(const std::vector<Leg>& legs, std::size_t width) {
  const auto ends = display_width(legs.front().from) / 2 + display_width(legs.back().from) / 2;
  return width >= ends + display_width(legs.back().label) + 6;
}

std::vector<std::string> wide(const std::vector<Leg>& legs, const TextStyle& style) {
  std::string above(indent, ' ');
  std::string line(indent, ' ');
  for (std::size_t i = 0; i < legs.size(); ++i) {
    const auto& leg = legs[i];
    line += style.bold(leg.from);
    if (i + 1 == legs.size()) break;
    const auto room = leg.arrow();
    const auto before = (room - display_width(leg.label)) / 2;
    above += std::string(display_width(leg.from) + before, ' ') + label(leg, style) +
             std::string(room - before - display_width(leg.label), ' ');
    line += ' ' + repeated("─", room - 3) + "▶ ";
  }
  above.erase(above.find_last_not_of(' ') + 1);
  std::vector<std::string> lines = {above, line};
  for (auto& below : way_back(legs, display_width(legs.front().from), wide_width(legs), style))
    lines.push_back(std::move(below));
  return lines;
}

std::vector<std::string> tall(const std::vector<Leg>& legs, const TextStyle& style) {
  const std::string margin(indent, ' ');
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < legs.size(); ++i) {
    const bool last = i + 1 == legs.size();
    lines.push_back(margin + (i == 0 ? "┌▶ " : "│  ") + style.bold(legs[i].from));
    lines.push_back(margin + (last ? "└────┘ " : "│    │ ") + label(legs[i], style));
    if (!last) lines.push_back(margin + "│    ▼");
  }
  return lines;
}

}  // namespace

std::vector<std::string> ring_text(const CycleRow& row, const TextStyle& style) {
  const auto legs = legs_of(row, style);
  if (legs.size() < 2) return {};
  const auto width = wide_width(legs);
  const auto window = style.width ? style.width : usual_width;
  return width + indent <= window && fits_below(legs, width) ? wide(legs, style)
                                                             : tall(legs, style);
}

namespace {

struct Columns {
  std::size_t name = 0;
  std::size_t amount = 0;

  explicit Columns(const std::vector<FlowLine>& lines) {
    for (const auto& line : lines) {
      name = std::max(name, display_width(line.party));
      amount = std::max(amount, display_width(line.amount));
    }
  }
  std::size_t arrow() const { return amount + 7; }  // " ─ AMOUNT ─▶ "
};

std::string arrow(const FlowLine& line, const Columns& columns) {
  const auto rest = columns.amount - display_width(line.amount);
  return " ─ " + line.amount + ' ' + repeated("─", rest) + "─▶ ";
}

std::vector<FlowLine> cut(const std::vector<FlowLine>& lines) {
  auto out = lines;
  for (auto& line : out) {
    line.party = cut_to_width(line.party, longest_name);
    line.amount = cut_to_width(line.amount, longest_label);
  }
  return out;
}

std::vector<std::string> stacked(const std::string& party, const std::vector<FlowLine>& in,
                                 const std::vector<FlowLine>& out, const TextStyle& style) {
  const std::string margin(indent, ' ');
  std::vector<std::string> lines = {margin + style.bold(party)};
  const Columns left(in);
  const Columns right(out);
  for (const auto& line : in)
    lines.push_back(margin + " ◀─ " + line.amount + ' ' +
                    repeated("─", left.amount - display_width(line.amount)) + "─ " + line.party);
  for (const auto& line : out) lines.push_back(margin + arrow(line, right) + line.party);
  return lines;
}

}  // namespace

std::vector<std::string> flow_text(const std::string& party, const std::vector<FlowLine>& in_flows,
                                   const std::vector<FlowLine>& out_flows, const TextStyle& style) {
  if (in_flows.empty() && out_flows.empty()) return {};
  const auto in = cut(in_flows);
  const auto out = cut(out_flows);
  const auto name = cut_to_width(party, longest_name);
  const Columns left(in);
  const Columns right(out);
  const auto left_width = in.empty() ? 0 : left.name + left.arrow();
  const auto middle = display_width(name) + 4;
  const auto all = indent + left_width + middle + (out.empty() ? 0 : right.name + right.arrow());
  if (all > (style.width ? style.width : usual_width)) return stacked(name, in, out, style);
  std::vector<std::string> lines;
  const auto rows = std::max(in.size(), out.size());
  for (std::size_t i = 0; i < rows; ++i) {
    std::string line(indent, ' ');
    line += i < in.size() ? pad_right(in[i].party, left.name) + arrow(in[i], left)
                          : std::string(left_width, ' ');
    const bool here = i == (rows - 1) / 2;
    line += "│ " + (here ? style.bold(name) : std::string(middle - 4, ' ')) + " │";
    if (i < out.size()) line += arrow(out[i], right) + out[i].party;
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace dealgraph

#include "graph/ring_graph.h"

namespace dealgraph {
namespace {

// What is no amount, as a NaN, is undisclosed: it must not upset the order of a list.
double tidy(double usd) { return usd >= 0 ? usd : -1; }

std::vector<std::uint32_t> starts(const std::vector<std::uint32_t>& counts) {
  std::vector<std::uint32_t> out(counts.size());
  for (std::size_t i = 1; i < counts.size(); ++i) out[i] = out[i - 1] + counts[i - 1];
  return out;
}

std::size_t count_nodes(const std::vector<Leg>& legs) {
  std::size_t nodes = 0;
  for (const auto& leg : legs)
    nodes = std::max(nodes, std::size_t{std::max(leg.payer, leg.payee)} + 1);
  return nodes;
}

// Legs by payer; those of one payer in the order in which they were given.
std::vector<RingGraph::Out> by_payer(const std::vector<Leg>& legs,
                                     std::vector<std::uint32_t>& counts) {
  for (const auto& leg : legs) counts[leg.payer] += leg.payer != leg.payee;
  auto next = starts(counts);
  std::vector<RingGraph::Out> out(next.empty() ? 0 : next.back() + counts.back());
  for (const auto& leg : legs)
    if (leg.payer != leg.payee) out[next[leg.payer]++] = {leg.payee, leg.day, tidy(leg.usd)};
  return out;
}

// Leaves the last of each pair, moves the rest together and sorts each list.
void tidy_lists(std::vector<RingGraph::Out>& arcs, std::vector<std::uint32_t>& counts) {
  constexpr auto nobody = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> seen_from(counts.size(), nobody);
  std::size_t read = 0;
  std::size_t written = 0;
  for (std::uint32_t payer = 0; payer < counts.size(); ++payer) {
    const auto end = read + counts[payer];
    auto kept = end;
    for (auto i = end; i > read; --i) {
      if (seen_from[arcs[i - 1].node] == payer) continue;
      seen_from[arcs[i - 1].node] = payer;
      arcs[--kept] = arcs[i - 1];
    }
    counts[payer] = static_cast<std::uint32_t>(end - kept);
    std::move(arcs.begin() + kept, arcs.begin() + end, arcs.begin() + written);
    std::sort(arcs.begin() + written, arcs.begin() + written + counts[payer],
              ArcLists<RingGraph::Out>::before);
    written += counts[payer];
    read = end;
  }
  arcs.resize(written);
}

}  // namespace

RingGraph::RingGraph(std::vector<Leg> legs) {
  const auto nodes = count_nodes(legs);
  std::vector<std::uint32_t> counts(nodes);
  auto arcs = by_payer(legs, counts);
  std::vector<Leg>().swap(legs);  // a large load holds one copy at a time
  tidy_lists(arcs, counts);
  size_ = arcs.size();
  out_.load(counts, std::move(arcs));
  load_in(nodes);
}

void RingGraph::load_in(std::size_t nodes) {
  std::vector<std::uint32_t> counts(nodes);
  for (std::uint32_t payer = 0; payer < nodes; ++payer)
    for (const auto& arc : out_[payer]) ++counts[arc.node];
  auto next = starts(counts);
  std::vector<In> arcs(size_);
  for (std::uint32_t payer = 0; payer < nodes; ++payer)
    for (const auto& arc : out_[payer])
      arcs[next[arc.node]++] = {payer, static_cast<float>(arc.usd)};
  for (std::size_t node = 0; node < nodes; ++node)  // `next` is at the ends now
    std::sort(arcs.begin() + (next[node] - counts[node]), arcs.begin() + next[node],
              ArcLists<In>::before);
  in_.load(counts, std::move(arcs));
}

void RingGraph::set(const Leg& leg) {
  if (leg.payer == leg.payee) return;
  erase(leg.payer, leg.payee);
  const double usd = tidy(leg.usd);
  out_.insert(leg.payer, {leg.payee, leg.day, usd});
  in_.insert(leg.payee, {leg.payer, static_cast<float>(usd)});
  ++size_;
}

bool RingGraph::erase(std::uint32_t payer, std::uint32_t payee) {
  const auto* found = leg(payer, payee);
  if (!found) return false;
  const Out arc = *found;
  out_.erase(payer, arc);
  in_.erase(payee, {payer, static_cast<float>(arc.usd)});
  --size_;
  return true;
}

std::optional<Leg> RingGraph::find(std::uint32_t payer, std::uint32_t payee) const {
  const auto* found = leg(payer, payee);
  if (!found) return std::nullopt;
  return Leg{payer, payee, found->usd, found->day};
}

// The lists are sorted by amount, so one end is looked through: the one with fewer legs. If that is
// the payee, the amount found there leads to the place in the payer's list.
const RingGraph::Out* RingGraph::leg(std::uint32_t payer, std::uint32_t payee) const {
  auto out = out_[payer];
  const auto in = in_[payee];
  if (in.size() < out.size()) {
    const auto source =
        std::find_if(in.begin(), in.end(), [&](const In& arc) { return arc.node == payer; });
    if (source == in.end()) return nullptr;
    const auto rounded = [](const Out& arc) { return static_cast<float>(arc.usd); };
    const auto begin = std::partition_point(
        out.begin(), out.end(), [&](const Out& arc) { return rounded(arc) > source->usd; });
    const auto end = std::partition_point(
        begin, out.end(), [&](const Out& arc) { return rounded(arc) == source->usd; });
    out = {begin, end};
  }
  const auto found =
      std::find_if(out.begin(), out.end(), [&](const Out& arc) { return arc.node == payee; });
  return found == out.end() ? nullptr : &*found;
}

}  // namespace dealgraph

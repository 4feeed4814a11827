#include "cli/explorer_data.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "cli/markup.h"
#include "cli/money.h"
#include "cli/printer.h"
#include "graph/layout.h"

namespace dealgraph {
namespace {

constexpr double neighbour_distance = 75;      // pixels at full size
constexpr std::size_t longest_name = 40;       // code points
constexpr std::size_t longest_sentence = 300;  // the same

std::string text_of(const std::string& text, std::size_t most) {
  return shorten(printable(text), most);
}

// 0 for nothing known up to 6 for a trillion dollars.
double size_of(double usd) {
  const double size = usd > 0 ? std::clamp(std::log10(usd) - 6, 0.0, 6.0) : 0.0;
  return std::round(size * 10) / 10;
}

struct Party {
  std::string name;
  double usd = 0;  // all that it pays and is paid, as far as known
  bool in_circle = false;
};

struct Edge {
  double usd = 0;          // the largest of its deals
  std::string amount;      // of that deal
  bool payment = false;    // not only partnerships
  std::vector<int> deals;  // positions
};

class Builder {
 public:
  Builder(const ReportData& data, std::size_t most) : data_(data) {
    for (const auto& cycle : data.cycles)
      for (const auto& leg : cycle.deals) take(leg, true);
    for (const auto& row : data.deals) take(row, false);
    choose(most);
  }

  Json build() {
    Json deals = Json::array();
    for (const auto* row : rows_) add_deal(*row, deals);
    Json out;
    out["left_out"] = parties_.size() - position_.size();
    out["nodes"] = nodes();
    out["edges"] = edges();
    out["deals"] = std::move(deals);
    out["cycles"] = cycles();
    return out;
  }

 private:
  using Pair = std::pair<std::string, std::string>;

  void take(const DealRow& row, bool in_circle) {
    if (!known_.insert(row.deal.id).second) return;
    rows_.push_back(&row);
    for (const auto& [id, name] :
         {std::pair(row.deal.payer, row.payer_name), std::pair(row.deal.payee, row.payee_name)}) {
      auto& party = parties_[id];
      party.name = name;
      party.usd += row.deal.usd.value_or(0);
      party.in_circle |= in_circle;
    }
  }

  void choose(std::size_t most) {
    std::vector<std::pair<std::string, const Party*>> order;
    for (const auto& [id, party] : parties_) order.emplace_back(id, &party);
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
      return std::pair(a.second->in_circle, a.second->usd) >
             std::pair(b.second->in_circle, b.second->usd);
    });
    for (const auto& [id, party] : order)
      if (order_.size() < most || party->in_circle) {
        position_[id] = static_cast<std::uint32_t>(order_.size());
        order_.push_back(id);
      }
  }

  void add_deal(const DealRow& row, Json& deals) {
    const auto& deal = row.deal;
    const auto payer = position_.find(deal.payer);
    const auto payee = position_.find(deal.payee);
    if (payer == position_.end() || payee == position_.end()) return;
    auto& edge = edges_[{deal.payer, deal.payee}];
    const auto amount = format_amount(deal.amount);
    if (edge.deals.empty() || deal.usd.value_or(0) > edge.usd) {
      edge.usd = deal.usd.value_or(0);
      edge.amount = amount;
    }
    edge.payment |= deal.type != DealType::partnership;
    edge.deals.push_back(static_cast<int>(deals.size()));
    deal_position_[deal.id] = edge.deals.back();
    deals.push_back({deal.id, payer->second, payee->second, to_string(deal.type), amount,
                     to_string(deal.status), deal.announced ? to_string(*deal.announced) : "",
                     text_of(row.sentence, longest_sentence), text_of(row.title, 120), row.url});
  }

  Json nodes() const {
    std::vector<LayoutEdge> pairs;
    for (const auto& [pair, edge] : edges_)
      pairs.emplace_back(position_.at(pair.first), position_.at(pair.second));
    const auto places = lay_out(order_.size(), pairs);
    Json out = Json::array();
    for (std::size_t i = 0; i < order_.size(); ++i) {
      const auto& party = parties_.at(order_[i]);
      std::string also;
      for (const auto& alias : data_.aliases(order_[i]))
        if (alias != party.name && also.size() < 200)
          also += (also.empty() ? "" : ", ") + text_of(alias, longest_name);
      out.push_back({order_[i], text_of(party.name, longest_name), also,
                     std::round(places[i].x * neighbour_distance),
                     std::round(places[i].y * neighbour_distance), size_of(party.usd)});
    }
    return out;
  }

  Json edges() {
    Json out = Json::array();
    for (auto& [pair, edge] : edges_) {
      edge_position_[pair] = static_cast<int>(out.size());
      const char* kind = !edge.payment ? "partnership" : edge.usd > 0 ? "" : "unknown";
      out.push_back({position_.at(pair.first), position_.at(pair.second), size_of(edge.usd),
                     edge.amount, kind, edge.deals});
    }
    return out;
  }

  Json cycles() const {
    Json out = Json::array();
    for (const auto& row : data_.cycles) {
      if (row.deals.empty()) continue;
      std::string title;
      Json parties = Json::array();
      Json legs = Json::array();
      Json deals = Json::array();
      for (const auto& leg : row.deals) {
        title += text_of(leg.payer_name, longest_name) + " → ";
        parties.push_back(position_.at(leg.deal.payer));
        legs.push_back(edge_position_.at({leg.deal.payer, leg.deal.payee}));
        deals.push_back(deal_position_.at(leg.deal.id));
      }
      title += text_of(row.deals.front().payer_name, longest_name);
      out.push_back({row.id, title, parties, legs, deals});
    }
    return out;
  }

  const ReportData& data_;
  std::set<std::int64_t> known_;
  std::vector<const DealRow*> rows_;
  std::map<std::string, Party> parties_;  // by id
  std::vector<std::string> order_;        // ids of those that are drawn
  std::map<std::string, std::uint32_t> position_;
  std::map<Pair, Edge> edges_;
  std::map<Pair, int> edge_position_;
  std::map<std::int64_t, int> deal_position_;
};

}  // namespace

Json explorer_data(const ReportData& data, std::size_t most) { return Builder(data, most).build(); }

}  // namespace dealgraph

#include "cli/portrait.h"

#include <algorithm>
#include <tuple>

#include "cli/money.h"
#include "cli/printer.h"

namespace dealgraph {
namespace {

bool is_larger(const DealRow& a, const DealRow& b) {
  const auto key = [](const DealRow& row) {
    return std::tuple(!row.deal.usd, -row.deal.usd.value_or(0), row.deal.id);
  };
  return key(a) < key(b);
}

std::string csv_lines(const char* direction, const std::vector<DealRow>& rows, bool payee) {
  std::string out;
  for (const auto& row : rows) {
    const auto& deal = row.deal;
    out += format_csv({direction, std::to_string(deal.id), payee ? deal.payee : deal.payer,
                       payee ? row.payee_name : row.payer_name, std::string(to_string(deal.type)),
                       std::string(to_string(deal.status)),
                       deal.announced ? to_string(*deal.announced) : "", format_amount(deal.amount),
                       deal.usd ? to_line(json_number(*deal.usd)) : ""});
  }
  return out;
}

}  // namespace

Portrait read_portrait(const Store& store, Party party, DealFilter filter) {
  Portrait shown;
  shown.party = std::move(party);
  shown.aliases = store.aliases_of(shown.party.id);
  filter.party = shown.party.id;
  for (auto& row : store.deals(filter)) {
    if (row.deal.payer == shown.party.id) shown.pays.push_back(row);
    if (row.deal.payee == shown.party.id) shown.is_paid.push_back(std::move(row));
  }
  std::sort(shown.pays.begin(), shown.pays.end(), is_larger);
  std::sort(shown.is_paid.begin(), shown.is_paid.end(), is_larger);
  CycleFilter through;
  through.only_through = true;
  through.through = {shown.party.id};
  shown.cycles = store.cycles(through);
  return shown;
}

void DealTotal::add(const Deal& deal) {
  const auto status = deal.status;
  if (status == Status::rumored || status == Status::denied || status == Status::terminated ||
      deal.type == DealType::partnership || deal.superseded_by != 0)
    return;
  ++deals;
  if (deal.usd)
    usd += *deal.usd;
  else
    ++undisclosed;
}

DealTotal total_of(const std::vector<DealRow>& rows) {
  DealTotal total;
  for (const auto& row : rows) total.add(row.deal);
  return total;
}

Json portrait_json(const Portrait& shown) {
  const auto& party = shown.party;
  Json out = {{"id", party.id},           {"name", party.name},       {"name_zh", party.name_zh},
              {"kind", party.kind},       {"country", party.country}, {"parent", party.parent},
              {"aliases", Json::array()}, {"pays", Json::array()},    {"is_paid", Json::array()},
              {"cycles", Json::array()}};
  for (const auto& [name, origin] : shown.aliases)
    out["aliases"].push_back({{"name", name}, {"origin", origin}});
  for (const auto& row : shown.pays) out["pays"].push_back(deal_json(row));
  for (const auto& row : shown.is_paid) out["is_paid"].push_back(deal_json(row));
  for (const auto& row : shown.cycles) out["cycles"].push_back(cycle_json(row));
  return out;
}

std::string portrait_csv(const Portrait& shown) {
  return format_csv({"direction", "deal", "party", "party_name", "type", "status", "announced",
                     "amount", "usd"}) +
         csv_lines("pays", shown.pays, true) + csv_lines("is_paid", shown.is_paid, false);
}

}  // namespace dealgraph

#include "cli/rule_view.h"

#include <fmt/format.h>

#include "cli/money.h"
#include "cli/printer.h"

namespace dealgraph {
namespace {

bool is_pattern(const Rule& rule, int part) {
  return static_cast<std::size_t>(part) < rule.patterns.size();
}

std::string party(const PartyMention& side) {
  const auto named = side.surface.empty() || side.surface == side.name
                         ? side.name
                         : side.surface + " = " + side.name;
  return printable(named) + " (" + printable(side.id) + ')';
}

void add_rule(Json& out, const Rule& rule, int part) {
  out["file"] = rule.file;
  out["line"] = rule.line;
  out["pattern"] = nullptr;
  out["frame"] = nullptr;
  if (part >= 0) out[is_pattern(rule, part) ? "pattern" : "frame"] = describe_part(rule, part);
}

}  // namespace

std::string rule_heading(const Rule& rule) {
  return printable(fmt::format("{} version {}, {} ({}:{})", rule.id, rule.version,
                               to_string(rule.type), rule.file, rule.line));
}

std::string describe(const FoundDeal& found) {
  const auto& deal = found.deal;
  auto out = "  " + rule_heading(*found.rule) + '\n';
  out += "    " + printable(describe_part(*found.rule, found.part)) + '\n';
  out += "    payer  " + party(deal.payer) + "\n    payee  " + party(deal.payee) + '\n';
  if (deal.amount)
    out += fmt::format("    amount {} = {}{}\n", printable(deal.amount->text),
                       format_amount(deal.amount), deal.shared ? ", shared" : "");
  if (deal.stake_pct) out += fmt::format("    stake  {:.6g} %\n", *deal.stake_pct);
  return out + fmt::format("    status {}\n", to_string(deal.status));
}

std::string describe(const NearMiss& miss) {
  auto out = "  " + rule_heading(*miss.rule) + '\n';
  if (miss.part >= 0) out += "    " + printable(describe_part(*miss.rule, miss.part)) + '\n';
  if (!miss.found.empty()) out += "    found: " + printable(miss.found) + '\n';
  return out + "    " + printable(miss.why) + '\n';
}

Json found_json(const Article& article, const FoundDeal& found) {
  auto out = mentions_json(article, {found.deal}).front();
  add_rule(out, *found.rule, found.part);
  return out;
}

Json near_json(const NearMiss& miss) {
  Json out = {{"rule", miss.rule->id},
              {"rule_version", miss.rule->version},
              {"type", to_string(miss.rule->type)}};
  add_rule(out, *miss.rule, miss.part);
  out["found"] = miss.found;
  out["why"] = miss.why;
  return out;
}

}  // namespace dealgraph

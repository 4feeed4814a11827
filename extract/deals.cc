#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "extract/deal_status.h"
#include "extract/match.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

std::size_t position_of(const Skeleton& skeleton, int slot) {
  for (std::size_t i = 0; i < skeleton.text.size();) {
    std::size_t size = 0;
    const char32_t c = decode_at(skeleton.text, i, size);
    if (const auto* found = slot_of(skeleton, c); found && found - skeleton.slots.data() == slot)
      return i;
    i += size;
  }
  return skeleton.text.size();
}

struct Side {
  int party;
  int token;  // -1: implied
};

std::vector<Side> slot_sides(const Sentence& sentence, const Slot& slot) {
  std::vector<Side> out;
  if (slot.implied || slot.tokens.empty()) {
    for (const int party : slot.parties) out.push_back({party, -1});
    return out;
  }
  for (const int token : slot.tokens)
    for (const int party : sentence.tokens[token].parties) out.push_back({party, token});
  return out;
}

// The party slot joined by 和 or 与 to the one at byte `at`, on the given side; -1 if none. In
// Chinese A与B may be "A with B", so they are two slots until a rule has taken one of them.
int joined_slot(const Skeleton& skeleton, std::size_t at, bool left) {
  const std::string_view text = skeleton.text;
  std::size_t size = 0;
  decode_at(text, at, size);
  for (const std::string_view word : {"和", "与", "跟"}) {
    std::size_t other = 0;
    if (left) {
      if (!text.substr(0, at).ends_with(word) || at <= word.size()) continue;
      other = previous(text, at - word.size());
    } else {
      if (!text.substr(at + size).starts_with(word) || at + size + word.size() >= text.size())
        continue;
      other = at + size + word.size();
    }
    const char32_t c = decode_at(text, other, size);
    if (c < mask::party || c >= mask::subject) continue;
    return static_cast<int>(slot_of(skeleton, c) - skeleton.slots.data());
  }
  return -1;
}

// The parties of a captured slot, with the one that 和 joins to it if the match left it free.
std::vector<Side> sides(const Skeleton& skeleton, const Sentence& sentence, int slot_index,
                        int other_index) {
  const Slot& slot = skeleton.slots[slot_index];
  auto out = slot_sides(sentence, slot);
  if (slot.implied || sentence.lang != "zh") return out;
  const auto at = position_of(skeleton, slot_index);
  for (const bool left : {true, false}) {
    const int joined = joined_slot(skeleton, at, left);
    if (joined < 0 || joined == other_index) continue;
    const auto more = slot_sides(sentence, skeleton.slots[joined]);
    out.insert(left ? out.begin() : out.end(), more.begin(), more.end());
  }
  return out;
}

PartyMention to_party(const Document& document, const Sentence& sentence, const Side& side) {
  const auto& party = document.parties[side.party];
  PartyMention out{party.id, party.name, party.surface, {}};
  if (side.token >= 0) {
    const auto& token = sentence.tokens[side.token];
    out.span = document.folded.source(token.core);
    if (!token.reference) out.surface = std::string(document.source(token.core));
  }
  return out;
}

// 0 or 1 where the words of a pair stand, which may have been left unresolved; else -1.
int former_or_latter(std::string_view text) {
  if (text.starts_with("前者") || text.starts_with("the former")) return 0;
  return text.starts_with("后者") || text.starts_with("the latter") ? 1 : -1;
}

// 其中甲出资{4亿元}: words that say that the sum is what the party before gives.
bool gives(std::string_view text) {
  constexpr std::array<std::string_view, 7> words = {"出资", "认购", "投资", "承贷",
                                                     "投入", "领投", "认缴"};
  return text == "出" || text == "将出" || text == "各出" ||
         std::any_of(words.begin(), words.end(),
                     [&](auto word) { return text.find(word) != std::string_view::npos; });
}

// "…，前者出50亿美元，后者20亿美元": the token of the sum that follows each side behind the match,
// -1 for one without; empty unless all have one, or some are said to give it. `founder`: of a
// group of one, whether it is the first or second founder of a venture, each of which is a match of
// its own; else -1.
std::vector<int> own_sums(const Skeleton& skeleton, const Sentence& sentence, std::size_t from,
                          const std::vector<Side>& group, int founder = -1) {
  constexpr std::size_t near = 36;  // bytes between a party and its sum
  std::vector<int> out(group.size(), -1);
  if (group.size() < 2 && founder < 0) return {};
  int last = -1;
  bool given = sentence.lang == "zh";
  std::size_t last_end = 0;
  for (std::size_t i = from; i < skeleton.text.size();) {
    std::size_t size = 0;
    const char32_t c = decode_at(skeleton.text, i, size);
    const auto* slot = slot_of(skeleton, c);
    if (const int side = former_or_latter(std::string_view(skeleton.text).substr(i)); side >= 0) {
      if (group.size() == 2) last = side;
      if (group.size() == 1) last = side == founder ? 0 : -1;
      last_end = i;
    }
    i += size;
    if (!slot || slot->implied) continue;
    if (c >= mask::party && c < mask::subject) {
      last = -1;
      for (std::size_t k = 0; slot->parties.size() == 1 && k < group.size(); ++k)
        if (group[k].party == slot->parties.front()) last = static_cast<int>(k);
      last_end = i;
    } else if (c >= mask::amount && c < mask::stake && last >= 0) {
      const auto& token = sentence.tokens[slot->tokens.front()];
      const auto between = i - size - last_end;
      if (slot->tokens.size() == 1 && token.role == AmountRole::none && between <= near) {
        out[static_cast<std::size_t>(last)] = slot->tokens.front();
        given = given && gives(skeleton.text.substr(last_end, between));
      }
      last = -1;
    }
  }
  const auto without = std::count(out.begin(), out.end(), -1);
  const bool some = without < static_cast<std::ptrdiff_t>(out.size()) && given;
  return (without == 0 && group.size() > 1) || some ? out : std::vector<int>{};
}

// 甲与|乙合组丙,分别出资…: the second founder.
bool second_founder(const Skeleton& skeleton, int slot) {
  const auto before = std::string_view(skeleton.text).substr(0, position_of(skeleton, slot));
  return before.ends_with("与") || before.ends_with("和") || before.ends_with("跟") ||
         before.ends_with("同");
}

double confidence(const Document& document, const Sentence& sentence, const Side& payer,
                  const Side& payee, bool amount) {
  double value = 0.55 + (amount ? 0.15 : 0);
  for (const auto& side : {payer, payee}) {
    if (document.parties[side.party].listed) value += 0.1;
    if (side.token >= 0 && !sentence.tokens[side.token].reference) value += 0.05;
  }
  return value;
}

}  // namespace

std::vector<DealMention> to_deals(const Document& document, const Sentence& sentence,
                                  const Skeleton& skeleton, const RuleMatch& match,
                                  const StatusReader& status) {
  const auto payers = sides(skeleton, sentence, match.payer, match.payee);
  const auto payees = sides(skeleton, sentence, match.payee, match.payer);
  std::vector<int> amounts;
  if (match.amount >= 0) amounts = skeleton.slots[match.amount].tokens;

  DealMention base;
  base.type = match.rule->type;
  base.rule = match.rule->id;
  base.rule_version = match.rule->version;
  base.sentence = document.folded.source(sentence.span);
  base.status = deal_status(document, sentence, skeleton, match, status);
  base.announced = parse_date(document.article->published);
  for (const auto& token : sentence.tokens)
    if (token.kind == MentionKind::date && token.date &&
        (!base.announced ||
         std::chrono::sys_days{*token.date} <= std::chrono::sys_days{*base.announced})) {
      base.announced = token.date;
      break;
    }
  if (match.stake >= 0)
    base.stake_pct = sentence.tokens[skeleton.slots[match.stake].tokens.front()].percent;
  // More than half is control.
  if (base.type == DealType::stake_purchase && base.stake_pct.value_or(0) > 50)
    base.type = DealType::acquisition;

  Span whole{base.sentence.end, base.sentence.begin};
  const auto widen = [&](int slot) {
    if (slot < 0 || skeleton.slots[slot].implied) return;
    for (const int token : skeleton.slots[slot].tokens) {
      const Span span = document.folded.source(sentence.tokens[token].span);
      whole.begin = std::min(whole.begin, span.begin);
      whole.end = std::max(whole.end, span.end);
    }
  };
  for (const int slot : {match.payer, match.payee, match.amount, match.stake}) widen(slot);
  base.span = whole.begin < whole.end ? whole : base.sentence;

  const bool venture = base.type == DealType::joint_venture;
  const bool second = venture && second_founder(skeleton, match.payer);
  const auto payer_sums = own_sums(skeleton, sentence, match.span.end, payers,
                                   !venture ? -1
                                   : second ? 1
                                            : 0);
  const auto payee_sums = own_sums(skeleton, sentence, match.span.end, payees);
  std::vector<DealMention> out;
  for (std::size_t i = 0; i < payers.size(); ++i)
    for (std::size_t k = 0; k < payees.size(); ++k) {
      if (document.parties[payers[i].party].id == document.parties[payees[k].party].id) continue;
      DealMention deal = base;
      deal.payer = to_party(document, sentence, payers[i]);
      deal.payee = to_party(document, sentence, payees[k]);
      if (match.rule->amount != AmountPolicy::none && !payer_sums.empty() && payer_sums[i] >= 0) {
        deal.amount = sentence.tokens[payer_sums[i]].amount;
      } else if (match.rule->amount != AmountPolicy::none && !payee_sums.empty() &&
                 payee_sums[k] >= 0) {
        deal.amount = sentence.tokens[payee_sums[k]].amount;
      } else if (!amounts.empty()) {
        // "50亿、100亿美元 each to his own": as many amounts as parties are told in order.
        const bool by_payer = amounts.size() > 1 && amounts.size() == payers.size();
        const bool by_payee = !by_payer && amounts.size() > 1 && amounts.size() == payees.size();
        const bool by_founder = second && amounts.size() == 2 && payers.size() == 1;
        const std::size_t own = by_founder ? 1 : by_payer ? i : by_payee ? k : 0;
        deal.amount = sentence.tokens[amounts[own]].amount;
        deal.shared = amounts.size() == 1 && (payers.size() > 1 || match.rule->shared);
      }
      deal.confidence =
          confidence(document, sentence, payers[i], payees[k], deal.amount.has_value());
      out.push_back(std::move(deal));
    }
  return out;
}

void drop_idle_partnerships(std::vector<DealMention>& deals) {
  const auto pair_of = [](const DealMention& deal) {
    return std::pair<std::string, std::string>(std::minmax(deal.payer.id, deal.payee.id));
  };
  std::set<std::pair<std::string, std::string>> valued;
  for (const auto& deal : deals)
    if (deal.type != DealType::partnership) valued.insert(pair_of(deal));
  std::erase_if(deals, [&](const DealMention& deal) {
    return deal.type == DealType::partnership && valued.contains(pair_of(deal));
  });
}

}  // namespace dealgraph

#include "extract/match.h"

#include <algorithm>

#include "text/utf8.h"

namespace dealgraph {
namespace {

constexpr std::size_t max_tries = 64;  // matches of one pattern in one sentence

std::size_t gap_length(std::string_view text, const std::string& lang) {
  std::size_t count = 0;
  bool in_word = false;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t size = 0;
    const char32_t c = decode_at(text, i, size);
    i += size;
    const bool implied = c >= mask::subject && c < mask::amount;
    if (implied) continue;
    if (lang == "zh") {
      ++count;
    } else {
      const bool space = is_space(c);
      if (!space && !in_word) ++count;
      in_word = !space;
    }
  }
  return count;
}

// The clauses that a span touches, as one range of the skeleton.
Span clause_range(const Skeleton& skeleton, Span span) {
  Span out = span;
  for (const Span clause : skeleton.clauses)
    if (clause.begin < span.end && span.begin < clause.end) {
      out.begin = std::min(out.begin, clause.begin);
      out.end = std::max(out.end, clause.end);
    }
  return out;
}

std::string_view part(const Skeleton& skeleton, Span span) {
  return std::string_view(skeleton.text).substr(span.begin, span.size());
}

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

// {payee:cloud|chipmaker}: one of these; {payer:!cloud}: none of these.
bool fits(const std::vector<std::string>& kinds, const std::string& kind) {
  bool wanted = false;
  for (const auto& word : kinds) {
    if (word.starts_with('!') && word.substr(1) == kind) return false;
    if (!word.starts_with('!')) wanted = true;
  }
  return !wanted || std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

class SentenceMatcher {
 public:
  SentenceMatcher(const Document& document, const Sentence& sentence, const Skeleton& skeleton,
                  const StatusReader& status)
      : document_(document), sentence_(sentence), skeleton_(skeleton), status_(status) {}

  void try_rule(const Rule& rule, std::size_t order) {
    if (!rule.reads(sentence_.lang)) return;
    for (const auto& pattern : rule.patterns) {
      if (pattern.trigger && !pattern.trigger->search(skeleton_.text)) continue;
      try_pattern(rule, pattern, order);
    }
  }

  std::vector<RuleMatch> resolve() {
    std::stable_sort(found_.begin(), found_.end(), [](const RuleMatch& a, const RuleMatch& b) {
      if (a.rule->priority != b.rule->priority) return a.rule->priority > b.rule->priority;
      if (a.span.size() != b.span.size()) return a.span.size() > b.span.size();
      return a.order < b.order;
    });
    std::vector<RuleMatch> kept;
    for (const auto& match : found_)
      if (std::none_of(kept.begin(), kept.end(),
                       [&](const auto& k) { return conflicts(k, match); }))
        kept.push_back(match);
    std::stable_sort(kept.begin(), kept.end(), [](const RuleMatch& a, const RuleMatch& b) {
      return a.span.begin < b.span.begin;
    });
    return kept;
  }

 private:
  const std::vector<int>& parties(int slot) const { return skeleton_.slots[slot].parties; }
  const Token& amount_token(int slot) const {
    return sentence_.tokens[skeleton_.slots[slot].tokens.front()];
  }

  bool conflicts(const RuleMatch& a, const RuleMatch& b) const {
    const bool overlap = a.span.begin < b.span.end && b.span.begin < a.span.end;
    if (!overlap) return false;
    if (a.amount >= 0 && a.amount == b.amount) return true;
    const bool same = parties(a.payer) == parties(b.payer) && parties(a.payee) == parties(b.payee);
    const bool swapped =
        parties(a.payer) == parties(b.payee) && parties(a.payee) == parties(b.payer);
    // A swap in one clause has two triggers, so its halves rarely cover one another.
    return same || (swapped && (a.span.contains(b.span) || b.span.contains(a.span)));
  }

  void try_pattern(const Rule& rule, const RulePattern& pattern, std::size_t order) {
    std::vector<std::optional<Span>> groups;
    std::size_t from = 0;
    for (std::size_t tries = 0; tries < max_tries; ++tries) {
      if (!pattern.regex->match(skeleton_.text, from, groups)) return;
      const auto match = accept(rule, pattern, groups, order);
      if (match) found_.push_back(*match);
      std::size_t size = 0;
      from = groups[0]->begin;
      if (from >= skeleton_.text.size()) return;
      // Go on behind the first party of this match, so that chains are found as well.
      std::size_t first = groups[0]->end;
      for (std::size_t g = 1; g < groups.size(); ++g)
        if (groups[g] && !pattern.captures[g - 1].gap) first = std::min(first, groups[g]->begin);
      first = std::max(first, from);
      if (first >= skeleton_.text.size()) return;
      decode_at(skeleton_.text, first, size);
      from = first + size;
    }
  }

  std::optional<RuleMatch> accept(const Rule& rule, const RulePattern& pattern,
                                  const std::vector<std::optional<Span>>& groups,
                                  std::size_t order) {
    RuleMatch match;
    match.rule = &rule;
    match.order = order;
    match.span = {skeleton_.text.size(), 0};
    bool drop_next = false;
    for (std::size_t g = 0; g < pattern.captures.size(); ++g) {
      const auto& capture = pattern.captures[g];
      const auto& group = groups[g + 1];
      if (!group) continue;
      if (capture.gap) {
        drop_next = gap_length(part(skeleton_, *group), sentence_.lang) > capture.limit;
        if (drop_next && !capture.optional) return std::nullopt;
        continue;
      }
      if (drop_next && capture.optional) {
        drop_next = false;
        continue;
      }
      std::size_t size = 0;
      const auto* slot = slot_of(skeleton_, decode_at(skeleton_.text, group->begin, size));
      if (!slot || !take(match, capture, static_cast<int>(slot - skeleton_.slots.data())))
        return std::nullopt;
      match.span.begin = std::min(match.span.begin, group->begin);
      match.span.end = std::max(match.span.end, group->end);
    }
    // The trigger may stand behind the last capture.
    match.span.end = std::max(match.span.end, groups[0]->end);
    if (match.payer < 0 || match.payee < 0) return std::nullopt;
    if (governed(groups, pattern)) return std::nullopt;
    const Span range = clause_range(skeleton_, match.span);
    const auto clauses = part(skeleton_, range);
    if (std::any_of(rule.unless.begin(), rule.unless.end(),
                    [&](const Pattern& guard) { return guard.search(clauses); }))
      return std::nullopt;
    if (status_.unreal(sentence_.lang, clauses, part(skeleton_, {0, range.begin})))
      return std::nullopt;
    check_amount(match);
    if (match.amount < 0 && rule.amount == AmountPolicy::clause) {
      match.amount = lone_amount(range);
      if (match.amount < 0) match.amount = price_behind(range);
    }
    if (match.stake < 0) match.stake = lone_stake(range);
    if (match.stake < 0) match.stake = lone_stake(clause_behind(range));
    return match;
  }

  // The only share that the matched clauses tell.
  int lone_stake(Span range) const {
    int found = -1;
    for (std::size_t i = range.begin; i < range.end;) {
      std::size_t size = 0;
      const char32_t c = decode_at(skeleton_.text, i, size);
      if (c >= mask::stake && c < mask::quantity) {
        if (found >= 0) return -1;
        found = static_cast<int>(slot_of(skeleton_, c) - skeleton_.slots.data());
      }
      i += size;
    }
    return found;
  }

  bool take(RuleMatch& match, const Capture& capture, int slot) const {
    if (!std::all_of(parties(slot).begin(), parties(slot).end(),
                     [&](int party) { return fits(capture.kinds, document_.parties[party].kind); }))
      return false;
    switch (capture.role) {
      case Role::payer:
        match.payer = slot;
        break;
      case Role::payee:
        match.payee = slot;
        break;
      case Role::party:
        // In a directed rule a {party} is merely passed over.
        if (match.rule->type == DealType::partnership)
          (match.payer < 0 ? match.payer : match.payee) = slot;
        break;
      case Role::amount:
        match.amount = slot;
        break;
      case Role::stake:
        match.stake = slot;
        break;
      case Role::quantity:
        break;
    }
    return true;
  }

  // A pattern that begins with a party means its subject: not "from A bought B", 向甲购买乙.
  bool governed(const std::vector<std::optional<Span>>& groups, const RulePattern& pattern) const {
    if (pattern.captures.empty() || pattern.captures.front().gap || !groups[1] ||
        groups[1]->begin != groups[0]->begin)
      return false;
    auto before = std::string_view(skeleton_.text).substr(0, groups[1]->begin);
    if (sentence_.lang == "zh") {
      static constexpr std::string_view prepositions = "向从自对与由被给予把跟";
      return before.size() >= 3 &&
             prepositions.find(before.substr(before.size() - 3)) != std::string_view::npos &&
             before.substr(before.size() - 3).size() == 3;
    }
    // "Nvidia's chips and rent them": a possessor is no subject, unless the rule says so itself.
    const auto after = std::string_view(skeleton_.text).substr(groups[1]->end);
    if (after.starts_with("'s") && pattern.captures.size() > 1 && pattern.captures[1].gap &&
        groups[2] && groups[2]->begin == groups[1]->end && groups[2]->size() >= 2)
      return true;
    if (!before.ends_with(' ')) return false;
    before.remove_suffix(1);
    const auto word =
        before.substr(before.rfind(' ') == std::string_view::npos ? 0 : before.rfind(' ') + 1);
    static constexpr std::string_view prepositions[] = {"from", "to",   "with",   "by",
                                                        "for",  "into", "against"};
    return std::find(std::begin(prepositions), std::end(prepositions), word) !=
           std::end(prepositions);
  }

  void check_amount(RuleMatch& match) const {
    if (match.amount >= 0 && amount_token(match.amount).role != AmountRole::none) match.amount = -1;
  }

  // The only amount of the matched clauses, if it may be a deal's value.
  int lone_amount(Span range) const {
    int found = -1;
    for (std::size_t i = range.begin; i < range.end;) {
      std::size_t size = 0;
      const char32_t c = decode_at(skeleton_.text, i, size);
      if (c >= mask::amount && c < mask::stake) {
        const auto* slot = slot_of(skeleton_, c);
        const int index = static_cast<int>(slot - skeleton_.slots.data());
        const auto& token = amount_token(index);
        if (token.amount->per != Per::share && token.role == AmountRole::none) {
          if (found >= 0) return -1;
          found = index;
        }
      }
      i += size;
    }
    return found;
  }

  // The clause behind the match if it names no party of its own; else empty.
  Span clause_behind(Span range) const {
    const auto next = std::find_if(skeleton_.clauses.begin(), skeleton_.clauses.end(),
                                   [&](Span clause) { return clause.begin >= range.end; });
    if (next == skeleton_.clauses.end()) return {};
    const auto text = part(skeleton_, *next);
    for (std::size_t i = 0; i < text.size();) {
      std::size_t size = 0;
      const char32_t c = decode_at(text, i, size);
      if (c >= mask::party && c < mask::subject) return {};
      i += size;
    }
    return *next;
  }

  // "…，總價 10 億美元": the price in a clause of its own right behind the match.
  int price_behind(Span range) const {
    const Span next = clause_behind(range);
    const auto text = part(skeleton_, next);
    char32_t first = 0;
    for (std::size_t i = 0; i < text.size() && first == 0;) {
      std::size_t size = 0;
      const char32_t c = decode_at(text, i, size);
      if (!(c >= mask::subject && c < mask::amount)) first = c;
      i += size;
    }
    const bool price = (first >= mask::amount && first < mask::stake) ||
                       status_.price_clause(sentence_.lang, text);
    return price ? lone_amount(next) : -1;
  }

  const Document& document_;
  const Sentence& sentence_;
  const Skeleton& skeleton_;
  const StatusReader& status_;
  std::vector<RuleMatch> found_;
};

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

std::vector<RuleMatch> match_rules(const Document& document, const Sentence& sentence,
                                   const Skeleton& skeleton, const std::vector<Rule>& rules,
                                   const StatusReader& status) {
  SentenceMatcher matcher(document, sentence, skeleton, status);
  for (std::size_t i = 0; i < rules.size(); ++i) matcher.try_rule(rules[i], i);
  return matcher.resolve();
}

std::vector<DealMention> to_deals(const Document& document, const Sentence& sentence,
                                  const Skeleton& skeleton, const RuleMatch& match,
                                  const StatusReader& status) {
  const auto payers = sides(skeleton, sentence, match.payer, match.payee);
  const auto payees = sides(skeleton, sentence, match.payee, match.payer);
  std::vector<int> amounts;
  if (match.amount >= 0) amounts = skeleton.slots[match.amount].tokens;
  const Span range = clause_range(skeleton, match.span);

  DealMention base;
  base.type = match.rule->type;
  base.rule = match.rule->id;
  base.rule_version = match.rule->version;
  base.sentence = document.folded.source(sentence.span);
  base.status = status.read(sentence.lang, part(skeleton, range), skeleton.text,
                            match.rule->status.value_or(Status::agreed));
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

  std::vector<DealMention> out;
  for (std::size_t i = 0; i < payers.size(); ++i)
    for (std::size_t k = 0; k < payees.size(); ++k) {
      if (document.parties[payers[i].party].id == document.parties[payees[k].party].id) continue;
      DealMention deal = base;
      deal.payer = to_party(document, sentence, payers[i]);
      deal.payee = to_party(document, sentence, payees[k]);
      if (!amounts.empty()) {
        // "50亿、100亿美元 each to his own": as many amounts as parties are told in order.
        const bool by_payer = amounts.size() > 1 && amounts.size() == payers.size();
        const bool by_payee = !by_payer && amounts.size() > 1 && amounts.size() == payees.size();
        deal.amount = sentence.tokens[amounts[by_payer ? i : by_payee ? k : 0]].amount;
        deal.shared = amounts.size() == 1 && (payers.size() > 1 || match.rule->shared);
      }
      deal.confidence =
          confidence(document, sentence, payers[i], payees[k], deal.amount.has_value());
      out.push_back(std::move(deal));
    }
  return out;
}

}  // namespace dealgraph

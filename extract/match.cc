#include "extract/match.h"

#include <algorithm>

#include "extract/frame_matcher.h"
#include "extract/prices.h"
#include "extract/rounds.h"
#include "text/utf8.h"

namespace dealgraph {

Span clause_range(const Skeleton& skeleton, Span span) {
  Span out = span;
  for (const Span clause : skeleton.clauses)
    if (clause.begin < span.end && span.begin < clause.end) {
      out.begin = std::min(out.begin, clause.begin);
      out.end = std::max(out.end, clause.end);
    }
  return out;
}

std::size_t gap_length(std::string_view text, std::string_view lang) {
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

bool fits(const std::vector<std::string>& kinds, const std::string& kind) {
  bool wanted = false;
  for (const auto& word : kinds) {
    if (word.starts_with('!') && word.substr(1) == kind) return false;
    if (!word.starts_with('!')) wanted = true;
  }
  return !wanted || std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

void note(MatchTrace* trace, const RuleMatch& match, Stop why, Span at, std::size_t index) {
  if (!trace) return;
  Stopped stopped;
  stopped.rule = match.rule;
  stopped.part = match.part;
  stopped.why = why;
  stopped.at = at;
  stopped.index = index;
  stopped.payer = match.payer;
  stopped.payee = match.payee;
  trace->push_back(std::move(stopped));
}

namespace {

constexpr std::size_t max_tries = 64;  // matches of one pattern in one sentence

class SentenceMatcher {
 public:
  SentenceMatcher(const Document& document, const Sentence& sentence, const Skeleton& skeleton,
                  const StatusReader& status, MatchTrace* trace)
      : document_(document),
        sentence_(sentence),
        skeleton_(skeleton),
        status_(status),
        prices_(sentence, skeleton, status),
        trace_(trace) {}

  void run(const RuleSet& rules, const LanguageRules& language) {
    if (!two_parties() && !trace_) return;
    filter_.emplace(language.pattern_words, skeleton_.text, sentence_.lang);
    guards_ = &language.guards;
    for (const auto* part : candidates(language)) try_part(rules, *part);
    const auto hits = language.words.find(skeleton_.text);
    for (const auto& found :
         match_frames(document_, sentence_, skeleton_, prices_, rules, hits, trace_))
      finish(*found.match.rule, found.match, found.needs_amount);
  }

  std::vector<RuleMatch> resolve() {
    std::stable_sort(found_.begin(), found_.end(), [](const RuleMatch& a, const RuleMatch& b) {
      if (a.rule->priority != b.rule->priority) return a.rule->priority > b.rule->priority;
      if (a.span.size() != b.span.size()) return a.span.size() > b.span.size();
      return a.order < b.order;
    });
    std::vector<RuleMatch> kept;
    for (const auto& match : found_) {
      const auto winner = std::find_if(kept.begin(), kept.end(),
                                       [&](const auto& k) { return conflicts(k, match); });
      if (winner == kept.end())
        kept.push_back(match);
      else
        note_lost(match, *winner);
    }
    // The sum is the price of the sale.
    for (auto& lease : kept)
      if (lease.rule->type == DealType::lease && lease.amount >= 0 &&
          std::any_of(kept.begin(), kept.end(), [&](const auto& sale) {
            return leased_back(lease, sale) && sale.amount == lease.amount;
          }))
        lease.amount = -1;
    std::stable_sort(kept.begin(), kept.end(), [](const RuleMatch& a, const RuleMatch& b) {
      return a.span.begin < b.span.begin;
    });
    return kept;
  }

 private:
  const std::vector<int>& parties(int slot) const { return skeleton_.slots[slot].parties; }
  bool conflicts(const RuleMatch& a, const RuleMatch& b) const {
    const bool overlap = a.span.begin < b.span.end && b.span.begin < a.span.end;
    if (leased_back(a, b) || found_together(a, b)) return false;
    // No sum is paid both ways.
    if (a.amount >= 0 && a.amount == b.amount && swapped(a, b)) return true;
    const bool same = parties(a.payer) == parties(b.payer) && parties(a.payee) == parties(b.payee);
    // Nor is it paid twice.
    if (a.amount >= 0 && a.amount == b.amount && same) return true;
    if (!overlap) return false;
    // The investors of a round share its amount, as do the parties of a list.
    const bool round = a.rule->shared && b.rule->shared;
    const bool list = a.rule == b.rule && a.part == b.part && (a.listed || b.listed);
    if (a.amount >= 0 && a.amount == b.amount && !round && !list) return true;
    if (names_seller(a) && a.rule != b.rule && a.span.contains(b.span) &&
        parties(a.payer) == parties(b.payer))
      return true;
    // A swap in one clause has two triggers, so its halves rarely cover one another.
    return same || (swapped(a, b) && (a.span.contains(b.span) || b.span.contains(a.span)));
  }

  bool swapped(const RuleMatch& a, const RuleMatch& b) const {
    return parties(a.payer) == parties(b.payee) && parties(a.payee) == parties(b.payer);
  }

  // 售予甲再租回: a sale and a lease the other way.
  bool leased_back(const RuleMatch& a, const RuleMatch& b) const {
    return (a.rule->type == DealType::lease) != (b.rule->type == DealType::lease) && swapped(a, b);
  }

  // 甲與乙合組丙: each of them puts its part into the venture.
  bool found_together(const RuleMatch& a, const RuleMatch& b) const {
    return a.rule == b.rule && a.rule->type == DealType::joint_venture &&
           parties(a.payee) == parties(b.payee) && parties(a.payer) != parties(b.payer);
  }

  void note_lost(const RuleMatch& match, const RuleMatch& winner) const {
    note(trace_, match, Stop::lost, match.span);
    if (!trace_) return;
    trace_->back().winner = winner.rule;
    trace_->back().shorter =
        match.rule->priority == winner.rule->priority && match.span.size() < winner.span.size();
  }

  std::nullopt_t give_up(const RuleMatch& match, Stop why, Span at, std::size_t index = 0) const {
    note(trace_, match, why, at, index);
    return std::nullopt;
  }

  // "bought a stake in X from Y": who is paid is Y, so that no other reading pays X.
  bool names_seller(const RuleMatch& match) const {
    if (sentence_.lang != "en" ||
        (match.rule->type != DealType::acquisition && match.rule->type != DealType::stake_purchase))
      return false;
    std::size_t last = std::string::npos;  // of " from "
    for (std::size_t i = match.span.begin; i < match.span.end;) {
      std::size_t size = 0;
      const char32_t c = decode_at(skeleton_.text, i, size);
      const auto* slot = slot_of(skeleton_, c);
      if (slot && slot - skeleton_.slots.data() == match.payee) return last != std::string::npos;
      if (slot) last = std::string::npos;
      if (part(skeleton_, {i, std::min(i + 6, match.span.end)}) == " from ") last = i;
      i += size;
    }
    return false;
  }

  // The patterns to try, in their order. For a trace all whose trigger is there: it tells why they
  // do not match.
  std::vector<const FiledPattern*> candidates(const LanguageRules& language) const {
    const auto& filter = *filter_;
    std::vector<const FiledPattern*> out;
    const auto look_at = [&](const std::vector<FiledPattern>& filed) {
      for (const auto& part : filed)
        if (trace_ ? part.trigger < 0 || filter.has(part.trigger) : filter.may_match(part.steps))
          out.push_back(&part);
    };
    for (std::size_t list = 0; list < language.patterns.size(); ++list)
      if (trace_ || filter.has(static_cast<int>(list))) look_at(language.patterns[list]);
    look_at(language.untriggered);
    std::sort(out.begin(), out.end(), [](const auto* a, const auto* b) {
      return a->rule != b->rule ? a->rule < b->rule : a->part < b->part;
    });
    return out;
  }

  // No rule matches fewer, implied ones counted.
  bool two_parties() const {
    std::size_t parties = 0;
    for (const auto& slot : skeleton_.slots) parties += slot.parties.size();
    return parties >= 2;
  }

  void try_part(const RuleSet& rules, const RulePart& part) {
    const auto& rule = rules.rules[part.rule];
    try_pattern(rule, rule.patterns[part.part], part.rule);
  }

  // What patterns and frames have in common: guards, then the amount and share of the clauses.
  void finish(const Rule& rule, RuleMatch match, bool needs_amount = false) {
    const Span range = clause_range(skeleton_, match.span);
    const auto clauses = part(skeleton_, range);
    const auto& guards = (*guards_)[match.order];
    for (std::size_t i = 0; i < rule.unless.size(); ++i)
      if (filter_->may_match(guards[i]) && rule.unless[i].search(clauses))
        return note(trace_, match, Stop::guard, range, i);
    if (status_.unreal(sentence_.lang, part(skeleton_, stated(range, match.span)),
                       part(skeleton_, {0, range.begin})))
      return note(trace_, match, Stop::unreal, range);
    if (match.amount >= 0 && prices_.has_role(match.amount)) match.amount = -1;
    if (match.amount < 0 && rule.amount != AmountPolicy::none)
      match.amount = prices_.price(rule, match, range);
    if (needs_amount && match.amount < 0) return note(trace_, match, Stop::needs_amount, range);
    if (rule.type == DealType::license && match.amount >= 0)
      match.amount = prices_.license_total(match.amount);
    if (match.stake < 0) match.stake = prices_.stake(match, range);
    found_.push_back(match);
  }

  // The clauses of a match without what English adds behind it of something else: "after the
  // utility said power would not be available".
  Span stated(Span range, Span match) const {
    if (sentence_.lang != "en") return range;
    const auto behind = part(skeleton_, {match.end, std::max(match.end, range.end)});
    for (const std::string_view word :
         {" after ", " because ", " while ", " though ", " although ", " but ", " since ",
          " until ", " when ", " said ", " and it ", " amid "})
      if (const auto at = behind.find(word); at != std::string_view::npos)
        range.end = std::min(range.end, match.end + at);
    return range;
  }

  void try_pattern(const Rule& rule, const RulePattern& pattern, std::size_t order) {
    std::vector<std::optional<Span>> groups;
    std::size_t from = 0;
    for (std::size_t tries = 0; tries < max_tries; ++tries) {
      if (!pattern.regex->match(skeleton_.text, from, groups)) return;
      if (const auto match = accept(rule, pattern, groups, order)) finish(rule, *match);
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
    match.part = static_cast<int>(&pattern - rule.patterns.data());
    match.span = {skeleton_.text.size(), 0};
    bool drop_next = false;
    for (std::size_t g = 0; g < pattern.captures.size(); ++g) {
      const auto& capture = pattern.captures[g];
      const auto& group = groups[g + 1];
      if (!group) continue;
      if (capture.gap) {
        drop_next = gap_length(part(skeleton_, *group), sentence_.lang) > capture.limit;
        if (drop_next && !capture.optional) return give_up(match, Stop::gap, *group, g);
        continue;
      }
      if (drop_next && capture.optional) {
        drop_next = false;
        continue;
      }
      std::size_t size = 0;
      const auto* slot = slot_of(skeleton_, decode_at(skeleton_.text, group->begin, size));
      if (!slot || !take(match, capture, static_cast<int>(slot - skeleton_.slots.data())))
        return give_up(match, Stop::kind, *group, g);
      match.span.begin = std::min(match.span.begin, group->begin);
      match.span.end = std::max(match.span.end, group->end);
    }
    // The trigger may stand behind the last capture.
    match.span.end = std::max(match.span.end, groups[0]->end);
    if (match.payer < 0 || match.payee < 0) return std::nullopt;
    if (governed(groups, pattern)) return give_up(match, Stop::governed, match.span);
    return match;
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

  const Document& document_;
  const Sentence& sentence_;
  const Skeleton& skeleton_;
  const StatusReader& status_;
  PriceFinder prices_;
  MatchTrace* trace_;  // nullptr: nobody wants to know
  std::optional<SentenceFilter> filter_;
  const std::vector<std::vector<std::vector<FilterStep>>>* guards_ = nullptr;
  std::vector<RuleMatch> found_;
};

}  // namespace

std::vector<RuleMatch> match_rules(const Document& document, const Sentence& sentence,
                                   const Skeleton& skeleton, const RuleSet& rules,
                                   const StatusReader& status, MatchTrace* trace) {
  SentenceMatcher matcher(document, sentence, skeleton, status, trace);
  if (const auto language = rules.by_lang.find(sentence.lang); language != rules.by_lang.end())
    matcher.run(rules, language->second);
  return matcher.resolve();
}

void remember_deal(const Sentence& sentence, const Skeleton& skeleton,
                   const std::vector<RuleMatch>& matches, Discourse& discourse) {
  if (matches.empty()) {
    remember_round(sentence, skeleton, discourse);
    return;
  }
  if (skeleton.slots[matches.back().payee].parties != discourse.payee) discourse.round.reset();
  discourse.payer = skeleton.slots[matches.back().payer].parties;
  discourse.payee = skeleton.slots[matches.back().payee].parties;
  discourse.since_deal = 0;
}

}  // namespace dealgraph

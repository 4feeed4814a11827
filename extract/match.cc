#include "extract/match.h"

#include <algorithm>

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

namespace {

constexpr std::size_t mask_size = 4;   // bytes of a mask in UTF-8
constexpr std::size_t max_tries = 64;  // matches of one pattern in one sentence

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
                  const StatusReader& status, MatchTrace* trace)
      : document_(document),
        sentence_(sentence),
        skeleton_(skeleton),
        status_(status),
        trace_(trace) {}

  void run(const RuleSet& rules, const LanguageRules& language) {
    const auto hits = language.words.find(skeleton_.text);
    std::vector<bool> tried(language.patterns.size());
    for (const auto& hit : hits)
      for (const auto list : language.words.lists_of(hit.word)) {
        if (tried[list]) continue;
        tried[list] = true;
        for (const auto& part : language.patterns[list]) try_part(rules, part);
      }
    for (const auto& part : language.untriggered) try_part(rules, part);
    try_frames(rules, language, hits);
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
    // The investors of a round share its amount, as do the parties of a list.
    const bool round = a.rule->shared && b.rule->shared;
    const bool list = a.rule == b.rule && a.part == b.part && (a.listed || b.listed);
    if (a.amount >= 0 && a.amount == b.amount && !round && !list) return true;
    if (names_seller(a) && a.rule != b.rule && a.span.contains(b.span) &&
        parties(a.payer) == parties(b.payer))
      return true;
    const bool same = parties(a.payer) == parties(b.payer) && parties(a.payee) == parties(b.payee);
    const bool swapped =
        parties(a.payer) == parties(b.payee) && parties(a.payee) == parties(b.payer);
    // A swap in one clause has two triggers, so its halves rarely cover one another.
    return same || (swapped && (a.span.contains(b.span) || b.span.contains(a.span)));
  }

  void note(const RuleMatch& match, Stop why, Span at, std::size_t index = 0) const {
    if (!trace_) return;
    Stopped stopped;
    stopped.rule = match.rule;
    stopped.part = match.part;
    stopped.why = why;
    stopped.at = at;
    stopped.index = index;
    stopped.payer = match.payer;
    stopped.payee = match.payee;
    trace_->push_back(std::move(stopped));
  }

  void note_lost(const RuleMatch& match, const RuleMatch& winner) const {
    note(match, Stop::lost, match.span);
    if (!trace_) return;
    trace_->back().winner = winner.rule;
    trace_->back().shorter =
        match.rule->priority == winner.rule->priority && match.span.size() < winner.span.size();
  }

  std::nullopt_t give_up(const RuleMatch& match, Stop why, Span at, std::size_t index = 0) const {
    note(match, why, at, index);
    return std::nullopt;
  }

  std::nullopt_t give_up(const Rule& rule, const Frame& frame, const WordHit& verb,
                         const Arguments& around, Stop why, std::size_t index = 0) const {
    if (!trace_) return std::nullopt;
    RuleMatch match;
    match.rule = &rule;
    match.part =
        static_cast<int>(rule.patterns.size()) + static_cast<int>(&frame - rule.frames.data());
    const auto* payer = choose(frame.payer, frame.payer_kinds, around, -1);
    const auto* payee = choose(frame.payee, frame.payee_kinds, around, payer ? payer->slot : -1);
    match.payer = payer ? payer->slot : -1;
    match.payee = payee ? payee->slot : -1;
    note(match, why, verb.span, index);
    trace_->back().places = around.parties;
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

  void try_part(const RuleSet& rules, RulePart part) {
    const auto& rule = rules.rules[part.rule];
    try_pattern(rule, rule.patterns[part.part], part.rule);
  }

  // Frames ask for two parties, implied ones among them.
  bool two_parties() const {
    std::size_t parties = 0;
    for (const auto& slot : skeleton_.slots) parties += slot.parties.size();
    return parties >= 2;
  }

  void try_frames(const RuleSet& rules, const LanguageRules& language,
                  const std::vector<WordHit>& hits) {
    std::vector<WordHit> verbs;
    for (const auto& hit : hits)
      if (hit.longest && std::any_of(language.words.lists_of(hit.word).begin(),
                                     language.words.lists_of(hit.word).end(),
                                     [&](auto list) { return !language.frames[list].empty(); }))
        verbs.push_back(hit);
    if (verbs.empty() || (!two_parties() && !trace_)) return;
    told_payer_ = told("ROLE_PAYER", language, hits);
    told_payee_ = told("ROLE_PAYEE", language, hits);
    told_other_ = told("ROLE_OTHER", language, hits);
    const bool chinese = sentence_.lang == "zh";
    const auto finder = chinese ? chinese_arguments(skeleton_, language.grammar, verbs)
                                : english_arguments(skeleton_, language.grammar);
    for (const auto& verb : verbs) {
      std::optional<Arguments> arguments[2];
      for (const auto list : language.words.lists_of(verb.word))
        for (const auto& part : language.frames[list]) {
          const auto& rule = rules.rules[part.rule];
          const auto& frame = rule.frames[part.part];
          auto& around = arguments[frame.noun];
          if (!around) around = finder->around(verb.span, frame.noun);
          if (const auto lack = lacking_words(frame, *around, language, hits)) {
            give_up(rule, frame, verb, *around, *lack);
            continue;
          }
          if (auto match = fill(rule, frame, verb, *around, language, verbs, *finder)) {
            match->order = part.rule;
            match->part = static_cast<int>(rule.patterns.size() + part.part);
            finish(rule, *match, frame.needs_amount);
            for (const auto& more : listed(*match, *around)) finish(rule, more, frame.needs_amount);
          }
        }
    }
  }

  bool any_in(const std::vector<std::string>& lists, Span region, const LanguageRules& language,
              const std::vector<WordHit>& hits) const {
    return std::any_of(hits.begin(), hits.end(), [&](const WordHit& hit) {
      return hit.span.begin >= region.begin && hit.span.end <= region.end &&
             std::any_of(lists.begin(), lists.end(), [&](const auto& name) {
               return language.words.in(hit.word, language.words.list(name));
             });
    });
  }

  // Which of the wanted or unwanted words decides against the frame, if any.
  std::optional<Stop> lacking_words(const Frame& frame, const Arguments& around,
                                    const LanguageRules& language,
                                    const std::vector<WordHit>& hits) const {
    if (!frame.has.empty() && !any_in(frame.has, with_rest(around.region), language, hits))
      return Stop::has;
    if (!frame.lacks.empty() && any_in(frame.lacks, around.region, language, hits))
      return Stop::lacks;
    if (!frame.then.empty() && !behind_object(frame.then, around, language, hits))
      return Stop::then;
    if (!frame.not_then.empty() && behind_object(frame.not_then, around, language, hits))
      return Stop::not_then;
    return std::nullopt;
  }

  // "支付5億元，了結訴訟": what is paid for may stand in the clause behind, which has the same
  // subject.
  Span with_rest(Span region) const {
    for (const Span clause : skeleton_.clauses) {
      if (clause.begin < region.end) continue;
      std::size_t size = 0;
      const char32_t c = decode_at(skeleton_.text, clause.begin, size);
      if (c >= mask::subject && c < mask::other) region.end = clause.end;
      break;
    }
    return region;
  }

  bool behind_object(const std::vector<std::string>& lists, const Arguments& around,
                     const LanguageRules& language, const std::vector<WordHit>& hits) const {
    return std::any_of(around.parties.begin(), around.parties.end(), [&](const auto& party) {
      return party.place == Place::object && any_in(lists, party.tail, language, hits);
    });
  }

  // The first of the wanted places that is filled by another slot than `taken`.
  const FoundArgument* choose(const std::vector<Argument>& wanted,
                              const std::vector<std::string>& kinds, const Arguments& around,
                              int taken) const {
    for (const auto& place : wanted)
      for (const auto& found : around.parties)
        if (found.place == place.place && found.word == place.word && found.slot != taken &&
            std::all_of(parties(found.slot).begin(), parties(found.slot).end(),
                        [&](int party) { return fits(kinds, document_.parties[party].kind); }))
          return &found;
    return nullptr;
  }

  // "from A, a fund, and B": the same deal with the other parties of a list.
  static std::vector<RuleMatch> listed(const RuleMatch& match, const Arguments& around) {
    std::vector<RuleMatch> out;
    for (const auto& more : around.parties) {
      if (!more.more || more.slot == match.payer || more.slot == match.payee) continue;
      for (int RuleMatch::*side : {&RuleMatch::payer, &RuleMatch::payee}) {
        const auto first = std::find_if(
            around.parties.begin(), around.parties.end(),
            [&](const auto& party) { return party.slot == match.*side && !party.more; });
        if (first == around.parties.end() || first->place != more.place || first->word != more.word)
          continue;
        out.push_back(match);
        out.back().*side = more.slot;
        out.back().listed = true;
      }
    }
    return out;
  }

  // "賣方為甲", "the buyer is X": the party behind words that tell its part in the deal.
  std::optional<FoundArgument> told(std::string_view list, const LanguageRules& language,
                                    const std::vector<WordHit>& hits) const {
    const int id = language.words.list(list);
    constexpr std::size_t reach = 24;  // bytes between the words and the party
    for (const auto& hit : hits) {
      if (id < 0 || !hit.longest || !language.words.in(hit.word, id)) continue;
      // Of "乙的大股東甲" the last is meant.
      std::optional<FoundArgument> last;
      std::size_t end = hit.span.end + reach;
      for (std::size_t i = hit.span.end; i < skeleton_.text.size() && i < end;) {
        std::size_t size = 0;
        const char32_t c = decode_at(skeleton_.text, i, size);
        if (c == U',' || c == U';' || c == U'、') break;
        if (c >= mask::party && c < mask::subject) {
          last = FoundArgument{Place::object,
                               {},
                               static_cast<int>(slot_of(skeleton_, c) - skeleton_.slots.data()),
                               i,
                               {}};
          end = i + reach;
        }
        i += size;
      }
      if (last) return last;
    }
    return std::nullopt;
  }

  // 甲領投乙，丙跟投: what the sentence is about is not who leads, but in whom he invests.
  const FoundArgument* topic_of(const FoundArgument* topic, const Frame& frame, const WordHit& verb,
                                const LanguageRules& language, const std::vector<WordHit>& verbs,
                                const ArgumentFinder& finder) {
    const int list = language.words.list(frame.word);
    for (const auto& other : verbs) {
      if (other.span.begin >= verb.span.begin || !language.words.in(other.word, list)) continue;
      earlier_ = finder.around(other.span, frame.noun);
      const auto has = [&](Place place) {
        return std::find_if(earlier_.parties.begin(), earlier_.parties.end(),
                            [&](const auto& party) { return party.place == place; });
      };
      const auto subject = has(Place::subject);
      if (subject == earlier_.parties.end() || parties(subject->slot) != parties(topic->slot))
        continue;
      const auto object = has(Place::object);
      return object == earlier_.parties.end() ? nullptr : &*object;
    }
    return topic;
  }

  std::optional<RuleMatch> fill(const Rule& rule, const Frame& frame, const WordHit& verb,
                                const Arguments& around, const LanguageRules& language,
                                const std::vector<WordHit>& verbs, const ArgumentFinder& finder) {
    // "交易對方為甲" is whoever does not do what the verb says.
    const bool sells = frame.payee.front().place == Place::subject;
    const auto* told_payer = told_payer_ ? &*told_payer_ : nullptr;
    const auto* told_payee = told_payee_ ? &*told_payee_ : nullptr;
    if (told_other_ && !frame.noun) (sells ? told_payer : told_payee) = &*told_other_;
    const auto* payer =
        told_payer ? told_payer : choose(frame.payer, frame.payer_kinds, around, -1);
    if (!payer) return give_up(rule, frame, verb, around, Stop::payer);
    const auto* payee = told_payee && told_payee->slot != payer->slot
                            ? told_payee
                            : choose(frame.payee, frame.payee_kinds, around, payer->slot);
    if (payee && payee->place == Place::topic)
      payee = topic_of(payee, frame, verb, language, verbs, finder);
    if (!payee) return give_up(rule, frame, verb, around, Stop::payee);
    if (parties(payer->slot) == parties(payee->slot))
      return give_up(rule, frame, verb, around, Stop::same_slot);
    for (std::size_t i = 0; i < frame.with.size(); ++i)
      if (!choose({frame.with[i]}, {}, around, -1))
        return give_up(rule, frame, verb, around, Stop::with, i);
    RuleMatch match;
    match.rule = &rule;
    match.payer = payer->slot;
    match.payee = payee->slot;
    match.span = verb.span;
    for (const auto* found : {payer, payee}) {
      // Told in another clause, with a price of its own.
      if (sentence_.lang == "en" && found->place == Place::other) continue;
      match.span.begin = std::min(match.span.begin, found->at);
      match.span.end = std::max(match.span.end, found->at + mask_size);
    }
    if (rule.amount != AmountPolicy::none)
      for (const int amount : around.amounts)
        if (amount_token(amount).role == AmountRole::none &&
            amount_token(amount).amount->per != Per::share) {
          match.amount = amount;
          break;
        }
    if (frame.needs_stake && !has_mask(around.region, mask::stake, mask::quantity))
      return give_up(rule, frame, verb, around, Stop::needs_stake);
    if (frame.needs_quantity &&
        !has_mask(around.region, mask::stake, mask::quantity + mask::per_kind))
      return give_up(rule, frame, verb, around, Stop::needs_quantity);
    return match;
  }

  // What patterns and frames have in common: guards, then the amount and share of the clauses.
  void finish(const Rule& rule, RuleMatch match, bool needs_amount = false) {
    const Span range = clause_range(skeleton_, match.span);
    const auto clauses = part(skeleton_, range);
    for (std::size_t i = 0; i < rule.unless.size(); ++i)
      if (rule.unless[i].search(clauses)) return note(match, Stop::guard, range, i);
    if (status_.unreal(sentence_.lang, part(skeleton_, stated(range, match.span)),
                       part(skeleton_, {0, range.begin})))
      return note(match, Stop::unreal, range);
    check_amount(match);
    if (match.amount < 0 && rule.amount != AmountPolicy::none)
      match.amount = price(rule, match, range);
    if (needs_amount && match.amount < 0) return note(match, Stop::needs_amount, range);
    if (rule.type == DealType::license && sentence_.lang == "en" && match.amount >= 0)
      match.amount = license_total(match.amount);
    if (match.stake < 0) match.stake = lone_stake(range);
    if (match.stake < 0) match.stake = lone_stake(clause_behind(range, match));
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

  // "paying $40 million upfront in a deal worth up to $1 billion": the total that is told as one.
  int license_total(int upfront) const {
    const auto value = [&](int slot) {
      const auto& amount = *amount_token(slot).amount;
      return amount.max ? *amount.max : amount.min.value_or(0);
    };
    int best = upfront;
    for (std::size_t i = 0; i < skeleton_.text.size();) {
      std::size_t size = 0;
      const char32_t c = decode_at(skeleton_.text, i, size);
      if (c >= mask::amount && c < mask::stake) {
        const int slot = static_cast<int>(slot_of(skeleton_, c) - skeleton_.slots.data());
        const auto before = part(skeleton_, {i > 30 ? i - 30 : 0, i});
        const bool total = before.find("total") != std::string_view::npos ||
                           before.find("worth") != std::string_view::npos ||
                           before.find(" in all ") != std::string_view::npos;
        if (total && value(slot) > value(best) && amount_token(slot).role != AmountRole::revenue)
          best = slot;
      }
      i += size;
    }
    return best;
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

  bool has_mask(Span range, char32_t from, char32_t to) const {
    for (std::size_t i = range.begin; i < range.end;) {
      std::size_t size = 0;
      const char32_t c = decode_at(skeleton_.text, i, size);
      if (c >= from && c < to) return true;
      i += size;
    }
    return false;
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

  // "buy X for $5 billion and {subject}lend it more": what the match's own verb governs.
  Span own_part(Span range, Span match) const {
    for (std::size_t i = range.begin; i < range.end && sentence_.lang == "en";) {
      std::size_t size = 0;
      const char32_t c = decode_at(skeleton_.text, i, size);
      if (c >= mask::subject && c < mask::other) {
        if (i <= match.begin) range.begin = i;
        if (i >= match.end) range.end = i;
      }
      i += size;
    }
    return range;
  }

  // The amount that the clauses of a match do not tell themselves.
  int price(const Rule& rule, const RuleMatch& match, Span range) const {
    int found = lone_amount(own_part(range, match.span));
    if (found < 0) found = price_behind(range, match);
    if (found < 0) found = price_before(range, match);
    if (found < 0 && rule.amount == AmountPolicy::round) found = lone_amount({0, range.begin});
    return found;
  }

  // Whether a clause names nobody but the parties of the match.
  bool names_no_other(Span clause, const RuleMatch& match) const {
    const auto text = part(skeleton_, clause);
    for (std::size_t i = 0; i < text.size();) {
      std::size_t size = 0;
      const char32_t c = decode_at(text, i, size);
      if (c >= mask::party && c < mask::subject) {
        const auto& named = slot_of(skeleton_, c)->parties;
        if (match.payer < 0 || (named != parties(match.payer) && named != parties(match.payee)))
          return false;
      }
      i += size;
    }
    return true;
  }

  // The clause behind the match if it names no other party; else empty.
  Span clause_behind(Span range, const RuleMatch& match) const {
    const auto next = std::find_if(skeleton_.clauses.begin(), skeleton_.clauses.end(),
                                   [&](Span clause) { return clause.begin >= range.end; });
    return next != skeleton_.clauses.end() && names_no_other(*next, match) ? *next : Span{};
  }

  // "…同意以3.4億元，向乙購入": the price in a clause of its own before the match.
  int price_before(Span range, const RuleMatch& match) const {
    const auto next = std::find_if(skeleton_.clauses.begin(), skeleton_.clauses.end(),
                                   [&](Span clause) { return clause.end > range.begin; });
    if (next == skeleton_.clauses.begin() || next == skeleton_.clauses.end()) return -1;
    const Span clause = *(next - 1);
    return names_no_other(clause, match) && status_.spends(sentence_.lang, part(skeleton_, clause))
               ? lone_amount(clause)
               : -1;
  }

  // ", a charter that will bring the Greek firm $620 million": says itself that it is the deal.
  int price_in_apposition(Span range) const {
    const auto next = std::find_if(skeleton_.clauses.begin(), skeleton_.clauses.end(),
                                   [&](Span clause) { return clause.begin >= range.end; });
    if (next == skeleton_.clauses.end() ||
        !status_.names_deal(sentence_.lang, part(skeleton_, *next)))
      return -1;
    return lone_amount(*next);
  }

  // "…，為期五年，總價 10 億美元": the price in a clause of its own behind the match, before any
  // other party is named.
  int price_behind(Span range, const RuleMatch& match) const {
    constexpr int reach = 3;  // clauses
    for (int i = 0; i < reach; ++i) {
      if (const int told = price_in_apposition(range); told >= 0) return told;
      range = clause_behind(range, match);
      if (range.empty()) return -1;
      const auto text = part(skeleton_, range);
      if (status_.part_payment(sentence_.lang, text)) continue;
      char32_t first = 0;
      for (std::size_t k = 0; k < text.size() && first == 0;) {
        std::size_t size = 0;
        const char32_t c = decode_at(text, k, size);
        if (!(c >= mask::subject && c < mask::amount) && c != U' ') first = c;
        k += size;
      }
      const bool price = (first >= mask::amount && first < mask::stake) ||
                         status_.price_clause(sentence_.lang, text);
      if (const int amount = price ? lone_amount(range) : -1; amount >= 0) return amount;
    }
    return -1;
  }

  const Document& document_;
  const Sentence& sentence_;
  const Skeleton& skeleton_;
  const StatusReader& status_;
  std::optional<FoundArgument> told_payer_, told_payee_, told_other_;
  Arguments earlier_;  // of the verb that topic_of() looked at last
  MatchTrace* trace_;  // nullptr: nobody wants to know
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

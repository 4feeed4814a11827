#include "extract/frame_matcher.h"

#include <algorithm>
#include <optional>

#include "text/utf8.h"

namespace dealgraph {
namespace {

constexpr std::size_t mask_size = 4;  // bytes of a mask in UTF-8

class FrameMatcher {
 public:
  FrameMatcher(const Document& document, const Sentence& sentence, const Skeleton& skeleton,
               const PriceFinder& prices, const LanguageRules& language,
               const std::vector<WordHit>& hits, MatchTrace* trace)
      : document_(document),
        sentence_(sentence),
        skeleton_(skeleton),
        prices_(prices),
        language_(language),
        hits_(hits),
        trace_(trace) {}

  std::vector<FrameMatch> run(const RuleSet& rules) {
    std::vector<FrameMatch> out;
    std::vector<WordHit> verbs;
    present_.resize(language_.words.lists());
    for (const auto& hit : hits_)
      for (const auto list : language_.words.lists_of(hit.word)) present_[list] = true;
    for (const auto& hit : hits_)
      if (hit.longest && std::any_of(language_.words.lists_of(hit.word).begin(),
                                     language_.words.lists_of(hit.word).end(),
                                     [&](auto list) { return !language_.frames[list].empty(); }))
        verbs.push_back(hit);
    if (verbs.empty()) return {};
    told_payer_ = told("ROLE_PAYER");
    told_payee_ = told("ROLE_PAYEE");
    told_other_ = told("ROLE_OTHER");
    const bool chinese = sentence_.lang == "zh";
    const auto finder = chinese ? chinese_arguments(skeleton_, language_.grammar, verbs)
                                : english_arguments(skeleton_, language_.grammar);
    for (const auto& verb : verbs) {
      std::optional<Arguments> arguments[2];
      for (const auto list : language_.words.lists_of(verb.word))
        for (const auto& part : language_.frames[list]) {
          const auto& rule = rules.rules[part.rule];
          const auto& frame = rule.frames[part.part];
          if (!trace_ && !may_fill(part)) continue;
          auto& around = arguments[frame.noun];
          if (!around) around = finder->around(verb.span, frame.noun);
          if (const auto lack = lacking_words(part, *around)) {
            give_up(rule, frame, verb, *around, *lack);
            continue;
          }
          if (auto match = fill(rule, frame, verb, *around, verbs, *finder)) {
            match->order = part.rule;
            match->part = static_cast<int>(rule.patterns.size() + part.part);
            out.push_back({*match, frame.needs_amount});
            for (const auto& more : listed(*match, *around))
              out.push_back({more, frame.needs_amount});
          }
        }
    }
    return out;
  }

 private:
  const std::vector<int>& parties(int slot) const { return skeleton_.slots[slot].parties; }

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
    note(trace_, match, why, verb.span, index);
    trace_->back().places = around.parties;
    return std::nullopt;
  }

  bool any_in(const std::vector<int>& lists, Span region) const {
    return std::any_of(lists.begin(), lists.end(), [&](int list) {
      return list >= 0 && present_[static_cast<std::size_t>(list)] &&
             std::any_of(hits_.begin(), hits_.end(), [&](const WordHit& hit) {
               return hit.span.begin >= region.begin && hit.span.end <= region.end &&
                      language_.words.in(hit.word, list);
             });
    });
  }

  bool none_present(const std::vector<int>& lists) const {
    return !lists.empty() && std::none_of(lists.begin(), lists.end(), [&](int list) {
      return list >= 0 && present_[static_cast<std::size_t>(list)];
    });
  }

  // Whether the words that a frame wants are told in the sentence at all.
  bool may_fill(const FiledFrame& frame) const {
    return !none_present(frame.has) && !none_present(frame.told) && !none_present(frame.then);
  }

  // Which of the wanted or unwanted words decides against the frame, if any.
  std::optional<Stop> lacking_words(const FiledFrame& frame, const Arguments& around) const {
    if (!frame.has.empty() && !any_in(frame.has, with_rest(around.region))) return Stop::has;
    if (!frame.told.empty() && !any_in(frame.told, {0, skeleton_.text.size()})) return Stop::told;
    if (!frame.lacks.empty() && any_in(frame.lacks, around.region)) return Stop::lacks;
    if (!frame.then.empty() && !behind_object(frame.then, around)) return Stop::then;
    if (!frame.not_then.empty() && behind_object(frame.not_then, around)) return Stop::not_then;
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

  bool behind_object(const std::vector<int>& lists, const Arguments& around) const {
    return std::any_of(around.parties.begin(), around.parties.end(), [&](const auto& party) {
      return party.place == Place::object && any_in(lists, party.tail);
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

  // Whoever is one of those who pay is not paid by them; of both, the other one may be.
  bool pay_one_of_them(int payer, int payee) const {
    const auto& group = parties(payer);
    return group.size() > 1 &&
           std::any_of(parties(payee).begin(), parties(payee).end(), [&](int party) {
             return std::find(group.begin(), group.end(), party) != group.end();
           });
  }

  // "賣方為甲", "the buyer is X": the party behind words that tell its part in the deal.
  std::optional<FoundArgument> told(std::string_view list) const {
    const int id = language_.words.list(list);
    constexpr std::size_t reach = 24;  // bytes between the words and the party
    for (const auto& hit : hits_) {
      if (id < 0 || !hit.longest || !language_.words.in(hit.word, id)) continue;
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
                                const std::vector<WordHit>& verbs, const ArgumentFinder& finder) {
    const int list = language_.words.list(frame.word);
    for (const auto& other : verbs) {
      if (other.span.begin >= verb.span.begin || !language_.words.in(other.word, list)) continue;
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
                                const Arguments& around, const std::vector<WordHit>& verbs,
                                const ArgumentFinder& finder) {
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
    if (payee && payee->place == Place::topic) payee = topic_of(payee, frame, verb, verbs, finder);
    if (!payee) return give_up(rule, frame, verb, around, Stop::payee);
    if (parties(payer->slot) == parties(payee->slot) || pay_one_of_them(payer->slot, payee->slot))
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
      const bool english = sentence_.lang == "en";
      if (english && found->place == Place::other) continue;
      if (!english && found->place == Place::topic && found->at < around.region.begin) continue;
      match.span.begin = std::min(match.span.begin, found->at);
      match.span.end = std::max(match.span.end, found->at + mask_size);
    }
    if (rule.amount != AmountPolicy::none)
      for (const int amount : around.amounts)
        if (prices_.may_be_value(amount)) {
          match.amount = amount;
          break;
        }
    if (frame.needs_stake && !prices_.has_mask(around.region, mask::stake, mask::quantity))
      return give_up(rule, frame, verb, around, Stop::needs_stake);
    if (frame.needs_quantity &&
        !prices_.has_mask(around.region, mask::stake, mask::quantity + mask::per_kind))
      return give_up(rule, frame, verb, around, Stop::needs_quantity);
    return match;
  }

  const Document& document_;
  const Sentence& sentence_;
  const Skeleton& skeleton_;
  const PriceFinder& prices_;
  const LanguageRules& language_;
  const std::vector<WordHit>& hits_;
  MatchTrace* trace_;
  std::vector<bool> present_;  // whether a word of a list stands in the sentence
  std::optional<FoundArgument> told_payer_, told_payee_, told_other_;
  Arguments earlier_;  // of the verb that topic_of() looked at last
};

}  // namespace

std::vector<FrameMatch> match_frames(const Document& document, const Sentence& sentence,
                                     const Skeleton& skeleton, const PriceFinder& prices,
                                     const RuleSet& rules, const std::vector<WordHit>& hits,
                                     MatchTrace* trace) {
  const auto language = rules.by_lang.find(sentence.lang);
  if (language == rules.by_lang.end()) return {};
  return FrameMatcher(document, sentence, skeleton, prices, language->second, hits, trace)
      .run(rules);
}

}  // namespace dealgraph

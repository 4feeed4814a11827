#include "extract/stop_reasons.h"

#include <fmt/format.h>

#include <algorithm>

#include "extract/annotated.h"
#include "extract/try_rules.h"

namespace dealgraph {
namespace {

const Frame& frame_of(const Stopped& stopped) {
  const auto& rule = *stopped.rule;
  return rule.frames[static_cast<std::size_t>(stopped.part) - rule.patterns.size()];
}

class Reasons {
 public:
  Reasons(const Stopped& stopped, const Workings& workings, const Document& document,
          const Sentence& sentence, const Skeleton& skeleton)
      : stopped_(stopped),
        workings_(workings),
        document_(document),
        sentence_(sentence),
        skeleton_(skeleton) {}

  std::string say() const {
    switch (stopped_.why) {
      case Stop::gap:
        return fmt::format("the gap ..{} is {} long: \"{}\"", capture().limit,
                           gap_length(part(skeleton_, stopped_.at), sentence_.lang),
                           shown(stopped_.at));
      case Stop::kind:
        return fmt::format("{} is no {}", shown(stopped_.at), joined(capture().kinds));
      case Stop::governed:
        return "its first party stands behind a preposition or is a possessor, so it is no subject";
      case Stop::guard:
        return guard();
      case Stop::unreal:
        return fmt::format("\"{}\" tells a condition, a hypothesis or no deal", unreal_word());
      case Stop::lost:
        return lost();
      default:
        return frame();
    }
  }

 private:
  std::string shown(Span span) const { return written_out(document_, skeleton_, span); }
  const Capture& capture() const {
    return stopped_.rule->patterns[static_cast<std::size_t>(stopped_.part)]
        .captures[stopped_.index];
  }

  static std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : " | ") + word;
    return out;
  }

  std::string guard() const {
    std::vector<std::optional<Span>> groups;
    const auto clauses = part(skeleton_, stopped_.at);
    std::string text;
    if (stopped_.rule->unless[stopped_.index].match(clauses, 0, groups))
      text = shown({stopped_.at.begin + groups[0]->begin, stopped_.at.begin + groups[0]->end});
    return fmt::format("unless '{}': \"{}\"", stopped_.rule->guards[stopped_.index], text);
  }

  std::string unreal_word() const {
    return workings_.status.unreal_word(sentence_.lang, part(skeleton_, stopped_.at),
                                        part(skeleton_, {0, stopped_.at.begin}));
  }

  std::string lost() const {
    const auto& winner = *stopped_.winner;
    if (&winner == stopped_.rule) return "another match of the same rule came first";
    const auto by = winner.priority > stopped_.rule->priority
                        ? fmt::format("priority {} > {}", winner.priority, stopped_.rule->priority)
                    : stopped_.shorter ? "the same priority, a longer match"
                                       : "the same priority and length, an earlier rule";
    return fmt::format("lost to {}: {}", winner.id, by);
  }

  // The words of the lists that the sentence has.
  std::string words_of(const std::vector<std::string>& lists) const {
    const auto& words = workings_.rules.by_lang.find(sentence_.lang)->second.words;
    std::vector<std::string> found;
    for (const auto& hit : words.find(skeleton_.text))
      if (std::any_of(lists.begin(), lists.end(),
                      [&](const auto& name) { return words.in(hit.word, words.list(name)); }))
        found.push_back("\"" + shown(hit.span) + "\"");
    return joined(found);
  }

  std::string places() const {
    std::string out;
    for (const auto& found : stopped_.places) {
      const auto slot = skeleton_.slots[static_cast<std::size_t>(found.slot)];
      std::string names;
      for (const int party : slot.parties)
        names +=
            (names.empty() ? "" : " + ") + document_.parties[static_cast<std::size_t>(party)].name;
      out += fmt::format("{}{} {}", out.empty() ? "" : ", ",
                         describe_places({Argument{found.place, std::string(found.word)}}), names);
    }
    return out.empty() ? "no place is filled" : "filled: " + out;
  }

  std::string empty_role(const char* role, const std::vector<Argument>& wanted,
                         const std::vector<std::string>& kinds) const {
    auto out = fmt::format("no {} at {}", role, describe_places(wanted));
    if (!kinds.empty()) out += " of kind " + joined(kinds);
    return out + "; " + places();
  }

  std::string frame() const {
    const auto& frame = frame_of(stopped_);
    const auto word = "\"" + shown(stopped_.at) + "\": ";
    switch (stopped_.why) {
      case Stop::has:
        return word + "no word of " + joined(frame.has) + " in its part of the sentence";
      case Stop::lacks:
        return word + words_of(frame.lacks) + " must not stand there";
      case Stop::then:
        return word + "no word of " + joined(frame.then) + " behind its object";
      case Stop::told:
        return word + words_of(frame.told) + " must stand in its sentence";
      case Stop::not_then:
        return word + words_of(frame.not_then) + " must not stand behind its object";
      case Stop::payer:
        return word + empty_role("payer", frame.payer, frame.payer_kinds);
      case Stop::payee:
        return word + empty_role("payee", frame.payee, frame.payee_kinds);
      case Stop::same_slot:
        return word + "payer and payee are the same";
      case Stop::with:
        return word + empty_role("party", {frame.with[stopped_.index]}, {});
      case Stop::needs_amount:
        return word + "it needs an amount, and none belongs to it";
      case Stop::needs_stake:
        return word + "it needs a stake, and none belongs to it";
      default:
        return word + "it needs a share, percentage or count, and none belongs to it";
    }
  }

  const Stopped& stopped_;
  const Workings& workings_;
  const Document& document_;
  const Sentence& sentence_;
  const Skeleton& skeleton_;
};

}  // namespace

std::string reason_of(const Stopped& stopped, const Workings& workings, const Document& document,
                      const Sentence& sentence, const Skeleton& skeleton) {
  return Reasons(stopped, workings, document, sentence, skeleton).say();
}

double share_of(const Stopped& stopped) {
  switch (stopped.why) {
    case Stop::guard:
    case Stop::unreal:
      return 1;
    case Stop::lost:
      return 0.95;
    case Stop::gap:
    case Stop::kind:
    case Stop::governed:
      return 0.9;
    default:
      return stopped.payer >= 0 && stopped.payee >= 0   ? 0.8
             : stopped.payer >= 0 || stopped.payee >= 0 ? 0.5
                                                        : 0.2;
  }
}

}  // namespace dealgraph

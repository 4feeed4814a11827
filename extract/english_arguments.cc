#include <algorithm>
#include <memory>
#include <utility>

#include "extract/arguments.h"
#include "extract/english_pieces.h"

namespace dealgraph {
namespace {

using Kind = PieceKind;

constexpr int far_right = 40;  // words behind a verb
constexpr int far_left = 36;   // words before it

bool owns(const EnglishPiece& piece) {
  return piece.lower == "its" || piece.lower == "their" || piece.lower == "his" ||
         piece.lower == "her";
}

// The places around one word.
class Search {
 public:
  Search(const EnglishPieces& pieces, const Skeleton& skeleton) : p_(pieces), skeleton_(skeleton) {}

  Arguments run(int first, int last, bool noun) {
    out_.region = {p_.at(first).span.begin, p_.at(last).span.end};
    add_rest(scan_right(last + 1, noun));
    if (noun)
      owner_left(first);
    else
      add_subject(first, last);
    add_topic(first);
    add_last(first);
    amounts_left(first);
    return std::move(out_);
  }

 private:
  void add(Place place, int i, std::string_view word = {}, bool more = false) {
    out_.parties.push_back(
        {place, std::string(word), p_.at(i).slot, p_.at(i).span.begin, tail(i), more});
  }
  void add_first(Place place, int i) {
    out_.parties.insert(out_.parties.begin(),
                        {place, {}, p_.at(i).slot, p_.at(i).span.begin, tail(i), false});
    out_.region.begin = std::min(out_.region.begin, p_.at(i).span.begin);
  }

  // The words behind a party up to a preposition, a verb, a figure or a comma.
  Span tail(int party) const {
    int i = party + 1;
    while (i < party + 5 && p_.kind(i) == Kind::word &&
           !p_.is(i, grammar::preposition | grammar::opener | grammar::ending) &&
           p_.at(i).lower != "and")
      ++i;
    const std::size_t begin = p_.at(party).span.end;
    return {begin, i > party + 1 ? p_.at(i - 1).span.end : begin};
  }

  // "a $5 billion contract", "the order": a noun, whatever verb it looks like.
  bool is_noun(int first) const {
    if (p_.participle(first)) return false;
    const int before = first - 1;
    return p_.figure(before) ||
           (p_.is(before, grammar::determiner) && !p_.is(before, grammar::relative) &&
            !p_.word_is(before, "each") && !p_.word_is(before, "all"));
  }

  void add_subject(int first, int last) {
    if (is_noun(first)) {
      out_.parties.clear();
      return;
    }
    const bool passive = is_passive(first, last);
    if (passive) {
      turn_round();
      widen_left(first);
    }
    const int subject = subject_left(first - 1);
    if (subject >= 0) {
      add_first(passive ? Place::object : Place::subject, subject);
      antecedents(subject);
      widen_to_antecedent(subject);
      add_listed(passive ? Place::object : Place::subject, subject);
      add_other(subject);
    }
    if (const int owner = possessor_left(first - 1); owner >= 0 && passive)
      add(Place::owner, owner);
    add_governed(first, subject);
  }

  // "signed a contract with X to supply", "tablets for X will be made".
  void add_governed(int first, int subject) {
    for (int k = first - 1; k > subject && k >= 0 && k > first - 20; --k) {
      if (p_.kind(k) == Kind::stop || p_.kind(k) == Kind::comma || p_.kind(k) == Kind::subject ||
          p_.opens(k))
        return;
      if (p_.kind(k) != Kind::party) continue;
      const int preposition = p_.governor(k);
      if (preposition < 0) return;
      if (p_.word_is(preposition, "with") || p_.word_is(preposition, "for"))
        add(Place::preposition, k, p_.at(preposition).lower);
    }
  }

  // The first party of the sentence that nothing governs.
  void add_topic(int end) {
    for (int i = 0; i < end; ++i)
      if (p_.free_party(i)) {
        add(Place::topic, i);
        return;
      }
  }

  // "sell ten to X and lease them back": of a verb that goes on, the party told last.
  void add_other(int subject) {
    if (p_.kind(subject) != Kind::subject) return;
    for (int k = subject - 1; k >= 0 && p_.kind(k) != Kind::stop; --k)
      if (p_.kind(k) == Kind::party &&
          skeleton_.slots[static_cast<std::size_t>(p_.at(k).slot)].parties !=
              skeleton_.slots[static_cast<std::size_t>(p_.at(subject).slot)].parties) {
        add(Place::other, k);
        return;
      }
  }

  // Whether one of the words stands for nobody known; not "{subject}It".
  bool mentions(std::initializer_list<std::string_view> words) const {
    for (int i = 0; i < p_.size(); ++i)
      for (const auto word : words)
        if (p_.word_is(i, word) && p_.kind(i - 1) != Kind::subject) return true;
    return false;
  }

  // Who paid whom in the deal told last.
  void add_last(int first) {
    const std::size_t at = p_.at(first).span.begin;
    if (skeleton_.last_borrower >= 0 && !mentions({"it", "its"}))
      out_.parties.push_back(
          {Place::last_borrower, {}, skeleton_.last_borrower, at, {at, at}, false});
    // An "it" that stands for nobody known may be somebody else.
    if (mentions({"it", "its", "them"})) return;
    if (skeleton_.last_payer >= 0)
      out_.parties.push_back({Place::last_payer, {}, skeleton_.last_payer, at, {at, at}, false});
    if (skeleton_.last_payee >= 0)
      out_.parties.push_back({Place::last_payee, {}, skeleton_.last_payee, at, {at, at}, false});
    if (skeleton_.context >= 0)
      out_.parties.push_back({Place::context, {}, skeleton_.context, at, {at, at}, false});
  }

  // What a passive verb is about stands before it: "servers were ordered".
  void widen_left(int i) {
    constexpr int reach = 16;
    for (int k = i - 1; k >= 0 && k > i - reach; --k) {
      if (p_.kind(k) == Kind::stop || p_.kind(k) == Kind::subject ||
          (p_.opens(k) && !p_.is(k, grammar::relative)))
        return;
      out_.region.begin = p_.at(k).span.begin;
    }
  }

  // "by X" of a passive verb is its subject.
  void turn_round() {
    std::erase_if(out_.parties, [](const auto& p) { return p.place == Place::object; });
    for (auto& party : out_.parties)
      if (party.place == Place::preposition && party.word == "by")
        party.place = Place::subject, party.word = {};
  }

  bool is_passive(int first, int last) const {
    if (!p_.participle(first) && !p_.participle(last)) return false;
    for (int i = first - 1; i >= 0 && i >= first - 4; --i) {
      if (p_.kind(i) != Kind::word) break;
      if (p_.is(i, grammar::be)) return true;
      if (p_.is(i, grammar::have)) return false;
      if (p_.word_is(i, "and")) return passive_before(i);
      if (!(p_.is(i, grammar::chain) || p_.adverb(i))) break;
    }
    // "chips bought from X by Y": a bare participle with an agent and without an object.
    const bool object = std::any_of(out_.parties.begin(), out_.parties.end(),
                                    [](const auto& p) { return p.place == Place::object; });
    const bool agent = std::any_of(out_.parties.begin(), out_.parties.end(),
                                   [](const auto& p) { return p.word == "by"; });
    return agent && !object && p_.is(last + 1, grammar::preposition);
  }

  // "will be bought by X and leased back to Y".
  bool passive_before(int i) const {
    constexpr int reach = 16;
    for (int k = i - 1; k > 0 && k > i - reach; --k) {
      if (p_.kind(k) == Kind::stop || p_.kind(k) == Kind::subject) return false;
      if (p_.participle(k) &&
          (p_.is(k - 1, grammar::be) || (p_.adverb(k - 1) && p_.is(k - 2, grammar::be))))
        return true;
    }
    return false;
  }

  // ---- to the right

  int scan_right(int i, bool noun) {
    std::string_view word = noun ? std::string_view("-") : std::string_view();
    bool inside = false;  // an apposition that does not end: its parties are not ours
    int words = 0;
    for (; i < p_.size() && words < far_right; ++i) {
      switch (p_.kind(i)) {
        case Kind::stop:
        case Kind::subject:
          return i;
        case Kind::comma: {
          const int next = over_comma(i, word, inside);
          if (next < 0) return i;
          i = next;
          break;
        }
        case Kind::party:
          if (!take_party(i, word, inside)) return i;
          break;
        case Kind::amount:
          out_.amounts.push_back(p_.at(i).slot);
          break;
        case Kind::word:
          if (!take_word(i, word)) return i;
          ++words;
          break;
        default:
          break;
      }
      out_.region.end = p_.at(i).span.end;
    }
    return i;
  }

  // Whether the scan goes on behind a party; `word` is the preposition in force.
  bool take_party(int i, std::string_view& word, bool inside) {
    if (word == ",") return false;
    if (p_.at(i).possessive && names_part(i)) return true;
    if (word == "and") {
      if (out_.parties.empty() || p_.verbal(i + 1) || inside) return false;
      const auto last = out_.parties.back();
      add(last.place, i, last.word, true);
      word = "-";
      return true;
    }
    if (word.empty()) {
      add(Place::object, i);
      if (p_.is(i + 1, grammar::determiner) || p_.figure(i + 1)) add_receiver(i);
    } else if (word != "-" && !inside) {
      add(Place::preposition, i, word);
    }
    // "from X Y": what follows a party without a preposition is not governed.
    word = "-";
    return true;
  }

  // "with X's wholly owned subsidiary Y": Y is meant.
  bool names_part(int i) const {
    for (int k = i + 1; k < i + 6; ++k) {
      if (p_.kind(k) == Kind::party)
        return k > i + 1 && (p_.is(k - 1, grammar::part) || p_.word_is(k - 1, "fund") ||
                             p_.word_is(k - 1, "vehicle") || p_.word_is(k - 1, "business") ||
                             p_.word_is(k - 1, "owner") || p_.word_is(k - 1, "backer"));
      if (p_.kind(k) != Kind::word || acts(k) || p_.is(k, grammar::preposition)) return false;
    }
    return false;
  }

  // "sold X its unit", "paid X $5 billion".
  void add_receiver(int i) {
    const auto at = out_.parties.back();
    out_.parties.insert(out_.parties.end() - 1,
                        {Place::receiver, {}, at.slot, p_.at(i).span.begin, at.tail, false});
  }

  // "to settle the lawsuit": words and sums of the clause that goes on, parties of it are not
  // ours.
  void add_rest(int i) {
    if (p_.word_is(i, "to") && aims(i + 1)) return;
    for (; i < p_.size() && p_.kind(i) != Kind::stop && p_.kind(i) != Kind::comma &&
           p_.kind(i) != Kind::subject && (!p_.opens(i) || gerund_behind(i));
         ++i) {
      if (p_.kind(i) == Kind::amount) out_.amounts.push_back(p_.at(i).slot);
      out_.region.end = p_.at(i).span.end;
    }
  }

  // "to expand its business": what it is for, not what is bought.
  bool aims(int i) const {
    for (const std::string_view verb :
         {"expand", "grow", "boost", "strengthen", "accelerate", "scale", "speed", "bolster",
          "broaden", "widen", "deepen", "fuel"})
      if (p_.word_is(i, verb)) return true;
    return false;
  }

  bool take_word(int i, std::string_view& word) const {
    const auto& lower = p_.at(i).lower;
    if (p_.opens(i) || p_.is(i, grammar::ending)) return false;
    if (lower == "to" && !p_.is(i + 1, grammar::determiner) &&
        (p_.verbal(i + 1) || p_.is(i + 1, grammar::chain)))
      return false;
    // "to a group led by X": X gets it.
    const bool leads = lower == "by" && !word.empty() && word != "-" && word != "," &&
                       (p_.word_is(i - 1, "led") || p_.word_is(i - 1, "headed"));
    if (leads) return true;
    if (p_.is(i, grammar::preposition))
      word = lower;
    else if (lower == "and" || lower == "or")
      word = names_follow(i) ? "and" : ",";
    return true;
  }

  // "and the Dutch state fund X": nothing but a description before the next party.
  bool names_follow(int i) const {
    for (int k = i + 1; k < i + 7; ++k) {
      if (p_.kind(k) == Kind::party) return !p_.at(k).possessive && !p_.is(k + 1, grammar::ending);
      if (p_.kind(k) != Kind::word || acts(k) || p_.is(k, grammar::preposition)) return false;
    }
    return false;
  }

  // A verb beyond doubt: not "existing", "London-based".
  bool acts(int i) const {
    return p_.is(i, grammar::verb | grammar::be | grammar::have | grammar::ending);
  }

  // The piece at which the scan goes on behind the comma at `i`, -1 if nowhere.
  int over_comma(int i, std::string_view& word, bool& inside) const {
    const int end = p_.insertion_end(i);
    const bool named = p_.kind(i - 1) == Kind::party || p_.kind(i - 1) == Kind::word;
    if (end > 0 && named && p_.kind(i + 1) == Kind::word && resumes(end) && !awaits(i, end, word)) {
      word = p_.word_is(end + 1, "and") ? "-" : ",";
      return end;
    }
    // "paid the seller, pension fund X, $5 billion".
    if (awaits(i, end, word)) return i;
    if (p_.word_is(i + 1, "and") && names_follow(i + 1) && p_.kind(i - 1) == Kind::party) return i;
    if (!crosses(i)) return -1;
    inside = inside || p_.is(i + 1, grammar::determiner);
    word = ",";
    return i;
  }

  // Whether the clause goes on behind the comma that ends an insertion.
  bool resumes(int comma) const {
    if (p_.kind(comma + 1) == Kind::amount) return true;
    if (p_.word_is(comma + 1, "and")) return names_follow(comma + 1);
    return p_.is(comma + 1, grammar::preposition) && !p_.is(comma + 1, grammar::opener);
  }

  // Whether a party is still to come, and comes in an apposition: "the seller, pension fund X,".
  bool awaits(int i, int end, std::string_view word) const {
    if (word == "-" || word == "," || word == "and" || end < 0 || p_.kind(i - 1) != Kind::word)
      return false;
    if (!p_.is(i - 2, grammar::determiner) && !p_.is(i - 3, grammar::determiner)) return false;
    if (p_.kind(end - 1) != Kind::party) return false;
    for (int k = i + 1; k < end - 1; ++k)
      if (p_.kind(k) != Kind::word || p_.verbal(k) || p_.is(k, grammar::preposition)) return false;
    return true;
  }

  // Whether what stands behind a comma still belongs to the verb.
  bool crosses(int i) const {
    const int next = i + 1;
    if (p_.kind(next) == Kind::amount) return true;
    if (p_.kind(next) != Kind::word || p_.opens(next)) return false;
    return p_.is(next, grammar::preposition | grammar::determiner) || p_.word_is(next, "valued");
  }

  // ---- to the left

  // The piece that is the subject of the verb behind piece `i`, -1 if none is certain.
  int subject_left(int i) const {
    bool plan = false;
    for (int words = 0; i >= 0 && words < far_left; ++words) {
      switch (p_.kind(i)) {
        case Kind::subject:
          return i;
        case Kind::stop:
          return -1;
        case Kind::comma:
          if ((i = before_insertion(i)) < 0) return -1;
          continue;
        case Kind::party: {
          const int preposition = p_.governor(i);
          if (preposition < 0) return p_.at(i).possessive && !plan ? -1 : i;
          i = preposition - 1;
          continue;
        }
        // "signed a $10 billion deal with Y to supply"
        case Kind::amount:
        case Kind::stake:
        case Kind::quantity:
        case Kind::other:
          --i;
          continue;
        case Kind::word:
          if (p_.is(i, grammar::relative)) return relative_subject(i);
          if (gerund_behind(i)) return p_.main_subject(i);
          if (p_.opens(i)) return -1;
          if (p_.is(i, grammar::plan | grammar::part)) plan = true;
          if (plan && owns(p_.at(i))) return p_.main_subject(i);
          if (chains(i)) {
            --i;
            continue;
          }
          [[fallthrough]];
        default: {
          const int preposition = p_.governor(i);
          if (preposition < 0) return plan ? owner_near(i) : -1;
          i = preposition - 1;
        }
      }
    }
    return -1;
  }

  // "by promising to sell", "after buying": who did so is the subject of the clause before.
  bool gerund_behind(int i) const {
    return p_.is(i, grammar::preposition | grammar::opener) && p_.kind(i + 1) == Kind::word &&
           p_.at(i + 1).lower.size() > 5 && p_.at(i + 1).lower.ends_with("ing");
  }

  bool chains(int i) const {
    return p_.is(i, grammar::chain | grammar::plan | grammar::part) || p_.verbal(i) ||
           p_.adverb(i) || p_.word_is(i, "to");
  }

  // "its cloud unit bought": the party or "its" of the noun that ends at piece `i`.
  int owner_near(int i) const {
    for (int k = i; k >= 0 && k > i - 5 && p_.kind(k) != Kind::comma; --k) {
      if (p_.kind(k) == Kind::party) return p_.at(k).possessive ? k : -1;
      if (p_.kind(k) != Kind::word || p_.is(k, grammar::preposition)) return -1;
      if (owns(p_.at(k))) return p_.main_subject(k);
    }
    return -1;
  }

  // "its pilot line in Umea was sold": whose the subject of a passive verb is.
  int possessor_left(int i) const {
    constexpr int reach = 14;
    for (int k = i; k >= 0 && k > i - reach; --k) {
      if (p_.kind(k) == Kind::stop || p_.kind(k) == Kind::comma || p_.opens(k)) return -1;
      if (p_.kind(k) == Kind::party) return p_.at(k).possessive ? k : -1;
      if (p_.kind(k) == Kind::word && owns(p_.at(k))) return p_.main_subject(k);
    }
    return -1;
  }

  // "X, a maker of chips, bought": the piece before the insertion that ends at comma `i`.
  int before_insertion(int i) const {
    for (int k = i - 1; k >= 0 && k > i - 30; --k) {
      if (p_.kind(k) == Kind::stop || p_.kind(k) == Kind::subject) return -1;
      if (p_.kind(k) == Kind::comma) return k - 1;
    }
    return -1;
  }

  // "X, which bought", "the firm that bought": the party right before, -1 if it is none.
  int relative_subject(int i) const {
    if (p_.kind(i - 1) == Kind::subject) return i - 1;
    int before = p_.kind(i - 1) == Kind::comma ? i - 2 : i - 1;
    while (p_.kind(before) == Kind::other) --before;
    if (p_.kind(before) == Kind::subject) return before;
    // "X, a family business that has leased"
    if (p_.kind(before) == Kind::word) {
      int k = before;
      while (k > before - 8 && p_.kind(k) == Kind::word && !acts(k) && !p_.opens(k)) --k;
      const bool told = p_.kind(k) == Kind::comma && p_.kind(k - 1) == Kind::party;
      return told && p_.is(k + 1, grammar::determiner) ? k - 1 : -1;
    }
    return p_.kind(before) == Kind::party && !p_.at(before).possessive ? before : -1;
  }

  // "X, from which S bought Y", "X, which S bought": the antecedent has a place, too.
  void antecedents(int subject) {
    if (p_.kind(subject) != Kind::party || !p_.is(subject - 1, grammar::relative)) return;
    const bool governed = p_.is(subject - 2, grammar::preposition);
    int before = subject - (governed ? 3 : 2);
    while (p_.kind(before) == Kind::comma || p_.kind(before) == Kind::other) --before;
    if (p_.kind(before) == Kind::word) before = head_party(before);
    if (p_.kind(before) != Kind::subject &&
        (p_.kind(before) != Kind::party || p_.at(before).possessive))
      return;
    if (governed)
      add(Place::preposition, before, p_.at(subject - 2).lower);
    else
      add(Place::object, before);
  }

  // "X of Norway, from which": the party whose description ends at piece `i`, -1.
  int head_party(int i) const {
    for (int k = i; k > 0 && k > i - 3; --k)
      if (p_.is(k, grammar::preposition) && p_.kind(k - 1) == Kind::party) return k - 1;
    return -1;
  }

  // "a $5 billion loan that X provided": what the relative clause tells of belongs to it.
  void widen_to_antecedent(int subject) {
    int k = subject - 1;
    // "that the pension fund X provided"
    for (int n = 0; n < 4 && p_.kind(k) == Kind::word && !p_.is(k, grammar::relative) && !acts(k) &&
                    !p_.opens(k) && !p_.is(k, grammar::preposition);
         ++n)
      --k;
    if (!p_.is(k, grammar::relative)) k = subject - 1;
    if (p_.is(k, grammar::relative)) {
      --k;
      if (p_.is(k, grammar::preposition)) --k;
      while (p_.kind(k) == Kind::comma || p_.kind(k) == Kind::subject || p_.kind(k) == Kind::other)
        --k;
    } else if (p_.kind(k) != Kind::word || p_.verbal(k) || p_.opens(k) ||
               p_.is(k, grammar::preposition | grammar::determiner)) {
      return;
    }
    for (const int end = k; k >= 0 && k > end - 9; --k) {
      if (p_.kind(k) == Kind::stop || p_.kind(k) == Kind::comma || p_.kind(k) == Kind::subject ||
          p_.opens(k))
        return;
      if (p_.kind(k) == Kind::amount) out_.amounts.push_back(p_.at(k).slot);
      out_.region.begin = p_.at(k).span.begin;
    }
  }

  // "A, the venture arm of B, and existing backer C also took part": A, too.
  void add_listed(Place place, int subject) {
    int k = subject - 1;
    while (k >= 0 && k > subject - 7 && p_.kind(k) == Kind::word && !p_.word_is(k, "and") &&
           !acts(k) && !p_.is(k, grammar::preposition))
      --k;
    if (!p_.word_is(k, "and") || p_.kind(k - 1) != Kind::comma) return;
    const int before = before_insertion(k - 1);
    if (p_.kind(before) == Kind::party && p_.free_party(before) && !p_.at(before).possessive)
      add(place, before, {}, true);
  }

  // "X's $5 billion purchase", "X made a $5 billion investment".
  void owner_left(int first) {
    for (int i = first - 1; i >= 0 && i >= first - 8; --i) {
      if (p_.figure(i)) continue;
      if (p_.kind(i) == Kind::party) {
        add_first(Place::owner, i);
        return;
      }
      if (p_.kind(i) != Kind::word) return;
      if (owns(p_.at(i))) {
        if (const int owner = p_.main_subject(i); owner >= 0) add_first(Place::owner, owner);
        return;
      }
      if (p_.is(i, grammar::determiner) || p_.verbal(i)) {
        const int subject = subject_left(p_.is(i, grammar::determiner) ? i - 1 : i);
        if (subject >= 0) add_first(Place::subject, subject);
        return;
      }
      if (p_.is(i, grammar::preposition | grammar::opener)) return;
    }
  }

  // "a $5 billion contract", "$5 billion of which was lent": behind those to the right.
  void amounts_left(int first) {
    for (int i = first - 1; i >= 0 && i >= first - 8; --i) {
      if (p_.kind(i) == Kind::amount) out_.amounts.push_back(p_.at(i).slot);
      if (p_.kind(i) == Kind::stop || p_.kind(i) == Kind::comma || p_.kind(i) == Kind::subject)
        return;
      if (p_.opens(i)) return;
    }
  }

  const EnglishPieces& p_;
  const Skeleton& skeleton_;
  Arguments out_;
};

class EnglishArguments : public ArgumentFinder {
 public:
  EnglishArguments(const Skeleton& skeleton, const GrammarWords& words)
      : skeleton_(skeleton), pieces_(skeleton, words) {}

  Arguments around(Span word, bool noun) const override {
    const int first = pieces_.at_byte(word.begin);
    if (first < 0) return {};
    int last = first;
    while (last + 1 < pieces_.size() && pieces_.at(last + 1).span.begin < word.end) ++last;
    return Search(pieces_, skeleton_).run(first, last, noun);
  }

 private:
  const Skeleton& skeleton_;
  EnglishPieces pieces_;
};

}  // namespace

std::unique_ptr<ArgumentFinder> english_arguments(const Skeleton& skeleton,
                                                  const GrammarWords& words) {
  return std::make_unique<EnglishArguments>(skeleton, words);
}

}  // namespace dealgraph

#include <algorithm>
#include <memory>

#include "extract/arguments.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

constexpr int far_right = 40;    // words behind a verb
constexpr int far_left = 36;     // words before it
constexpr int longest_noun = 6;  // words between a preposition and its party

enum class Kind { word, party, subject, other, amount, stake, quantity, comma, stop };

struct Piece {
  Kind kind = Kind::word;
  Span span;
  int slot = -1;
  std::uint32_t flags = 0;  // of a word
  std::string lower;        // of a word
  bool possessive = false;  // a party with 's
};

Kind kind_of(char32_t c) {
  if (c < mask::subject) return Kind::party;
  if (c < mask::other) return Kind::subject;
  if (c < mask::amount) return Kind::other;
  if (c < mask::stake) return Kind::amount;
  return c < mask::quantity ? Kind::stake : Kind::quantity;
}

class EnglishArguments : public ArgumentFinder {
 public:
  EnglishArguments(const Skeleton& skeleton, const GrammarWords& words)
      : skeleton_(skeleton), words_(words) {
    cut();
  }

  Arguments around(Span word, bool noun) const override {
    Search search(*this);
    const int first = piece_at(word.begin);
    int last = first;
    while (last + 1 < size() && pieces_[last + 1].span.begin < word.end) ++last;
    if (first < 0) return {};
    return search.run(first, last, noun);
  }

 private:
  int size() const { return static_cast<int>(pieces_.size()); }

  void cut() {
    const std::string_view text = skeleton_.text;
    for (std::size_t i = 0; i < text.size();) {
      std::size_t width = 0;
      const char32_t c = decode_at(text, i, width);
      if (const auto* slot = slot_of(skeleton_, c)) {
        Piece piece{kind_of(c), {i, i + width}, static_cast<int>(slot - skeleton_.slots.data()), 0,
                    {},         false};
        i += width;
        if (text.substr(i).starts_with("'s")) {
          piece.possessive = true;
          i += 2;
        } else if (text.substr(i).starts_with("'")) {
          piece.possessive = true;
          ++i;
        }
        pieces_.push_back(std::move(piece));
      } else if (is_word(c) || c == U'$' || c == U'%') {
        i = add_word(i);
      } else {
        if (c == U',') pieces_.push_back({Kind::comma, {i, i + width}, -1, 0, {}, false});
        if (c == U';' || c == U':' || c == U'!' || c == U'?' || c == U'—' || c == U'─')
          pieces_.push_back({Kind::stop, {i, i + width}, -1, 0, {}, false});
        i += width;
      }
    }
  }

  std::size_t add_word(std::size_t i) {
    const std::string_view text = skeleton_.text;
    std::size_t end = i;
    Piece piece;
    while (end < text.size()) {
      std::size_t width = 0;
      const char32_t c = decode_at(text, end, width);
      if (slot_of(skeleton_, c) || !(is_word(c) || c == U'\'' || c == U'$' || c == U'%')) break;
      append_utf8(piece.lower, is_upper_ascii(c) ? c + 32 : c);
      end += width;
    }
    piece.span = {i, end};
    piece.flags = words_.flags(piece.lower);
    pieces_.push_back(std::move(piece));
    return end;
  }

  int piece_at(std::size_t byte) const {
    const auto at = std::find_if(pieces_.begin(), pieces_.end(),
                                 [&](const Piece& p) { return p.span.end > byte; });
    return at == pieces_.end() ? -1 : static_cast<int>(at - pieces_.begin());
  }

  // The places around one word.
  class Search {
   public:
    explicit Search(const EnglishArguments& of) : of_(of) {}

    Arguments run(int first, int last, bool noun) {
      out_.region = {piece(first).span.begin, piece(last).span.end};
      add_rest(scan_right(last + 1, noun));
      if (noun) {
        owner_left(first);
      } else {
        const bool passive = is_passive(first, last);
        if (passive) {
          turn_round();
          widen_left(first);
        }
        const int subject = subject_left(first - 1);
        if (subject >= 0) {
          add_first(passive ? Place::object : Place::subject, subject);
          antecedents(subject);
        }
      }
      add_topic(first);
      amounts_left(first);
      return std::move(out_);
    }

   private:
    const Piece& piece(int i) const { return of_.pieces_[static_cast<std::size_t>(i)]; }
    bool is(int i, std::uint32_t flags) const {
      return i >= 0 && i < of_.size() && piece(i).kind == Kind::word && (piece(i).flags & flags);
    }
    bool word_is(int i, std::string_view word) const {
      return i >= 0 && i < of_.size() && piece(i).kind == Kind::word && piece(i).lower == word;
    }
    Kind kind(int i) const { return i >= 0 && i < of_.size() ? piece(i).kind : Kind::stop; }

    bool verbal(int i) const {
      if (kind(i) != Kind::word) return false;
      const auto& word = piece(i).lower;
      return is(i, grammar::verb | grammar::be | grammar::have | grammar::participle |
                       grammar::ending) ||
             (word.size() > 4 && (word.ends_with("ed") || word.ends_with("ing")));
    }

    bool participle(int i) const {
      return is(i, grammar::participle) ||
             (piece(i).lower.size() > 4 && piece(i).lower.ends_with("ed"));
    }

    void add(Place place, int i, std::string_view word = {}) {
      out_.parties.push_back({place, word, piece(i).slot, piece(i).span.begin, tail(i)});
    }
    void add_first(Place place, int i) {
      out_.parties.insert(out_.parties.begin(),
                          {place, {}, piece(i).slot, piece(i).span.begin, tail(i)});
      out_.region.begin = std::min(out_.region.begin, piece(i).span.begin);
    }

    // The words behind a party up to a preposition, a verb, a figure or a comma.
    Span tail(int party) const {
      int i = party + 1;
      while (i < party + 5 && kind(i) == Kind::word &&
             !is(i, grammar::preposition | grammar::opener | grammar::ending) &&
             piece(i).lower != "and")
        ++i;
      return {piece(party).span.end, i > party + 1 ? piece(i - 1).span.end : piece(party).span.end};
    }

    // The first party of the sentence that nothing governs.
    void add_topic(int end) {
      for (int i = 0; i < end; ++i) {
        if (kind(i) != Kind::party && kind(i) != Kind::subject) continue;
        if (kind(i) == Kind::party && (governor(i) >= 0 || is(i - 1, grammar::preposition)))
          continue;
        add(Place::topic, i);
        return;
      }
    }

    // What a passive verb is about stands before it: "servers were ordered".
    void widen_left(int i) {
      constexpr int reach = 16;
      for (int k = i - 1; k >= 0 && k > i - reach; --k) {
        if (kind(k) == Kind::stop || kind(k) == Kind::subject ||
            (is(k, grammar::opener) && !is(k, grammar::relative)))
          return;
        out_.region.begin = piece(k).span.begin;
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
      if (!participle(first) && !participle(last)) return false;
      for (int i = first - 1; i >= 0 && i >= first - 4; --i) {
        if (kind(i) != Kind::word) break;
        if (is(i, grammar::be)) return true;
        if (is(i, grammar::have)) return false;
        if (!(is(i, grammar::chain) || piece(i).lower.ends_with("ly"))) break;
      }
      // "chips bought from X by Y": a bare participle with an agent and without an object.
      const bool object = std::any_of(out_.parties.begin(), out_.parties.end(),
                                      [](const auto& p) { return p.place == Place::object; });
      const bool agent = std::any_of(out_.parties.begin(), out_.parties.end(),
                                     [](const auto& p) { return p.word == "by"; });
      return agent && !object && kind(last + 1) == Kind::word && is(last + 1, grammar::preposition);
    }

    // ---- to the right

    int scan_right(int i, bool noun) {
      std::string_view word = noun ? std::string_view("-") : std::string_view();
      int words = 0;
      for (; i < of_.size() && words < far_right; ++i) {
        switch (kind(i)) {
          case Kind::stop:
          case Kind::subject:
            return i;
          case Kind::comma:
            if (!crosses(i)) return i;
            word = ",";
            break;
          case Kind::party:
            if (word == "," || word == "and") return i;
            if (word.empty())
              add(Place::object, i);
            else if (word != "-")
              add(Place::preposition, i, word);
            // "from X Y": what follows a party without a preposition is not governed.
            word = "-";
            break;
          case Kind::amount:
            out_.amounts.push_back(piece(i).slot);
            break;
          case Kind::word:
            if (!take_word(i, word)) return i;
            ++words;
            break;
          default:
            break;
        }
        out_.region.end = piece(i).span.end;
      }
      return i;
    }

    // "to settle the lawsuit": words and sums of the clause that goes on, parties of it are not
    // ours.
    void add_rest(int i) {
      for (; i < of_.size() && kind(i) != Kind::stop && kind(i) != Kind::comma &&
             kind(i) != Kind::subject && !is(i, grammar::opener);
           ++i) {
        if (kind(i) == Kind::amount) out_.amounts.push_back(piece(i).slot);
        out_.region.end = piece(i).span.end;
      }
    }

    // Whether the scan goes on behind a word; `word` is the preposition in force.
    bool take_word(int i, std::string_view& word) const {
      const auto& lower = piece(i).lower;
      if (is(i, grammar::opener | grammar::ending)) return false;
      if (lower == "to" && !is(i + 1, grammar::determiner) &&
          (verbal(i + 1) || is(i + 1, grammar::chain)))
        return false;
      if (is(i, grammar::preposition))
        word = lower;
      else if (lower == "and" || lower == "or")
        word = "and";
      return true;
    }

    // Whether what stands behind a comma still belongs to the verb.
    bool crosses(int i) const {
      const int next = i + 1;
      if (kind(next) == Kind::amount) return true;
      if (kind(next) != Kind::word) return false;
      if (is(next, grammar::opener)) return false;
      return is(next, grammar::preposition | grammar::determiner) || word_is(next, "worth") ||
             word_is(next, "valued");
    }

    // ---- to the left

    // The piece that is the subject of the verb behind piece `i`, -1 if none is certain.
    int subject_left(int i) const {
      bool plan = false;
      for (int words = 0; i >= 0 && words < far_left; ++words) {
        switch (kind(i)) {
          case Kind::subject:
            return i;
          case Kind::stop:
            return -1;
          case Kind::comma:
            if ((i = before_insertion(i)) < 0) return -1;
            continue;
          case Kind::party: {
            const int preposition = governor(i);
            if (preposition >= 0) {
              i = preposition - 1;
              continue;
            }
            return piece(i).possessive && !plan ? -1 : i;
          }
          case Kind::other:
            --i;
            continue;
          case Kind::word:
            if (is(i, grammar::relative)) return relative_subject(i);
            if (is(i, grammar::opener)) return -1;
            if (is(i, grammar::plan | grammar::part)) plan = true;
            if (chains(i)) {
              --i;
              continue;
            }
            [[fallthrough]];
          default: {
            const int preposition = governor(i);
            if (preposition < 0) return -1;
            i = preposition - 1;
          }
        }
      }
      return -1;
    }

    bool chains(int i) const {
      return is(i, grammar::chain | grammar::plan | grammar::part) || verbal(i) ||
             piece(i).lower.ends_with("ly") || piece(i).lower == "to";
    }

    // "X, a maker of chips, bought": the piece before the insertion that ends at comma `i`.
    int before_insertion(int i) const {
      for (int k = i - 1; k >= 0 && k > i - 30; --k) {
        if (kind(k) == Kind::stop || kind(k) == Kind::subject) return -1;
        if (kind(k) == Kind::comma) return k - 1;
      }
      return -1;
    }

    // The preposition that governs piece `i`, -1 if none does.
    int governor(int i) const {
      for (int k = i - 1; k >= 0 && k >= i - longest_noun; --k) {
        if (is(k, grammar::preposition)) return word_is(k, "to") && verbal(k + 1) ? -1 : k;
        if (kind(k) == Kind::party && piece(k).possessive) continue;
        if (kind(k) != Kind::word && kind(k) != Kind::amount && kind(k) != Kind::stake &&
            kind(k) != Kind::quantity)
          return -1;
        if (verbal(k) || is(k, grammar::opener)) return -1;
      }
      return -1;
    }

    // "X, which bought", "the firm that bought": the party right before, -1 if it is none.
    int relative_subject(int i) const {
      const int before = kind(i - 1) == Kind::comma ? i - 2 : i - 1;
      return kind(before) == Kind::party && !piece(before).possessive ? before : -1;
    }

    // "X, from which S bought Y", "X, which S bought": the antecedent has a place, too.
    void antecedents(int subject) {
      if (kind(subject) != Kind::party || !is(subject - 1, grammar::relative)) return;
      const bool governed = is(subject - 2, grammar::preposition);
      int before = subject - (governed ? 3 : 2);
      if (kind(before) == Kind::comma) --before;
      if (kind(before) != Kind::party || piece(before).possessive) return;
      if (governed)
        add(Place::preposition, before, piece(subject - 2).lower);
      else
        add(Place::object, before);
    }

    // "X's $5 billion purchase", "X made a $5 billion investment".
    void owner_left(int first) {
      for (int i = first - 1; i >= 0 && i >= first - 8; --i) {
        switch (kind(i)) {
          case Kind::party:
            add_first(Place::owner, i);
            return;
          case Kind::amount:
          case Kind::stake:
          case Kind::quantity:
            break;
          case Kind::word:
            if (is(i, grammar::determiner) || verbal(i)) {
              const int subject = subject_left(is(i, grammar::determiner) ? i - 1 : i);
              if (subject >= 0) add_first(Place::subject, subject);
              return;
            }
            if (is(i, grammar::preposition | grammar::opener)) return;
            break;
          default:
            return;
        }
      }
    }

    // "a $5 billion contract", "$5 billion of which was lent": behind those to the right.
    void amounts_left(int first) {
      for (int i = first - 1; i >= 0 && i >= first - 8; --i) {
        if (kind(i) == Kind::amount) out_.amounts.push_back(piece(i).slot);
        if (kind(i) == Kind::stop || kind(i) == Kind::comma || kind(i) == Kind::subject) return;
        if (is(i, grammar::opener)) return;
      }
    }

    const EnglishArguments& of_;
    Arguments out_;
  };

  const Skeleton& skeleton_;
  const GrammarWords& words_;
  std::vector<Piece> pieces_;
};

}  // namespace

std::unique_ptr<ArgumentFinder> english_arguments(const Skeleton& skeleton,
                                                  const GrammarWords& words) {
  return std::make_unique<EnglishArguments>(skeleton, words);
}

}  // namespace dealgraph

#include <algorithm>
#include <iterator>
#include <memory>

#include "extract/arguments.h"
#include "text/utf8.h"
#include "text/words.h"

namespace dealgraph {
namespace {

constexpr std::size_t longest_reach = 75;     // bytes between a verb and its subject
constexpr std::size_t longest_object = 66;    // bytes between a verb and its object
constexpr std::size_t longest_owning = 21;    // bytes of 旗下的全资子公司
constexpr std::size_t longest_governed = 36;  // bytes between a preposition and its party

struct Mark {
  char32_t base = 0;  // mask::party and so on
  Span span;
  int slot = -1;
};

char32_t base_of(char32_t c) {
  for (const char32_t base :
       {mask::quantity, mask::stake, mask::amount, mask::other, mask::subject})
    if (c >= base) return base;
  return mask::party;
}

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return text.ends_with(word); });
}

bool starts_with_any(std::string_view text, const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](const auto& word) { return text.starts_with(word); });
}

class ChineseArguments : public ArgumentFinder {
 public:
  ChineseArguments(const Skeleton& skeleton, const GrammarWords& words,
                   const std::vector<WordHit>& verbs)
      : skeleton_(skeleton), text_(skeleton.text), words_(words), verbs_(verbs) {
    for (std::size_t i = 0; i < text_.size();) {
      std::size_t size = 0;
      const char32_t c = decode_at(text_, i, size);
      if (const auto* slot = slot_of(skeleton, c))
        marks_.push_back(
            {base_of(c), {i, i + size}, static_cast<int>(slot - skeleton.slots.data())});
      i += size;
    }
  }

  Arguments around(Span word, bool noun) const override {
    Arguments out;
    Span clause{0, text_.size()};
    for (const Span span : skeleton_.clauses)
      if (span.begin <= word.begin && word.begin < span.end) clause = span;
    out.region = clause;
    left(clause, word, noun, out);
    const auto passive = out.parties.size();
    right(clause, word, out);
    // 由甲投资|乙: the one behind, whoever the clause is about.
    if (has_object(out, passive, out.parties.size()))
      std::erase_if(out.parties, [&](const auto& found) {
        return found.place == Place::object && found.at < word.begin;
      });
    add_topic(word, out);
    add_hidden(Place::last_payer, skeleton_.last_payer, word, out);
    add_hidden(Place::last_payee, skeleton_.last_payee, word, out);
    add_hidden(Place::last_borrower, skeleton_.last_borrower, word, out);
    add_hidden(Place::context, skeleton_.context, word, out);
    amounts(clause, word, out);
    return out;
  }

 private:
  bool party(const Mark& mark) const { return mark.base == mask::party; }

  // The text between a mark and what stands before it in its clause.
  std::string_view before(std::size_t index, std::size_t floor) const {
    const std::size_t end = marks_[index].span.begin;
    std::size_t begin = floor;
    if (index > 0) begin = std::max(begin, marks_[index - 1].span.end);
    if (end - begin > longest_governed) begin = end - longest_governed;
    while (begin < end && (static_cast<unsigned char>(text_[begin]) & 0xC0) == 0x80) ++begin;
    return text_.substr(begin, end - begin);
  }

  bool verb_between(std::size_t begin, std::size_t end) const {
    const auto at = std::lower_bound(
        verbs_.begin(), verbs_.end(), begin,
        [](const WordHit& hit, std::size_t byte) { return hit.span.begin < byte; });
    return at != verbs_.end() && at->span.end <= end;
  }

  // The preposition that governs a party, "" if none: 向 of 向英国芯片公司Arm.
  std::string_view preposition(std::size_t index, std::size_t floor) const {
    const auto text = before(index, floor);
    // 把{1.52亿股}甲股份转让: the count belongs to what is handed over.
    if (text.empty() && index > 0 && marks_[index - 1].base >= mask::stake &&
        marks_[index - 1].span.begin >= floor) {
      const auto left = text_.substr(0, marks_[index - 1].span.begin);
      for (const std::string_view word : {"把", "将"})
        if (left.ends_with(word)) return word;
    }
    // 售予|甲|再租回: what the verb before has given it to.
    if (text.size() > 3 && ends_with_any(text, {"予", "给"})) return "给";
    const auto offset = static_cast<std::size_t>(text.data() - text_.data());
    std::vector<Word> tokens;
    segment(text, offset, tokens);
    // 向成立于杭州的|乙: the verb only describes the party.
    const bool described = text.ends_with("的");
    for (auto token = tokens.rbegin(); token != tokens.rend(); ++token) {
      const auto word = as_preposition(text_.substr(token->span.begin, token->span.size()));
      if (described && (word == "于" || word == "在")) continue;
      if (!word.empty() && (described || !verb_between(token->span.end, marks_[index].span.begin)))
        return word;
    }
    return {};
  }

  // The preposition that a word is, or that the word split has joined to an adverb: 拟向.
  std::string_view as_preposition(std::string_view word) const {
    constexpr std::size_t han = 3;  // bytes
    static const std::vector<std::string> adverbs = {"拟", "将", "已", "正", "曾", "欲",
                                                     "并", "再", "又", "也", "均", "则"};
    if (words_.flags(word) & grammar::preposition) return word;
    if (word.size() != 2 * han || !starts_with_any(word, adverbs)) return {};
    word.remove_prefix(han);
    return words_.flags(word) & grammar::preposition ? word : std::string_view();
  }

  std::string_view behind(const Mark& mark) const { return text_.substr(mark.span.end); }

  // 持有甲股份及…: what is held is no subject of the next verb.
  bool held(const Mark& mark) const {
    return ends_with_any(text_.substr(0, mark.span.begin), {"持有", "拥有", "控股", "参股"});
  }

  // 甲所持…, 甲旗下…: what follows is theirs.
  bool holds(const Mark& mark) const {
    static const std::vector<std::string> words = {
        "所持", "持有的", "手中", "手上", "旗下", "名下", "子公司", "全资子公司", "控股子公司"};
    return starts_with_any(behind(mark), words);
  }

  // 甲所持股份将转让给乙: whose it was.
  bool hands_over(const Mark& mark) const {
    static const std::vector<std::string> words = {"所持", "持有的", "手中的", "手上的", "名下的"};
    return starts_with_any(behind(mark), words);
  }

  // 甲的股东, 甲投资者: the party only tells whose.
  bool modifies(const Mark& mark) const {
    static const std::vector<std::string> heads = {
        "股东",   "投资者", "投资人", "客户",   "竞争对手", "对手", "员工",   "供应商",
        "分析师", "股价",   "股票",   "前员工", "债权人",   "用户", "大股东", "控股股东"};
    auto text = behind(mark);
    if (text.starts_with("的")) return true;
    return starts_with_any(text, heads) || founded(text);
  }

  // 苹果前设计长创办的io: the party only tells by whom the next one was made.
  bool founded(std::string_view text) const {
    constexpr std::size_t near = 36;  // bytes
    text = text.substr(0, near);
    for (const std::string_view word :
         {"创办的", "创立的", "创建的", "开发的", "支持的", "控制的", "成立的"})
      if (const auto at = text.find(word); at != std::string_view::npos)
        return std::none_of(
            text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at),
            [](char c) { return c == ',' || static_cast<unsigned char>(c) >= 0xF0; });
    return false;
  }

  FoundArgument argument(Place place, std::string_view word, const Mark& mark) const {
    return {place, std::string(word), mark.slot, mark.span.begin, tail(mark)};
  }

  // What follows a party up to the next mention or the end of its clause.
  Span tail(const Mark& mark) const {
    constexpr std::size_t longest = 36;  // bytes
    std::size_t end = std::min(mark.span.end + longest, text_.size());
    for (const auto& other : marks_)
      if (other.span.begin >= mark.span.end) {
        end = std::min(end, other.span.begin);
        break;
      }
    for (const Span clause : skeleton_.clauses)
      if (clause.begin <= mark.span.begin && mark.span.end <= clause.end)
        end = std::min(end, clause.end);
    return {mark.span.end, end};
  }

  static void add_hidden(Place place, int slot, Span word, Arguments& out) {
    if (slot >= 0)
      out.parties.push_back({place, {}, slot, word.begin, {word.begin, word.begin}, false});
  }

  // The first party of the sentence that nothing governs.
  void add_topic(Span word, Arguments& out) const {
    for (std::size_t i = 0; i < marks_.size() && marks_[i].span.end <= word.begin; ++i) {
      if (marks_[i].base >= mask::other || (party(marks_[i]) && !preposition(i, 0).empty()))
        continue;
      out.parties.push_back(argument(Place::topic, {}, marks_[i]));
      return;
    }
  }

  // 乙原大股东|丙所持: the party only tells whose shareholder the next one is.
  bool owned_next(std::size_t index, Span clause) const {
    constexpr std::size_t near = 45;  // bytes
    if (index + 1 >= marks_.size() || !party(marks_[index + 1]) ||
        marks_[index + 1].span.begin >= clause.end)
      return false;
    const auto between = marks_[index + 1].span.begin - marks_[index].span.end;
    return between <= near &&
           (owner_words(behind(marks_[index])) || behind(marks_[index]).starts_with("创始人"));
  }

  void left(Span clause, Span word, bool noun, Arguments& out) const {
    int subject = -1;
    int implied = -1;
    int agent = -1;
    std::string_view handed_down;  // the preposition before whoever owns the next party
    for (std::size_t i = 0; i < marks_.size(); ++i) {
      const auto& mark = marks_[i];
      if (mark.span.begin < clause.begin || mark.span.end > word.begin) continue;
      if (mark.base == mask::subject) implied = static_cast<int>(i);
      if (mark.base == mask::other) out.parties.push_back(argument(Place::other, {}, mark));
      if (!party(mark)) continue;
      // 由甲旗下的乙: the preposition is meant for 乙.
      const bool before_verb = i + 1 < marks_.size() && marks_[i + 1].span.end <= word.begin;
      const bool owner =
          before_verb && ((holds(mark) && party(marks_[i + 1]) &&
                           marks_[i + 1].span.begin - mark.span.end <= longest_owning) ||
                          owned_next(i, clause));
      if (owner) {
        handed_down = preposition(i, clause.begin);
        continue;
      }
      auto governed = preposition(i, clause.begin);
      if (governed.empty()) std::swap(governed, handed_down);
      handed_down = {};
      if (!governed.empty()) {
        out.parties.push_back(argument(Place::preposition, governed, mark));
        if (words_.flags(governed) & grammar::be) agent = static_cast<int>(i);
        if (noun && text_.substr(mark.span.end, word.begin - mark.span.end) == "的")
          out.parties.push_back(argument(Place::owner, {}, mark));
        continue;
      }
      if (hands_over(mark)) out.parties.push_back(argument(Place::owner, {}, mark));
      if (holds(mark) || modifies(mark) || held(mark)) continue;
      if (word.begin - mark.span.end <= longest_reach) subject = static_cast<int>(i);
    }
    std::reverse(out.parties.begin(), out.parties.end());  // the nearest first
    // In a clause with a subject of its own, the other one is what the sentence is about.
    if (subject >= 0 && implied < 0)
      for (auto& found : out.parties)
        if (found.place == Place::other) found.place = Place::topic;
    if (subject >= 0 && implied >= 0) add(Place::topic, implied, out);
    if (subject < 0) subject = implied;
    // 甲获乙投资: the verb is passive, its agent is the subject.
    if (agent >= 0 && subject != agent) {
      const auto& doer = marks_[static_cast<std::size_t>(agent)];
      out.parties.insert(out.parties.begin(), argument(Place::subject, {}, doer));
      if (subject >= 0 && !same_parties(doer, marks_[static_cast<std::size_t>(subject)]))
        add(Place::object, subject, out);
    } else if (subject >= 0) {
      add(Place::subject, subject, out);
    }
  }

  static bool has_object(const Arguments& out, std::size_t from, std::size_t to) {
    return std::any_of(out.parties.begin() + static_cast<std::ptrdiff_t>(from),
                       out.parties.begin() + static_cast<std::ptrdiff_t>(to),
                       [](const auto& found) { return found.place == Place::object; });
  }

  bool same_parties(const Mark& a, const Mark& b) const {
    return skeleton_.slots[static_cast<std::size_t>(a.slot)].parties ==
           skeleton_.slots[static_cast<std::size_t>(b.slot)].parties;
  }

  void add(Place place, int index, Arguments& out) const {
    out.parties.push_back(argument(place, {}, marks_[static_cast<std::size_t>(index)]));
  }

  void right(Span clause, Span word, Arguments& out) const {
    bool object = false;
    for (std::size_t i = 0; i < marks_.size(); ++i) {
      const auto& mark = marks_[i];
      if (mark.span.begin < word.end || mark.span.end > clause.end) continue;
      if (mark.base == mask::subject) break;
      if (!party(mark)) continue;
      const auto text = before(i, word.end);
      // 转让给|乙, 转给了|乙.
      const bool right_behind = mark.span.begin == word.end || text == "了" || text == "过";
      if (ends_with_any(right_behind ? text_.substr(word.begin, word.size()) : text,
                        {"给", "予", "于", "至", "到"})) {
        out.parties.push_back(argument(Place::preposition, "给", mark));
        continue;
      }
      if (const auto governed = preposition(i, word.end); !governed.empty()) {
        out.parties.push_back(argument(Place::preposition, governed, mark));
        continue;
      }
      if (object || mark.span.begin - word.end > longest_object ||
          verb_between(word.end, mark.span.begin))
        continue;
      if (holds(mark)) {
        out.parties.push_back(argument(Place::owner, {}, mark));
        continue;
      }
      if (owned_next(i, clause) || founded(behind(mark))) continue;
      add(Place::object, static_cast<int>(i), out);
      object = true;
    }
  }

  // Those nearest before the verb, then those behind it.
  void amounts(Span clause, Span word, Arguments& out) const {
    std::vector<int> behind_word;
    for (const auto& mark : marks_) {
      if (mark.base != mask::amount || mark.span.begin < clause.begin || mark.span.end > clause.end)
        continue;
      if (mark.span.end <= word.begin)
        out.amounts.insert(out.amounts.begin(), mark.slot);
      else
        behind_word.push_back(mark.slot);
    }
    out.amounts.insert(out.amounts.end(), behind_word.begin(), behind_word.end());
  }

  const Skeleton& skeleton_;
  std::string_view text_;
  const GrammarWords& words_;
  const std::vector<WordHit>& verbs_;
  std::vector<Mark> marks_;
};

}  // namespace

std::unique_ptr<ArgumentFinder> chinese_arguments(const Skeleton& skeleton,
                                                  const GrammarWords& words,
                                                  const std::vector<WordHit>& verbs) {
  return std::make_unique<ChineseArguments>(skeleton, words, verbs);
}

}  // namespace dealgraph

#include "extract/trade_roles.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace dealgraph {
namespace {

enum class Cue { none, buy, sell, lend, borrow };

struct CueWord {
  std::string_view word;
  Cue cue;
};

constexpr CueWord zh_cues[] = {{"收购", Cue::buy},  {"购买", Cue::buy},    {"受让", Cue::buy},
                               {"买下", Cue::buy},  {"拿下", Cue::buy},    {"并购", Cue::buy},
                               {"竞得", Cue::buy},  {"承接", Cue::buy},    {"取得", Cue::buy},
                               {"出售", Cue::sell}, {"转让", Cue::sell},   {"卖给", Cue::sell},
                               {"售予", Cue::sell}, {"出让", Cue::sell},   {"处分", Cue::sell},
                               {"贷款", Cue::lend}, {"借款", Cue::borrow}, {"授信", Cue::lend}};

constexpr CueWord en_cues[] = {
    {" buy ", Cue::buy},         {" buys ", Cue::buy},        {" bought ", Cue::buy},
    {" buying ", Cue::buy},      {" acquire ", Cue::buy},     {" acquires ", Cue::buy},
    {" acquired ", Cue::buy},    {" acquiring ", Cue::buy},   {" purchase ", Cue::buy},
    {" purchased ", Cue::buy},   {" offer ", Cue::buy},       {" offered ", Cue::buy},
    {" bid for ", Cue::buy},     {" takeover of ", Cue::buy}, {" acquisition of ", Cue::buy},
    {" offer for ", Cue::buy},   {" sell ", Cue::sell},       {" sold ", Cue::sell},
    {" selling ", Cue::sell},    {" sells ", Cue::sell},      {" sale of ", Cue::sell},
    {" divested ", Cue::sell},   {" lend ", Cue::lend},       {" lent ", Cue::lend},
    {" lends ", Cue::lend},      {" loan to ", Cue::lend},    {" borrow ", Cue::borrow},
    {" borrowed ", Cue::borrow}, {" loan from ", Cue::borrow}};

struct Place {
  std::size_t begin = 0;
  std::size_t end = 0;
  Cue cue = Cue::none;
};

Place find_cue(std::string_view text, bool chinese) {
  Place best;
  const auto look = [&](const CueWord& row) {
    const auto at = text.find(row.word);
    if (at != std::string_view::npos && (best.cue == Cue::none || at < best.begin))
      best = {at, at + row.word.size(), row.cue};
  };
  if (chinese)
    for (const auto& row : zh_cues) look(row);
  else
    for (const auto& row : en_cues) look(row);
  return best;
}

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return text.ends_with(word); });
}

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return text.starts_with(word); });
}

class Reader {
 public:
  Reader(const Document& document, const Scene& scene, std::size_t end)
      : document_(document), scene_(scene), end_(end) {}

  TradeRoles read() {
    const auto text = document_.text({scene_.span.begin, end_});
    const auto cue = find_cue(text, scene_.chinese);
    if (cue.cue == Cue::none) return roles_;
    const Span at{scene_.span.begin + cue.begin, scene_.span.begin + cue.end};
    const int subject = subject_before(at.begin);
    switch (cue.cue) {
      case Cue::buy:
        scene_.chinese ? buy_zh(at, subject) : buy_en(at, subject);
        break;
      case Cue::sell:
        sell(at, subject);
        break;
      case Cue::lend:
      case Cue::borrow:
        lend(at, subject, cue.cue == Cue::lend);
        break;
      case Cue::none:
        break;
    }
    keep_distinct();
    return roles_;
  }

 private:
  std::string_view before(const Named& named) const {
    return document_.text({named.clause, named.span.begin});
  }
  std::string_view after(const Named& named) const {
    return document_.text({named.span.end, std::min(named.span.end + 30, end_)});
  }

  // Only if a single party can be it.
  int subject_before(std::size_t at) const {
    int found = -1;
    for (const auto& named : scene_.named)
      if (named.subject && named.span.end <= at && !named.bystander) {
        if (named.group >= 0) return -1;
        found = named.party;
      }
    return found;
  }

  int marked_before(std::size_t at, std::initializer_list<std::string_view> words) const {
    int found = -1;
    for (const auto& named : scene_.named)
      if (named.span.end <= at && ends_with_any(before(named), words)) found = named.party;
    return found;
  }

  std::vector<const Named*> behind(std::size_t at) const {
    std::vector<const Named*> out;
    for (const auto& named : scene_.named)
      if (named.span.begin >= at && named.span.end <= end_ && named.clause <= at)
        out.push_back(&named);
    return out;
  }

  void buy_zh(Span cue, int subject) {
    const int agent = marked_before(cue.begin, {"由", "被", "遭", "获"});
    roles_.seller = marked_before(cue.begin, {"向", "从", "自"});
    roles_.buyer = agent >= 0 ? agent : subject;
    const auto objects = behind(cue.end);
    if (agent >= 0 && roles_.seller < 0 && objects.empty()) roles_.target = subject;
    if (objects.empty()) return;
    if (objects.size() >= 2 && starts_with_any(after(*objects[0]), {"持有", "所持", "旗下"})) {
      roles_.seller = objects[0]->party;
      roles_.target = objects[1]->party;
    } else if (objects.size() == 1 &&
               starts_with_any(after(*objects[0]), {"持有", "所持", "旗下"})) {
      roles_.seller = objects[0]->party;
    } else if (objects.size() == 1) {
      roles_.target = objects[0]->party;
    }
  }

  void buy_en(Span cue, int subject) {
    const auto objects = behind(cue.end);
    const auto verb = document_.text({cue.begin, cue.end});
    const auto next = document_.text({cue.end, std::min(cue.end + 3, end_)});
    if (next == "by " && (verb == " bought " || verb == " acquired " || verb == " purchased ")) {
      roles_.target = subject;
      if (!objects.empty()) roles_.buyer = objects[0]->party;
      return;
    }
    roles_.buyer = subject;
    for (const auto* object : objects) {
      if (before(*object).ends_with(" from "))
        roles_.seller = object->party;
      else if (roles_.target < 0 && !after(*object).starts_with("'s"))
        roles_.target = object->party;
    }
    if (roles_.buyer < 0 || roles_.target >= 0) return;
    // "after X tabled an offer": who is left is the target.
    for (const auto& named : scene_.named) {
      if (named.span.end > cue.begin || named.party == roles_.buyer) continue;
      if (roles_.target >= 0 && roles_.target != named.party) {
        roles_.target = -1;
        return;
      }
      roles_.target = named.party;
    }
  }

  void sell(Span cue, int subject) {
    roles_.seller = subject;
    for (const auto& named : scene_.named) {
      if (named.span.end > end_) break;
      const auto lead = before(named);
      const bool receiver =
          scene_.chinese ? ends_with_any(lead, {"给", "予", "予以", "转让给", "出售给", "买方"})
                         : ends_with_any(lead, {" to "});
      if (receiver && named.span.begin > cue.begin)
        roles_.buyer = named.party;
      else if (named.party != subject &&
               (named.moved || (named.span.begin >= cue.end && named.clause <= cue.begin)) &&
               roles_.target < 0)
        roles_.target = named.party;
      else if (scene_.chinese && lead.ends_with("买方"))
        roles_.buyer = named.party;
    }
  }

  void lend(Span cue, int subject, bool lending) {
    int marked = scene_.chinese ? marked_before(cue.begin, {"为", "向", "给", "予"}) : -1;
    const auto objects = behind(cue.end);
    if (!scene_.chinese)
      for (const auto* object : objects)
        if (ends_with_any(before(*object), {" to ", " lend ", " lent ", " from ", " lends "}))
          marked = object->party;
    const bool for_other =
        scene_.chinese &&
        std::any_of(scene_.named.begin(), scene_.named.end(), [&](const Named& named) {
          return named.party == marked && named.span.end <= cue.begin &&
                 ends_with_any(before(named), {"为", "给", "予"});
        });
    const bool gives = scene_.chinese ? for_other : lending;
    (gives ? roles_.lender : roles_.borrower) = subject;
    (gives ? roles_.borrower : roles_.lender) = marked;
  }

  // A party in two roles was misread in one of them.
  void keep_distinct() {
    if (roles_.buyer >= 0 && (roles_.buyer == roles_.seller || roles_.buyer == roles_.target))
      roles_.buyer = roles_.target = roles_.seller = -1;
    if (roles_.seller >= 0 && roles_.seller == roles_.target) roles_.target = -1;
    if (roles_.borrower >= 0 && roles_.borrower == roles_.lender)
      roles_.borrower = roles_.lender = -1;
  }

  const Document& document_;
  const Scene& scene_;
  std::size_t end_;
  TradeRoles roles_;
};

}  // namespace

TradeRoles read_roles(const Document& document, const Scene& scene, std::size_t end) {
  return Reader(document, scene, std::min(end, scene.span.end)).read();
}

}  // namespace dealgraph

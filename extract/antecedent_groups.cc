#include <algorithm>
#include <map>

#include "extract/antecedent.h"
#include "extract/reference_helpers.h"

// The references that stand for several parties, or for one of several.

namespace dealgraph {
namespace {

constexpr std::size_t reach = 3;  // sentences back

}  // namespace

// 对方, 向其: of two the one that the clause is not about.
Antecedents::Parties Antecedents::other_than_subject(std::size_t sentence, Span span) const {
  const auto any = [](int) { return true; };
  const auto here = told(sentence, span.begin, any);
  auto own = agents(sentence, span.begin);
  // 甲與乙談判，希望由對方出資: 甲 hopes.
  if (own.empty())
    if (const auto pair = listed_group(sentence, span.begin, 2); !pair.empty())
      own = {pair.front()};
  Parties rest;
  for (const int party : here)
    if (!has(own, party)) rest.push_back(party);
  if (here.size() >= 2 && !rest.empty()) return rest.size() < here.size() ? only(rest) : Parties{};
  if (sentence == 0 || scenes_[sentence].new_paragraph) return {};
  const auto previous = told(sentence - 1, scenes_[sentence - 1].span.end, any);
  if (here.empty()) {
    const auto leading = subjects(sentence - 1, scenes_[sentence - 1].span.end, any);
    if (previous.size() != 2 || leading.size() != 1) return {};
    return {previous[0] == leading[0] ? previous[1] : previous[0]};
  }
  rest.clear();
  for (const int party : previous)
    if (!has(here, party)) rest.push_back(party);
  if (!own.empty() && !has(own, here[0])) return {};
  // Of several told before the one that the sentence was about.
  if (rest.size() > 1)
    return only(subjects(sentence - 1, scenes_[sentence - 1].span.end,
                         [&](int party) { return has(rest, party); }));
  return rest;
}

// Who acts where a preposition and then a reference stand: 丙 of 甲稱，乙為丙|對其…, else the
// subject of the clause, which may be several: 甲和乙各貸給它.
Antecedents::Parties Antecedents::agents(std::size_t sentence, std::size_t at) const {
  const auto& scene = scenes_[sentence];
  constexpr std::size_t longest = 6;        // bytes: 将向
  constexpr std::size_t longest_deed = 18;  // bytes: 联合收购
  Parties out;
  for (const auto& named : scene.named) {
    const auto before = document_.text({scene.span.begin, named.span.begin});
    const bool governed = named.group < 0 && ends_with_any(before, {"向", "给", "对", "从", "与"});
    const auto reach =
        scene.chinese && !governed && named.clause == scene.clause_at(at) ? longest_deed : longest;
    if (named.span.end >= at || named.span.end + reach < at) continue;
    for (const auto& other : scene.named)
      if (other.span == named.span || (named.group >= 0 && other.group == named.group))
        add(out, other.party);
    return out;
  }
  for (const auto& named : scene.named)
    if (named.subject && named.clause == scene.clause_at(at) && named.span.end <= at)
      add(out, named.party);
  if (const int own = clause_subject(sentence, at); out.empty() && own >= 0) out = {own};
  return out;
}

// The only list of exactly `count` parties.
Antecedents::Parties Antecedents::listed_group(std::size_t sentence, std::size_t at,
                                               std::size_t count) const {
  std::map<int, Parties> lists;
  for (const auto& named : scenes_[sentence].named)
    if (named.group >= 0 && named.span.end <= at && !named.bystander && !named.owned)
      add(lists[named.group], named.party);
  Parties found;
  for (const auto& [id, parties] : lists) {
    if (parties.size() != count || parties == found) continue;
    if (!found.empty()) return {};
    found = parties;
  }
  return found;
}

Antecedents::Parties Antecedents::group(std::size_t sentence, std::size_t at,
                                        std::size_t count) const {
  const auto any = [&](int party) { return !is_person(party); };
  // 向兩家韓廠購買: may be two new ones unless a pair was named just before, and not as who buys.
  if (ends_with_any(document_.text({scenes_[sentence].span.begin, at}),
                    {"向", "与", "给", "从", "和"})) {
    const auto listed = listed_group(sentence, at, count);
    const bool acts =
        std::any_of(scenes_[sentence].named.begin(), scenes_[sentence].named.end(),
                    [&](const Named& named) { return named.subject && has(listed, named.party); });
    return acts ? Parties{} : listed;
  }
  Parties near;
  for (std::size_t back = 0; back <= reach && back <= sentence; ++back) {
    const std::size_t index = sentence - back;
    const std::size_t end = back == 0 ? at : scenes_[index].span.end;
    if (auto listed = listed_group(index, end, count); !listed.empty()) {
      // 字节跳动出售沐瞳科技: a list whose first is only handed over is no pair.
      // "X is to receive $4bn from the pair": X is none of them.
      const bool apart = back == 1 && near.size() == 1 && !has(listed, near.front()) &&
                         !scenes_[sentence].chinese &&
                         clause_subject(sentence, at) == near.front() &&
                         ends_with_any(document_.text({scenes_[sentence].span.begin, at}),
                                       {" from ", " by ", " with ", " to ", " between "});
      if (near.empty() || apart || (near.size() < count && has(listed, near.front())))
        return behind_with(index, listed.front()) ? Parties{} : listed;
    }
    for (const int party : told(index, end, any)) add(near, party);
    if (near.size() >= count) break;
    if (scenes_[index].new_paragraph && back > 0) break;
  }
  if (near.size() == count) return near;
  if (near.size() < count) return {};
  // More than enough: without those that are only another's, or handed over.
  Parties acting;
  for (const auto& named : scenes_[sentence].named)
    if (named.span.end <= at && !named.owned && !named.moved && !named.bystander &&
        any(named.party))
      add(acting, named.party);
  if (acting.size() != count) std::erase_if(acting, [&](int party) { return !is_company(party); });
  return acting.size() == count ? acting : Parties{};
}

// 甲与乙、丙会面: the list is only one side.
bool Antecedents::behind_with(std::size_t sentence, int party) const {
  return std::any_of(scenes_[sentence].named.begin(), scenes_[sentence].named.end(),
                     [&](const Named& named) {
                       return named.party == party &&
                              ends_with_any(document_.text({named.clause, named.span.begin}),
                                            {"与", "和", "跟", "同", " with "});
                     });
}

Antecedents::Parties Antecedents::plural(std::size_t sentence, std::size_t at) const {
  std::map<int, Parties> lists;
  for (const auto& named : scenes_[sentence].named)
    if (named.group >= 0 && named.span.end <= at) add(lists[named.group], named.party);
  if (lists.empty() && sentence > 0 && !scenes_[sentence].new_paragraph &&
      scenes_[sentence].named.empty())
    return plural(sentence - 1, scenes_[sentence - 1].span.end);
  return lists.size() == 1 ? lists.begin()->second : Parties{};
}

// Where the first of 前者 and 后者 stands in a sentence that has both of them.
std::optional<std::size_t> Antecedents::contrasted(std::size_t sentence) const {
  const auto& scene = scenes_[sentence];
  const auto text = document_.text(scene.span);
  for (const auto& [former, latter] :
       {std::pair{"前者", "后者"}, std::pair{"he former", "he latter"}}) {
    const auto first = text.find(former);
    const auto second = text.find(latter);
    if (first != std::string_view::npos && second != std::string_view::npos)
      return scene.span.begin + std::min(first, second);
  }
  return std::nullopt;
}

// 后者 is the last of the last two named, 前者 the first of them.
Antecedents::Parties Antecedents::ordered(std::size_t sentence, std::size_t at, bool latter) const {
  const auto any = [](int) { return true; };
  const auto both = contrasted(sentence);
  if (both) at = std::min(at, *both);
  auto here = told(sentence, at, any);
  if (here.empty() && sentence > 0) {
    at = scenes_[--sentence].span.end;
    here = told(sentence, at, any);
  }
  if (here.size() < 2) {
    // "…的用户是甲，后者": the only one named, if it was no subject.
    const auto& named = scenes_[sentence].named;
    return latter && here.size() == 1 && scenes_[sentence].chinese && !named.empty() &&
                   !named.back().subject
               ? here
               : Parties{};
  }
  if (here.size() > 2) {
    const auto pair = listed_group(sentence, at, 2);
    if (!pair.empty()) {
      if (both) return {latter ? pair.back() : pair.front()};
      if (!latter) return {pair.front()};
      // 甲与乙投资丙，后者: without its counterpart it is whoever was named last.
      const bool chinese = scenes_[sentence].chinese;
      return pair.back() == here.back() || chinese ? Parties{here.back()} : Parties{};
    }
    Parties acting;
    for (const auto& named : scenes_[sentence].named)
      if (named.span.end <= at && !named.owned && !named.moved && !named.bystander)
        add(acting, named.party);
    if (latter)
      return acting.empty() || acting.back() != here.back() ? Parties{} : Parties{here.back()};
    return acting.size() == 2 ? Parties{acting.front()} : Parties{};
  }
  return {latter ? here.back() : here.front()};
}

// The last deal told says who is who: in this sentence, else in one of the two before.
Antecedents::Parties Antecedents::in_role(std::size_t sentence, std::size_t at,
                                          ReferenceKind kind) {
  for (std::size_t back = 0; back <= 2 && back <= sentence; ++back) {
    const std::size_t index = sentence - back;
    const auto [known, added] = roles_.try_emplace(2 * index + (back == 0 ? 0 : 1));
    if (added)
      known->second =
          read_roles(document_, scenes_[index], back == 0 ? at : scenes_[index].span.end);
    const auto& roles = known->second;
    if (roles.empty()) continue;
    const bool whole = (roles.buyer >= 0 && (roles.seller >= 0 || roles.target >= 0)) ||
                       (roles.seller >= 0 && roles.target >= 0) ||
                       (roles.borrower >= 0 && roles.lender >= 0);
    if (back > 0 && !whole) return {};
    const int party = kind == ReferenceKind::buyer      ? roles.buyer
                      : kind == ReferenceKind::seller   ? roles.seller
                      : kind == ReferenceKind::target   ? roles.target
                      : kind == ReferenceKind::borrower ? roles.borrower
                                                        : roles.lender;
    return party < 0 ? Parties{} : Parties{party};
  }
  return {};
}

}  // namespace dealgraph

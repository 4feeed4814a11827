#include "extract/antecedent.h"

#include <algorithm>

#include "extract/reference_helpers.h"

namespace dealgraph {
namespace {

constexpr std::size_t reach = 3;  // sentences back

}  // namespace

Antecedents::Antecedents(const Document& document, std::vector<Scene>& scenes,
                         const SceneReader& reader, const PartyDescriptions& descriptions)
    : document_(document), scenes_(scenes), reader_(reader), descriptions_(descriptions) {
  find_topic();
}

bool Antecedents::is_person(int party) const {
  return document_.parties[static_cast<std::size_t>(party)].kind == "person";
}

bool Antecedents::is_company(int party) const {
  const auto& kind = document_.parties[static_cast<std::size_t>(party)].kind;
  return kind != "person" && kind != "government" && kind != "agency";
}

bool Antecedents::is_financier(int party) const {
  const auto& kind = document_.parties[static_cast<std::size_t>(party)].kind;
  return kind == "fund" || kind == "bank" || kind == "insurer" || kind == "broker";
}

// The headline's first subject if the lead names it as well, else the lead's; and who announces.
void Antecedents::find_topic() {
  std::size_t read = 0;
  Parties first;
  for (std::size_t i = 0; i < scenes_.size() && read < 4; ++i) {
    if (scenes_[i].named.empty()) continue;
    ++read;
    for (const auto& named : scenes_[i].named) {
      if (named.bystander || !is_company(named.party)) continue;
      if (named.subject && first.size() < read) first.push_back(named.party);
      const auto& kind = document_.parties[static_cast<std::size_t>(named.party)].kind;
      const std::size_t end = std::min(named.span.end + 40, scenes_[i].span.end);
      auto after = document_.text({named.span.end, std::max(named.span.end, end)});
      if (scenes_[i].chinese) after = after.substr(0, after.find(','));
      const bool announces = scenes_[i].chinese
                                 ? contains_any(after, {"公告", "董事会", "披露"})
                                 : contains_any(after, {"(the \"Company\"", "(the “Company”",
                                                        "(\"the Company\"", "\"Company\")"});
      if (filer_ < 0 && kind != "exchange" && announces && (named.subject || !scenes_[i].chinese))
        filer_ = named.party;
    }
  }
  sure_ = filer_ >= 0 || (first.size() >= 2 && first[0] == first[1]);
  if (first.size() >= 2 && first[0] == first[1]) topic_ = first[0];
  if (first.size() == 1) topic_ = first[0];
  if (filer_ >= 0) topic_ = filer_;
  if (!sure_) topic_by_count(first);
}

// The company that the article names most by far, if headline or lead begin with it.
void Antecedents::topic_by_count(const Parties& first) {
  std::map<int, int> counts;
  for (const auto& scene : scenes_)
    for (const auto& named : scene.named)
      if (!named.bystander && is_company(named.party)) ++counts[named.party];
  int best = -1, most = 0, second = 0;
  for (const auto& [party, count] : counts) {
    if (count > most) {
      second = most;
      most = count;
      best = party;
    } else {
      second = std::max(second, count);
    }
  }
  if (most < 3 || most * 2 < second * 3 || !has(first, best)) return;
  topic_ = best;
  sure_ = true;
}

// Parties that the sentence names before `at`, in order. Without `grouped`, those that stand in a
// list only are left out: 它 is never one of two.
Antecedents::Parties Antecedents::told(std::size_t sentence, std::size_t at, const Allowed& allowed,
                                       bool grouped) const {
  Parties out;
  for (const auto& named : scenes_[sentence].named)
    if (named.span.end <= at && !named.bystander && (grouped || named.group < 0) &&
        allowed(named.party))
      add(out, named.party);
  return out;
}

Antecedents::Parties Antecedents::subjects(std::size_t sentence, std::size_t at,
                                           const Allowed& allowed) const {
  Parties out;
  for (const auto& named : scenes_[sentence].named)
    if (named.span.end <= at && named.subject && !named.bystander && named.group < 0 &&
        allowed(named.party))
      add(out, named.party);
  return out;
}

bool Antecedents::subject_place(std::size_t sentence, std::size_t at) const {
  const auto& scene = scenes_[sentence];
  const std::size_t clause = scene.clause_at(at);
  for (const auto& named : scene.named)
    if (named.clause == clause && named.span.end <= at) return false;
  return reader_.leaves_subject(document_.text({clause, at}), scene.chinese);
}

// The subject of the clause of `at`, told in it or carried over from the clause before; -1: none.
int Antecedents::clause_subject(std::size_t sentence, std::size_t at) const {
  const auto& scene = scenes_[sentence];
  int found = -1;
  std::size_t next = 0;
  int last = -1;
  for (const std::size_t clause : scene.clauses) {
    if (clause > at) break;
    for (; next < scene.named.size() && scene.named[next].clause < clause; ++next)
      last = scene.named[next].party;
    if (relative(clause, scene.span.begin)) found = last;
    for (std::size_t i = next; i < scene.named.size() && scene.named[i].clause == clause; ++i)
      if (scene.named[i].subject && scene.named[i].span.end <= at)
        found = scene.named[i].group < 0 ? scene.named[i].party : -1;
  }
  return found;
}

// ", which", ", who": the clause tells of the party before it.
bool Antecedents::relative(std::size_t clause, std::size_t begin) const {
  return ends_with_any(document_.text({begin, clause}), {" which ", " who "});
}

std::vector<int> Antecedents::find(std::size_t sentence, ReferenceKind kind, Span span,
                                   std::size_t count) {
  using enum ReferenceKind;
  Parties out;
  switch (kind) {
    case company:
      out = one(
          sentence, span, [&](int party) { return is_company(party); }, false);
      if (out.empty()) out = by_topic(sentence, span);
      break;
    case pronoun:
      // 与它的合约: somebody else than the subject.
      if (scenes_[sentence].chinese &&
          ends_with_any(document_.text({scenes_[sentence].span.begin, span.begin}),
                        {"与", "和", "向", "对", "给", "从", "由", "跟"}))
        out = other_than_subject(sentence, span);
      else
        out = one(
            sentence, span, [&](int party) { return !is_person(party); }, true);
      break;
    case filer:
      out = this->filer(sentence, span);
      if (out.empty()) out = by_topic(sentence, span);
      break;
    case ReferenceKind::described:
      out = this->described(sentence, span);
      if (out.size() == 1) last_[std::string(document_.text(span))] = {sentence, out.front()};
      break;
    case object:
    case other:
      out = other_than_subject(sentence, span);
      break;
    case ReferenceKind::group:
      out = this->group(sentence, span.begin, count);
      break;
    case ReferenceKind::plural:
      out = this->plural(sentence, span.begin);
      break;
    case latter:
    case former:
      out = ordered(sentence, span.begin, kind == latter);
      break;
    case buyer:
    case seller:
    case target:
    case borrower:
    case lender:
      out = in_role(sentence, span.begin, kind);
      break;
  }
  if (out.empty()) ++scenes_[sentence].unresolved;
  if (out.size() == 1) reader_.add(document_, scenes_[sentence], span, out.front());
  return out;
}

// 该公司 of a Chinese article whose sentence names nobody else before it is mostly what headline
// and lead are about.
Antecedents::Parties Antecedents::by_topic(std::size_t sentence, Span span) const {
  const auto& scene = scenes_[sentence];
  if ((!scene.chinese && !sure_) || topic_ < 0 || !is_company(topic_)) return {};
  const int own = clause_subject(sentence, span.begin);
  if (own == topic_) return {};
  const auto here = told(sentence, span.begin, [&](int party) { return is_company(party); });
  const bool others = std::any_of(here.begin(), here.end(),
                                  [&](int party) { return party != own && party != topic_; });
  return others ? Parties{} : Parties{topic_};
}

// A single party that nothing is said of.
Antecedents::Parties Antecedents::one(std::size_t sentence, Span span, const Allowed& allowed,
                                      bool pronoun) const {
  const auto& scene = scenes_[sentence];
  const std::size_t at = span.begin;
  auto here = told(sentence, at, allowed, false);
  const bool opens = subject_place(sentence, at);
  if (here.empty()) {
    // Somebody is named, but one of several or a bystander: not to be skipped for another.
    if (!scene.named.empty() && scene.named.front().span.end <= at) return {};
    return opens || !pronoun ? before(sentence, allowed, pronoun, -1, !opens) : Parties{};
  }
  const auto leading = subjects(sentence, at, allowed);
  if (opens) {
    // "a venture in which it holds 18%" is not the venture itself.
    if (relative(scene.clause_at(at), scene.span.begin))
      std::erase(here, clause_subject(sentence, at));
    if (!scene.chinese && !pronoun && here.size() > 1 && !speaks(scene, span)) return {};
    if (leading.size() == 1) {
      // "甲收购乙，该公司成立于2010年" may tell of either.
      const auto after = document_.text({span.end, std::min(span.end + 18, scene.span.end)});
      const bool tells = scene.chinese && starts_with_any(after, {"成立", "主营", "总部", "注册",
                                                                  "专注", "主要从事", "创立"});
      const bool bought = contains_any(document_.text({scene.span.begin, at}),
                                       {"收购", "入股", "购买", "受让", "投资了", "买下"});
      if (!tells || !bought || here.size() == 1) return leading;
      return {};
    }
    // "After outbidding Amazon, it agreed": not Amazon.
    const int told_last = clause_subject(sentence, at);
    if (leading.empty() && pronoun && !scene.chinese && !has(here, told_last))
      return here.size() == 1 ? before(sentence, allowed, pronoun, here.front(), false) : Parties{};
    if (leading.empty()) return only(here);
    return {};
  }
  if (pronoun && !scene.chinese && !takes_party(sentence, at)) return {};
  const int own = clause_subject(sentence, at);
  Parties rest;
  for (const int party : here)
    if (party != own) rest.push_back(party);
  const bool same_clause =
      std::any_of(scene.named.begin(), scene.named.end(), [&](const Named& named) {
        return named.party == own && named.span.end <= at && named.clause == scene.clause_at(at);
      });
  if (!rest.empty()) {
    const bool near = same_clause || clauses_between(scene, own, at) <= 2;
    return near && scene.unresolved == 0 && (leading.size() < 2 || same_clause) ? only(rest)
                                                                                : Parties{};
  }
  // Nobody else is named here: the subject itself, or somebody told before.
  const auto lead = document_.text({scene.clause_at(at), at});
  // "X said that … made available to it"
  const bool complement =
      ends_with_any(document_.text({scene.span.begin, scene.clause_at(at)}), {" that "});
  const bool itself =
      scene.chinese ? ends_with_any(lead, {"是", "非", "称", "显示", "导致", "的"}) && !same_clause
                    : !same_clause && (complement || !takes_party(sentence, at));
  if (itself || (scene.chinese && ends_with_any(lead, {"并非"}))) return here;
  if (pronoun && scene.chinese) return {};
  return before(sentence, allowed, pronoun, own, !pronoun);
}

// How many clauses lie between the last place before `at` that names the party and `at`.
std::size_t Antecedents::clauses_between(const Scene& scene, int party, std::size_t at) const {
  std::size_t from = scene.span.begin;
  for (const auto& named : scene.named)
    if (named.party == party && named.span.end <= at) from = named.clause;
  return static_cast<std::size_t>(
      std::count_if(scene.clauses.begin(), scene.clauses.end(),
                    [&](std::size_t clause) { return clause > from && clause <= at; }));
}

// ", the company said".
bool Antecedents::speaks(const Scene& scene, Span span) const {
  return !scene.chinese && document_.text({scene.span.begin, span.begin}).ends_with(", ") &&
         starts_with_any(
             document_.text({span.end, std::min(span.end + 12, scene.span.end)}),
             {" said", " says", " announced", " told", " added", " disclosed", " reported"});
}

// "it" behind these is a party rather than a thing.
bool Antecedents::takes_party(std::size_t sentence, std::size_t at) const {
  return ends_with_any(
      document_.text({scenes_[sentence].span.begin, at}),
      {" value ",        " valuing ",      " valued ",       " values ",     " lend ",
       " lent ",         " lends ",        " paid ",         " pay ",        " gave ",
       " give ",         " gives ",        " owes ",         " owe ",        " granted ",
       " grant ",        "% of ",          " stake in ",     " shares in ",  " each own ",
       " acquire ",      " invest in ",    " invested in ",  " pays ",       " paying ",
       " awarded ",      " awards ",       " award ",        " sold ",       " sell ",
       " owed ",         " handed ",       " hand ",         " offered ",    " made ",
       " million into ", " billion into ", " available to ", " awarded to ", " owed to ",
       " granted to ",   " issued to ",    " lent to ",      " from ",       " allow ",
       " allows ",       " entitle ",      " gave "});
}

// The subject of the sentence before, or of the one before that.
Antecedents::Parties Antecedents::before(std::size_t sentence, const Allowed& allowed, bool pronoun,
                                         int except, bool alone) const {
  const auto wanted = [&](int party) { return party != except && allowed(party); };
  bool crossed = scenes_[sentence].new_paragraph;
  for (std::size_t back = 1; back <= (pronoun ? 1 : reach) && back <= sentence; ++back) {
    const std::size_t index = sentence - back;
    const auto here = told(index, scenes_[index].span.end, wanted);
    if (here.empty()) {
      crossed = crossed || scenes_[index].new_paragraph;
      continue;
    }
    if (alone && scenes_[index].unresolved > 0) return {};
    const auto leading = subjects(index, scenes_[index].span.end, wanted);
    // "The Livingston company won a contract from X. It …": who leads there is not known.
    if (!scenes_[index].chinese && leading.empty() && scenes_[index].unresolved > 0) return {};
    auto found = leading.empty() || alone ? only(here) : only(leading);
    // Whoever gives money is seldom called "the company".
    if (found.empty() && !pronoun && leading.empty())
      found = only(told(index, scenes_[index].span.end,
                        [&](int party) { return wanted(party) && !is_financier(party); }));
    // Of several "the company" is the one that the article is about.
    if (found.empty() && !pronoun && !scenes_[index].chinese && topic_ >= 0 &&
        has(told(index, scenes_[index].span.end, wanted, false), topic_))
      return {topic_};
    if (found.empty() || !crossed) return found;
    // At the start of a paragraph the article's topic may be meant as well.
    if (!pronoun && !scenes_[index].chinese && topic_ >= 0 && wanted(topic_)) return {topic_};
    return found.front() == topic_ || (here.size() == 1 && topic_ < 0) ? found : Parties{};
  }
  return {};
}

Antecedents::Parties Antecedents::filer(std::size_t sentence, Span span) const {
  const auto& scene = scenes_[sentence];
  // "甲：…；乙：公司…": each part of a digest has its own.
  const auto ahead = document_.text({scene.span.begin, span.begin});
  const auto cut = ahead.rfind(';');
  const std::size_t from = scene.span.begin + (cut == std::string_view::npos ? 0 : cut);
  Parties part;
  for (const auto& named : scene.named)
    if (named.span.begin >= from && named.span.end <= span.begin && named.subject &&
        !named.bystander && is_company(named.party))
      add(part, named.party);
  const bool digest =
      part.size() == 1 && scene.chinese && std::count(ahead.begin(), ahead.end(), ';') > 1;
  if (digest) return part;
  const auto allowed = [&](int party) { return is_company(party); };
  const auto here = told(sentence, span.begin, allowed);
  const bool given = ends_with_any(ahead, {"给", "向", "与", "和", "由", "从", "对", "投了", "予"});
  // 乙与公司签约: whoever deals with the company is not the company.
  if (scene.chinese && given && topic_ >= 0) {
    const auto own = agents(sentence, span.begin);
    if (!own.empty()) return has(own, topic_) ? Parties{} : Parties{topic_};
  }
  if (filer_ >= 0 && (has(here, filer_) || here.empty())) return {filer_};
  // In a press release "the Company" is the one that it is about.
  if (!scene.chinese && filer_ < 0 && topic_ >= 0) return {topic_};
  const auto leading = subjects(sentence, span.begin, allowed);
  if (!here.empty()) {
    if (filer_ >= 0 && has(leading, here.front())) return {here.front()};
    if (filer_ >= 0) return {filer_};
    if (leading.empty() || (given && leading.size() > 1) || leading.size() > 3) return only(here);
    return leading.front() == here.front() ? Parties{here.front()} : Parties{};
  }
  const auto found = before(sentence, allowed, false, -1, false);
  // What the paragraph is about may be told again by 公司, whoever was named in between.
  if (scene.chinese && sure_ && told_in_paragraph(sentence, topic_)) return {topic_};
  // A paragraph that began with somebody unknown is not about the last party of the one before.
  return found.empty() || found.front() == topic_ || in_paragraph(sentence, found.front())
             ? found
             : Parties{};
}

// Whether the paragraph names the party up to this sentence, or the sentence opens it.
bool Antecedents::in_paragraph(std::size_t sentence, int party) const {
  return scenes_[sentence].new_paragraph || told_in_paragraph(sentence, party);
}

bool Antecedents::told_in_paragraph(std::size_t sentence, int party) const {
  for (std::size_t i = sentence + 1; i-- > 0;) {
    for (const auto& named : scenes_[i].named)
      if (named.party == party) return true;
    if (scenes_[i].new_paragraph) return false;
  }
  return true;
}

// The one party of the last sixty sentences that a description fits; -1 if none or several do.
int Antecedents::lone_fit(std::size_t sentence, std::size_t at, const Description& description,
                          const Parties& own) const {
  constexpr std::size_t longest = 60;  // sentences back
  Parties fitting;
  for (std::size_t i = sentence < longest ? 0 : sentence - longest; i <= sentence; ++i)
    for (const auto& named : scenes_[i].named)
      if (named.span.end <= at && !named.bystander && !is_person(named.party) &&
          descriptions_.fit(description, profiles_[static_cast<std::size_t>(named.party)]) > 0)
        add(fitting, named.party);
  return fitting.size() == 1 && !has(own, fitting.front()) ? fitting.front() : -1;
}

Antecedents::Parties Antecedents::described(std::size_t sentence, Span span) {
  const auto& scene = scenes_[sentence];
  const auto words = document_.text(span);
  const auto company = [&](int party) { return is_company(party); };
  const auto [known, added] = known_.try_emplace(std::string(words));
  if (added) known->second = descriptions_.describe(words, scene.chinese);
  const auto& description = known->second;
  // The same words in the same sentence stand for the same party.
  if (const auto last = last_.find(std::string(words));
      last != last_.end() && last->second.first == sentence)
    return {last->second.second};
  if (description.empty()) {
    auto found = one(sentence, span, company, false);
    const bool near = !scene.chinese || words.starts_with("该") || words.starts_with("此");
    return found.empty() && near && sure_ ? by_topic(sentence, span) : found;
  }
  if (profiles_.empty()) profiles_ = descriptions_.profiles(document_);

  const bool speaks = this->speaks(scene, span);
  Parties own;  // the clause's subject, told in it, is not its own object
  if (relative(scene.clause_at(span.begin), scene.span.begin))
    add(own, clause_subject(sentence, span.begin));
  for (const auto& named : scene.named)
    if (named.subject && named.clause == scene.clause_at(span.begin) &&
        named.span.end <= span.begin)
      add(own, named.party);

  int best = 0;
  Parties fitting, silent;
  std::size_t nearest = 0;
  for (std::size_t back = 0; back <= reach && back <= sentence; ++back) {
    const std::size_t index = sentence - back;
    const std::size_t end = back == 0 ? span.begin : scenes_[index].span.end;
    for (const int party : told(index, end, [&](int p) { return !is_person(p) && !has(own, p); })) {
      const int fit = descriptions_.fit(description, profiles_[static_cast<std::size_t>(party)]);
      if (fit > best) best = fit, fitting.clear();
      if (fit > 0 && fit == best) {
        if (fitting.empty()) nearest = back;
        if (back == nearest) add(fitting, party);
      }
      const std::size_t silent_reach = description.countries.empty() ? 1 : reach;
      if (fit == 0 && back <= silent_reach && (is_company(party) || speaks)) add(silent, party);
    }
  }
  const auto among = [&](const Parties& parties) {
    return [&parties](int party) { return has(parties, party); };
  };
  if (fitting.size() == 1) return fitting;
  if (fitting.size() > 1) {
    if (speaks) {
      const auto leading = subjects(sentence, span.begin, among(fitting));
      return leading.empty() ? Parties{} : Parties{leading.front()};
    }
    return one(sentence, span, among(fitting), false);
  }
  if (!description.listed.empty())
    for (std::size_t i = 0; i < profiles_.size(); ++i)
      if (std::find(description.listed.begin(), description.listed.end(), profiles_[i].listed) !=
              description.listed.end() &&
          description.listed.size() == 1)
        return {static_cast<int>(i)};
  if (speaks) {
    const auto leading = subjects(sentence, span.begin, among(silent));
    if (!leading.empty()) return {leading.front()};
  }
  if (silent.size() == 1 && !description.official) return silent;
  if (const int only_one = lone_fit(sentence, span.begin, description, own); only_one >= 0)
    return {only_one};
  if (description.official) return {};
  // "the French firm" of several whose country is not told: none of them.
  if (description.countries.empty() && (!scene.chinese || description.kinds == 0))
    return one(sentence, span, among(silent), false);
  return {};
}

}  // namespace dealgraph

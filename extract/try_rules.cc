#include "extract/try_rules.h"

#include <algorithm>

#include "extract/match.h"
#include "extract/near_misses.h"

namespace dealgraph {
namespace {

// What a match became nothing for, though no guard was against it.
NearMiss dropped(const RuleMatch& match, const Document& document, const Skeleton& skeleton,
                 std::string why) {
  return {match.rule, match.part, 1, written_out(document, skeleton, match.span), std::move(why)};
}

TriedSentence try_sentence(const Workings& workings, const Document& document,
                           const Sentence& sentence, const Skeleton& skeleton,
                           std::string_view only, Discourse& discourse) {
  TriedSentence out;
  for (const auto& slot : skeleton.slots) out.parties += slot.parties.size();
  MatchTrace trace;
  std::vector<NearMiss> idle;
  for (auto& [match, deals] :
       read_sentence(document, sentence, skeleton, workings, discourse, &trace)) {
    if (deals.empty() && (only.empty() || match.rule->id == only))
      idle.push_back(
          dropped(match, document, skeleton, "payer and payee are one party, which is no deal"));
    for (auto& deal : deals) out.deals.push_back({match.rule, match.part, std::move(deal)});
  }
  out.near = near_misses(workings, document, sentence, skeleton, trace, out.deals, only);
  std::erase_if(out.near, [&](const NearMiss& miss) {
    return std::any_of(idle.begin(), idle.end(),
                       [&](const NearMiss& d) { return d.rule == miss.rule; });
  });
  out.near.insert(out.near.begin(), idle.begin(), idle.end());
  return out;
}

// A sentence further on may tell the price.
void fill_prices(const Workings& workings, const Document& document,
                 std::vector<TriedSentence>& sentences) {
  std::vector<DealMention> all;
  for (const auto& sentence : sentences)
    for (const auto& found : sentence.deals) all.push_back(found.deal);
  workings.prices.fill(document, all);
  auto next = all.begin();
  for (auto& sentence : sentences)
    for (auto& found : sentence.deals) found.deal = *next++;
}

// Partnerships that say nothing more become near misses of their sentence.
void set_idle_apart(std::vector<TriedSentence>& sentences, std::string_view only) {
  std::vector<DealMention> all;
  for (const auto& sentence : sentences)
    for (const auto& found : sentence.deals) all.push_back(found.deal);
  const auto before = all.size();
  drop_idle_partnerships(all);
  if (all.size() == before) return;
  std::size_t next = 0;  // what is kept stays in order
  for (auto& sentence : sentences)
    std::erase_if(sentence.deals, [&](const FoundDeal& found) {
      if (next < all.size() && all[next].span == found.deal.span &&
          all[next].rule == found.deal.rule && all[next].payer.id == found.deal.payer.id &&
          all[next].payee.id == found.deal.payee.id) {
        ++next;
        return false;
      }
      if (only.empty() || found.rule->id == only)
        sentence.near.insert(sentence.near.begin(),
                             NearMiss{found.rule,
                                      found.part,
                                      1,
                                      {},
                                      "the two parties have another deal in the article, so a "
                                      "partnership says nothing more"});
      return true;
    });
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : " | ") + word;
  return out;
}

}  // namespace

TriedArticle try_rules(const Workings& workings, const Article& article, std::string_view only) {
  const auto document = prepare(article, workings);
  TriedArticle out;
  out.seen.parties = document.parties;
  Discourse discourse;
  for (const auto& sentence : document.sentences) {
    const auto skeleton = build_skeleton(document, sentence, workings.skeleton, discourse);
    out.seen.sentences.push_back(annotate_sentence(document, sentence, skeleton));
    out.sentences.push_back(try_sentence(workings, document, sentence, skeleton, only, discourse));
  }
  fill_prices(workings, document, out.sentences);
  set_idle_apart(out.sentences, only);
  return out;
}

std::string describe_places(const std::vector<Argument>& places) {
  std::string out;
  for (const auto& place : places) {
    if (!out.empty()) out += " | ";
    out += describe(place);
  }
  return out;
}

std::string describe_part(const Rule& rule, int part) {
  const auto index = static_cast<std::size_t>(part);
  if (index < rule.patterns.size()) return rule.patterns[index].source;
  const auto& frame = rule.frames[index - rule.patterns.size()];
  auto out = (frame.noun ? "noun " : "verb ") + frame.word + ", payer " +
             describe_places(frame.payer) + ", payee " + describe_places(frame.payee);
  for (const auto& [name, lists] : {std::pair("has", &frame.has), std::pair("lacks", &frame.lacks),
                                    std::pair("told", &frame.told), std::pair("then", &frame.then),
                                    std::pair("not then", &frame.not_then)})
    if (!lists->empty()) out += ", " + std::string(name) + ' ' + joined(*lists);
  if (!frame.with.empty()) out += ", with " + describe_places(frame.with);
  if (!frame.payer_kinds.empty()) out += ", payer kind " + joined(frame.payer_kinds);
  if (!frame.payee_kinds.empty()) out += ", payee kind " + joined(frame.payee_kinds);
  if (frame.needs_amount) out += ", needs amount";
  if (frame.needs_stake) out += ", needs stake";
  if (frame.needs_quantity) out += ", needs quantity";
  return out;
}

}  // namespace dealgraph

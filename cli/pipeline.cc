#include "cli/pipeline.h"

#include <chrono>
#include <map>
#include <string_view>

#include "text/revision_words.h"

namespace dealgraph {
namespace {

// The listed party, else one made from what the article says.
Party party_of(const Extractor& extractor, const PartyMention& mention) {
  if (const auto* listed = extractor.party(mention.id)) return *listed;
  Party party;
  party.id = mention.id;
  party.name = mention.name;
  party.kind = "unknown";
  return party;
}

}  // namespace

bool keep_article(Store& store, const Extractor& extractor, const FetchedPage& page,
                  const Article& article) {
  auto found = extractor.read(article);
  for (auto& mention : found.deals)
    mention.revises = tells_a_revision(std::string_view(article.text)
                                           .substr(mention.sentence.begin,
                                                   mention.sentence.size()));
  std::map<std::string, Party> parties;
  for (const auto& mention : found.deals)
    for (const auto* side : {&mention.payer, &mention.payee})
      parties.try_emplace(side->id, party_of(extractor, *side));
  std::vector<Party> list;
  for (auto& [id, party] : parties) list.push_back(std::move(party));
  return store
      .keep_article(page, article, found.deals, list, extractor.fingerprint(), found.unlisted)
      .has_value();
}

std::int64_t current_time() {
  using namespace std::chrono;
  return duration_cast<seconds>(system_clock::now().time_since_epoch()).count();
}

}  // namespace dealgraph

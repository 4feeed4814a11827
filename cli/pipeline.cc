#include "cli/pipeline.h"

#include <chrono>
#include <map>
#include <string_view>
#include <utility>

#include "cli/listing.h"
#include "cli/output.h"
#include "text/near_duplicate.h"
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

Reading read_article(const Extractor& extractor, Article article) {
  auto found = extractor.read(article);
  const std::string_view text = article.text;
  std::map<std::string, Party> parties;
  for (auto& mention : found.deals) {
    mention.revises =
        tells_a_revision(text.substr(mention.sentence.begin, mention.sentence.size()));
    for (const auto* side : {&mention.payer, &mention.payee})
      parties.try_emplace(side->id, party_of(extractor, *side));
  }
  article.sketch = sketch_of(text);
  Reading read{std::move(article),
               std::move(found.deals),
               {},
               std::move(found.unlisted),
               extractor.fingerprint()};
  for (auto& [id, party] : parties) read.parties.push_back(std::move(party));
  return read;
}

bool keep_reading(Store& store, const FetchedPage& page, const Reading& reading) {
  return store
      .keep_article(page, reading.article, reading.mentions, reading.parties, reading.fingerprint,
                    reading.unlisted)
      .has_value();
}

ExitCode extract_stored(const CommonOptions& common) {
  const Messages messages(common.level());
  const auto settings = load_settings(common);
  const auto extractor = Extractor::load(settings.rules);
  auto store = open_database(settings.database, true);
  const auto stale = store.stale_articles(extractor.fingerprint());
  std::size_t done = 0;
  {
    Store::Batch batch(store);
    for (const auto id : stale) {
      const auto read = read_article(extractor, *store.article(id));
      store.keep_extraction(id, read.article, read.mentions, read.parties, read.fingerprint,
                            read.unlisted);
      if (++done % 200 == 0) {
        batch.commit();
        messages.progress(std::to_string(done) + " of " + count_of(stale.size(), "article"));
      }
    }
    batch.commit();
  }
  const auto changes = derive(store, settings, current_time());
  messages.note(count_of(stale.size(), "article") + " read again, " +
                count_of(changes.new_deals, "new deal") + ", " +
                std::to_string(changes.changed_deals) + " changed, " +
                count_of(changes.new_cycles, "new circular deal"));
  return ExitCode::ok;
}

std::int64_t current_time() {
  using namespace std::chrono;
  return duration_cast<seconds>(system_clock::now().time_since_epoch()).count();
}

}  // namespace dealgraph

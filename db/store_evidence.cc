#include <fmt/format.h>

#include <map>
#include <string_view>
#include <tuple>

#include "core/error.h"
#include "db/rows.h"
#include "db/store.h"
#include "db/store_impl.h"

namespace dealgraph {
namespace {

// What makes evidence the same evidence after another extraction: where it stands and its type, not
// its rule. `nth` tells apart deals that one pair of names tells twice.
using Key = std::tuple<std::size_t, std::size_t, std::size_t, std::size_t, std::string, int>;

std::vector<Key> keys_of(const std::vector<DealMention>& mentions) {
  std::vector<Key> keys;
  std::map<Key, int> seen;
  for (const auto& mention : mentions) {
    Key key{mention.payer.span.begin,
            mention.payer.span.end,
            mention.payee.span.begin,
            mention.payee.span.end,
            std::string(to_string(mention.type)),
            0};
    std::get<5>(key) = seen[key]++;
    keys.push_back(std::move(key));
  }
  return keys;
}

struct Stored {
  std::int64_t id = 0;
  bool live = false;
};

std::map<Key, Stored> stored_keys(Database& database, std::int64_t article_id) {
  std::map<Key, Stored> stored;
  auto row = database.prepare(
      "SELECT id, live, payer_begin, payer_end, payee_begin, payee_end, type, nth FROM evidence "
      "WHERE article_id = ?1");
  row.bind(article_id);
  while (row.step())
    stored[{row.integer(2), row.integer(3), row.integer(4), row.integer(5), row.text(6),
            static_cast<int>(row.integer(7))}] = {row.integer(0), row.integer(1) != 0};
  return stored;
}

void check_spans(const Article& article, const DealMention& mention) {
  for (const Span span : {mention.payer.span, mention.payee.span, mention.sentence, mention.span})
    if (span.begin > span.end || span.end > article.text.size())
      throw Error(
          ExitCode::software,
          fmt::format("{}: rule {} gave a span {}..{} outside the article's {} bytes", article.doc,
                      mention.rule, span.begin, span.end, article.text.size()));
}

void add_unknown(Database& database, Known& known, const PartyMention& party) {
  if (!known.parties.insert(party.id).second) return;
  database
      .prepare(
          "INSERT INTO parties (id, name, name_zh, kind, country) "
          "VALUES (?1, ?2, '', 'unknown', '') ON CONFLICT (id) DO NOTHING")
      .bind(party.id, party.name)
      .run();
}

constexpr std::string_view upsert_evidence =
    "INSERT INTO evidence (article_id, live, type, payer_read, payer_surface, payer_begin, "
    "payer_end, payee_read, payee_surface, payee_begin, payee_end, nth, amount_min, amount_max, "
    "currency, qualifier, per, amount_quote, stake_pct, shared, status, revises, announced, "
    "sentence_begin, sentence_end, span_begin, span_end, rule, rule_version, confidence, payer, "
    "payee, run_id, hash) "
    "VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, "
    "?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, "
    "row_hash(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, "
    "?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29)) "
    "ON CONFLICT (article_id, payer_begin, payer_end, payee_begin, payee_end, type, nth) "
    "DO UPDATE SET live = 1, retired_text = NULL, retired_run = NULL, payer_read = ?3, "
    "payer_surface = ?4, payee_read = ?7, payee_surface = ?8, amount_min = ?12, amount_max = ?13, "
    "currency = ?14, qualifier = ?15, per = ?16, amount_quote = ?17, stake_pct = ?18, "
    "shared = ?19, status = ?20, revises = ?21, announced = ?22, sentence_begin = ?23, "
    "sentence_end = ?24, span_begin = ?25, span_end = ?26, rule = ?27, rule_version = ?28, "
    "confidence = ?29, payer = ?30, payee = ?31, hash = excluded.hash "
    "WHERE NOT live OR hash <> excluded.hash OR payer <> ?30 OR payee <> ?31";

void add_alias(Database& database, Known& known, const PartyMention& party) {
  if (!known.aliases.insert(party.id + '\n' + party.surface).second) return;
  database
      .prepare(
          "INSERT INTO aliases (party, name, origin) VALUES (?1, ?2, 'article') "
          "ON CONFLICT DO NOTHING")
      .bind(party.id, party.surface)
      .run();
}

// The pairs that the article's evidence tells of, as it stands now.
void mark_pending(Database& database, std::int64_t article_id, std::string_view reason) {
  database
      .prepare(
          "INSERT OR REPLACE INTO pending (first, second, reason) "
          "SELECT min(payer, payee), max(payer, payee), ?2 FROM evidence "
          "WHERE article_id = ?1 AND live")
      .bind(article_id, reason)
      .run();
}

// What the list calls it is another alias than what articles do.
void add_list_names(Database& database, const Party& party) {
  for (const auto& name : {party.name, party.name_zh})
    if (!name.empty())
      database
          .prepare(
              "INSERT INTO aliases (party, name, origin) VALUES (?1, ?2, 'list') "
              "ON CONFLICT (party, name) DO UPDATE SET origin = 'list' WHERE origin = 'article'")
          .bind(party.id, name)
          .run();
}

}  // namespace

void store_parties(Database& database, Known& known, const std::vector<Party>& parties,
                   const std::vector<DealMention>& mentions) {
  for (const auto& party : parties)
    database
        .prepare(
            "INSERT INTO parties (id, name, name_zh, kind, country, parent) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
            "ON CONFLICT (id) DO UPDATE SET name = ?2, name_zh = ?3, kind = ?4, country = ?5, "
            "parent = ?6 "
            "WHERE (name, name_zh, kind, country, parent) != (?2, ?3, ?4, ?5, ?6)")
        .bind(party.id, party.name, party.name_zh, party.kind, party.country, party.parent)
        .run();
  for (const auto& party : parties)
    if (party.kind != "unknown") add_list_names(database, party);
  for (const auto& mention : mentions) {
    add_unknown(database, known, mention.payer);
    add_unknown(database, known, mention.payee);
  }
}

void retire_lost_evidence(Database& database, std::int64_t article_id,
                          const std::vector<DealMention>& mentions, std::int64_t run,
                          std::string_view reason) {
  // What is found again may now name another pair: the old one must be looked at too.
  mark_pending(database, article_id, reason);
  auto lost = stored_keys(database, article_id);
  for (const auto& key : keys_of(mentions)) lost.erase(key);
  for (const auto& [key, stored] : lost)
    if (stored.live)
      database
          .prepare(
              "UPDATE evidence SET live = 0, retired_run = ?2, retired_text = (SELECT sentence "
              "FROM v_evidence v "
              "WHERE v.id = evidence.id) WHERE id = ?1")
          .bind(stored.id, run)
          .run();
}

void store_evidence(Database& database, Known& known, std::int64_t article_id,
                    const Article& article, const std::vector<DealMention>& mentions,
                    std::int64_t run, std::string_view reason) {
  const auto keys = keys_of(mentions);
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const auto& mention = mentions[i];
    check_spans(article, mention);
    // An article's own date stands in where its text gives none.
    const auto announced = mention.announced ? mention.announced : parse_date(article.published);
    const auto amount = to_columns(mention.amount);
    database.prepare(upsert_evidence)
        .bind(article_id, to_string(mention.type), mention.payer.id, mention.payer.surface,
              mention.payer.span.begin, mention.payer.span.end, mention.payee.id,
              mention.payee.surface, mention.payee.span.begin, mention.payee.span.end,
              std::get<5>(keys[i]), amount.min, amount.max, amount.currency, amount.qualifier,
              amount.per, amount.quote, mention.stake_pct, mention.shared,
              to_string(mention.status), mention.revises, to_column(announced),
              mention.sentence.begin, mention.sentence.end, mention.span.begin, mention.span.end,
              mention.rule, mention.rule_version, mention.confidence,
              resolve_party(database, article_id, mention.payer.id),
              resolve_party(database, article_id, mention.payee.id), run)
        .run();
    add_alias(database, known, mention.payer);
    add_alias(database, known, mention.payee);
  }
  mark_pending(database, article_id, reason);
}

}  // namespace dealgraph

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

void add_unknown(Database& database, const PartyMention& party) {
  database
      .prepare(
          "INSERT INTO parties (id, name, name_zh, kind, country) "
          "VALUES (?1, ?2, '', 'unknown', '') ON CONFLICT (id) DO NOTHING")
      .bind(party.id, party.name)
      .run();
}

}  // namespace

void store_parties(Database& database, const std::vector<Party>& parties,
                   const std::vector<DealMention>& mentions) {
  for (const auto& party : parties)
    database
        .prepare(
            "INSERT INTO parties (id, name, name_zh, kind, country) VALUES (?1, ?2, ?3, ?4, ?5) "
            "ON CONFLICT (id) DO UPDATE SET name = ?2, name_zh = ?3, kind = ?4, country = ?5 "
            "WHERE (name, name_zh, kind, country) != (?2, ?3, ?4, ?5)")
        .bind(party.id, party.name, party.name_zh, party.kind, party.country)
        .run();
  for (const auto& mention : mentions) {
    add_unknown(database, mention.payer);
    add_unknown(database, mention.payee);
  }
}

void retire_lost_evidence(Database& database, std::int64_t article_id,
                          const std::vector<DealMention>& mentions) {
  auto lost = stored_keys(database, article_id);
  for (const auto& key : keys_of(mentions)) lost.erase(key);
  for (const auto& [key, stored] : lost)
    if (stored.live)
      database
          .prepare(
              "UPDATE evidence SET live = 0, retired_text = (SELECT sentence FROM v_evidence v "
              "WHERE v.id = evidence.id) WHERE id = ?1")
          .bind(stored.id)
          .run();
}

void store_evidence(Database& database, std::int64_t article_id, const Article& article,
                    const std::vector<DealMention>& mentions) {
  const auto keys = keys_of(mentions);
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const auto& mention = mentions[i];
    check_spans(article, mention);
    // An article's own date stands in where its text gives none.
    const auto announced = mention.announced ? mention.announced : parse_date(article.published);
    const auto amount = to_columns(mention.amount);
    database
        .prepare(
            "INSERT INTO evidence (article_id, live, type, payer, payer_surface, payer_begin, "
            "payer_end, payee, payee_surface, payee_begin, payee_end, nth, amount_min, amount_max, "
            "currency, qualifier, per, amount_quote, stake_pct, shared, status, announced, "
            "sentence_begin, sentence_end, span_begin, span_end, rule, rule_version, confidence) "
            "VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, "
            "?17, "
            "?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28) "
            "ON CONFLICT (article_id, payer_begin, payer_end, payee_begin, payee_end, type, nth) "
            "DO UPDATE SET live = 1, retired_text = NULL, payer = ?3, payer_surface = ?4, "
            "payee = ?7, payee_surface = ?8, amount_min = ?12, amount_max = ?13, currency = ?14, "
            "qualifier = ?15, per = ?16, amount_quote = ?17, stake_pct = ?18, shared = ?19, "
            "status = ?20, announced = ?21, sentence_begin = ?22, sentence_end = ?23, "
            "span_begin = ?24, span_end = ?25, rule = ?26, rule_version = ?27, confidence = ?28")
        .bind(article_id, to_string(mention.type), mention.payer.id, mention.payer.surface,
              mention.payer.span.begin, mention.payer.span.end, mention.payee.id,
              mention.payee.surface, mention.payee.span.begin, mention.payee.span.end,
              std::get<5>(keys[i]), amount.min, amount.max, amount.currency, amount.qualifier,
              amount.per, amount.quote, mention.stake_pct, mention.shared,
              to_string(mention.status), to_column(announced), mention.sentence.begin,
              mention.sentence.end, mention.span.begin, mention.span.end, mention.rule,
              mention.rule_version, mention.confidence)
        .run();
  }
}

namespace {

constexpr std::string_view evidence_columns =
    "SELECT e.id, e.article_id, e.deal_id, e.type, e.payer, p.name, e.payer_surface, "
    "e.payer_begin, "
    "e.payer_end, e.payee, q.name, e.payee_surface, e.payee_begin, e.payee_end, e.amount_min, "
    "e.amount_max, e.currency, e.qualifier, e.per, e.amount_quote, e.stake_pct, e.shared, "
    "e.status, "
    "e.announced, e.sentence_begin, e.sentence_end, e.span_begin, e.span_end, e.rule, "
    "e.rule_version, e.confidence";
constexpr std::string_view evidence_tables =
    " FROM evidence e JOIN parties p ON p.id = e.payer JOIN parties q ON q.id = e.payee ";

Span span_at(const Statement& row, int column) {
  return {static_cast<std::size_t>(row.integer(column)),
          static_cast<std::size_t>(row.integer(column + 1))};
}

PartyMention party_at(const Statement& row, int column) {
  return {row.text(column), row.text(column + 1), row.text(column + 2), span_at(row, column + 3)};
}

Evidence evidence_at(const Statement& row) {
  Evidence evidence;
  evidence.id = row.integer(0);
  evidence.article_id = row.integer(1);
  evidence.deal_id = row.integer(2);
  auto& mention = evidence.mention;
  mention.type = type_at(row, 3);
  mention.payer = party_at(row, 4);
  mention.payee = party_at(row, 9);
  mention.amount = amount_at(row, 14);
  mention.stake_pct = row.optional_real(20);
  mention.shared = row.integer(21) != 0;
  mention.status = status_at(row, 22);
  mention.announced = date_at(row, 23);
  mention.sentence = span_at(row, 24);
  mention.span = span_at(row, 26);
  mention.rule = row.text(28);
  mention.rule_version = static_cast<int>(row.integer(29));
  mention.confidence = row.real(30);
  return evidence;
}

}  // namespace

std::vector<Evidence> Store::evidence() const {
  std::vector<Evidence> found;
  auto row = impl_->database->prepare(
      fmt::format("{}{} WHERE e.live ORDER BY e.id", evidence_columns, evidence_tables));
  while (row.step()) found.push_back(evidence_at(row));
  return found;
}

std::vector<EvidenceRow> Store::evidence_of(std::int64_t deal_id) const {
  std::vector<EvidenceRow> found;
  auto row = impl_->database->prepare(
      fmt::format("{}, v.sentence, a.doc, a.url, a.title, a.published {} "
                  "JOIN articles a ON a.id = e.article_id JOIN v_evidence v ON v.id = e.id "
                  "WHERE e.live AND e.deal_id = ?1 ORDER BY e.id",
                  evidence_columns, evidence_tables));
  row.bind(deal_id);
  while (row.step())
    found.push_back(
        {evidence_at(row), row.text(31), row.text(32), row.text(33), row.text(34), row.text(35)});
  return found;
}

}  // namespace dealgraph

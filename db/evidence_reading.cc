#include "db/evidence_reading.h"

#include <fmt/format.h>

#include <string_view>

#include "db/rows.h"
#include "db/store.h"
#include "db/store_impl.h"

namespace dealgraph {
namespace {

constexpr std::string_view columns =
    "SELECT e.id, e.article_id, e.deal_id, e.type, e.payer, p.name, e.payer_surface, "
    "e.payer_begin, "
    "e.payer_end, e.payee, q.name, e.payee_surface, e.payee_begin, e.payee_end, e.amount_min, "
    "e.amount_max, e.currency, e.qualifier, e.per, e.amount_quote, e.stake_pct, e.shared, "
    "e.status, "
    "e.announced, e.sentence_begin, e.sentence_end, e.span_begin, e.span_end, e.rule, "
    "e.rule_version, e.confidence, e.revises";
constexpr std::string_view tables =
    " FROM evidence e JOIN parties p ON p.id = e.payer JOIN parties q ON q.id = e.payee ";

Span span_at(const Statement& row, int column) {
  return {static_cast<std::size_t>(row.integer(column)),
          static_cast<std::size_t>(row.integer(column + 1))};
}

PartyMention party_at(const Statement& row, int column) {
  return {row.text(column), row.text(column + 1), row.text(column + 2), span_at(row, column + 3)};
}

}  // namespace

std::string select_evidence(std::string_view rest, std::string_view more) {
  return fmt::format("{}{}{}{}", columns, more, tables, rest);
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
  mention.revises = row.integer(31) != 0;
  return evidence;
}

std::vector<Evidence> Store::evidence() const {
  std::vector<Evidence> found;
  auto row = impl_->database->prepare(select_evidence("WHERE e.live ORDER BY e.id"));
  while (row.step()) found.push_back(evidence_at(row));
  return found;
}

std::vector<EvidenceRow> Store::evidence_of(std::int64_t deal_id) const {
  std::vector<EvidenceRow> found;
  auto row = impl_->database->prepare(
      select_evidence("JOIN articles a ON a.id = e.article_id JOIN v_evidence v ON v.id = e.id "
                      "WHERE e.live AND e.deal_id = ?1 ORDER BY e.id",
                      ", v.sentence, a.doc, a.url, a.title, a.published"));
  row.bind(deal_id);
  constexpr int more = evidence_columns;
  while (row.step())
    found.push_back({evidence_at(row), row.text(more), row.text(more + 1), row.text(more + 2),
                     row.text(more + 3), row.text(more + 4)});
  return found;
}

}  // namespace dealgraph

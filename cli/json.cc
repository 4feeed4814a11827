#include "cli/json.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdint>

#include "cli/printer.h"
#include "text/utf8.h"

namespace dealgraph {

Json json_number(double value) {
  constexpr double exact = 9007199254740992;  // 2^53: above, doubles skip integers
  if (std::trunc(value) == value && std::abs(value) <= exact)
    return static_cast<std::int64_t>(value);
  return value;
}

namespace {

// Byte offsets of one text → code points, without counting from the start for each.
class CodePoints {
 public:
  explicit CodePoints(std::string_view text) : before_(text.size() + 1) {
    std::size_t count = 0;
    for (std::size_t at = 0, size = 0; at < text.size(); at += size, ++count) {
      decode_at(text, at, size);
      for (std::size_t i = 0; i < size; ++i) before_[at + i] = count;
    }
    before_.back() = count;
  }

  std::size_t at(std::size_t byte) const { return before_.at(byte); }

 private:
  std::vector<std::size_t> before_;
};

Json number(const std::optional<double>& value) {
  return value ? json_number(*value) : Json(nullptr);
}

Json date(const std::optional<Date>& value) {
  return value ? Json(to_string(*value)) : Json(nullptr);
}

Json per(Per value) { return value == Per::total ? Json(nullptr) : Json(to_string(value)); }

Json amount(const std::optional<Amount>& value) {
  if (!value) return nullptr;
  return {{"min", number(value->min)},   {"max", number(value->max)},
          {"currency", value->currency}, {"qualifier", to_string(value->qualifier)},
          {"per", per(value->per)},      {"text", value->text}};
}

Json side(const PartyMention& party) {
  return {{"id", party.id}, {"name", party.name}, {"surface", party.surface}};
}

// Three decimals: what lies below is the noise of adding up.
Json confidence(const DealMention& mention) {
  return json_number(std::round(mention.confidence * 1e3) / 1e3);
}

std::string_view slice(const Article& article, Span span) {
  return std::string_view(article.text).substr(span.begin, span.size());
}

// Fields of one mention that its kind has.
void add_value(Json& out, const Mention& mention) {
  if (mention.kind == MentionKind::party) {
    out["id"] = mention.party_id;
    out["name"] = mention.party_name;
    out["reference"] = mention.reference;
  }
  if (mention.amount) {
    out["min"] = number(mention.amount->min);
    out["max"] = number(mention.amount->max);
    out["currency"] = mention.amount->currency;
    out["qualifier"] = to_string(mention.amount->qualifier);
    out["per"] = per(mention.amount->per);
    out["role"] = mention.role == AmountRole::none ? Json(nullptr) : Json(to_string(mention.role));
  }
  if (mention.kind == MentionKind::stake) out["percent"] = number(mention.percent);
  if (mention.kind == MentionKind::date) out["date"] = date(mention.date);
}

std::string unicode_escape(char32_t c) {
  if (c < 0x10000) return fmt::format("\\u{:04x}", static_cast<unsigned>(c));
  const auto rest = static_cast<unsigned>(c) - 0x10000U;
  return fmt::format("\\u{:04x}\\u{:04x}", 0xD800U + (rest >> 10U), 0xDC00U + (rest & 0x3FFU));
}

// Escapes what is legal in JSON but not safe on a terminal; such characters stand only in strings.
std::string escaped(const std::string& text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0, size = 0; at < text.size(); at += size) {
    const char32_t c = decode_at(text, at, size);
    if (c >= 0x7F && (is_hidden(c) || c == 0x2028 || c == 0x2029))
      out += unicode_escape(c);
    else
      out.append(text, at, size);
  }
  return out;
}

}  // namespace

Json article_json(const Article& article) {
  return {{"doc", article.doc},
          {"url", article.url},
          {"canonical_url", article.canonical_url},
          {"title", article.title()},
          {"authors", article.authors},
          {"published", article.published},
          {"lang", article.lang},
          {"site", article.site},
          {"body", article.body()}};
}

Json annotation_json(const Article& article, const std::vector<Mention>& mentions) {
  const CodePoints points(article.text);
  Json list = Json::array();
  for (const auto& mention : mentions) {
    Json entry = {{"kind", to_string(mention.kind)},
                  {"start", points.at(mention.span.begin)},
                  {"end", points.at(mention.span.end)},
                  {"text", slice(article, mention.span)}};
    add_value(entry, mention);
    list.push_back(std::move(entry));
  }
  return {{"doc", article.doc}, {"mentions", std::move(list)}};
}

namespace {

Json mention_json(const Article& article, const CodePoints& points, const DealMention& mention) {
  return {{"doc", article.doc},
          {"url", article.url},
          {"type", to_string(mention.type)},
          {"payer", side(mention.payer)},
          {"payee", side(mention.payee)},
          {"amount", amount(mention.amount)},
          {"stake_pct", number(mention.stake_pct)},
          {"shared", mention.shared},
          {"status", to_string(mention.status)},
          {"announced", date(mention.announced)},
          {"sentence", slice(article, mention.sentence)},
          {"span", Json::array({points.at(mention.span.begin), points.at(mention.span.end)})},
          {"rule", mention.rule},
          {"rule_version", mention.rule_version},
          {"confidence", confidence(mention)}};
}

}  // namespace

std::vector<Json> mentions_json(const Article& article, const std::vector<DealMention>& mentions) {
  const CodePoints points(article.text);
  std::vector<Json> out;
  for (const auto& mention : mentions) out.push_back(mention_json(article, points, mention));
  return out;
}

Json deal_json(const DealRow& row) {
  const auto& deal = row.deal;
  return {{"id", deal.id},
          {"type", to_string(deal.type)},
          {"payer", {{"id", deal.payer}, {"name", row.payer_name}}},
          {"payee", {{"id", deal.payee}, {"name", row.payee_name}}},
          {"amount", amount(deal.amount)},
          {"usd", number(deal.usd)},
          {"usd_converted", deal.converted},
          {"stake_pct", number(deal.stake_pct)},
          {"shared", deal.shared},
          {"status", to_string(deal.status)},
          {"announced", date(deal.announced)},
          {"evidence", deal.evidence.size()},
          {"sentence", row.sentence},
          {"title", row.title},
          {"url", row.url}};
}

Json cycle_json(const CycleRow& row) {
  Json deals = Json::array();
  for (const auto& deal : row.deals) deals.push_back(deal_json(deal));
  return {{"id", row.id},
          {"new", row.is_new},
          {"closed_at", row.closed_at},
          {"event", row.event},
          {"event_at", row.event_at},
          {"before_usd", number(row.before_usd)},
          {"cause", row.cause ? Json(row.cause) : Json()},
          {"parties", row.cycle.parties},
          {"bottleneck_usd", number(row.cycle.bottleneck_usd)},
          {"undisclosed", row.undisclosed},
          {"span_days", row.span_days},
          {"deals", std::move(deals)}};
}

Json evidence_json(const EvidenceRow& row) {
  const auto& mention = row.evidence.mention;
  return {{"id", row.evidence.id},
          {"article", row.evidence.article_id},
          {"rule", mention.rule},
          {"rule_version", mention.rule_version},
          {"confidence", confidence(mention)},
          {"type", to_string(mention.type)},
          {"payer", side(mention.payer)},
          {"payee", side(mention.payee)},
          {"amount", amount(mention.amount)},
          {"stake_pct", number(mention.stake_pct)},
          {"status", to_string(mention.status)},
          {"announced", date(mention.announced)},
          {"sentence", row.sentence},
          {"title", row.title},
          {"published", row.published},
          {"doc", row.doc},
          {"url", row.url}};
}

Json why_json(const DealRow& deal, const std::vector<EvidenceRow>& evidence,
              const std::vector<RevisionRow>& steps) {
  auto out = deal_json(deal);
  out["evidence"] = Json::array();
  for (const auto& row : evidence) out["evidence"].push_back(evidence_json(row));
  out["revisions"] = Json::array();
  for (const auto& step : steps)
    out["revisions"].push_back({{"date", step.date},
                                {"change", step.change},
                                {"amount", step.amount_text},
                                {"usd", number(step.usd)},
                                {"status", step.status},
                                {"evidence", step.evidence}});
  return out;
}

std::string to_line(const Json& json) {
  return escaped(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

std::string to_lines(const Json& json) {
  return escaped(json.dump(2, ' ', false, Json::error_handler_t::replace));
}

}  // namespace dealgraph

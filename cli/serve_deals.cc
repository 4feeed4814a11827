#include <fmt/format.h>

#include <memory>

#include "cli/deal_csv.h"
#include "cli/evidence_markup.h"
#include "cli/listing.h"
#include "cli/markup.h"
#include "cli/money.h"
#include "cli/output.h"
#include "cli/printer.h"
#include "cli/serve_forms.h"
#include "cli/serve_site.h"
#include "db/judgements.h"

namespace dealgraph {
namespace {

const std::vector<std::string_view> languages = {"en", "zh-Hans", "zh-Hant"};

template <typename Enum>
std::vector<std::string_view> names_up_to(Enum last) {
  std::vector<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(last); ++i)
    names.push_back(to_string(static_cast<Enum>(i)));
  return names;
}

DealFilter filter_of(const ServeQuery& query, const Paging& paging) {
  DealFilter filter;
  filter.party = query.text("party");
  filter.type = query.choice("type", names_up_to(DealType::partnership));
  filter.status = query.choice("status", names_up_to(Status::terminated));
  filter.since = query.date("since");
  filter.until = query.date("until");
  filter.language = query.choice("language", languages);
  filter.min_usd = query.money("min_amount");
  filter.limit = paging.limit + 1;
  filter.skip = paging.skip;
  return filter;
}

std::string filter_form(const ServeQuery& query) {
  const auto text = [&](const char* name, const char* label, const char* example) {
    return text_field(name, label, query.text(name), example);
  };
  const auto choice = [&](const char* name, const std::vector<std::string_view>& choices) {
    return choice_field(name, name, query.text(name), choices);
  };
  return form_markup(
      "/deals", text("party", "party", "") + choice("type", names_up_to(DealType::partnership)) +
                    choice("status", names_up_to(Status::terminated)) +
                    text("since", "since", "2025-01-31") + text("until", "until", "2025-12-31") +
                    text("min_amount", "at least USD", "5bn") + choice("language", languages));
}

// A person's words on the deal and its evidence, the newest first.
std::vector<Judgement> judgements_on(Store& store, const DealRow& deal,
                                     const std::vector<EvidenceRow>& evidence) {
  std::vector<Judgement> found;
  for (auto& word : Judgements(store).all()) {
    bool meant = word.deal_id == deal.deal.id || word.other_deal == deal.deal.id;
    for (const auto& row : evidence)
      meant =
          meant || word.evidence_id == row.evidence.id || word.other_evidence == row.evidence.id;
    if (meant) found.push_back(std::move(word));
  }
  return found;
}

std::string facts(const DealPages& pages, const DealRow& row) {
  const auto& deal = row.deal;
  auto out = fmt::format("<p><b>{} → {}</b>: {}, {}, {}", pages.party(deal.payer, row.payer_name),
                         pages.party(deal.payee, row.payee_name), to_string(deal.type),
                         amount_markup(deal), to_string(deal.status));
  if (deal.announced) out += ", announced " + to_string(*deal.announced);
  if (deal.stake_pct) out += ", stake " + to_line(json_number(*deal.stake_pct)) + " %";
  if (deal.shared) out += ", the amount is that of a whole round";
  out += "</p>\n";
  if (deal.verdict == Verdict::accepted) out += "<p>A person has accepted it.</p>\n";
  if (deal.superseded_by)
    out += fmt::format("<p>{} took its place.</p>\n",
                       pages.deal(deal.superseded_by, fmt::format("Deal {}", deal.superseded_by)));
  return out;
}

std::string judgement_list(const std::vector<Judgement>& words) {
  if (words.empty()) return "";
  std::vector<std::vector<std::string>> rows;
  for (const auto& word : words)
    rows.push_back({utc_time(word.at).substr(0, 10), escape_markup(word.verdict),
                    escape_markup(shorten(word.note, 300)), word.undone_at ? "undone" : ""});
  return "<h2>Judgements</h2>\n" + table_markup({"Date", "Judgement", "Note", ""}, rows);
}

std::string evidence_list(const std::vector<EvidenceRow>& evidence) {
  auto out = "<h2>" + count_of(evidence.size(), "place") + " that say so</h2>\n";
  for (const auto& row : evidence) {
    const auto& mention = row.evidence.mention;
    out += fmt::format(
        "<article><blockquote>{}</blockquote><p class=\"about\">{} version {}, confidence {:.3g}"
        "<br>read as {} → {}, {}, {}, {} (evidence {}, article {})</p></article>\n",
        marked_sentence(row), source_line(row), mention.rule_version, mention.confidence,
        name_markup(mention.payer.name), name_markup(mention.payee.name), to_string(mention.type),
        escape_markup(format_amount(mention.amount)), to_string(mention.status), row.evidence.id,
        row.evidence.article_id);
  }
  return out;
}

std::string history(const std::vector<RevisionRow>& steps) {
  if (steps.empty()) return "";
  std::vector<std::vector<std::string>> rows;
  for (const auto& step : steps)
    rows.push_back({escape_markup(step.date), escape_markup(step.change),
                    escape_markup(step.amount_text), escape_markup(step.status)});
  return "<h2>How it changed</h2>\n" + table_markup({"Date", "Change", "Amount", "Status"}, rows);
}

std::string evidence_csv(const DealRow& deal, const std::vector<EvidenceRow>& evidence) {
  auto out = format_csv({"deal", "evidence", "article", "rule", "rule_version", "confidence",
                         "type", "payer", "payer_name", "payee", "payee_name", "amount", "status",
                         "announced", "sentence", "title", "published", "url"});
  for (const auto& row : evidence) {
    const auto& mention = row.evidence.mention;
    out +=
        format_csv({std::to_string(deal.deal.id), std::to_string(row.evidence.id),
                    std::to_string(row.evidence.article_id), mention.rule,
                    std::to_string(mention.rule_version), fmt::format("{:.3g}", mention.confidence),
                    std::string(to_string(mention.type)), mention.payer.id, mention.payer.name,
                    mention.payee.id, mention.payee.name, format_amount(mention.amount),
                    std::string(to_string(mention.status)),
                    mention.announced ? to_string(*mention.announced) : "", row.sentence, row.title,
                    row.published, row.url.empty() ? row.doc : row.url});
  }
  return out;
}

Json judgement_json(const std::vector<Judgement>& words) {
  auto out = Json::array();
  for (const auto& word : words)
    out.push_back({{"id", word.id},
                   {"at", utc_time(word.at)},
                   {"verdict", word.verdict},
                   {"note", word.note},
                   {"undone_at", word.undone_at ? Json(utc_time(*word.undone_at)) : Json()}});
  return out;
}

struct Dossier {
  DealRow deal;
  std::vector<EvidenceRow> evidence;
  std::vector<RevisionRow> steps;
  std::vector<Judgement> judgements;
};

}  // namespace

View deals_view(const ViewInput& input) {
  const ServeQuery query(input.query,
                         {"party", "type", "status", "since", "until", "language", "min_amount"});
  const auto paging = paging_of(query, 100, 10'000);
  const auto rows =
      std::make_shared<std::vector<DealRow>>(input.store.deals(filter_of(query, paging)));
  const bool more = rows->size() > paging.limit;
  if (more) rows->pop_back();
  View view;
  view.title = "Deals";
  if (more) view.more = query.with_page(paging.page + 1);
  view.html = [=, &input] {
    return filter_form(query) +
           (rows->empty() ? "<p>None.</p>\n" : deal_table(pages_of(input), *rows)) +
           paging_markup(input.path, query, paging, more);
  };
  view.json = [=] {
    auto out = Json::array();
    for (const auto& row : *rows) out.push_back(deal_json(row));
    return out;
  };
  view.csv = [=] { return deals_csv(*rows); };
  return view;
}

View deal_view(const ViewInput& input) {
  refuse_filters(input.query);
  const auto id = number_of(input.id);
  auto found = id ? input.store.deal(id) : std::nullopt;
  if (!found) throw WebProblem{404, "there is no deal " + input.id + " now"};
  const auto shown = std::make_shared<Dossier>();
  shown->deal = *std::move(found);
  shown->evidence = input.store.evidence_of(id);
  shown->steps = input.store.revisions_of(id);
  shown->judgements = judgements_on(input.store, shown->deal, shown->evidence);
  View view;
  view.title =
      fmt::format("Deal {}: {}", id, arrow(shown->deal.payer_name, shown->deal.payee_name));
  view.html = [=, &input] {
    return facts(pages_of(input), shown->deal) + judgement_list(shown->judgements) +
           evidence_list(shown->evidence) + history(shown->steps);
  };
  view.json = [=] {
    auto out = why_json(shown->deal, shown->evidence, shown->steps);
    out["judgements"] = judgement_json(shown->judgements);
    return out;
  };
  view.csv = [=] { return evidence_csv(shown->deal, shown->evidence); };
  return view;
}

}  // namespace dealgraph

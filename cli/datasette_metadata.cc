#include "cli/datasette_metadata.h"

#include <CLI/StringTools.hpp>
#include <map>
#include <string_view>

#include "cli/json.h"

namespace dealgraph {
namespace {

struct View {
  const char* name;
  const char* label;  // column by which a row is called
  const char* sort;   // the largest first; "" as it comes
  const char* description;
  const char* columns;
};

constexpr View views[] = {
    {"v_deals", "sentence", "usd", "Each deal that some article tells now.",
     "id payer payee type amount_text amount_min amount_max currency qualifier per amount_quote "
     "usd usd_converted stake_pct shared status announced verdict superseded_by articles stories "
     "sentence title "
     "url payer_id payee_id found_at changed_at"},
    {"v_edges", "sentence", "usd", "Each pair of payer and payee, with its largest deal.",
     "payer payee usd deals deal_id type amount_text status announced sentence url payer_id "
     "payee_id"},
    {"v_evidence", "sentence", "", "Each place of an article that tells a deal.",
     "id deal_id live type payer payee payer_id payee_id payer_surface payee_surface amount_min "
     "amount_max currency qualifier per amount_quote stake_pct shared status announced sentence "
     "title url site lang published rule rule_version confidence revises article_id"},
    {"v_cycles", "title", "bottleneck_usd",
     "Each circular deal that holds now: rings in which the money comes back.",
     "id title length bottleneck_usd undisclosed span_days newest closed_at changed_at is_new"},
    {"v_new_cycles", "title", "bottleneck_usd", "Circular deals with news not shown yet.",
     "id title length bottleneck_usd undisclosed span_days newest closed_at event event_at "
     "before_usd deal_id"},
    {"v_cycle_deals", "sentence", "", "Each leg of a circular deal, with its largest deal.",
     "cycle_id title position payer payee type amount_text amount_min amount_max currency per "
     "edge_usd status announced sentence article url deal_id payer_id payee_id"},
    {"v_cycle_events", "title", "", "What happened to circular deals, run by run.",
     "id cycle_id title event at before_usd bottleneck_usd deal_id run_id"},
    {"v_revisions", "sentence", "", "Steps of deals that were told anew with other terms.",
     "deal_id nth date change amount_text usd status sentence title url"},
    {"v_parties", "name", "deals_paid", "Each party that some article names in a deal.",
     "id name name_zh kind country parent_id merged_into aliases deals_paid deals_received"},
    {"v_stories", "title", "articles", "Each story: an article and its copies on other sites.",
     "story title articles sites told_by first_published"},
    {"v_flows", "payer", "usd", "What one party pays another, by type and year.",
     "payer payee type year deals usd undisclosed converted payer_id payee_id"},
};

// What a column of a view holds; a column that says it itself has no entry.
const std::map<std::string_view, std::string_view> columns = {
    {"payer", "Party from whom the money flows"},
    {"payee", "Party to whom it flows"},
    {"payer_surface", "The payer as the article writes it"},
    {"payee_surface", "The payee as the article writes it"},
    {"amount_text", "The amount in words"},
    {"amount_min", "Lower bound, plain units of the currency; empty for \"up to\""},
    {"amount_max", "Upper bound, plain units of the currency; empty for \"at least\""},
    {"currency", "ISO 4217"},
    {"qualifier", "exact, up_to, at_least, about or range"},
    {"per", "year, quarter, month, unit or share; empty for a total"},
    {"amount_quote", "The amount as the article writes it"},
    {"usd", "What it is ranked by, US dollars; empty is unknown, never zero"},
    {"edge_usd", "Size of the leg, US dollars; empty is unknown"},
    {"bottleneck_usd", "The smallest leg, US dollars; empty if any leg is unknown"},
    {"before_usd", "The smallest leg before the news, US dollars"},
    {"usd_converted", "1 if it comes from another currency by a rate"},
    {"stake_pct", "Share of the company that changes hands, percent"},
    {"shared", "1 if the amount is that of a whole round with several payers"},
    {"status", "completed, agreed, planned, rumored, denied or terminated"},
    {"announced", "First day it was told"},
    {"verdict", "accepted if a person has said so"},
    {"articles", "Articles that tell it"},
    {"stories", "The same, copies of one story counted once"},
    {"sites", "Sites that carry it"},
    {"told_by", "Names of those sites"},
    {"sentence", "The sentence that says so"},
    {"live", "0 if the present rules no longer find it"},
    {"rule", "What found it"},
    {"confidence", "A rule of thumb from 0 to 1, no probability"},
    {"revises", "1 if the sentence says that the amount was raised or cut"},
    {"length", "Number of parties"},
    {"undisclosed", "How many have no known amount"},
    {"span_days", "Days from its oldest to its newest leg"},
    {"newest", "Day of its newest leg"},
    {"is_new", "1 until it was shown"},
    {"event", "closed, stronger, weaker, broken or restored"},
    {"position", "1 for the first payment"},
    {"change", "told, amount, raised, cut or status"},
    {"name_zh", "Chinese name, if there is one"},
    {"merged_into", "Party that it is the same as, by a person's word"},
    {"converted", "Deals whose part comes from another currency"},
};

const std::map<std::string_view, std::string_view> units = {{"usd", "USD"},
                                                            {"edge_usd", "USD"},
                                                            {"bottleneck_usd", "USD"},
                                                            {"before_usd", "USD"},
                                                            {"span_days", "day"}};

struct Table {
  const char* name;
  const char* label;  // "": none
  const char* description;
  bool hidden = false;
};

constexpr Table tables[] = {
    {"articles", "url", "What was read; v_evidence has the sentences."},
    {"parties", "name", "Parties; v_parties has their numbers of deals."},
    {"aliases", "name", "Names of parties, and where each comes from: list, article, person."},
    {"deals", "amount_text", "Every deal ever found; v_deals has those that hold."},
    {"evidence", "rule", "Places that tell deals, as bytes of the text; v_evidence has words."},
    {"cycles", "title", "Every circular deal ever found; v_cycles has those that hold."},
    {"pages", "url", "What servers gave, packed."},
    {"frontier", "url", "Pages that were announced and are to be fetched."},
    {"runs", "started_at", "Each run that stored something."},
    {"sources", "id", "When each source was crawled, what it gave, what is wrong."},
    {"judgements", "verdict", "What people said of parties and deals."},
    {"rates", "currency", "US dollars for one unit of a currency from a day on."},
    {"sightings", "name", "Names that no list holds."},
    {"deal_history", "reason", "What runs changed in deals, and why."},
    {"deal_revisions", "", "See v_revisions.", true},
    {"cycle_events", "event", "See v_cycle_events.", true},
    {"cycle_members", "", "See v_cycle_deals.", true},
    {"cycle_overflow", "", "Edges with more circular deals than are kept.", true},
    {"edges", "", "See v_edges.", true},
    {"nodes", "party", "Numbers of parties in the graph.", true},
    {"robots", "", "robots.txt of each origin.", true},
    {"sketch_bands", "", "Parts of sketches, to find copies by.", true},
    {"hosts", "", "Hosts that are left alone, until when and why.", true},
    {"pending", "", "Pairs of parties to look at again.", true},
    {"reader_marks", "", "Up to which event a reader was told.", true},
    {"derived_with", "", "Options by which circular deals were kept.", true},
    {"article_fts", "", "Full-text index of the articles.", true},
};

Json of_view(const View& view) {
  Json out = {{"description", view.description}, {"label_column", view.label}};
  if (*view.sort) out["sort_desc"] = view.sort;
  for (const auto& name : CLI::detail::split(view.columns, ' ')) {
    if (const auto known = columns.find(name); known != columns.end())
      out["columns"][name] = known->second;
    if (const auto unit = units.find(name); unit != units.end()) out["units"][name] = unit->second;
  }
  return out;
}

Json of_table(const Table& table) {
  Json out = {{"description", table.description}};
  if (*table.label) out["label_column"] = table.label;
  if (table.hidden) out["hidden"] = true;
  return out;
}

}  // namespace

std::string datasette_metadata(const std::string& database) {
  Json described;
  for (const auto& view : views) described[view.name] = of_view(view);
  for (const auto& table : tables) described[table.name] = of_table(table);
  const Json out = {
      {"title", "Circular deals"},
      {"description",
       "Who pays whom, as Chinese and English business news tell it, and rings in which the money "
       "comes back. Read by rules, which miss deals and misread some."},
      {"custom_units", {"USD = []"}},
      {"databases", {{database, {{"tables", described}}}}}};
  return out.dump(2) + '\n';
}

}  // namespace dealgraph

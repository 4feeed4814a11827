#include <fmt/format.h>

#include <algorithm>

#include "cli/command.h"
#include "cli/deal_id.h"
#include "cli/listing.h"
#include "cli/money.h"
#include "cli/printer.h"

namespace dealgraph {
namespace {

// The sentence with its payer and payee in brackets, where they stand in it.
std::string marked(const EvidenceRow& row) {
  const auto& mention = row.evidence.mention;
  std::vector<Span> spans;
  for (const auto* side : {&mention.payer, &mention.payee})
    if (!side->span.empty() && mention.sentence.contains(side->span)) spans.push_back(side->span);
  std::sort(spans.begin(), spans.end());
  std::string out = row.sentence;
  for (auto span = spans.rbegin(); span != spans.rend(); ++span) {
    const auto begin = span->begin - mention.sentence.begin;
    const auto end = span->end - mention.sentence.begin;
    if (end > row.sentence.size()) continue;
    out.insert(end, "]");
    out.insert(begin, "[");
  }
  return printable(out);
}

std::string party_line(const char* role, const PartyMention& party) {
  const auto named = party.surface.empty() || party.surface == party.name
                         ? party.name
                         : party.surface + " = " + party.name;
  return fmt::format("   {:<7}{} ({})\n", role, printable(named), printable(party.id));
}

std::string describe(std::size_t number, const EvidenceRow& row) {
  const auto& mention = row.evidence.mention;
  auto out = fmt::format("\n{}. rule {} version {}, confidence {:.3g} (evidence {}, article {})\n",
                         number, printable(mention.rule), mention.rule_version, mention.confidence,
                         row.evidence.id, row.evidence.article_id);
  out += party_line("payer", mention.payer) + party_line("payee", mention.payee);
  if (mention.amount)
    out += fmt::format("   amount {} = {}\n", printable(mention.amount->text),
                       format_amount(mention.amount));
  if (mention.stake_pct) out += fmt::format("   stake  {} %\n", *mention.stake_pct);
  out += fmt::format("   status {}\n", to_string(mention.status));
  out += "   " + marked(row) + '\n';
  if (!row.title.empty()) out += "   " + printable(row.title) + '\n';
  const auto date = row.published.empty() ? std::string() : printable(row.published) + "  ";
  return out + "   " + date + printable(row.url.empty() ? row.doc : row.url) + '\n';
}

class WhyCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    deal_.setup(app);
    format_.setup(app, {"table", "json"});
  }

  ExitCode run(const CommonOptions& common) override {
    deal_.require_number();
    const auto file = load_settings(common).database;
    const auto store = open_database(file);
    const auto deal = deal_.find(store, file);
    show(deal, store.evidence_of(deal.deal.id), store.revisions_of(deal.deal.id));
    flush_output();
    return ExitCode::ok;
  }

 private:
  void show(const DealRow& deal, const std::vector<EvidenceRow>& evidence,
            const std::vector<RevisionRow>& steps) const {
    if (format_.get() == Format::json) {
      const auto out = why_json(deal, evidence, steps);
      print(to_lines(out) + '\n');
      return;
    }
    print(deal_heading(deal));
    for (const auto& step : steps)
      print(fmt::format("  {:<10}  {}: {}, {}\n", step.date, step.change, step.amount_text,
                        step.status));
    for (std::size_t i = 0; i < evidence.size(); ++i) print(describe(i + 1, evidence[i]));
  }

  DealId deal_{"why"};
  FormatOption format_;
};

}  // namespace

std::unique_ptr<Command> make_why_command() { return std::make_unique<WhyCommand>(); }

}  // namespace dealgraph

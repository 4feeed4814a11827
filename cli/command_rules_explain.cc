// rules explain: from a stored deal back to rule, captures and guards, read again by the present
// rules.
#include <fmt/format.h>

#include <algorithm>

#include "cli/command.h"
#include "cli/deal_id.h"
#include "cli/listing.h"
#include "cli/printer.h"
#include "cli/rule_view.h"
#include "extract/extract.h"

namespace dealgraph {
namespace {

constexpr std::size_t most_near = 3;

// What the present rules make of the sentence of one piece of evidence.
struct Reread {
  std::optional<Article> article;  // nothing: it is not stored any more
  const Rule* rule = nullptr;      // that found it, as it is now; nullptr: there is none
  std::optional<FoundDeal> found;  // the same deal now
  std::vector<NearMiss> near;      // else why not
};

bool same_deal(const DealMention& a, const DealMention& b) {
  return a.payer.id == b.payer.id && a.payee.id == b.payee.id;
}

const Rule* rule_of(const Workings& workings, const std::string& id) {
  const auto& rules = workings.rules.rules;
  const auto found =
      std::find_if(rules.begin(), rules.end(), [&](const Rule& rule) { return rule.id == id; });
  return found == rules.end() ? nullptr : &*found;
}

Reread read_again(const Store& store, const Workings& workings, const Evidence& evidence) {
  Reread out;
  out.article = store.article(evidence.article_id);
  out.rule = rule_of(workings, evidence.mention.rule);
  if (!out.article) return out;
  const auto tried = try_rules(workings, *out.article, out.rule ? out.rule->id : "");
  for (std::size_t i = 0; i < tried.sentences.size(); ++i) {
    const Span span = tried.seen.sentences[i].span;
    if (!(span.begin < evidence.mention.span.end && evidence.mention.span.begin < span.end))
      continue;
    for (const auto& found : tried.sentences[i].deals)
      // Of several rules the one that found it then.
      if (same_deal(found.deal, evidence.mention) && (!out.found || found.rule == out.rule))
        out.found = found;
    out.near.insert(out.near.end(), tried.sentences[i].near.begin(), tried.sentences[i].near.end());
  }
  if (out.near.size() > most_near) out.near.resize(most_near);
  return out;
}

std::string guards_text(const Rule& rule) {
  std::string out;
  for (const auto& guard : rule.guards) out += "    unless '" + printable(guard) + "': not there\n";
  return out + "    no condition, hypothesis or denial in its clauses\n";
}

std::string indented(const std::string& lines) {
  std::string out = "  ";
  for (const char c : lines) out += c == '\n' ? "\n  " : std::string(1, c);
  out.resize(out.size() - 2);
  return out;
}

std::string describe(std::size_t number, const EvidenceRow& row, const Reread& now) {
  const auto& mention = row.evidence.mention;
  auto out = fmt::format("\n{}. {}\n", number, printable(row.sentence));
  const auto& place = row.url.empty() ? row.doc : row.url;
  for (const auto& line : {row.title, row.published.empty() ? place : row.published + "  " + place})
    if (!line.empty()) out += "   " + printable(line) + '\n';
  out +=
      fmt::format("   stored: by {} version {}\n", printable(mention.rule), mention.rule_version);
  if (now.found)
    return out + "   now:\n" + indented(describe(*now.found) + guards_text(*now.found->rule));
  if (!now.article) return out + "   its article is not stored any more\n";
  out += now.rule ? fmt::format("   the present rules do not find it; version {} of its rule:\n",
                                now.rule->version)
                  : "   the present rules do not find it, and there is no rule of that name\n";
  for (const auto& miss : now.near) out += indented(describe(miss));
  return out;
}

Json explain_json(const EvidenceRow& row, const Reread& now) {
  auto out = evidence_json(row);
  out["now"] = nullptr;
  out["guards"] = Json::array();
  out["near"] = Json::array();
  if (now.found) {
    out["now"] = found_json(*now.article, *now.found);
    out["guards"] = now.found->rule->guards;
    return out;
  }
  for (const auto& miss : now.near) out["near"].push_back(near_json(miss));
  return out;
}

class RulesExplainCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    deal_.setup(app);
    format_.setup(app, {"table", "json"});
    app.footer(
        "Reads the stored articles again by the present rules, and says what they find or why they "
        "do not. dealgraph why ID shows what is stored.");
  }

  ExitCode run(const CommonOptions& common) override {
    deal_.require_number();
    const auto settings = load_settings(common);
    const auto store = open_database(settings.database);
    const auto deal = deal_.find(store, settings.database);
    const auto extractor = Extractor::load(settings.rules);
    const auto workings = extractor.workings();
    Json list = Json::array();
    std::string text = deal_heading(deal);
    for (const auto& row : store.evidence_of(deal.deal.id)) {
      const auto now = read_again(store, workings, row.evidence);
      list.push_back(explain_json(row, now));
      text += describe(list.size(), row, now);
    }
    if (format_.get() == Format::json) {
      auto out = deal_json(deal);
      out["evidence"] = std::move(list);
      text = to_lines(out) + '\n';
    }
    print(text);
    flush_output();
    return ExitCode::ok;
  }

 private:
  DealId deal_{"rules explain"};
  FormatOption format_;
};

}  // namespace

std::unique_ptr<Command> make_rules_explain_command() {
  return std::make_unique<RulesExplainCommand>();
}

}  // namespace dealgraph

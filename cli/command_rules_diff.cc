// rules diff: what a change of the rules gains, loses and changes.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "cli/article_input.h"
#include "cli/command.h"
#include "cli/git_rules.h"
#include "cli/listing.h"
#include "cli/money.h"
#include "cli/parallel.h"
#include "cli/printer.h"
#include "extract/compare_rules.h"
#include "extract/deal_changes.h"

namespace fs = std::filesystem;

namespace dealgraph {
namespace {

using Folders = std::vector<fs::path>;

// A change with what is shown of it, without its article.
struct ShownChange {
  std::optional<DealMention> before, after;
  std::string sentence, doc, title;
  Json json;
};

struct Totals {
  std::size_t articles = 0, sentences = 0;
  std::size_t gained = 0, lost = 0, changed = 0;
  std::size_t touched_articles = 0;  // with a change
};

const char* name_of(RuleChange::Kind kind) {
  switch (kind) {
    case RuleChange::Kind::added:
      return "added";
    case RuleChange::Kind::removed:
      return "removed";
    default:
      return "changed";
  }
}

const char* name_of(const ShownChange& change) {
  return !change.before ? "gained" : !change.after ? "lost" : "changed";
}

std::string amount_of(const DealMention& deal) {
  auto out = format_amount(deal.amount);
  if (deal.stake_pct) out += fmt::format(", {:.6g} %", *deal.stake_pct);
  return out + (deal.shared ? ", shared" : "");
}

std::string describe(const DealMention& deal) {
  return fmt::format("{}: {}, {}, {}", arrow(deal.payer.name, deal.payee.name),
                     to_string(deal.type), amount_of(deal), to_string(deal.status));
}

// Only what differs: "purchase → loan, USD 5bn → undisclosed".
std::string describe_change(const DealMention& before, const DealMention& after) {
  std::string out = arrow(before.payer.name, before.payee.name);
  if (before.payer.id != after.payer.id || before.payee.id != after.payee.id)
    out += ", now " + arrow(after.payer.name, after.payee.name);
  out += ':';
  const auto tell = [&](std::string_view from, std::string_view to) {
    if (from != to) out += fmt::format("{} {} → {}", out.back() == ':' ? "" : ",", from, to);
  };
  tell(to_string(before.type), to_string(after.type));
  tell(amount_of(before), amount_of(after));
  tell(to_string(before.status), to_string(after.status));
  if (out.back() == ':') out.pop_back();
  return out;
}

std::string describe(const ShownChange& change) {
  std::string out;
  if (change.before && change.after)
    out = "~ " + describe_change(*change.before, *change.after) +
          (change.before->rule == change.after->rule
               ? " (" + printable(change.after->rule)
               : " (" + printable(change.before->rule) + " → " + printable(change.after->rule)) +
          ")\n";
  else
    out = (change.after ? "+ " : "- ") + describe(change.after ? *change.after : *change.before) +
          " (" + printable((change.after ? *change.after : *change.before).rule) + ")\n";
  out += "  " + printable(change.sentence) + '\n';
  return out + "  " + printable(change.title.empty() ? change.doc : change.title) + '\n';
}

ShownChange shown(const Article& article, const DealChange& change) {
  ShownChange out;
  if (change.before) out.before = *change.before;
  if (change.after) out.after = *change.after;
  const auto sentence = (change.after ? change.after : change.before)->sentence;
  out.sentence = article.text.substr(sentence.begin, sentence.size());
  out.doc = article.url.empty() ? article.doc : article.url;
  out.title = article.title();
  const auto side = [&](const DealMention* deal) {
    return deal ? mentions_json(article, {*deal}).front() : Json(nullptr);
  };
  out.json = {
      {"change", name_of(out)}, {"before", side(change.before)}, {"after", side(change.after)}};
  return out;
}

// Compares articles on all cores and adds up in their order.
class Differ {
 public:
  explicit Differ(const RuleComparison& comparison) : comparison_(comparison) {}

  void add(const Article& article) {
    waiting_.push_back(article);
    if (waiting_.size() == batch) work_off();
  }
  void work_off() {
    std::vector<ComparedArticle> compared(waiting_.size());
    in_parallel(waiting_.size(),
                [&](std::size_t i) { compared[i] = comparison_.compare(waiting_[i]); });
    for (std::size_t i = 0; i < waiting_.size(); ++i) take(waiting_[i], compared[i]);
    waiting_.clear();
  }
  const Totals& totals() const { return totals_; }
  const std::vector<ShownChange>& changes() const { return changes_; }

 private:
  static constexpr std::size_t batch = 512;

  void take(const Article& article, const ComparedArticle& compared) {
    ++totals_.articles;
    totals_.sentences += compared.sentences;
    const auto found = deal_changes(compared.before, compared.after);
    totals_.touched_articles += !found.empty();
    for (const auto& change : found) {
      ++(!change.before ? totals_.gained : !change.after ? totals_.lost : totals_.changed);
      changes_.push_back(shown(article, change));
    }
  }

  const RuleComparison& comparison_;
  std::vector<Article> waiting_;
  Totals totals_;
  std::vector<ShownChange> changes_;
};

class RulesDiffCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    app.add_option("PATH", paths_, "Pages to read in place of the stored articles")->type_name("");
    app.add_option("--base", base_,
                   "Old rules: a folder, or a git revision of the rules folder in use (default: "
                   "without own rules; without a folder of own rules HEAD)")
        ->type_name("DIR|REV");
    app.add_option("--limit", limit_, "At most so many changes; 0: all (default: 50)")
        ->type_name("N")
        ->check(check_count, "");
    format_.setup(app, {"table", "json"});
  }

  ExitCode run(const CommonOptions& common) override {
    const auto settings = load_settings(common);
    const auto comparison = load(settings.rules);
    Differ differ(comparison);
    const auto code = for_each_article(paths_, settings, Messages(common.level()),
                                       [&](const Article& article) { differ.add(article); });
    differ.work_off();
    if (format_.get() == Format::json)
      print_json(comparison, differ.totals(), differ.changes());
    else
      print_text(comparison, differ.totals(), differ.changes());
    flush_output();
    return code;
  }

 private:
  RuleComparison load(const Folders& folders) {
    const auto old = old_folders(folders);
    try {
      return RuleComparison::load(old, folders);
    } catch (const Error& error) {
      // Mistakes of a revision lie in files that are gone by the time they are read of.
      if (!revision_) throw;
      std::string message = error.what();
      const auto gone = revision_->folder().string();
      const auto name = (base_.empty() ? "HEAD" : base_) + ":" + folders.back().string();
      for (auto at = message.find(gone); at != std::string::npos; at = message.find(gone, at))
        message.replace(at, gone.size(), name);
      throw Error(error.code(), message);
    }
  }

  // A base takes the place of the folder that is being worked on, the last one.
  Folders old_folders(Folders folders) {
    std::error_code none;
    if (base_.empty() && folders.size() > 1) return {folders.front()};
    if (!base_.empty() && fs::is_directory(base_, none)) {
      if (folders.size() > 1 && fs::equivalent(base_, folders.front(), none))
        return {folders.front()};
      folders.back() = base_;
    } else {
      revision_.emplace(folders.back(), base_.empty() ? "HEAD" : base_);
      folders.back() = revision_->folder();
    }
    return folders;
  }

  static std::string what_changed(const RuleComparison& comparison) {
    const auto& changes = comparison.changes();
    std::vector<std::string> out;
    for (const auto& rule : changes.rules)
      out.push_back("rule " + printable(rule.id) + ' ' + name_of(rule.kind));
    for (const auto& list : changes.lists) out.push_back("word list " + printable(list));
    if (comparison.names_changed()) out.push_back("names");
    return out.empty() ? "nothing differs in the rules" : fmt::format("{}", fmt::join(out, ", "));
  }

  void print_text(const RuleComparison& comparison, const Totals& totals,
                  const std::vector<ShownChange>& changes) const {
    print(fmt::format("{} gained, {} lost, {} changed in {} of {}\n", totals.gained, totals.lost,
                      totals.changed, totals.touched_articles,
                      count_of(totals.articles, "article")));
    print(what_changed(comparison) + '\n');
    print(comparison.is_full() ? "all sentences were read twice: names or what they are found by "
                                 "differ\n"
                               : count_of(totals.sentences, "sentence") + " could change\n");
    const auto most = limit_ == 0 ? changes.size() : limit_;
    for (std::size_t i = 0; i < changes.size() && i < most; ++i) print('\n' + describe(changes[i]));
    if (changes.size() > most)
      print(fmt::format("\n… and {} more; --limit 0 shows all\n", changes.size() - most));
  }

  static void print_json(const RuleComparison& comparison, const Totals& totals,
                         const std::vector<ShownChange>& changes) {
    Json rules = Json::array();
    for (const auto& rule : comparison.changes().rules)
      rules.push_back({{"id", rule.id}, {"change", name_of(rule.kind)}});
    Json list = Json::array();
    for (const auto& change : changes) list.push_back(change.json);
    print(to_lines(Json{{"gained", totals.gained},
                        {"lost", totals.lost},
                        {"changed", totals.changed},
                        {"articles", totals.articles},
                        {"sentences", totals.sentences},
                        {"rules", std::move(rules)},
                        {"lists", comparison.changes().lists},
                        {"names", comparison.names_changed()},
                        {"changes", std::move(list)}}) +
          '\n');
  }

  std::vector<std::string> paths_;
  std::string base_;
  std::size_t limit_ = 50;
  FormatOption format_;
  std::optional<RulesOfRevision> revision_;
};

}  // namespace

std::unique_ptr<Command> make_rules_diff_command() { return std::make_unique<RulesDiffCommand>(); }

}  // namespace dealgraph

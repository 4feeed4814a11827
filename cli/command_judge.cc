// judge accept, reject, same, apart, supersede, undo, list.
#include <fmt/format.h>

#include "cli/command.h"
#include "cli/judge_command.h"
#include "cli/listing.h"
#include "cli/printer.h"
#include "db/judgements.h"

namespace dealgraph {
namespace {

DealRow require_deal(const Store& store, std::int64_t id) {
  if (auto deal = store.deal(id)) return std::move(*deal);
  throw Error(ExitCode::no_input, fmt::format("no deal {}; dealgraph deals lists them", id));
}

class VerdictCommand : public JudgeCommand {
 public:
  explicit VerdictCommand(const char* verdict) : verdict_(verdict) {}
  void setup(CLI::App& app) override {
    app.add_option("DEAL", deals_, "Ids of deals, as `dealgraph deals` lists them")
        ->type_name("")
        ->required();
    add_note(app);
  }

 protected:
  std::string judge(Store& store, std::int64_t now) override {
    std::vector<Judgement> judged;
    for (const auto deal : deals_) {
      require_deal(store, deal);
      judged.push_back(make(verdict_, now));
      judged.back().deal_id = deal;
    }
    Judgements(store).add(judged);
    return fmt::format("{}ed {}", verdict_, count_of(deals_.size(), "deal"));
  }

 private:
  const char* verdict_;
  std::vector<std::int64_t> deals_;
};

class SameCommand : public JudgeCommand {
 public:
  void setup(CLI::App& app) override {
    app.add_option("DEAL", deals_, "Ids of deals that are one")
        ->type_name("")
        ->required()
        ->expected(2, 1000);
    add_note(app);
  }

 protected:
  std::string judge(Store& store, std::int64_t now) override {
    std::vector<Judgement> judged;
    const auto first = require_deal(store, deals_.front());
    for (std::size_t i = 1; i < deals_.size(); ++i) {
      const auto other = require_deal(store, deals_[i]);
      if (other.deal.payer != first.deal.payer || other.deal.payee != first.deal.payee ||
          other.deal.type != first.deal.type)
        throw UsageError(fmt::format(
            "dealgraph: deals {} and {} differ in payer, payee or type, so they cannot be one",
            first.deal.id, other.deal.id));
      judged.push_back(make("one_deal", now));
      judged.back().evidence_id = first.deal.evidence.front();
      judged.back().other_evidence = other.deal.evidence.front();
    }
    Judgements(store).add(judged);
    return fmt::format("{} are deal {}", count_of(deals_.size(), "deal"), first.deal.id);
  }

 private:
  std::vector<std::int64_t> deals_;
};

class ApartCommand : public JudgeCommand {
 public:
  void setup(CLI::App& app) override {
    app.add_option("EVIDENCE", evidence_, "Ids of evidence, as `dealgraph why` lists them")
        ->type_name("")
        ->required();
    app.footer("All of it tells one deal, and not the one that it is merged into now.");
    add_note(app);
  }

 protected:
  std::string judge(Store& store, std::int64_t now) override {
    std::vector<Judgement> judged;
    for (const auto id : evidence_) {
      judged.push_back(make("two_deals", now));
      judged.back().evidence_id = id;
      judged.back().other_evidence = evidence_.front();
    }
    Judgements(store).add(judged);
    return fmt::format("{} {} a deal of their own", evidence_.size(),
                       evidence_.size() == 1 ? "place tells" : "places tell");
  }

 private:
  std::vector<std::int64_t> evidence_;
};

class SupersedeCommand : public JudgeCommand {
 public:
  void setup(CLI::App& app) override {
    app.add_option("OLD", old_, "Id of the deal that counts no longer")->type_name("")->required();
    app.add_option("NEW", new_, "Id of the deal that took its place")->type_name("")->required();
    add_note(app);
  }

 protected:
  std::string judge(Store& store, std::int64_t now) override {
    require_deal(store, old_);
    require_deal(store, new_);
    if (old_ == new_) throw UsageError("dealgraph: a deal cannot supersede itself");
    auto judged = make("supersede", now);
    judged.deal_id = old_;
    judged.other_deal = new_;
    Judgements(store).add({judged});
    return fmt::format("deal {} took the place of deal {}", new_, old_);
  }

 private:
  std::int64_t old_ = 0, new_ = 0;
};

std::string describe(const Judgement& judged) {
  const auto id = [](const std::optional<std::int64_t>& value) {
    return std::to_string(value.value_or(0));
  };
  const auto& verdict = judged.verdict;
  if (verdict == "merge")
    return printable(judged.party.value_or("")) + " is " +
           printable(judged.other_party.value_or(""));
  if (verdict == "split")
    return printable(judged.party.value_or("")) + " is " +
           printable(judged.other_party.value_or("")) + " in article " + id(judged.article_id);
  if (verdict == "one_deal")
    return "evidence " + id(judged.evidence_id) + " and " + id(judged.other_evidence) +
           " tell one deal";
  if (verdict == "two_deals")
    return "evidence " + id(judged.evidence_id) + " tells a deal of its own";
  if (verdict == "supersede")
    return "deal " + id(judged.other_deal) + " took the place of deal " + id(judged.deal_id);
  return verdict + " deal " + id(judged.deal_id);
}

class UndoCommand : public JudgeCommand {
 public:
  void setup(CLI::App& app) override {
    app.add_option("ID", id_,
                   "Id of a judgement, as `dealgraph judge list` shows it; the newest "
                   "without it")
        ->type_name("");
  }

 protected:
  std::string judge(Store& store, std::int64_t now) override {
    const auto judged = Judgements(store).undo(id_, now);
    return fmt::format("took back judgement {}, {}", judged.id, describe(judged));
  }

 private:
  std::optional<std::int64_t> id_;
};

Json judgement_json(const Judgement& judged) {
  const auto number = [](const std::optional<std::int64_t>& value) {
    return value ? Json(*value) : Json();
  };
  return {{"id", judged.id},
          {"at", utc_time(judged.at)},
          {"verdict", judged.verdict},
          {"party", judged.party ? Json(*judged.party) : Json()},
          {"other_party", judged.other_party ? Json(*judged.other_party) : Json()},
          {"article", number(judged.article_id)},
          {"deal", number(judged.deal_id)},
          {"other_deal", number(judged.other_deal)},
          {"evidence", number(judged.evidence_id)},
          {"other_evidence", number(judged.other_evidence)},
          {"note", judged.note},
          {"undone_at", judged.undone_at ? Json(utc_time(*judged.undone_at)) : Json()}};
}

class JudgeListCommand : public Command {
 public:
  void setup(CLI::App& app) override { format_.setup(app, {"table", "json", "jsonl", "csv"}); }

  ExitCode run(const CommonOptions& common) override {
    auto store = open_database(load_settings(common).database);
    const auto all = Judgements(store).all();
    const auto format = format_.get();
    if (format == Format::json || format == Format::jsonl) {
      JsonListing listing(format);
      for (const auto& judged : all) listing.add(judgement_json(judged));
      listing.end();
    } else if (!all.empty() || format == Format::csv) {
      std::vector<std::vector<std::string>> cells{{"ID", "AT", "JUDGEMENT", "UNDONE", "NOTE"}};
      for (const auto& judged : all)
        cells.push_back({std::to_string(judged.id), utc_time(judged.at), describe(judged),
                         judged.undone_at ? utc_time(*judged.undone_at) : "", judged.note});
      if (format == Format::table) print(format_table(cells));
      if (format == Format::csv)
        for (const auto& row : cells) print(format_csv(row));
    }
    flush_output();
    if (all.empty()) Messages(common.level()).note("no judgements");
    return ExitCode::ok;
  }

 private:
  FormatOption format_;
};

}  // namespace

std::unique_ptr<Command> make_judge_accept_command() {
  return std::make_unique<VerdictCommand>("accept");
}
std::unique_ptr<Command> make_judge_reject_command() {
  return std::make_unique<VerdictCommand>("reject");
}
std::unique_ptr<Command> make_judge_same_command() { return std::make_unique<SameCommand>(); }
std::unique_ptr<Command> make_judge_apart_command() { return std::make_unique<ApartCommand>(); }
std::unique_ptr<Command> make_judge_supersede_command() {
  return std::make_unique<SupersedeCommand>();
}
std::unique_ptr<Command> make_judge_undo_command() { return std::make_unique<UndoCommand>(); }
std::unique_ptr<Command> make_judge_list_command() { return std::make_unique<JudgeListCommand>(); }

}  // namespace dealgraph

// parties merge and split: judgements on who is who.
#include <fmt/format.h>

#include <algorithm>

#include "cli/judge_command.h"
#include "cli/party_choice.h"
#include "cli/printer.h"

namespace dealgraph {
namespace {

class MergeCommand : public JudgeCommand {
 public:
  void setup(CLI::App& app) override {
    app.add_option("NAME", party_, "Party that is the same as another")->type_name("")->required();
    app.add_option("INTO", into_, "The other one; its id stays")->type_name("")->required();
    add_note(app);
  }

 protected:
  std::string judge(Store& store, std::int64_t now) override {
    const auto party = choose_party(store, party_);
    const auto into = choose_party(store, into_);
    auto judged = make("merge", now);
    judged.party = party.id;
    judged.other_party = into.id;
    Judgements(store).add({judged});
    return fmt::format("{} ({}) is {} ({})", printable(party.name), party.id, printable(into.name),
                       into.id);
  }

 private:
  std::string party_, into_;
};

class SplitCommand : public JudgeCommand {
 public:
  void setup(CLI::App& app) override {
    app.add_option("NAME", party_, "Party that some articles take for another")
        ->type_name("")
        ->required();
    app.add_option("OTHER", other_, "Who they mean; a new party if nobody has the name")
        ->type_name("")
        ->required();
    app.add_option("--article", articles_, "Ids of these articles, as `dealgraph why` lists them")
        ->type_name("ID")
        ->required();
    add_note(app);
  }

 protected:
  std::string judge(Store& store, std::int64_t now) override {
    const auto party = choose_party(store, party_);
    Judgements judgements(store);
    const auto known = judgements.articles_of(party.id);
    const auto other = other_party(store, judgements);
    std::vector<Judgement> judged;
    for (const auto article : articles_) {
      if (std::find(known.begin(), known.end(), article) == known.end())
        throw Error(ExitCode::no_input,
                    fmt::format("article {} tells no deal of {}", article, party.id));
      judged.push_back(make("split", now));
      judged.back().party = party.id;
      judged.back().other_party = other;
      judged.back().article_id = article;
    }
    judgements.add(judged);
    return fmt::format("{} is {} in {}", party.id, other, count_of(articles_.size(), "article"));
  }

 private:
  std::string other_party(const Store& store, Judgements& judgements) const {
    if (!store.find_parties(other_).empty()) return choose_party(store, other_).id;
    std::string id;
    for (const char c : other_)
      if (c == ' ')
        id += '-';
      else
        id += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    judgements.ensure_party(id, other_);
    return id;
  }

  std::string party_, other_;
  std::vector<std::int64_t> articles_;
};

}  // namespace

std::unique_ptr<Command> make_parties_merge_command() { return std::make_unique<MergeCommand>(); }
std::unique_ptr<Command> make_parties_split_command() { return std::make_unique<SplitCommand>(); }

}  // namespace dealgraph

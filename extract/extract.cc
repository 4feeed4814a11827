#include "extract/extract.h"

#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <iterator>
#include <utility>

#include "core/error.h"
#include "extract/later_prices.h"
#include "extract/lexicon.h"
#include "extract/lint.h"
#include "extract/match.h"
#include "extract/mentions.h"
#include "extract/names.h"
#include "extract/rule_files.h"
#include "extract/rule_tests.h"
#include "extract/sightings.h"
#include "extract/skeleton.h"
#include "extract/status.h"
#include "extract/toml_file.h"
#include "extract/workings.h"

namespace dealgraph {
namespace {

std::string fingerprint_of(const std::vector<std::filesystem::path>& folders) {
  return fmt::format("{:016x}", hash_rule_files(folders) * 31 + hash_name_files(folders));
}

}  // namespace

struct Extractor::Impl {
  Impl(RuleFiles files, NameList list, std::string hash)
      : lexicon(std::move(files.lexicon)),
        names(std::move(list)),
        rules(make_rule_set(std::move(files.rules), lexicon)),
        finder(names, lexicon),
        skeleton(lexicon),
        status(lexicon),
        prices(lexicon),
        fingerprint(std::move(hash)) {}
  Lexicon lexicon;
  NameList names;
  RuleSet rules;
  MentionFinder finder;
  SkeletonWords skeleton;
  StatusReader status;
  LaterPrices prices;
  std::string fingerprint;
};

Extractor::Extractor(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
Extractor::Extractor(Extractor&&) noexcept = default;
Extractor& Extractor::operator=(Extractor&&) noexcept = default;
Extractor::~Extractor() = default;

Extractor Extractor::load(const std::vector<std::filesystem::path>& folders) {
  std::vector<std::string> problems;
  std::vector<std::string> of_names;
  // The name lists are long and the rules need none of them.
  auto reading = std::async(std::launch::async, [&] { return load_names(folders, of_names); });
  auto files = read_rule_files(folders, problems);
  auto names = reading.get();
  problems.insert(problems.end(), of_names.begin(), of_names.end());
  if (!problems.empty())
    throw Error(ExitCode::bad_data, fmt::format("{}", fmt::join(problems, "\n")));
  return Extractor(
      std::make_unique<const Impl>(std::move(files), std::move(names), fingerprint_of(folders)));
}

std::vector<DealMention> Extractor::extract(const Article& article) const {
  return read(article).deals;
}

Document prepare(const Article& article, const Workings& workings) {
  auto document = prepare(article, workings.finder);
  drop_ignored(document, workings.names);
  return document;
}

std::vector<MatchedDeals> read_sentence(const Document& document, const Sentence& sentence,
                                        const Skeleton& skeleton, const Workings& workings,
                                        Discourse& discourse, MatchTrace* trace) {
  const auto matches =
      match_rules(document, sentence, skeleton, workings.rules, workings.status, trace);
  remember_deal(sentence, skeleton, matches, discourse);
  std::vector<MatchedDeals> out;
  for (const auto& match : matches) {
    out.push_back({match, to_deals(document, sentence, skeleton, match, workings.status)});
    for (auto& deal : out.back().deals)
      if (discourse.round && !deal.amount && deal.type == discourse.raised) {
        deal.amount = discourse.round;
        deal.shared = true;
      }
  }
  return out;
}

std::vector<DealMention> read_deals(const Document& document, const Workings& workings) {
  std::vector<DealMention> out;
  Discourse discourse;
  for (const auto& sentence : document.sentences) {
    const auto skeleton = build_skeleton(document, sentence, workings.skeleton, discourse);
    for (auto& [match, deals] : read_sentence(document, sentence, skeleton, workings, discourse))
      std::move(deals.begin(), deals.end(), std::back_inserter(out));
  }
  workings.prices.fill(document, out);
  drop_idle_partnerships(out);
  return out;
}

Extraction Extractor::read(const Article& article) const {
  const auto document = prepare(article, workings());
  return {read_deals(document, workings()), sightings(document)};
}

std::vector<Mention> Extractor::annotate(const Article& article) const {
  const auto document = prepare(article, workings());
  std::vector<Mention> out;
  for (const auto& sentence : document.sentences)
    for (auto& [mention, parties] : mentions_of(document, sentence)) {
      if (parties.empty()) out.push_back(mention);
      for (const int party : parties) {
        mention.party_id = document.parties[party].id;
        mention.party_name = document.parties[party].name;
        out.push_back(mention);
      }
    }
  return out;
}

AnnotatedArticle Extractor::annotate_sentences(const Article& article) const {
  const auto document = prepare(article, workings());
  return dealgraph::annotate_sentences(document, impl_->lexicon);
}

const Party* Extractor::party(const std::string& id) const {
  const auto& names = impl_->names;
  const auto found = names.by_id.find(id);
  return found == names.by_id.end() ? nullptr : &names.parties[found->second];
}

const std::string& Extractor::fingerprint() const { return impl_->fingerprint; }

Workings Extractor::workings() const {
  return {impl_->lexicon,  impl_->names,  impl_->rules, impl_->finder,
          impl_->skeleton, impl_->status, impl_->prices};
}

RulesReport check_rules(const std::vector<std::filesystem::path>& folders) {
  RulesReport report;
  auto files = read_rule_files(folders, report.problems);
  const auto names = load_names(folders, report.problems);
  report.rules = files.rules.size();
  if (!report.problems.empty()) return report;
  for (const auto& folder : folders)
    if (toml_files(folder / "deals").empty() && name_files(folder / "names").empty() &&
        toml_files(folder / "lexicon").empty())
      report.problems.push_back(folder.string() +
                                ": holds no rules, names or word lists; they are looked for in "
                                "deals/*.toml, names/*.toml, names/*.csv and lexicon/*.toml");
  if (files.rules.empty() && report.problems.empty())
    report.problems.push_back(fmt::format("no rule in {}; a rule is a [[rule]] in deals/*.toml",
                                          folders.back().string()));
  if (!report.problems.empty()) return report;
  // What the finders look up now, and skeletons while the examples are read, is of use.
  Lexicon::Lists asked;
  files.lexicon.watch(&asked);
  const MentionFinder finder(names, files.lexicon);
  const StatusReader status(files.lexicon);
  const LaterPrices prices(files.lexicon);
  for (const auto& rule : files.rules) {
    report.tests += rule.tests.size();
    run_rule_tests(rule, files.lexicon, finder, status, report.problems);
  }
  files.lexicon.watch(nullptr);
  report.warnings = lint_rules(files.rules, folders, asked);
  return report;
}

}  // namespace dealgraph

#include "extract/extract.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <set>
#include <utility>

#include "core/error.h"
#include "extract/later_prices.h"
#include "extract/lexicon.h"
#include "extract/match.h"
#include "extract/mentions.h"
#include "extract/names.h"
#include "extract/rounds.h"
#include "extract/rule_parser.h"
#include "extract/rule_tests.h"
#include "extract/sightings.h"
#include "extract/skeleton.h"
#include "extract/status.h"
#include "extract/toml_file.h"

namespace dealgraph {
namespace {

struct RuleFiles {
  Lexicon lexicon;
  NameList names;
  std::vector<Rule> rules;
  std::string fingerprint;
};

// FNV-1a over the files' names and bytes.
void hash_file(const std::filesystem::path& file, std::uint64_t& hash) {
  std::ifstream in(file, std::ios::binary);
  std::string content = file.filename().string() + '\0';
  content.append(std::istreambuf_iterator<char>(in), {});
  for (const char byte : content)
    hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3ULL;
}

// Word lists first, since every rule may use every list.
RuleFiles read_folders(const std::vector<std::filesystem::path>& folders,
                       std::vector<std::string>& problems) {
  RuleFiles out;
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const auto& folder : folders) {
    if (std::error_code none; !std::filesystem::is_directory(folder, none)) {
      problems.push_back(folder.string() + ": no such rules folder");
      continue;
    }
    for (const auto* part : {"lexicon", "deals"})
      for (const auto& file : toml_files(folder / part)) hash_file(file, hash);
    for (const auto& file : name_files(folder / "names")) hash_file(file, hash);
    for (const auto& file : toml_files(folder / "lexicon")) out.lexicon.add_file(file, problems);
    for (const auto& file : toml_files(folder / "deals"))
      read_rule_lexicon(file, out.lexicon, problems);
  }
  for (const auto& folder : folders) {
    for (const auto& file : name_files(folder / "names")) out.names.add_file(file, problems);
    const auto first = out.rules.size();
    for (const auto& file : toml_files(folder / "deals"))
      read_rules(file, out.lexicon, out.rules, first, problems);
  }
  out.names.check_parents(problems);
  out.names.build();
  out.fingerprint = fmt::format("{:016x}", hash);
  return out;
}

std::pair<std::string, std::string> pair_of(const DealMention& deal) {
  return std::minmax(deal.payer.id, deal.payee.id);
}

// A partnership says nothing more where the same two parties pay one another.
void drop_idle_partnerships(std::vector<DealMention>& deals) {
  std::set<std::pair<std::string, std::string>> valued;
  for (const auto& deal : deals)
    if (deal.type != DealType::partnership) valued.insert(pair_of(deal));
  std::erase_if(deals, [&](const DealMention& deal) {
    return deal.type == DealType::partnership && valued.contains(pair_of(deal));
  });
}

}  // namespace

struct Extractor::Impl {
  explicit Impl(RuleFiles loaded)
      : files(std::move(loaded)),
        rules(make_rule_set(std::move(files.rules), files.lexicon)),
        finder(files.names, files.lexicon),
        skeleton(files.lexicon),
        status(files.lexicon),
        prices(files.lexicon) {}
  RuleFiles files;  // without its rules
  RuleSet rules;
  MentionFinder finder;
  SkeletonWords skeleton;
  StatusReader status;
  LaterPrices prices;
};

Extractor::Extractor(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
Extractor::Extractor(Extractor&&) noexcept = default;
Extractor& Extractor::operator=(Extractor&&) noexcept = default;
Extractor::~Extractor() = default;

Extractor Extractor::load(const std::vector<std::filesystem::path>& folders) {
  std::vector<std::string> problems;
  auto files = read_folders(folders, problems);
  if (!problems.empty())
    throw Error(ExitCode::bad_data, fmt::format("{}", fmt::join(problems, "\n")));
  return Extractor(std::make_unique<const Impl>(std::move(files)));
}

std::vector<DealMention> Extractor::extract(const Article& article) const {
  return read(article).deals;
}

Extraction Extractor::read(const Article& article) const {
  auto document = prepare(article, impl_->finder);
  drop_ignored(document, impl_->files.names);
  std::vector<DealMention> out;
  Discourse discourse;
  for (const auto& sentence : document.sentences) {
    const auto skeleton = build_skeleton(document, sentence, impl_->skeleton, discourse);
    const auto matches = match_rules(document, sentence, skeleton, impl_->rules, impl_->status);
    remember_deal(skeleton, matches, discourse);
    remember_round(sentence, skeleton, !matches.empty(), discourse);
    for (const auto& match : matches)
      for (auto& deal : to_deals(document, sentence, skeleton, match, impl_->status)) {
        if (discourse.round && !deal.amount && deal.type == DealType::investment)
          deal.amount = discourse.round, deal.shared = true;
        out.push_back(std::move(deal));
      }
  }
  impl_->prices.fill(document, out);
  drop_idle_partnerships(out);
  return {std::move(out), sightings(document)};
}

std::vector<Mention> Extractor::annotate(const Article& article) const {
  auto document = prepare(article, impl_->finder);
  drop_ignored(document, impl_->files.names);
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
  auto document = prepare(article, impl_->finder);
  drop_ignored(document, impl_->files.names);
  return dealgraph::annotate_sentences(document, impl_->files.lexicon);
}

const Party* Extractor::party(const std::string& id) const {
  const auto& names = impl_->files.names;
  const auto found = names.by_id.find(id);
  return found == names.by_id.end() ? nullptr : &names.parties[found->second];
}

const std::string& Extractor::fingerprint() const { return impl_->files.fingerprint; }

RulesReport check_rules(const std::vector<std::filesystem::path>& folders) {
  RulesReport report;
  const auto files = read_folders(folders, report.problems);
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
  const MentionFinder finder(files.names, files.lexicon);
  const StatusReader status(files.lexicon);
  for (const auto& rule : files.rules) {
    report.tests += rule.tests.size();
    run_rule_tests(rule, files.lexicon, finder, status, report.problems);
  }
  return report;
}

}  // namespace dealgraph

#include "extract/compare_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/error.h"
#include "extract/deal_changes.h"
#include "extract/match.h"
#include "extract/workings.h"

namespace dealgraph {
namespace {

namespace fs = std::filesystem;
using Folders = std::vector<fs::path>;

// One set of rules; names and what finds them by may be those of the other set.
struct Side {
  Side(RuleFiles files, std::shared_ptr<const NameList> list)
      : lexicon(std::move(files.lexicon)),
        names(std::move(list)),
        rules(make_rule_set(std::move(files.rules), lexicon)),
        status(lexicon) {}
  Workings workings() const { return {lexicon, *names, rules, *finder, status}; }

  Lexicon lexicon;
  std::shared_ptr<const NameList> names;
  RuleSet rules;
  StatusReader status;
  std::shared_ptr<const MentionFinder> finder;
};

std::vector<DealMention> deals_of(const Document& document, const Sentence& sentence,
                                  const Skeleton& skeleton, const Side& side) {
  std::vector<DealMention> out;
  for (const auto& match : match_rules(document, sentence, skeleton, side.rules, side.status))
    for (auto& deal : to_deals(document, sentence, skeleton, match, side.status))
      out.push_back(std::move(deal));
  return out;
}

bool all_alike(const std::vector<DealMention>& a, const std::vector<DealMention>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), alike);
}

std::vector<Skeleton> skeletons_of(const Document& document, const Lexicon& lexicon) {
  std::vector<Skeleton> out;
  const SkeletonWords words(lexicon);
  Discourse discourse;
  for (const auto& sentence : document.sentences)
    out.push_back(build_skeleton(document, sentence, words, discourse));
  return out;
}

std::vector<DealMention> read(const Document& document, const std::vector<Skeleton>& skeletons,
                              const Side& side) {
  std::vector<DealMention> out;
  for (std::size_t i = 0; i < skeletons.size(); ++i)
    for (auto& deal : deals_of(document, document.sentences[i], skeletons[i], side))
      out.push_back(std::move(deal));
  drop_idle_partnerships(out);
  return out;
}

void require_well(const std::vector<std::string>& problems, const char* which) {
  if (!problems.empty())
    throw Error(ExitCode::bad_data, fmt::format("{} rules:\n{}", which, fmt::join(problems, "\n")));
}

}  // namespace

struct RuleComparison::Impl {
  std::shared_ptr<Side> before, after;
  RuleChanges changes;
  bool names_changed = false;
  TouchedSentences touched;

  bool full() const { return names_changed || changes.finding; }

  ComparedArticle compare_touched(const Article& article) const {
    ComparedArticle out;
    if (changes.none()) return out;
    const auto spans =
        changes.any_sentence ? std::vector<Span>() : touched.find(fold(article.text).text);
    if (spans.empty() && !changes.any_sentence) return out;
    const auto document = prepare(article, after->workings());
    const auto skeletons = skeletons_of(document, after->lexicon);
    bool differ = false;
    auto span = spans.begin();
    for (std::size_t i = 0; i < skeletons.size(); ++i) {
      const auto& sentence = document.sentences[i];
      while (span != spans.end() && span->end <= sentence.span.begin) ++span;
      if (!changes.any_sentence && (span == spans.end() || sentence.span.end <= span->begin))
        continue;
      ++out.sentences;
      differ = differ || !all_alike(deals_of(document, sentence, skeletons[i], *before),
                                    deals_of(document, sentence, skeletons[i], *after));
    }
    if (!differ) return out;
    // The other sentences decide which partnerships are idle.
    out.before = read(document, skeletons, *before);
    out.after = read(document, skeletons, *after);
    return out;
  }

  ComparedArticle compare_all(const Article& article) const {
    ComparedArticle out;
    const auto read_with = [&](const Side& side) {
      const auto document = prepare(article, side.workings());
      out.sentences = document.sentences.size();
      return read(document, skeletons_of(document, side.lexicon), side);
    };
    out.before = read_with(*before);
    out.after = read_with(*after);
    if (all_alike(out.before, out.after)) {
      out.before.clear();
      out.after.clear();
    }
    return out;
  }
};

RuleComparison::RuleComparison(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
RuleComparison::RuleComparison(RuleComparison&&) noexcept = default;
RuleComparison::~RuleComparison() = default;

RuleComparison RuleComparison::load(const Folders& before, const Folders& after) {
  std::array<std::vector<std::string>, 2> problems;
  auto old_files = read_rule_files(before, problems[0]);
  auto new_files = read_rule_files(after, problems[1]);
  auto impl = std::make_unique<Impl>();
  impl->names_changed = hash_name_files(before) != hash_name_files(after);
  const auto names = std::make_shared<const NameList>(load_names(after, problems[1]));
  const auto old_names = impl->names_changed
                             ? std::make_shared<const NameList>(load_names(before, problems[0]))
                             : names;
  require_well(problems[0], "the old");
  require_well(problems[1], "the new");

  // Which lists names and sums are found by is seen by letting both finders look them up.
  Lexicon::Lists finding;
  const auto finder_of = [&](RuleFiles& files, const NameList& list) {
    files.lexicon.watch(&finding);
    auto finder = std::make_shared<const MentionFinder>(list, files.lexicon);
    files.lexicon.watch(nullptr);
    return finder;
  };
  const auto finder = finder_of(new_files, *names);
  const auto old_finder = finder_of(old_files, *old_names);
  impl->changes = compare_files(old_files, new_files, finding);
  impl->touched = TouchedSentences(impl->changes.needs);
  impl->before = std::make_shared<Side>(std::move(old_files), old_names);
  impl->after = std::make_shared<Side>(std::move(new_files), names);
  impl->after->finder = finder;
  impl->before->finder = old_finder;
  return RuleComparison(std::move(impl));
}

const RuleChanges& RuleComparison::changes() const { return impl_->changes; }
bool RuleComparison::names_changed() const { return impl_->names_changed; }
bool RuleComparison::is_full() const { return impl_->full(); }

ComparedArticle RuleComparison::compare(const Article& article) const {
  return impl_->full() ? impl_->compare_all(article) : impl_->compare_touched(article);
}

ComparedArticle RuleComparison::compare_fully(const Article& article) const {
  return impl_->compare_all(article);
}

}  // namespace dealgraph

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

// What finds mentions and clauses, whatever the rules.
struct Finder {
  Finder(const NameList& names, const Lexicon& lexicon)
      : mentions(names, lexicon), skeleton(lexicon) {}
  MentionFinder mentions;
  SkeletonWords skeleton;
};

// One set of rules; names and what finds them by may be those of the other set.
struct Side {
  Side(RuleFiles files, std::shared_ptr<const NameList> list)
      : lexicon(std::move(files.lexicon)),
        names(std::move(list)),
        rules(make_rule_set(std::move(files.rules), lexicon)),
        status(lexicon),
        prices(lexicon) {}
  Workings workings() const {
    return {lexicon, *names, rules, finder->mentions, finder->skeleton, status, prices};
  }

  Lexicon lexicon;
  std::shared_ptr<const NameList> names;
  RuleSet rules;
  StatusReader status;
  LaterPrices prices;
  std::shared_ptr<const Finder> finder;
};

void forget_alike(ComparedArticle& compared) {
  if (!std::equal(compared.before.begin(), compared.before.end(), compared.after.begin(),
                  compared.after.end(), alike))
    return;
  compared.before.clear();
  compared.after.clear();
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
    // A deal is carried on to the sentences behind it, so each side goes through all of them.
    out.sentences = changes.any_sentence ? document.sentences.size() : spans.size();
    out.before = read_deals(document, before->workings());
    out.after = read_deals(document, after->workings());
    forget_alike(out);
    return out;
  }

  ComparedArticle compare_all(const Article& article) const {
    ComparedArticle out;
    const auto read_with = [&](const Side& side) {
      const auto document = prepare(article, side.workings());
      out.sentences = document.sentences.size();
      return read_deals(document, side.workings());
    };
    out.before = read_with(*before);
    out.after = read_with(*after);
    forget_alike(out);
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
    auto finder = std::make_shared<const Finder>(list, files.lexicon);
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

#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/article.h"
#include "core/deal.h"
#include "extract/rule_change.h"

namespace dealgraph {

// What two sets of rules find in one article.
struct ComparedArticle {
  std::size_t sentences = 0;  // that the changes can touch
  std::vector<DealMention> before;
  std::vector<DealMention> after;  // both empty if they are alike
};

// Reads articles with old and new rules. If mentions are found alike, they are looked for once, and
// only in articles that have a word which the changes can touch; else everything is read twice. A
// word that comes about only where a bracket or a date is left out of a sentence is not seen.
// Immutable, so threads may share it.
class RuleComparison {
 public:
  // Folders as for Extractor::load(). Throws Error(bad_data) listing all mistakes.
  static RuleComparison load(const std::vector<std::filesystem::path>& before,
                             const std::vector<std::filesystem::path>& after);
  RuleComparison(RuleComparison&&) noexcept;
  ~RuleComparison();

  const RuleChanges& changes() const;
  bool names_changed() const;
  // Everything is read twice.
  bool is_full() const;
  ComparedArticle compare(const Article& article) const;
  // The same without leaving anything out: what compare() must agree with.
  ComparedArticle compare_fully(const Article& article) const;

 private:
  struct Impl;
  explicit RuleComparison(std::unique_ptr<const Impl> impl);
  std::unique_ptr<const Impl> impl_;
};

}  // namespace dealgraph

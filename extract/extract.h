#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/article.h"
#include "core/deal.h"
#include "core/diagnostic.h"
#include "core/mention.h"
#include "core/party.h"
#include "extract/annotated.h"

namespace dealgraph {

struct Workings;

// What one reading of an article gives.
struct Extraction {
  std::vector<DealMention> deals;  // in the order of the text
  std::vector<Sighting> unlisted;  // one for each name that no list holds, in the order of the text
};

// Names, lexicon and rules, compiled once. Immutable, so threads may share it.
class Extractor {
 public:
  // Reads deals/*.toml, names/*.toml, names/*.csv and lexicon/*.toml of each folder; a later folder
  // replaces rules and parties of an earlier one by id. Throws Error(bad_data) listing all
  // mistakes.
  static Extractor load(const std::vector<std::filesystem::path>& folders);

  Extractor(Extractor&&) noexcept;
  Extractor& operator=(Extractor&&) noexcept;
  ~Extractor();

  Extraction read(const Article& article) const;
  // The deals alone.
  std::vector<DealMention> extract(const Article& article) const;
  // All mentions in the order of the text.
  std::vector<Mention> annotate(const Article& article) const;
  // The article sentence by sentence, as rules see it.
  AnnotatedArticle annotate_sentences(const Article& article) const;
  // The listed party, or nullptr.
  const Party* party(const std::string& id) const;
  // Changes whenever any rule, name or word list changes: 16 hex digits.
  const std::string& fingerprint() const;
  // Valid as long as the Extractor; see extract/workings.h.
  Workings workings() const;

 private:
  struct Impl;
  explicit Extractor(std::unique_ptr<const Impl> impl);
  std::unique_ptr<const Impl> impl_;
};

struct RulesReport {
  std::size_t rules = 0;
  std::size_t tests = 0;              // hits and misses that were run
  std::vector<std::string> problems;  // formatted diagnostics, all of all files
  std::vector<std::string> warnings;  // of rules without problems: what does nothing
};

// Loads the folders and runs every hit and miss of every rule.
RulesReport check_rules(const std::vector<std::filesystem::path>& folders);

}  // namespace dealgraph

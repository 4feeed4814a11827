#include "extract/lint.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "core/diagnostic.h"
#include "extract/pattern_parts.h"
#include "extract/toml_file.h"
#include "extract/try_rules.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

namespace fs = std::filesystem;
using Kind = PatternPart::Kind;
using Parts = std::vector<PatternPart>;

class Linter {
 public:
  Linter(const std::vector<Rule>& rules, const std::vector<fs::path>& folders,
         const Lexicon::Lists& asked)
      : rules_(rules), folders_(folders), used_(asked) {}

  std::vector<std::string> run() {
    for (const auto& rule : rules_) {
      for (const auto& pattern : rule.patterns) look_at(rule, pattern);
      look_for_shadow(rule);
      note_lists(rule);
    }
    look_for_unused_lists();
    return std::move(warnings_);
  }

 private:
  void warn(const std::string& file, std::size_t line, std::size_t column,
            const std::string& message) {
    auto& source = sources_[file];
    if (source.empty()) {
      std::ifstream in(file, std::ios::binary);
      source.assign(std::istreambuf_iterator<char>(in), {});
    }
    warnings_.push_back(format(Diagnostic{file, line, column, message}, source));
  }

  // A literal string begins one column behind its quote.
  void warn_in(const Rule& rule, const RulePattern& pattern, std::string_view before,
               const std::string& message) {
    warn(rule.file, pattern.line, pattern.column + 1 + count_code_points(before),
         rule.id + ": " + message);
  }

  void look_at(const Rule& rule, const RulePattern& pattern) {
    const auto parts = split_pattern(pattern.source);
    const bool has_word = std::any_of(parts.begin(), parts.end(), [](const PatternPart& part) {
      const bool text = part.kind == Kind::text &&
                        part.source.find_first_not_of(" .,'\\b?*+") != std::string::npos;
      return !part.optional && (part.kind == Kind::list || text);
    });
    if (!has_word)
      warn_in(rule, pattern, "",
              "no word must occur, so that any parties and sums match; name the words that tell "
              "the deal");
    look_at_end(rule, pattern, parts);
  }

  // Behind the last element that must be there a gap is as short as can be, which is empty, unless
  // it belongs to a placeholder that it leads to.
  void look_at_end(const Rule& rule, const RulePattern& pattern, const Parts& parts) {
    std::size_t tail = parts.size();
    while (tail > 0 && (parts[tail - 1].kind == Kind::gap || parts[tail - 1].optional)) --tail;
    for (std::size_t i = tail; i < parts.size(); ++i) {
      if (parts[i].kind != Kind::gap) continue;
      const bool last = i + 1 == parts.size();
      if (!last && parts[i + 1].kind == Kind::placeholder) continue;
      warn_in(rule, pattern, join_parts(parts, 0, i),
              last ? "a gap at the end takes nothing, leave it out"
                   : fmt::format("the gap takes nothing, as all behind it may be missing: {} is "
                                 "found right here or not at all; a gap belongs right before the "
                                 "placeholder that may be missing",
                                 join_parts(parts, i + 1, parts.size())));
    }
  }

  static std::set<std::string> parts_of(const Rule& rule) {
    std::set<std::string> out;
    for (std::size_t i = 0; i < rule.patterns.size() + rule.frames.size(); ++i)
      out.insert(describe_part(rule, static_cast<int>(i)));
    return out;
  }

  // Whether `other` finds all that `rule` does, and wins.
  bool shadows(const Rule& other, const Rule& rule, bool earlier) const {
    if (&other == &rule || other.langs != rule.langs) return false;
    if (other.priority < rule.priority || (other.priority == rule.priority && !earlier))
      return false;
    const auto all = parts_of(other);
    const auto mine = parts_of(rule);
    const std::set<std::string> guards(rule.guards.begin(), rule.guards.end());
    return std::includes(all.begin(), all.end(), mine.begin(), mine.end()) &&
           std::all_of(other.guards.begin(), other.guards.end(),
                       [&](const auto& guard) { return guards.contains(guard); });
  }

  void look_for_shadow(const Rule& rule) {
    bool earlier = true;
    for (const auto& other : rules_) {
      if (&other == &rule) earlier = false;
      if (!shadows(other, rule, earlier)) continue;
      warn(rule.file, rule.line, rule.column,
           fmt::format("{}: never wins: {} has all of its patterns and frames and comes first "
                       "({}:{})",
                       rule.id, other.id, other.file, other.line));
      return;
    }
  }

  void note_lists(const Rule& rule) {
    const auto& lang = rule.langs.front();
    const auto add = [&](const std::vector<std::string>& lists) {
      for (const auto& list : lists) used_.emplace(lang, list);
    };
    for (const auto& pattern : rule.patterns) add(lists_in(pattern.source));
    for (const auto& guard : rule.guards) add(lists_in(guard));
    for (const auto& frame : rule.frames) {
      add({frame.word});
      for (const auto* lists :
           {&frame.has, &frame.told, &frame.lacks, &frame.then, &frame.not_then})
        add(*lists);
    }
  }

  void look_for_unused_lists() {
    for (const auto& folder : folders_)
      for (const auto* part : {"lexicon", "deals"})
        for (const auto& path : toml_files(folder / part)) {
          std::vector<std::string> ignored;  // it was read well before
          const auto file = read_toml(path, ignored);
          for (const auto* table : {"lexicon", "verbs"}) look_at_lists(file, table);
        }
  }

  void look_at_lists(const TomlFile& file, std::string_view name) {
    const auto* top = file.table.get(name);
    if (!top || !top->as_table()) return;
    for (const auto& [lang, lists] : *top->as_table()) {
      if (!lists.as_table()) continue;
      for (const auto& [list, words] : *lists.as_table()) {
        const std::pair key{std::string(lang.str()), std::string(list.str())};
        if (used_.contains(key)) continue;
        warn(file.path, list.source().begin.line, list.source().begin.column,
             fmt::format("no rule uses the word list '{}' for {}", key.second, key.first));
      }
    }
  }

  const std::vector<Rule>& rules_;
  const std::vector<fs::path>& folders_;
  Lexicon::Lists used_;
  std::map<std::string, std::string> sources_;
  std::vector<std::string> warnings_;
};

}  // namespace

std::vector<std::string> lint_rules(const std::vector<Rule>& rules,
                                    const std::vector<fs::path>& folders,
                                    const Lexicon::Lists& asked) {
  return Linter(rules, folders, asked).run();
}

}  // namespace dealgraph

#include "extract/rule_change.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "extract/pattern_parts.h"
#include "extract/try_rules.h"

namespace dealgraph {
namespace {

using RuleMap = std::map<std::string, const Rule*>;

RuleMap by_id(const std::vector<Rule>& rules) {
  RuleMap out;
  for (const auto& rule : rules) out.emplace(rule.id, &rule);
  return out;
}

// The word lists of which a word must stand in a sentence that the rule reads.
std::vector<std::string> triggers_of(const Rule& rule) {
  std::vector<std::string> out;
  for (const auto& pattern : rule.patterns) out.push_back(pattern.trigger);
  for (const auto& frame : rule.frames) out.push_back(frame.word);
  return out;
}

// The lists whose words cover shorter words of other lists wherever they stand.
std::set<std::string> indexed_lists(const std::vector<Rule>& rules, const std::string& lang) {
  std::set<std::string> out;
  for (const auto& rule : rules) {
    if (!rule.reads(lang)) continue;
    for (const auto& list : triggers_of(rule))
      if (!list.empty()) out.insert(list);
    for (const auto& frame : rule.frames)
      for (const auto* lists :
           {&frame.has, &frame.told, &frame.lacks, &frame.then, &frame.not_then})
        out.insert(lists->begin(), lists->end());
  }
  return out;
}

template <typename T>
std::vector<T> only_in_one(const std::set<T>& a, const std::set<T>& b) {
  std::vector<T> out;
  std::set_symmetric_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}

std::set<std::string> words_of(const Lexicon& lexicon, const std::string& lang,
                               std::string_view list) {
  const auto& words = lexicon.words(lang, list);
  return {words.begin(), words.end()};
}

class Comparer {
 public:
  Comparer(const RuleFiles& before, const RuleFiles& after, const Lexicon::Lists& finding)
      : before_(before), after_(after), finding_(finding) {}

  RuleChanges compare() {
    compare_rules();
    compare_order();
    for (const std::string lang : {"zh", "en"}) {
      compare_lists(lang);
      for (const auto& list :
           only_in_one(indexed_lists(before_.rules, lang), indexed_lists(after_.rules, lang)))
        out_.needs.push_back({group_of(lang, {list})});
    }
    return std::move(out_);
  }

 private:
  // The words of both sides.
  WordGroup group_of(const std::string& lang, const std::vector<std::string>& lists) const {
    std::set<std::string> words;
    for (const auto& list : lists)
      for (const auto* files : {&before_, &after_})
        for (const auto& word : files->lexicon.words(lang, list)) words.insert(word);
    return {lang, {words.begin(), words.end()}};
  }

  void touch(const Rule& rule) {
    const auto& lang = rule.langs.front();
    for (const auto& pattern : rule.patterns) {
      Need need;
      for (const auto& list : needed_lists(pattern.source)) need.push_back(group_of(lang, {list}));
      for (const auto& text : needed_text(pattern.source)) need.push_back({"", text});
      if (need.empty()) out_.any_sentence = true;
      out_.needs.push_back(std::move(need));
    }
    for (const auto& frame : rule.frames) {
      Need need{group_of(lang, {frame.word})};
      for (const auto* lists : {&frame.has, &frame.then})
        if (!lists->empty()) need.push_back(group_of(lang, *lists));
      out_.needs.push_back(std::move(need));
    }
  }

  void compare_rules() {
    const auto before = by_id(before_.rules);
    const auto after = by_id(after_.rules);
    for (const auto& [id, rule] : before) {
      const auto same = after.find(id);
      if (same != after.end() && body_of(*rule) == body_of(*same->second)) continue;
      const bool removed = same == after.end();
      out_.rules.push_back({removed ? RuleChange::Kind::removed : RuleChange::Kind::changed, id});
      touch(*rule);
      if (!removed) touch(*same->second);
    }
    for (const auto& [id, rule] : after) {
      if (before.contains(id)) continue;
      out_.rules.push_back({RuleChange::Kind::added, id});
      touch(*rule);
    }
    std::sort(out_.rules.begin(), out_.rules.end(),
              [](const RuleChange& a, const RuleChange& b) { return a.id < b.id; });
  }

  // Of two equal matches that of the earlier rule stays.
  void compare_order() {
    const auto common = [](const std::vector<Rule>& rules, const RuleMap& others) {
      std::vector<std::string> out;
      for (const auto& rule : rules)
        if (others.contains(rule.id)) out.push_back(rule.id);
      return out;
    };
    if (common(before_.rules, by_id(after_.rules)) != common(after_.rules, by_id(before_.rules)))
      out_.any_sentence = true;
  }

  void compare_lists(const std::string& lang) {
    std::set<std::string> names;
    for (const auto* files : {&before_, &after_})
      for (const auto name : files->lexicon.names(lang)) names.emplace(name);
    for (const auto& name : names) {
      const auto words =
          only_in_one(words_of(before_.lexicon, lang, name), words_of(after_.lexicon, lang, name));
      if (words.empty()) continue;
      out_.lists.push_back(lang + ' ' + name);
      out_.needs.push_back({WordGroup{lang, words}});
      if (finding_.contains({lang, name})) out_.finding = true;
    }
  }

  const RuleFiles& before_;
  const RuleFiles& after_;
  const Lexicon::Lists& finding_;
  RuleChanges out_;
};

}  // namespace

std::string body_of(const Rule& rule) {
  auto out = fmt::format("{} {} {} {} {} {}\n", fmt::join(rule.langs, ","), to_string(rule.type),
                         rule.priority, rule.status ? to_string(*rule.status) : "",
                         static_cast<int>(rule.amount), rule.shared);
  for (std::size_t i = 0; i < rule.patterns.size() + rule.frames.size(); ++i)
    out += describe_part(rule, static_cast<int>(i)) + '\n';
  for (const auto& guard : rule.guards) out += "unless " + guard + '\n';
  return out;
}

RuleChanges compare_files(const RuleFiles& before, const RuleFiles& after,
                          const Lexicon::Lists& finding_lists) {
  return Comparer(before, after, finding_lists).compare();
}

}  // namespace dealgraph

#include "extract/near_misses.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "extract/stop_reasons.h"

namespace dealgraph {
namespace {

constexpr double least_share = 0.4;  // a party and no more is no near miss

class Collector {
 public:
  Collector(const Workings& workings, const Document& document, const Sentence& sentence,
            const Skeleton& skeleton, const MatchTrace& trace)
      : workings_(workings),
        document_(document),
        sentence_(sentence),
        skeleton_(skeleton),
        trace_(trace) {
    const auto language = workings.rules.by_lang.find(sentence.lang);
    if (language == workings.rules.by_lang.end()) return;
    words_ = &language->second.words;
    hits_ = words_->find(skeleton.text);
    for (const auto& hit : hits_)
      for (const auto list : words_->lists_of(hit.word)) {
        present_.insert(list);
        if (hit.longest) free_.insert(list);
      }
  }

  std::optional<NearMiss> nearest(const Rule& rule, bool wanted) const {
    std::optional<NearMiss> best;
    const auto add = [&](std::optional<NearMiss> miss) {
      if (miss && (!best || miss->share > best->share)) best = std::move(miss);
    };
    if (!rule.reads(sentence_.lang)) {
      if (wanted)
        add(NearMiss{
            &rule,
            -1,
            0,
            {},
            fmt::format("it reads {}, the sentence is {}", rule.langs.front(), sentence_.lang)});
      return best;
    }
    add(of_trace(rule));
    for (std::size_t i = 0; i < rule.patterns.size(); ++i)
      if (triggered(rule.patterns[i].trigger) && !in_trace(rule, static_cast<int>(i)))
        add(reach_of_pattern(rule, static_cast<int>(i), document_, skeleton_, workings_.lexicon));
    if (!best && wanted) best = of_words(rule);
    return best;
  }

 private:
  bool has(const std::set<int>& lists, const std::string& name) const {
    return lists.contains(words_->list(name));
  }
  bool triggered(const std::string& list) const { return list.empty() || has(present_, list); }

  bool in_trace(const Rule& rule, int part) const {
    return std::any_of(trace_.begin(), trace_.end(), [&](const Stopped& stopped) {
      return stopped.rule == &rule && stopped.part == part;
    });
  }

  std::optional<NearMiss> of_trace(const Rule& rule) const {
    const Stopped* best = nullptr;
    for (const auto& stopped : trace_)
      if (stopped.rule == &rule && (!best || share_of(stopped) > share_of(*best))) best = &stopped;
    if (!best) return std::nullopt;
    const bool piece = best->why != Stop::gap && best->why != Stop::kind;
    return NearMiss{&rule, best->part, share_of(*best),
                    piece ? written_out(document_, skeleton_, best->at) : "",
                    reason_of(*best, workings_, document_, sentence_, skeleton_)};
  }

  // Nothing of it was even tried.
  NearMiss of_words(const Rule& rule) const {
    std::string lists;
    std::string covered;
    const auto tell = [&](const std::string& name) {
      if (!name.empty() && lists.find(name) == std::string::npos)
        lists += (lists.empty() ? "" : ", ") + name;
    };
    for (const auto& pattern : rule.patterns) tell(pattern.trigger);
    for (const auto& frame : rule.frames) {
      tell(frame.word);
      if (has(present_, frame.word) && !has(free_, frame.word)) covered = frame.word;
    }
    if (!covered.empty())
      return {&rule, -1, 0, {}, "the word of " + covered + " is only part of a longer word"};
    if (std::any_of(rule.patterns.begin(), rule.patterns.end(),
                    [&](const auto& p) { return triggered(p.trigger); }))
      return {&rule, -1, 0, {}, "nothing of it matches but its trigger word"};
    return {&rule, -1, 0, {}, "its trigger words do not occur: " + lists};
  }

  const Workings& workings_;
  const Document& document_;
  const Sentence& sentence_;
  const Skeleton& skeleton_;
  const MatchTrace& trace_;
  const WordIndex* words_ = nullptr;
  std::vector<WordHit> hits_;
  std::set<int> present_;  // word lists with a word in the sentence
  std::set<int> free_;     // … that no longer word covers
};

}  // namespace

std::vector<NearMiss> near_misses(const Workings& workings, const Document& document,
                                  const Sentence& sentence, const Skeleton& skeleton,
                                  const MatchTrace& trace, const std::vector<FoundDeal>& found,
                                  std::string_view only) {
  const Collector collector(workings, document, sentence, skeleton, trace);
  std::vector<NearMiss> out;
  for (const auto& rule : workings.rules.rules) {
    const bool wanted = rule.id == only;
    if (!only.empty() && !wanted) continue;
    if (std::any_of(found.begin(), found.end(), [&](const auto& f) { return f.rule == &rule; }))
      continue;
    auto miss = collector.nearest(rule, wanted);
    if (miss && (wanted || miss->share >= least_share)) out.push_back(std::move(*miss));
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const NearMiss& a, const NearMiss& b) { return a.share > b.share; });
  return out;
}

}  // namespace dealgraph

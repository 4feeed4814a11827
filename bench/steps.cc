#include "bench/steps.h"

#include <algorithm>

#include "bench/stopwatch.h"
#include "extract/chinese_names.h"
#include "extract/dates.h"
#include "extract/english_names.h"
#include "extract/mentions.h"
#include "extract/shares.h"
#include "extract/skeleton.h"
#include "text/fold.h"
#include "text/sentence.h"
#include "text/utf8.h"
#include "text/words.h"

namespace dealgraph::bench {
namespace {

std::vector<Span> listed_names(std::string_view folded, const NameList& names) {
  std::vector<Span> out;
  for (std::size_t at = 0, size = 0; at < folded.size(); at += size) {
    if (const auto hit = names.longest(folded, at); hit.aliases) {
      out.push_back({hit.begin, hit.end});
      size = hit.end - at;
    } else {
      decode_at(folded, at, size);
    }
  }
  return out;
}

std::size_t count_tokens(const std::vector<Document>& documents, bool references) {
  std::size_t count = 0;
  for (const auto& document : documents)
    for (const auto& sentence : document.sentences)
      count += static_cast<std::size_t>(
          std::count_if(sentence.tokens.begin(), sentence.tokens.end(),
                        [&](const Token& token) { return !references || token.reference; }));
  return count;
}

// As they are right before the references are looked for.
std::vector<Document> without_references(std::vector<Document> documents) {
  for (auto& document : documents)
    for (auto& sentence : document.sentences)
      std::erase_if(sentence.tokens, [](const Token& token) { return token.reference; });
  return documents;
}

class Bench {
 public:
  Bench(const std::vector<Article>& articles, const RuleSet& rules, int rounds, std::string only)
      : articles_(articles),
        rules_(rules),
        rounds_(rounds),
        only_(std::move(only)),
        finder_(rules.names, rules.lexicon) {
    for (const auto& article : articles) {
      folded_.push_back(fold(article.text));
      known_.push_back(listed_names(folded_.back().text, rules.names));
      documents_.push_back(prepare(article, finder_));
    }
  }

  std::vector<StepTime> run(const Extractor& extractor) {
    time_text();
    time_figures();
    time_names();
    if (wanted("references")) time_references();
    time_skeleton();
    time_whole(extractor);
    return std::move(times_);
  }

 private:
  bool wanted(std::string_view name) const { return name.find(only_) != std::string_view::npos; }

  // `work` returns how much it found.
  template <typename Work>
  void time(const char* name, bool in_sum, Work work) {
    if (!wanted(name)) return;
    StepTime out{name, 0, 0, in_sum};
    for (int round = 0; round < rounds_; ++round) {
      const Stopwatch watch;
      out.found = work();
      const double seconds = watch.processor();
      if (round == 0 || seconds < out.seconds) out.seconds = seconds;
    }
    times_.push_back(out);
  }

  // The same for work on one article's folded text.
  template <typename Work>
  void time_each(const char* name, bool in_sum, Work work) {
    time(name, in_sum, [&] {
      std::size_t found = 0;
      for (std::size_t i = 0; i < folded_.size(); ++i) found += work(i, folded_[i].text);
      return found;
    });
  }

  void time_text() {
    time("fold", true, [&] {
      std::size_t bytes = 0;
      for (const auto& article : articles_) bytes += fold(article.text).text.size();
      return bytes;
    });
    time_each("split into sentences", true,
              [](std::size_t, std::string_view text) { return split_sentences(text).size(); });
    time_each("segment", false,
              [](std::size_t, std::string_view text) { return segment(text).size(); });
  }

  void time_figures() {
    time_each("amounts", true, [&](std::size_t i, std::string_view text) {
      return finder_.amounts.find(text, articles_[i].site_currency).size();
    });
    time_each("shares and dates", true, [&](std::size_t i, std::string_view text) {
      return find_shares(text).size() + find_dates(text, parse_date(articles_[i].published)).size();
    });
  }

  void time_names() {
    time_each("names of the list", true, [&](std::size_t, std::string_view text) {
      return listed_names(text, rules_.names).size();
    });
    const EnglishNames english(rules_.lexicon);
    const ChineseNames chinese(rules_.lexicon);
    time_each("unlisted names", true, [&](std::size_t i, std::string_view text) {
      return english.find(text, known_[i]).size() + chinese.find(text, known_[i]).size();
    });
    time("all parties", false, [&] {
      std::size_t found = 0;
      for (std::size_t i = 0; i < articles_.size(); ++i) {
        Document document;
        document.article = &articles_[i];
        document.folded = folded_[i];
        found += finder_.parties.find(document).size();
      }
      return found;
    });
  }

  void time_references() {
    StepTime best{"references", 0, 0, true};
    for (int round = 0; round < rounds_; ++round) {
      auto documents = without_references(documents_);
      const Stopwatch watch;
      for (auto& document : documents) finder_.references.resolve(document);
      const double seconds = watch.processor();
      if (round == 0 || seconds < best.seconds) best.seconds = seconds;
      best.found = count_tokens(documents, true);
    }
    times_.push_back(best);
  }

  void time_skeleton() {
    const SkeletonWords words(rules_.lexicon);
    time("skeleton", true, [&] {
      std::size_t slots = 0;
      for (const auto& document : documents_) {
        Discourse discourse;
        for (const auto& sentence : document.sentences)
          slots += build_skeleton(document, sentence, words, discourse).slots.size();
      }
      return slots;
    });
  }

  void time_whole(const Extractor& extractor) {
    time("prepare()", false, [&] {
      std::size_t found = 0;
      for (const auto& article : articles_)
        for (const auto& sentence : prepare(article, finder_).sentences)
          found += sentence.tokens.size();
      return found;
    });
    time("extract()", false, [&] {
      std::size_t found = 0;
      for (const auto& article : articles_) found += extractor.extract(article).size();
      return found;
    });
  }

  const std::vector<Article>& articles_;
  const RuleSet& rules_;
  int rounds_;
  std::string only_;
  MentionFinder finder_;
  std::vector<Folded> folded_;
  std::vector<std::vector<Span>> known_;
  std::vector<Document> documents_;
  std::vector<StepTime> times_;
};

}  // namespace

std::vector<StepTime> time_steps(const std::vector<Article>& articles, const RuleSet& rules,
                                 const Extractor& extractor, int rounds, const std::string& only) {
  return Bench(articles, rules, rounds, only).run(extractor);
}

}  // namespace dealgraph::bench

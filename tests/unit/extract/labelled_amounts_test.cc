#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "extract/lexicon.h"
#include "extract/mentions.h"
#include "extract/names.h"

namespace dealgraph {
namespace {

// Marks of tests/mentions: [name], [reference=name], {figure|value}. Only figures matter here.
struct Label {
  Span span;
  std::string value;
};
struct Labelled {
  std::string text;
  std::vector<Label> labels;
};

Labelled parse(const std::string& line) {
  Labelled out;
  std::vector<std::pair<char, std::size_t>> open;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '[' || c == '{') {
      open.emplace_back(c, out.text.size());
    } else if (!open.empty() && open.back().first == '[' && (c == ']' || c == '=')) {
      open.pop_back();
      if (c == '=') i = line.find(']', i);
    } else if (!open.empty() && open.back().first == '{' && c == '|') {
      const auto close = line.find('}', i);
      out.labels.push_back(
          {{open.back().second, out.text.size()}, line.substr(i + 1, close - i - 1)});
      open.pop_back();
      i = close;
    } else {
      out.text += c;
    }
  }
  return out;
}

// "USD ~5e9 per=year role=revenue" → min, max; absent bounds are -1.
struct Value {
  std::string currency;
  double min = -1;
  double max = -1;
  std::string per;
  std::string role;
};

std::optional<Value> parse_value(const std::string& text) {
  if (text.size() < 5 || text[3] != ' ' || text[0] < 'A' || text[0] > 'Z') return std::nullopt;
  Value out;
  out.currency = text.substr(0, 3);
  const auto end = std::min(text.find(' ', 4), text.size());
  std::string figure = text.substr(4, end - 4);
  if (figure.starts_with('~')) figure.erase(0, 1);
  if (const auto dots = figure.find(".."); dots != std::string::npos) {
    if (dots > 0) out.min = std::stod(figure.substr(0, dots));
    if (dots + 2 < figure.size()) out.max = std::stod(figure.substr(dots + 2));
  } else {
    out.min = out.max = std::stod(figure);
  }
  const auto field = [&](const std::string& name) {
    const auto at = text.find(name, end);
    if (at == std::string::npos) return std::string();
    return text.substr(at + name.size(), text.find(' ', at + name.size()) - at - name.size());
  };
  out.per = field("per=");
  out.role = field("role=");
  return out;
}

std::string show(double min, double max, const std::string& currency) {
  std::string out = currency + " ";
  if (min >= 0) out += std::to_string(min);
  if (min != max) out += ".." + (max >= 0 ? std::to_string(max) : "");
  return out;
}

struct Score {
  int hit = 0;
  int found = 0;
  int wanted = 0;
  double precision() const { return found ? static_cast<double>(hit) / found : 1; }
  double recall() const { return wanted ? static_cast<double>(hit) / wanted : 1; }
  double f1() const { return 2.0 * hit / std::max(1, found + wanted); }
};

bool near(double a, double b) {
  return std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b));
}

class LabelledFigures : public ::testing::Test {
 protected:
  static const MentionFinder& finder() {
    static const Lexicon lexicon = [] {
      Lexicon out;
      std::vector<std::string> problems;
      for (const char* name :
           {"currencies", "amount_roles", "names", "references", "slots", "grammar"})
        out.add_file(std::string(DEALGRAPH_SOURCE_DIR "/rules/lexicon/") + name + ".toml",
                     problems);
      return out;
    }();
    static const NameList names;
    static const MentionFinder instance(names, lexicon);
    return instance;
  }

  static void miss(const std::string& what, const std::string& text, Span span) {
    static const bool verbose = std::getenv("DEALGRAPH_SHOW_MISSES") != nullptr;
    if (verbose) {
      const std::size_t from = span.begin > 45 ? span.begin - 45 : 0;
      std::cout << what << " '" << text.substr(span.begin, span.size()) << "' in …"
                << text.substr(from, span.size() + 90) << "…\n";
    }
  }

  void run(const std::string& lang, const std::string& currency) {
    std::ifstream in(DEALGRAPH_SOURCE_DIR "/tests/mentions/" + lang + ".txt");
    ASSERT_TRUE(in) << lang;
    for (std::string line; std::getline(in, line);)
      if (!line.empty() && line[0] != '#') compare(parse(line), lang, currency);
  }

  void compare(const Labelled& labelled, const std::string& lang, const std::string& currency) {
    Article article;
    article.text = labelled.text;
    article.title_size = article.text.size();
    article.lang = lang == "en" ? "en" : lang == "zh-hans" ? "zh-Hans" : "zh-Hant";
    article.published = "2025-10-28";
    article.site_currency = currency;
    const std::vector<MarkedParty> no_parties;
    const auto document = prepare(article, finder(), &no_parties);
    std::map<Span, const Token*> found;
    for (const auto& sentence : document.sentences)
      for (const auto& token : sentence.tokens) found[document.folded.source(token.core)] = &token;
    for (const auto& [span, token] : found) {
      amounts_.found += token->kind == MentionKind::amount;
      stakes_.found += token->kind == MentionKind::stake;
      dates_.found += token->kind == MentionKind::date && token->date;
      if (std::none_of(labelled.labels.begin(), labelled.labels.end(),
                       [&](const Label& label) { return label.span == span; }) &&
          (token->kind == MentionKind::amount || token->kind == MentionKind::stake ||
           (token->kind == MentionKind::date && token->date)))
        miss("FALSE " + std::string(to_string(token->kind)), labelled.text, span);
    }
    for (const auto& label : labelled.labels) {
      const auto at = found.find(label.span);
      check(label, at == found.end() ? nullptr : at->second, labelled.text);
    }
  }

  void check(const Label& label, const Token* token, const std::string& text) {
    if (const auto value = parse_value(label.value)) {
      ++amounts_.wanted;
      const bool amount = token && token->kind == MentionKind::amount;
      const bool hit = amount && token->amount->currency == value->currency &&
                       near(token->amount->min.value_or(-1), value->min) &&
                       near(token->amount->max.value_or(-1), value->max);
      amounts_.hit += hit;
      if (!hit)
        return miss("AMOUNT " + label.value + " got " +
                        (amount ? show(token->amount->min.value_or(-1),
                                       token->amount->max.value_or(-1), token->amount->currency)
                                : "none"),
                    text, label.span);
      per_.found += token->amount->per != Per::total;
      per_.wanted += !value->per.empty();
      if (to_string(token->amount->per) != value->per)
        miss("PER " + label.value + " got " + std::string(to_string(token->amount->per)), text,
             label.span);
      else
        per_.hit += !value->per.empty();
      roles_.found += token->role != AmountRole::none;
      roles_.wanted += !value->role.empty();
      if (to_string(token->role) != value->role)
        miss("ROLE " + label.value + " got " + std::string(to_string(token->role)), text,
             label.span);
      else
        roles_.hit += !value->role.empty();
    } else if (label.value.starts_with("stake")) {
      ++stakes_.wanted;
      auto figure = label.value.substr(6);
      std::erase(figure, '~');
      if (figure.starts_with("..")) figure.erase(0, 2);
      const bool hit = token && token->kind == MentionKind::stake &&
                       std::abs(token->percent - std::stod(figure)) < 1e-6;
      stakes_.hit += hit;
      if (!hit) miss("STAKE " + label.value, text, label.span);
    } else if (label.value.starts_with("date")) {
      ++dates_.wanted;
      const bool hit = token && token->kind == MentionKind::date && token->date &&
                       to_string(*token->date) == label.value.substr(5);
      dates_.hit += hit;
      if (!hit)
        miss(
            "DATE " + label.value + " got " + (token && token->date ? to_string(*token->date) : ""),
            text, label.span);
    } else {
      ++counts_.wanted;
      const bool hit = token && token->kind == MentionKind::quantity;
      counts_.hit += hit;
      counts_.found += hit;
      if (!hit) miss("COUNT", text, label.span);
    }
  }

  void report(const std::string& lang) const {
    const auto line = [&](const char* what, const Score& s) {
      std::printf("%-8s %-8s P %.3f R %.3f F1 %.3f (%d of %d found, %d wanted)\n", lang.c_str(),
                  what, s.precision(), s.recall(), s.f1(), s.hit, s.found, s.wanted);
    };
    line("amounts", amounts_);
    line("per", per_);
    line("roles", roles_);
    line("stakes", stakes_);
    line("dates", dates_);
    line("counts", counts_);
  }

  Score amounts_, per_, roles_, stakes_, dates_, counts_;
};

// The floors lie a little under what is reached: a change that loses more has to be looked at.
// DEALGRAPH_SHOW_MISSES=1 prints every miss.
TEST_F(LabelledFigures, TraditionalChinese) {
  run("zh-hant", "TWD");
  report("zh-hant");
  EXPECT_GE(amounts_.f1(), 0.97);
}

TEST_F(LabelledFigures, SimplifiedChinese) {
  run("zh-hans", "CNY");
  report("zh-hans");
  EXPECT_GE(amounts_.f1(), 0.97);
}

TEST_F(LabelledFigures, English) {
  run("en", "USD");
  report("en");
  EXPECT_GE(amounts_.f1(), 0.97);
}

}  // namespace
}  // namespace dealgraph

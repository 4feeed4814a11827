#include "cli/annotate_view.h"

#include <gtest/gtest.h>

#include "cli/printer.h"

namespace dealgraph {
namespace {

// Article and annotation of one sentence, built by hand.
struct Example {
  Article article;
  AnnotatedArticle annotated;

  explicit Example(const std::string& text, const std::string& skeleton = "") {
    article.doc = "doc";
    article.text = text;
    annotated.parties = {{"arm", "Arm", "chipmaker", "Arm", true},
                         {"foo", "福 Foo", "unknown", "福", false}};
    AnnotatedSentence sentence;
    sentence.span = {0, text.size()};
    sentence.lang = "zh";
    sentence.skeleton = skeleton;
    annotated.sentences = {sentence};
  }

  Mention& add(const std::string& words, MentionKind kind, std::vector<int> parties = {}) {
    auto& mentions = annotated.sentences[0].mentions;
    const auto begin = article.text.find(words);
    EXPECT_NE(begin, std::string::npos) << words;
    SeenMention seen;
    seen.mention.kind = kind;
    seen.mention.span = {begin, begin + words.size()};
    seen.parties = std::move(parties);
    mentions.push_back(seen);
    return mentions.back().mention;
  }

  void mask(std::size_t begin, std::size_t end) {
    annotated.sentences[0].masks.push_back({begin, end});
  }

  std::string view(bool color = false, std::size_t width = 0) const {
    return annotate_view(article, annotated, {color, width});
  }
};

Example all_kinds() {
  Example example("Arm與福合作，雙方10月28日出資5億美元買7%及10 GW。",
                  "{party:1 Arm}与{party:2 福 Foo}");
  example.add("Arm", MentionKind::party, {0});
  example.add("福", MentionKind::party, {1});
  example.add("雙方", MentionKind::party, {0, 1}).reference = true;
  example.add("10月28日", MentionKind::date).date =
      Date(std::chrono::year(2025), std::chrono::month(10), std::chrono::day(28));
  auto& sum = example.add("5億美元", MentionKind::amount);
  sum.amount = Amount{5e8, 5e8, "USD", Qualifier::exact, Per::total, "5億美元"};
  sum.role = AmountRole::valuation;
  example.add("7%", MentionKind::stake).percent = 7;
  example.add("10 GW", MentionKind::quantity);
  example.mask(0, 13);
  return example;
}

TEST(AnnotateView, MarksAndExplainsEveryKind) {
  EXPECT_EQ(all_kinds().view(),
            "doc\n"
            "\n"
            "1 zh  [Arm|1]與[福|2]合作，[雙方=1+2]{10月28日|date}出資{5億美元|amount}買{7%|stake}"
            "及{10 GW|quantity}。\n"
            "      {party:1 Arm}与{party:2 福 Foo}\n"
            "      Arm       party 1    arm (Arm, chipmaker, listed)\n"
            "      福        party 2    foo (福 Foo, unknown, not listed)\n"
            "      雙方      reference  1 Arm + 2 福 Foo\n"
            "      10月28日  date       2025-10-28\n"
            "      5億美元   amount     USD 500m, valuation\n"
            "      7%        stake      7 %\n"
            "      10 GW     quantity\n");
}

std::string without_colors(std::string text) {
  for (auto at = text.find("\x1b["); at != std::string::npos; at = text.find("\x1b[", at))
    text.erase(at, text.find('m', at) - at + 1);
  return text;
}

TEST(AnnotateView, ColorOnlyRepeatsTheMarks) {
  for (const std::size_t width : {0, 40, 80}) {
    const auto colored = all_kinds().view(true, width);
    EXPECT_NE(colored.find("\x1b[1;36m[Arm|1]\x1b[0m"), std::string::npos) << colored;
    EXPECT_EQ(without_colors(colored), all_kinds().view(false, width));
  }
}

TEST(AnnotateView, ColorsOnlyTheMasksThatAreMasks) {
  Example example("x", "{party:1 Arm} {amount}");
  example.mask(0, 13);
  const auto colored = example.view(true);
  EXPECT_NE(colored.find("\x1b[1;36m{party:1 Arm}\x1b[0m {amount}\n"), std::string::npos)
      << colored;
}

TEST(AnnotateView, EveryColoredLineEndsPlain) {
  const auto colored = all_kinds().view(true, 26);
  for (std::size_t begin = 0; begin < colored.size();) {
    const auto end = colored.find('\n', begin);
    const auto line = colored.substr(begin, end - begin);
    const auto last = line.rfind("\x1b[");
    if (last != std::string::npos) {
      EXPECT_EQ(line.substr(last, 4), "\x1b[0m") << line;
    }
    begin = end + 1;
  }
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = text.find('\n', begin);
    out.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

TEST(AnnotateView, WrapsToTheWindow) {
  std::string chinese, english, endless;
  for (int i = 0; i < 300; ++i) {
    chinese += "資料，";
    english += "words and ";
    endless += "x";
  }
  for (const auto& text : {chinese, english, endless})
    for (const std::size_t width : {30, 61, 80}) {
      const auto view = Example(text, text).view(false, width);
      std::string joined;
      for (const auto& line : lines_of(view)) {
        EXPECT_LE(display_width(line), width) << line;
        joined += line;
      }
      std::erase(joined, ' ');
      auto expected = "doc1zh" + text + text;
      std::erase(expected, ' ');
      EXPECT_EQ(joined, expected) << "width " << width;
    }
}

TEST(AnnotateView, BreaksNoWordAndNoClosingMarkOff) {
  EXPECT_EQ(Example("one two three four five six").view(false, 27),
            "doc\n\n1 zh  one two three four\n      five six\n      \n");
  // Twenty-one columns: the comma would be the first of a line, so a character goes with it.
  EXPECT_EQ(Example("一二三四五六七八九十，甲").view(false, 27),
            "doc\n\n1 zh  一二三四五六七八九\n      十，甲\n      \n");
}

TEST(AnnotateView, IsSafeForATerminal) {
  Example example("A\x1b[31mrm\x07\tpays \u202Eevil\xC2\x9B 5\xE8\xBC m",
                  "\x1b]0;title\x07{party:1 Arm}");
  example.add("A\x1b[31mrm", MentionKind::party, {0});
  example.annotated.parties[0] = {"\x1b[2Jarm", "Arm\n\x1b[2J", "k\x1b", "Arm", true};
  example.article.doc = "do\x1b[2Jc";
  const auto view = example.view(true, 60);
  EXPECT_EQ(view.find("\x1b[2J"), std::string::npos);
  EXPECT_EQ(view.find("\x1b]0"), std::string::npos);
  EXPECT_EQ(view.find("\x1b[31m"), std::string::npos);
  EXPECT_EQ(view.find("\u202E"), std::string::npos);
  EXPECT_EQ(view.find("\xC2\x9B"), std::string::npos);
  EXPECT_EQ(view.find('\x07'), std::string::npos);
  EXPECT_EQ(view.find('\t'), std::string::npos);
  EXPECT_NE(view.find("5\uFFFD\uFFFD m"), std::string::npos) << view;
}

}  // namespace
}  // namespace dealgraph

#include "extract/references.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "extract/antecedent.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return text.starts_with(word); });
}

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return text.ends_with(word); });
}

// "It took nine months", "made it clear", "it is likely": stands for nothing.
bool stands_for_nothing(std::string_view before, std::string_view after) {
  // Not "made it a takeover proposal".
  if (ends_with_any(before, {"make ", "makes ", "made ", "making ", "find ", "finds ", "found "}))
    return !starts_with_any(after, {" a ", " an "});
  for (const std::string_view be : {" is ", " was ", " would be ", " will be ", " may be ",
                                    " could be ", " has been ", " had been "}) {
    if (!after.starts_with(be)) continue;
    auto next = after.substr(be.size());
    if (next.starts_with("also ")) next.remove_prefix(5);
    const auto word = next.substr(0, next.find_first_of(" ,."));
    return !(word.ends_with("ing") || (word.ends_with("ed") && word != "expected" &&
                                       word != "reported" && word != "rumoured"));
  }
  return starts_with_any(
      after, {" took ", " takes ", " remains ", " seems ", " appears ", " turns ", " turned out",
              " emerged", " follows ", "'s ", " depends", " rained", " could have",
              " has not always", " comes "});
}

struct Found {
  std::size_t sentence = 0;
  ReferenceWord word;
};

}  // namespace

ReferenceFinder::ReferenceFinder(const NameList& names, const Lexicon& lexicon)
    : words_(lexicon), reader_(lexicon), descriptions_(names, lexicon) {}

// "ABB, the Zurich-based engineering group, said": describes the name before it.
bool ReferenceFinder::explains(const Document& document, const Sentence& sentence,
                               Span span) const {
  const auto after = document.text({span.end, sentence.span.end});
  if (!after.empty() && std::string_view(",.;:").find(after.front()) == std::string_view::npos &&
      !after.starts_with(" where"))
    return false;
  return std::any_of(sentence.tokens.begin(), sentence.tokens.end(), [&](const Token& token) {
    return token.kind == MentionKind::party && token.span.end <= span.begin &&
           document.text({token.span.end, span.begin}) == ", ";
  });
}

// Whether the words may stand for a party where they are. What lies within them, such as the
// supporter in 这家英伟达支持的公司, gives way to them; anything else goes before.
bool ReferenceFinder::usable(const Document& document, const Sentence& sentence,
                             const ReferenceWord& word, Span span) const {
  for (const auto& token : sentence.tokens) {
    if (token.span.end <= span.begin) continue;
    if (token.span.begin >= span.end) {
      // 买方昆山睿扬, "the chipmaker Nvidia": the name itself follows.
      const auto between = document.text({span.end, token.span.begin});
      if (token.kind == MentionKind::party && (between.empty() || between == " ")) return false;
      break;
    }
    if (token.kind != MentionKind::party || !span.contains(token.span)) return false;
    if (token.span == span) return false;
  }
  // 该行持股5%以上的股东 acts, not 该行.
  if (sentence.lang == "zh")
    return !document.text({span.end, sentence.span.end}).starts_with("持股");
  if (explains(document, sentence, span)) return false;
  if (word.kind != ReferenceKind::pronoun) return true;
  return !stands_for_nothing(document.text({sentence.span.begin, span.begin}),
                             document.text({span.end, sentence.span.end}));
}

void ReferenceFinder::resolve(Document& document) const {
  if (document.parties.empty()) return;
  descriptions_.name_kinds(document);
  std::vector<Found> found;
  for (std::size_t i = 0; i < document.sentences.size(); ++i) {
    const auto& sentence = document.sentences[i];
    for (const auto& word : words_.find(document.text(sentence.span), sentence.lang == "zh"))
      found.push_back({i, word});
  }
  if (found.empty()) return;
  std::vector<Scene> scenes;
  scenes.reserve(document.sentences.size());
  for (const auto& sentence : document.sentences)
    scenes.push_back(reader_.read(document, sentence));
  Antecedents antecedents(document, scenes, reader_, descriptions_);
  for (const auto& [index, word] : found) {
    auto& sentence = document.sentences[index];
    const Span span{sentence.span.begin + word.span.begin, sentence.span.begin + word.span.end};
    if (!usable(document, sentence, word, span)) continue;
    Token token;
    token.kind = MentionKind::party;
    token.span = token.core = span;
    token.reference = true;
    token.parties = antecedents.find(index, word.kind, span, word.count);
    if (token.parties.empty()) continue;
    std::erase_if(sentence.tokens, [&](const Token& other) { return span.contains(other.span); });
    const auto where =
        std::find_if(sentence.tokens.begin(), sentence.tokens.end(),
                     [&](const Token& other) { return other.span.begin > span.begin; });
    sentence.tokens.insert(where, std::move(token));
  }
}

}  // namespace dealgraph

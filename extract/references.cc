#include "extract/references.h"

#include <algorithm>

#include "core/error.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

std::string alternatives(const std::vector<std::string>& words) {
  auto sorted = words;
  std::sort(sorted.begin(), sorted.end(),
            [](const auto& a, const auto& b) { return a.size() > b.size(); });
  std::string out;
  for (const auto& word : sorted) out += (out.empty() ? "" : "|") + quote_pattern(word);
  return out.empty() ? "[^\\s\\S]" : out;
}

Pattern compile(const std::string& regex) {
  auto result = Pattern::compile(regex);
  if (auto* message = std::get_if<std::string>(&result))
    throw Error(ExitCode::bad_data, "lexicon for references: " + *message);
  return std::get<Pattern>(std::move(result));
}

bool is_one_of(const std::vector<std::string>& words, std::string_view text) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (auto& c : out)
    if (is_upper_ascii(static_cast<unsigned char>(c))) c = static_cast<char>(c + 32);
  return out;
}

// What a kind of party is called when it is not named.
bool kind_words(std::string_view kind, std::string_view words) {
  struct Row {
    std::string_view kind, words;
  };
  static constexpr Row rows[] = {
      {"chipmaker", "芯片"},   {"chipmaker", "晶片"},    {"chipmaker", "chip"},
      {"foundry", "代工"},     {"foundry", "chipmaker"}, {"memory", "存储"},
      {"memory", "chipmaker"}, {"cloud", "云"},          {"cloud", "cloud"},
      {"ai_lab", "人工智能"},  {"ai_lab", "AI"},         {"ai_lab", "startup"},
      {"ai_lab", "start-up"},  {"ai_lab", "新创"},       {"ai_lab", "初创"},
      {"carmaker", "车"},      {"carmaker", "carmaker"}, {"carmaker", "automaker"},
      {"battery", "电池"},     {"battery", "battery"},   {"bank", "银行"},
      {"bank", "bank"},        {"bank", "lender"},       {"pharma", "药"},
      {"pharma", "drugmaker"}, {"biotech", "biotech"},   {"airline", "航空"},
      {"airline", "airline"},  {"software", "软件"},     {"software", "software"},
      {"internet", "网"},      {"internet", "internet"}, {"retail", "retailer"},
      {"telecom", "电信"},     {"insurer", "insurer"},   {"fund", "fund"}};
  return std::any_of(std::begin(rows), std::end(rows), [&](const Row& row) {
    return row.kind == kind && words.find(row.words) != std::string_view::npos;
  });
}

}  // namespace

ReferenceFinder::ReferenceFinder(const NameList& names, const Lexicon& lexicon)
    : names_(&names),
      zh_(compile(
          "(?:" + alternatives(lexicon.words("zh", "REFERENCE")) + "|(?:这家|这间|此家|该家)" +
          "[^,。;:!?、()]{0,14}?(?:" + alternatives(lexicon.words("zh", "REFERENCE_HEAD")) + "))")),
      en_(compile(R"(\b(?:)" + alternatives(lexicon.words("en", "REFERENCE")) +
                  R"(|[Tt]he (?:[A-Za-z][A-Za-z.-]* ){0,2}?(?:)" +
                  alternatives(lexicon.words("en", "REFERENCE_HEAD")) + R"())\b)")),
      both_(lexicon.words("zh", "REFERENCE_BOTH")),
      latter_(lexicon.words("zh", "REFERENCE_LATTER")),
      former_(lexicon.words("zh", "REFERENCE_FORMER")) {
  for (const auto& word : lexicon.words("en", "REFERENCE_BOTH")) both_.push_back(word);
  for (const auto& word : lexicon.words("en", "REFERENCE_LATTER")) latter_.push_back(word);
  for (const auto& word : lexicon.words("en", "REFERENCE_FORMER")) former_.push_back(word);
}

bool ReferenceFinder::described(const DocParty& party, std::string_view words) const {
  if (kind_words(party.kind, words)) return true;
  const auto text = lower(words);
  for (const auto& [description, parties] : names_->by_description) {
    if (text.find(description) == std::string::npos) continue;
    for (const auto index : parties)
      if (names_->parties[index].id == party.id) return true;
  }
  return false;
}

// Candidates are the parties named before, the nearest first; within a sentence its first party,
// which is mostly the subject, comes before the others.
std::vector<int> ReferenceFinder::antecedent(const Document& document, std::size_t index,
                                             std::size_t at, std::string_view words) const {
  constexpr std::size_t reach = 3;  // sentences back
  std::vector<int> order;
  const auto add = [&](int party) {
    if (std::find(order.begin(), order.end(), party) == order.end()) order.push_back(party);
  };
  std::vector<int> told;  // in the order of the text, latest sentence that names two
  // 其 is somebody other than the subject of its own clause: look at the sentence before.
  const bool possessive = words.ends_with("其") || words == "对方";
  for (std::size_t back = possessive ? 1 : 0; back <= reach && back <= index; ++back) {
    const auto& sentence = document.sentences[index - back];
    std::vector<int> here;
    for (const auto& token : sentence.tokens)
      if (token.kind == MentionKind::party && !token.reference && token.span.end <= at)
        for (const int party : token.parties)
          if (document.parties[party].kind != "media" &&
              std::find(here.begin(), here.end(), party) == here.end())
            here.push_back(party);
    for (const int party : here) add(party);
    if (told.size() < 2 && here.size() >= 2) told = here;
  }
  if (is_one_of(both_, words)) {
    if (told.size() != 2) return {};
    return told;
  }
  if (is_one_of(latter_, words))
    return told.size() >= 2 ? std::vector{told.back()} : std::vector<int>{};
  if (is_one_of(former_, words))
    return told.size() >= 2 ? std::vector{told.front()} : std::vector<int>{};
  std::vector<int> fitting;
  for (const int party : order)
    if (described(document.parties[party], words)) fitting.push_back(party);
  if (!fitting.empty()) return {fitting.front()};
  // "这家 ChatGPT 开发商" before any name of it: the list knows whom it describes.
  if (order.empty()) return {};
  return {order.front()};
}

void ReferenceFinder::resolve(Document& document) const {
  for (std::size_t i = 0; i < document.sentences.size(); ++i) {
    auto& sentence = document.sentences[i];
    const auto& pattern = sentence.lang == "zh" ? zh_ : en_;
    const auto text = document.text(sentence.span);
    std::vector<std::optional<Span>> groups;
    for (std::size_t from = 0; pattern.match(text, from, groups);) {
      const Span local = *groups[0];
      from = std::max(local.end, local.begin + 1);
      const Span span{sentence.span.begin + local.begin, sentence.span.begin + local.end};
      const auto words = text.substr(local.begin, local.size());
      Span named = span;
      // 在其, 向其: the pronoun alone stands for the party.
      if (words.ends_with("其") && words.size() > 3) named.begin = span.end - 3;
      // "公司" and "it" stand for a party only where a subject can stand.
      if (words == "公司" || words == "它" || words == "It" || words == "it") {
        const auto before = text.substr(0, local.begin);
        const bool opens = before.empty() || before.ends_with(",") || before.ends_with(", ") ||
                           before.ends_with("that ") || before.ends_with("said ") ||
                           before.ends_with("and ") || before.ends_with(";");
        if (!opens) continue;
      }
      const bool overlaps =
          std::any_of(sentence.tokens.begin(), sentence.tokens.end(), [&](const Token& token) {
            if (token.kind == MentionKind::party && !span.contains(token.span))
              return token.span.begin < span.end && span.begin < token.span.end;
            return token.kind != MentionKind::party && token.span.begin < span.end &&
                   span.begin < token.span.end;
          });
      if (overlaps) continue;
      Token token;
      token.kind = MentionKind::party;
      token.span = token.core = named;
      token.reference = true;
      token.parties = antecedent(document, i, span.begin, words);
      if (token.parties.empty()) continue;
      std::erase_if(sentence.tokens, [&](const Token& t) { return span.contains(t.span); });
      const auto where = std::find_if(sentence.tokens.begin(), sentence.tokens.end(),
                                      [&](const Token& t) { return t.span.begin > span.begin; });
      sentence.tokens.insert(where, std::move(token));
    }
  }
}

}  // namespace dealgraph

#include "extract/amount_roles.h"

#include <algorithm>
#include <string>

#include "extract/qualifiers.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

constexpr std::size_t reach = 120;    // bytes looked at on each side
constexpr char placeholder = '\x01';  // a party, date or count

struct RoleList {
  std::string_view name;
  AmountRole role;
};
constexpr RoleList role_lists[] = {
    {"VALUATION", AmountRole::valuation}, {"REVENUE", AmountRole::revenue},
    {"PROFIT", AmountRole::profit},       {"MARKET_VALUE", AmountRole::market_value},
    {"CAPEX", AmountRole::capex},         {"SHARE_PRICE", AmountRole::share_price},
    {"BALANCE", AmountRole::balance},     {"DEAL", AmountRole::none}};

bool edge(std::string_view text, std::size_t at) {
  return ends_clause(text, at) && text[at] != ':' && text[at] != '(' && text[at] != ')';
}

// The text before a sum in its clause, other mentions replaced by one character each.
std::string left_of(const Document& document, const Sentence& sentence, std::size_t index) {
  const std::string_view text = document.folded.text;
  const std::size_t end = sentence.tokens[index].span.begin;
  const std::size_t begin = std::max(sentence.span.begin, end > reach ? end - reach : 0);
  std::string reversed;
  std::size_t k = index;
  for (std::size_t i = end; i > begin;) {
    if (k > 0 && sentence.tokens[k - 1].span.end == i) {
      --k;
      if (sentence.tokens[k].kind == MentionKind::amount) break;
      reversed += placeholder;
      i = sentence.tokens[k].span.begin;
      continue;
    }
    if (edge(text, previous(text, i))) break;
    reversed += text[--i];
  }
  std::reverse(reversed.begin(), reversed.end());
  return reversed;
}

std::string right_of(const Document& document, const Sentence& sentence, std::size_t index) {
  const std::string_view text = document.folded.text;
  const std::size_t begin = sentence.tokens[index].span.end;
  const std::size_t end = std::min(sentence.span.end, begin + reach);
  std::string out;
  std::size_t k = index + 1;
  for (std::size_t i = begin; i < end;) {
    if (k < sentence.tokens.size() && sentence.tokens[k].span.begin == i) {
      if (sentence.tokens[k].kind == MentionKind::amount) break;
      out += placeholder;
      i = sentence.tokens[k++].span.end;
      continue;
    }
    if (edge(text, i)) break;
    out += text[i++];
  }
  return out;
}

bool starts_word(std::string_view text, std::size_t at) {
  return at == 0 || text[at - 1] == ' ' || text[at - 1] == '-';
}

}  // namespace

RoleReader::RoleReader(const Lexicon& lexicon) {
  for (const bool chinese : {true, false}) {
    auto& words = chinese ? zh_ : en_;
    const std::string lang = chinese ? "zh" : "en";
    for (const auto& [name, role] : role_lists) {
      const int value = static_cast<int>(role);
      for (const auto& word : lexicon.words(lang, std::string(name) + "_BEFORE"))
        words.before.add(word, value);
      for (const auto& word : lexicon.words(lang, std::string(name) + "_BEHIND"))
        words.behind.add(word, value);
    }
    for (const auto& word : lexicon.words(lang, "DEAL_NOUN")) words.deal_noun.add(word, 0);
  }
}

std::optional<RoleReader::Found> RoleReader::look_left(std::string_view text, bool chinese) const {
  const auto& words = chinese ? zh_ : en_;
  const std::size_t window = chinese ? 8 : 4;
  std::size_t distance = 0;
  while (text.ends_with(' ')) text.remove_suffix(1);
  for (std::size_t i = text.size(); i > 0 && distance <= window; i = previous(text, i)) {
    if (const auto hit = words.before.before(text, i)) {
      Found found{static_cast<AmountRole>(hit->value), distance};
      const auto word = text.substr(i - hit->size, hit->size);
      if (found.role != AmountRole::valuation || chinese ||
          (word != "valued at" && word != "valued"))
        return found;
      // "a contract with Vale valued at": the noun says what is valued.
      std::size_t nouns = 0;
      for (std::size_t k = i - hit->size; k > 0 && nouns < 6; k = previous(text, k)) {
        if (words.deal_noun.before(text, k)) return Found{AmountRole::none, distance};
        nouns += text[k - 1] == ' ' ? 1 : 0;
      }
      return found;
    }
    if (chinese || text[previous(text, i)] == ' ') ++distance;
  }
  return std::nullopt;
}

std::optional<RoleReader::Found> RoleReader::look_right(std::string_view text, bool chinese) const {
  const auto& words = chinese ? zh_ : en_;
  const std::size_t window = chinese ? 6 : 2;
  std::size_t distance = 0;
  for (std::size_t i = 0; i < text.size() && distance <= window;) {
    if (chinese || starts_word(text, i))
      if (const auto hit = words.behind.at(text, i))
        return Found{static_cast<AmountRole>(hit->value),
                     chinese ? distance : std::max<std::size_t>(distance, 1) - 1};
    std::size_t size = 0;
    decode_at(text, i, size);
    if (chinese || text[i] == ' ') ++distance;
    i += size;
  }
  return std::nullopt;
}

AmountRole RoleReader::read(const Document& document, const Sentence& sentence,
                            std::size_t index) const {
  const bool chinese = sentence.lang == "zh";
  const auto left = look_left(left_of(document, sentence, index), chinese);
  const auto right = look_right(right_of(document, sentence, index), chinese);
  if (left && (!right || left->distance <= right->distance)) return left->role;
  return right ? right->role : AmountRole::none;
}

void RoleReader::assign(Document& document) const {
  for (auto& sentence : document.sentences)
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
      auto& token = sentence.tokens[i];
      if (token.kind != MentionKind::amount) continue;
      token.role = read(document, sentence, i);
      if (token.role == AmountRole::share_price && token.amount->per == Per::total)
        token.amount->per = Per::share;
    }
}

}  // namespace dealgraph

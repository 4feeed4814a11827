#include "extract/mentions.h"

#include <algorithm>

#include "extract/dates.h"
#include "extract/shares.h"
#include "text/sentence.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

// Where mentions overlap, the earlier argument of merge_tokens() wins.
void merge_tokens(std::vector<Token>& into, std::vector<Token> more) {
  std::vector<Token> kept;
  std::size_t k = 0;
  for (auto& token : more) {
    while (k < into.size() && into[k].span.end <= token.span.begin) ++k;
    if (k < into.size() && into[k].span.begin < token.span.end) continue;
    kept.push_back(std::move(token));
  }
  const auto middle = into.insert(into.end(), std::make_move_iterator(kept.begin()),
                                  std::make_move_iterator(kept.end()));
  std::inplace_merge(into.begin(), middle, into.end(),
                     [](const Token& a, const Token& b) { return a.span.begin < b.span.begin; });
}

std::vector<Token> amount_tokens(const Document& document, const AmountFinder& finder) {
  std::vector<Token> out;
  for (auto& mention : finder.find(document.folded.text, document.article->site_currency)) {
    Token token;
    token.kind = MentionKind::amount;
    token.span = mention.span;
    token.core = mention.figure;
    token.amount = std::move(mention.amount);
    token.amount->text = std::string(document.source(mention.span));
    out.push_back(std::move(token));
  }
  return out;
}

// Rules ask for kinds, so a marked name that the list holds keeps its kind.
std::string kind_of(const NameList& names, std::string_view name) {
  const auto* aliases = names.exact(std::string(name));
  return aliases ? names.parties[aliases->front().party].kind : "unknown";
}

std::vector<Token> marked_tokens(Document& document, const NameList& names,
                                 const std::vector<MarkedParty>& marked) {
  std::vector<Token> out;
  for (const auto& mark : marked) {
    const auto& offsets = document.folded.to_source;
    const auto find = [&](std::size_t source) {
      return static_cast<std::size_t>(std::lower_bound(offsets.begin(), offsets.end(), source) -
                                      offsets.begin());
    };
    Token token;
    token.kind = MentionKind::party;
    token.span = token.core = {find(mark.span.begin), find(mark.span.end)};
    const auto name = document.text(token.core);
    const auto id = slug(name);
    auto known = std::find_if(document.parties.begin(), document.parties.end(),
                              [&](const DocParty& p) { return p.id == id; });
    if (known == document.parties.end()) {
      const std::string surface(document.source(token.core));
      document.parties.push_back({id, surface, kind_of(names, name), surface, false});
      known = document.parties.end() - 1;
    }
    token.parties = {static_cast<int>(known - document.parties.begin())};
    out.push_back(std::move(token));
  }
  return out;
}

std::string language_of(std::string_view sentence, const std::string& article_lang) {
  std::size_t han = 0;
  std::size_t latin = 0;
  for (std::size_t i = 0; i < sentence.size();) {
    if (const auto byte = static_cast<unsigned char>(sentence[i]); byte < 0x80) {
      latin += static_cast<unsigned char>((byte | 0x20) - 'a') < 26 ? 1 : 0;
      ++i;
      continue;
    }
    std::size_t size = 0;
    const char32_t c = decode_at(sentence, i, size);
    if (is_han(c))
      ++han;
    else if (is_letter(c))
      ++latin;
    i += size;
  }
  if (han == 0 && latin == 0) return article_lang.starts_with("zh") ? "zh" : "en";
  return han * 4 > latin ? "zh" : "en";
}

// A "sentence" of a hundred clauses is a table or an attack: it is read in pieces, so that what is
// quadratic in a sentence stays bounded.
std::vector<Span> cut_long(std::string_view text, const std::vector<Span>& sentences) {
  constexpr std::size_t longest = 4000;
  std::vector<Span> out;
  for (Span rest : sentences) {
    while (rest.size() > longest) {
      auto cut = text.substr(rest.begin, longest).find_last_of(",;");
      if (cut == std::string_view::npos || cut < longest / 2) {
        cut = longest;
        while (cut > 0 && (static_cast<unsigned char>(text[rest.begin + cut]) & 0xC0) == 0x80)
          --cut;
      } else {
        ++cut;
      }
      out.push_back({rest.begin, rest.begin + cut});
      rest.begin += cut;
    }
    if (!rest.empty()) out.push_back(rest);
  }
  return out;
}

void split(Document& document, std::vector<Token> tokens) {
  std::size_t next = 0;
  std::size_t last_end = 0;
  for (const Span span : cut_long(document.folded.text, split_sentences(document.folded.text))) {
    Sentence sentence;
    sentence.span = span;
    sentence.lang = language_of(document.text(span), document.article->lang);
    sentence.paragraph_start =
        document.folded.text.substr(last_end, span.begin - last_end).find('\n') !=
        std::string::npos;
    last_end = span.end;
    while (next < tokens.size() && tokens[next].span.begin < span.end) {
      if (span.contains(tokens[next].span)) sentence.tokens.push_back(std::move(tokens[next]));
      ++next;
    }
    document.sentences.push_back(std::move(sentence));
  }
}

}  // namespace

Document prepare(const Article& article, const MentionFinder& finder,
                 const std::vector<MarkedParty>* marked) {
  Document document;
  document.article = &article;
  document.folded = fold(article.text);
  const auto published = parse_date(article.published);
  auto tokens =
      marked ? marked_tokens(document, *finder.names, *marked) : finder.parties.find(document);
  auto amounts = amount_tokens(document, finder.amounts);
  // An amount wins over a "name" of capital letters that is its currency, never over a real name.
  merge_tokens(tokens, std::move(amounts));
  merge_tokens(tokens, find_dates(document.folded.text, published));
  merge_tokens(tokens, find_shares(document.folded.text));
  split(document, std::move(tokens));
  finder.roles.assign(document);
  if (!marked) finder.references.resolve(document);
  return document;
}

}  // namespace dealgraph

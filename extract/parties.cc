#include "extract/parties.h"

#include <algorithm>
#include <functional>
#include <map>
#include <unordered_map>

#include "extract/slot_names.h"
#include "extract/unlisted.h"
#include "text/utf8.h"
#include "text/words.h"

namespace dealgraph {
namespace {

// A stretch of folded text that may be a party, with how sure we are.
struct Candidate {
  Span core;
  std::int32_t listed = -1;  // index into NameList::parties
  int strength = 0;          // overlaps: the stronger, then the longer, wins
};

constexpr int strength_listed = 4;
constexpr int strength_learned = 3;
constexpr int strength_form = 2;
constexpr int strength_slot = 1;

}  // namespace

struct PartyFinder::Words {
  explicit Words(const Lexicon& lexicon)
      : unlisted(lexicon),
        slots(lexicon),
        ticker(std::get<Pattern>(Pattern::compile(
            R"(^ ?\((?:[^()]{0,12}[:] ?)?((?:[A-Z]{1,5}|[0-9]{4,6}|0[0-9]{4})(?:[-.][A-Z]{1,3})?)\))"))),
        gloss(std::get<Pattern>(Pattern::compile(
            R"re(^ ?\((?:[^()]{0,8}(?:简称|下称|又称|称)[:]?)?["“'‘「『]?([^()"”’」』]{2,60})["”’」』]?\))re"))),
        suffix_en(std::get<Pattern>(Pattern::compile(
            R"((?:,? (?:Inc|Corp|Corporation|Co|Company|Ltd|Limited|LLC|LLP|LP|PLC|plc|AG|SA|SE|NV|Group|Holdings?|GmbH|Pte|Bhd)\.?)+$)"))),
        suffix_zh(std::get<Pattern>(
            Pattern::compile("(?:股份有限公司|有限责任公司|集团有限公司|控股有限公司|有限公司|"
                             "集团公司|集团|公司|株式会社)$"))) {}
  UnlistedNames unlisted;
  SlotNames slots;
  Pattern ticker;
  Pattern gloss;
  Pattern suffix_en;
  Pattern suffix_zh;

  // The name without its legal suffix.
  std::string_view stem(std::string_view name) const {
    std::vector<std::optional<Span>> groups;
    if (suffix_en.match(name, 0, groups) && groups[0]->begin > 1)
      return name.substr(0, groups[0]->begin);
    if (suffix_zh.match(name, 0, groups) && groups[0]->begin > 3)
      return name.substr(0, groups[0]->begin);
    return name;
  }
};

std::string slug(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size();) {
    std::size_t size = 0;
    char32_t c = decode_at(name, i, size);
    if (is_upper_ascii(c)) c += 32;
    if (is_word(c) || is_han(c))
      append_utf8(out, c);
    else if (!out.empty() && out.back() != '-' && c != U'\'' && c != U'.')
      out += '-';
    i += size;
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out;
}

PartyFinder::PartyFinder(const NameList& names, const Lexicon& lexicon)
    : names_(&names), words_(std::make_shared<const Words>(lexicon)) {}

namespace {

// Works on one document; see PartyFinder::find.
class Search {
 public:
  Search(Document& document, const NameList& names, const UnlistedNames& unlisted,
         const SlotNames& slots, const Pattern& ticker, const Pattern& gloss,
         std::function<std::string_view(std::string_view)> stem)
      : document_(document),
        text_(document.folded.text),
        names_(names),
        unlisted_(unlisted),
        slots_(slots),
        ticker_(ticker),
        gloss_(gloss),
        stem_(std::move(stem)) {}

  std::vector<Token> run() {
    add_listed();
    add_forms();
    resolve_overlaps();
    learn_glosses();
    add_learned();
    resolve_overlaps();
    return tokens();
  }

 private:
  // The alias's party; -1 if nothing near supports a name that may not stand bare.
  std::int32_t choose(const NameHit& hit) const {
    std::int32_t bare = -1;
    for (const auto& alias : *hit.aliases) {
      if (alias.use == AliasUse::bare && bare < 0) bare = alias.party;
      if (alias.use == AliasUse::gloss && supported(hit, alias.party)) return alias.party;
    }
    return bare;
  }

  // A ticker or another alias of the same party stands right behind the name.
  bool supported(const NameHit& hit, std::int32_t party) const {
    std::size_t at = hit.end;
    for (int i = 0; i < 3; ++i) {
      std::vector<std::optional<Span>> groups;
      if (ticker_.match(rest(at), 0, groups)) {
        if (ticker_names(at, *groups[1], party)) return true;
      } else if (gloss_.match(rest(at), 0, groups)) {
        const auto inside = rest(at).substr(groups[1]->begin, groups[1]->size());
        for (std::size_t k = 0; k < inside.size(); ++k) {
          const auto other = names_.longest(inside, k);
          if (!other.aliases) continue;
          for (const auto& alias : *other.aliases)
            if (alias.party == party) return true;
        }
      } else {
        return false;
      }
      at += groups[0]->end;
    }
    return false;
  }

  bool ticker_names(std::size_t at, Span group, std::int32_t party) const {
    std::string code(rest(at).substr(group.begin, group.size()));
    code = code.substr(0, code.find_first_of("-."));
    const auto found = names_.by_ticker.find(code);
    return found != names_.by_ticker.end() &&
           std::find(found->second.begin(), found->second.end(), party) != found->second.end();
  }

  std::string_view rest(std::size_t at) const { return text_.substr(at, 200); }

  void add_listed() {
    for (std::size_t i = 0; i < text_.size();) {
      const auto hit = names_.longest(text_, i);
      const std::int32_t party = hit.aliases ? choose(hit) : -1;
      if (party >= 0 && (!short_chinese(hit) || on_word_boundaries(text_, {hit.begin, hit.end}))) {
        candidates_.push_back({{hit.begin, hit.end}, party, strength_listed});
        i = hit.end;
        continue;
      }
      // What is listed only to say that it is no name hides the names inside it.
      if (hit.aliases && std::all_of(hit.aliases->begin(), hit.aliases->end(),
                                     [](const Alias& a) { return a.use == AliasUse::never; })) {
        i = hit.end;
        continue;
      }
      std::size_t size = 0;
      decode_at(text_, i, size);
      i += size;
    }
  }

  // Names of two Han characters often lie across two words: 国建 in 在美国建造.
  bool short_chinese(const NameHit& hit) const {
    std::size_t size = 0;
    return hit.end - hit.begin <= 6 && is_han(decode_at(text_, hit.begin, size));
  }

  void add_forms() {
    for (const auto span : unlisted_.chinese(text_))
      candidates_.push_back({span, -1, strength_form});
    for (const auto span : unlisted_.english(text_))
      candidates_.push_back({span, -1, strength_form});
    for (const auto span : slots_.find(text_)) candidates_.push_back({span, -1, strength_slot});
    // Whatever a ticker follows is a company, even without a suffix: 鎧承精密（6784）.
    std::vector<std::optional<Span>> groups;
    for (auto open = text_.find('('); open != std::string_view::npos;
         open = text_.find('(', open + 1)) {
      if (open == 0 || !ticker_.match(rest(open), 0, groups)) continue;
      // "(AI)" or "(SPV)" alone is an abbreviation; a code has digits or names its market.
      if (rest(open).substr(0, groups[0]->end).find_first_of("0123456789-.:") ==
          std::string_view::npos)
        continue;
      const std::size_t end = text_[open - 1] == ' ' ? open - 1 : open;
      if (!is_han(decode_before(text_, end))) continue;
      const std::size_t begin =
          unlisted_.behind_ordinary(text_, unlisted_.chinese_left_edge(text_, end), end);
      const auto length = count_code_points(text_.substr(begin, end - begin));
      if (length >= 2 && length <= 12) candidates_.push_back({{begin, end}, -1, strength_learned});
    }
  }

  // A listed name inside a longer unlisted one ("Nvidia Ventures Fund") gives way only to a name
  // that adds a company word to it.
  bool outranks(const Candidate& a, const Candidate& b) const {
    const bool a_wider = a.core.contains(b.core) && a.core.size() > b.core.size();
    const bool b_wider = b.core.contains(a.core) && b.core.size() > a.core.size();
    if (a.listed >= 0 && b.listed < 0 && b_wider)
      return !(a.core.begin == b.core.begin && extends_name(b));
    if (b.listed >= 0 && a.listed < 0 && a_wider)
      return a.core.begin == b.core.begin && extends_name(a);
    if (a.strength != b.strength) return a.strength > b.strength;
    if (a.core.size() != b.core.size()) return a.core.size() > b.core.size();
    return a.core.begin < b.core.begin;
  }

  bool extends_name(const Candidate& c) const {
    const auto name = text_.substr(c.core.begin, c.core.size());
    return name.ends_with("有限公司") || name.ends_with("有限责任公司");
  }

  void resolve_overlaps() {
    std::stable_sort(candidates_.begin(), candidates_.end(), [](const auto& a, const auto& b) {
      return a.core.begin != b.core.begin ? a.core.begin < b.core.begin : a.core.end > b.core.end;
    });
    std::vector<Candidate> kept;
    for (const auto& candidate : candidates_) {
      bool take = true;
      while (!kept.empty() && kept.back().core.end > candidate.core.begin) {
        if (!outranks(candidate, kept.back())) {
          take = false;
          break;
        }
        kept.pop_back();
      }
      if (take) kept.push_back(candidate);
    }
    candidates_ = std::move(kept);
  }

  int party_of(const Candidate& candidate) {
    const auto name = text_.substr(candidate.core.begin, candidate.core.size());
    if (candidate.listed >= 0) return listed_party(candidate.listed, candidate.core);
    if (const auto known = learned_.find(std::string(name)); known != learned_.end())
      return known->second;
    const auto stem = stem_(name);
    if (const auto known = learned_.find(std::string(stem)); known != learned_.end())
      return known->second;
    // "Tencent Holdings Ltd": the stem is a listed name.
    if (const auto* aliases = names_.exact(std::string(stem)))
      for (const auto& alias : *aliases)
        if (alias.use != AliasUse::never) return listed_party(alias.party, candidate.core);
    DocParty party;
    party.id = slug(stem);
    // A listed party of that id has other names: this one only looks like it.
    if (names_.by_id.contains(party.id)) party.id = "x-" + party.id;
    party.name = party.surface = std::string(document_.source(candidate.core));
    party.kind = "unknown";
    const int index = static_cast<int>(document_.parties.size());
    document_.parties.push_back(party);
    learn(name, index);
    learn(stem, index);
    learn_first_word(stem, index);
    return index;
  }

  int listed_party(std::int32_t listed, Span core) {
    const auto [known, added] =
        by_listed_.emplace(listed, static_cast<int>(document_.parties.size()));
    if (added) {
      const auto& entry = names_.parties[listed];
      document_.parties.push_back(
          {entry.id, entry.name, entry.kind, std::string(document_.source(core)), true});
    }
    return known->second;
  }

  // Halden Compute is Halden from then on.
  void learn_first_word(std::string_view name, int party) {
    const auto space = name.find(' ');
    if (space == std::string_view::npos || space < 4 ||
        !unlisted_.distinctive(name.substr(0, space)))
      return;
    learn(name.substr(0, space), party);
  }

  void learn(std::string_view name, int party) {
    if (count_code_points(name) >= 2) learned_.emplace(std::string(name), party);
  }

  // What stands in brackets behind a name is another name of it: ticker, English name, short form.
  void learn_glosses() {
    for (auto& candidate : candidates_) {
      const int party = party_of(candidate);
      learn(text_.substr(candidate.core.begin, candidate.core.size()), party);
      std::size_t at = candidate.core.end;
      for (int i = 0; i < 3; ++i) {
        std::vector<std::optional<Span>> groups;
        if (ticker_.match(rest(at), 0, groups)) {
          learn_short_form(candidate, party);
        } else if (gloss_.match(rest(at), 0, groups)) {
          learn_inside(rest(at).substr(groups[1]->begin, groups[1]->size()), party);
        } else {
          break;
        }
        at += groups[0]->end;
      }
    }
  }

  void learn_inside(std::string_view inside, int party) {
    while (!inside.empty()) {
      auto cut = inside.find_first_of(",;");
      auto part = inside.substr(0, cut);
      while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
      while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
      std::size_t size = 0;
      const bool name_like =
          !part.empty() && part.find_first_of("0123456789%$") == std::string_view::npos &&
          (is_upper(decode_at(part, 0, size)) || is_han(decode_at(part, 0, size)));
      const auto length = count_code_points(part);
      if (name_like && length >= 2 && length <= (is_han(decode_at(part, 0, size)) ? 8U : 40U))
        learn(part, party);
      if (cut == std::string_view::npos) break;
      inside.remove_prefix(cut + 1);
    }
  }

  // 海联航运（01977） is 海联 from then on.
  void learn_short_form(const Candidate& candidate, int party) {
    if (candidate.listed >= 0) return;
    const auto name = text_.substr(candidate.core.begin, candidate.core.size());
    std::size_t size = 0;
    if (is_han(decode_at(name, 0, size)) && count_code_points(name) >= 4) {
      std::size_t two = 0;
      for (int i = 0; i < 2; ++i) {
        decode_at(name, two, size);
        two += size;
      }
      // 项目 of 项目思源电气 is a word of its own and would be found everywhere.
      if (unlisted_.split_by_dictionary(name.substr(0, two))) learn(name.substr(0, two), party);
    }
  }

  void add_learned() {
    if (learned_.empty()) return;
    std::vector<std::pair<std::string, std::int32_t>> keys;
    for (const auto& [name, party] : learned_) keys.emplace_back(name, party);
    const DoubleArray trie(keys);
    for (std::size_t i = 0; i < text_.size();) {
      std::size_t best = 0;
      trie.prefixes(text_, i, [&](std::size_t length, std::int32_t) {
        std::size_t size = 0;
        const std::size_t end = i + length;
        const bool left = is_word(decode_at(text_, i, size)) && is_word(decode_before(text_, i));
        const bool right = end < text_.size() && is_word(decode_before(text_, end)) &&
                           is_word(decode_at(text_, end, size));
        if (!left && !right) best = length;
      });
      std::size_t size = 0;
      decode_at(text_, i, size);
      if (best) candidates_.push_back({{i, i + best}, -1, strength_learned});
      i += best ? best : size;
    }
  }

  std::vector<Token> tokens() {
    std::vector<Token> out;
    for (const auto& candidate : candidates_) {
      Token token;
      token.kind = MentionKind::party;
      token.core = token.span = candidate.core;
      std::vector<std::optional<Span>> groups;
      for (int i = 0; i < 3; ++i) {
        if (ticker_.match(rest(token.span.end), 0, groups)) {
          token.span.end += groups[0]->end;
        } else if (gloss_.match(rest(token.span.end), 0, groups)) {
          const std::string inside(
              rest(token.span.end).substr(groups[1]->begin, groups[1]->size()));
          const auto known = learned_.find(inside.substr(0, inside.find_first_of(",;")));
          if (known == learned_.end() || known->second != party_of(candidate)) break;
          token.span.end += groups[0]->end;
        } else {
          break;
        }
      }
      if (!out.empty() && out.back().span.end > token.core.begin) continue;  // inside a gloss
      token.parties = {party_of(candidate)};
      out.push_back(std::move(token));
    }
    return out;
  }

  Document& document_;
  std::string_view text_;
  const NameList& names_;
  const UnlistedNames& unlisted_;
  const SlotNames& slots_;
  const Pattern& ticker_;
  const Pattern& gloss_;
  std::function<std::string_view(std::string_view)> stem_;
  std::vector<Candidate> candidates_;
  std::map<std::string, int> learned_;
  std::unordered_map<std::int32_t, int> by_listed_;
};

}  // namespace

std::vector<Token> PartyFinder::find(Document& document) const {
  return Search(document, *names_, words_->unlisted, words_->slots, words_->ticker, words_->gloss,
                [this](std::string_view name) { return words_->stem(name); })
      .run();
}

}  // namespace dealgraph

#include "extract/parties.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_map>

#include "extract/bystanders.h"
#include "extract/chinese_names.h"
#include "extract/english_names.h"
#include "extract/glosses.h"
#include "extract/learned_names.h"
#include "extract/sightings.h"
#include "text/fold.h"
#include "text/pattern.h"
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

constexpr int strength_extended = 5;  // of a listed one that it begins with
constexpr int strength_listed = 4;
constexpr int strength_learned = 3;
constexpr int strength_form = 2;
constexpr int strength_slot = 1;

constexpr int max_glosses = 3;  // behind one name

// What the form of an unlisted name tells. A publisher that deals is no mere witness, so "media" is
// not believed.
std::string kind_by_form(std::string_view name) {
  auto kind = likely_kind(name);
  return kind == "media" ? "unknown" : kind;
}

}  // namespace

struct PartyFinder::Words {
  explicit Words(const Lexicon& lexicon)
      : english(lexicon),
        chinese(lexicon),
        glosses(lexicon),
        bystanders(lexicon),
        suffix_en(std::get<Pattern>(Pattern::compile(
            R"((?:,? (?:Inc|Corp|Corporation|Co|Company|Ltd|Limited|LLC|LLP|LP|PLC|plc|AG|SA|SE|NV|Group|Holdings?|GmbH|Pte|Bhd)\.?)+$)"))),
        suffixes_zh(lexicon.words("zh", "ORG_SUFFIX")) {
    for (const auto* list : {"ORG_SUFFIX_WEAK", "SAME_SUFFIX"})
      for (const auto& word : lexicon.words("zh", list)) suffixes_zh.push_back(word);
    std::sort(suffixes_zh.begin(), suffixes_zh.end(),
              [](const auto& a, const auto& b) { return a.size() > b.size(); });
  }
  EnglishNames english;
  ChineseNames chinese;
  GlossReader glosses;
  Bystanders bystanders;
  Pattern suffix_en;
  std::vector<std::string> suffixes_zh;

  // The name without its legal suffix.
  std::string_view stem(std::string_view name) const {
    std::vector<std::optional<Span>> groups;
    if (suffix_en.match(name, 0, groups) && groups[0]->begin > 1)
      return name.substr(0, groups[0]->begin);
    for (const auto& suffix : suffixes_zh)
      if (name.ends_with(suffix) && name.size() >= suffix.size() + 6)
        return name.substr(0, name.size() - suffix.size());
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

// Works on one document; see PartyFinder::find.
class PartyFinder::Search {
 public:
  Search(Document& document, const NameList& names, const Words& words)
      : document_(document), text_(document.folded.text), names_(names), words_(words) {}

  std::vector<Token> run() {
    add_listed();
    add_forms();
    resolve_overlaps();
    learn_glosses();
    for (const auto span : learned_.occurrences(text_))
      candidates_.push_back({span, -1, strength_learned});
    resolve_overlaps();
    return tokens();
  }

 private:
  // The glosses behind byte `at`, one after the other.
  template <typename Read>
  void each_gloss(std::size_t at, Read read) const {
    for (int i = 0; i < max_glosses; ++i) {
      const auto gloss = words_.glosses.at(text_, at);
      if (!gloss || !read(*gloss)) return;
      at = gloss->span.end;
    }
  }

  std::string_view text_of(Span span) const { return text_.substr(span.begin, span.size()); }

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
    bool found = false;
    each_gloss(hit.end, [&](const Gloss& gloss) {
      found = ticker_names(gloss.ticker, party);
      for (std::size_t k = gloss.span.begin; k < gloss.span.end && !found; ++k) {
        const auto other = names_.longest(text_.substr(0, gloss.span.end), k);
        if (other.aliases)
          found = std::any_of(other.aliases->begin(), other.aliases->end(),
                              [&](const Alias& alias) { return alias.party == party; });
      }
      return !found;
    });
    return found;
  }

  bool ticker_names(const std::string& code, std::int32_t party) const {
    const auto known = names_.by_ticker.find(code);
    return known != names_.by_ticker.end() &&
           std::find(known->second.begin(), known->second.end(), party) != known->second.end();
  }

  // "(TSLA)" of a party whose ticker that is.
  bool known_ticker(const Gloss& gloss, const Candidate& candidate) const {
    return !gloss.ticker.empty() && candidate.listed >= 0 &&
           ticker_names(gloss.ticker, candidate.listed);
  }

  // 腾讯|投资|月之暗面: right before a name it is a verb, not the end of 腾讯投资.
  NameHit before_verb(const NameHit& hit) const {
    constexpr std::string_view verb = "投资";
    if (!hit.aliases || !text_.substr(0, hit.end).ends_with(verb)) return hit;
    const auto next = names_.longest(text_, hit.end);
    if (!next.aliases || choose(next) < 0) return hit;
    const auto stem = names_.longest(text_.substr(0, hit.end - verb.size()), hit.begin);
    return stem.aliases && stem.end + verb.size() == hit.end && choose(stem) >= 0 ? stem : hit;
  }

  void add_listed() {
    for (std::size_t i = 0; i < text_.size();) {
      const auto hit = before_verb(names_.longest(text_, i));
      const std::int32_t party = hit.aliases ? choose(hit) : -1;
      if (party >= 0 && whole(hit)) {
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

  // Names of two Han characters often lie across two words (国建 in 在美国建造), those of three are
  // often cut short by an exchange (统一实 for 统一实业).
  bool whole(const NameHit& hit) const {
    std::size_t size = 0;
    const Span name{hit.begin, hit.end};
    if (name.size() > 9 || !is_han(decode_at(text_, hit.begin, size))) return true;
    if (name.size() <= 6) return on_word_boundaries(text_, name) && !given_name(name);
    return !words_.chinese.cut_short(text_, name);
  }

  // 配偶张长虹: two characters behind a surname that is no part of another word.
  bool given_name(Span name) const {
    static constexpr std::string_view surnames =
        "王李张刘陈杨黄赵吴徐孙朱胡郭罗郑梁谢宋唐韩冯邓曹彭肖萧董潘袁蔡蒋杜叶魏苏吕丁沈姚卢傅钟姜崔"
        "谭廖范汪贾韦邱侯邹熊孟秦阎薛尹雷黎贺顾郝龚邵";
    if (name.begin == 0) return false;
    const auto at = previous(text_, name.begin);
    if (surnames.find(text_.substr(at, name.begin - at)) == std::string_view::npos) return false;
    if (at == 0) return true;
    const auto before = previous(text_, at);
    return look_up(text_.substr(before, name.begin - before)).rarity == 0;
  }

  void add_forms() {
    std::vector<Span> listed;
    listed.reserve(candidates_.size());
    for (const auto& candidate : candidates_) listed.push_back(candidate.core);
    for (auto& name : words_.chinese.find(text_, listed)) {
      candidates_.push_back({name.span, -1,
                             name.extends   ? strength_extended
                             : name.by_form ? strength_form
                                            : strength_slot});
      if (name.person) persons_.insert(name.span);
      if (!name.short_forms.empty()) short_forms_[name.span] = std::move(name.short_forms);
    }
    for (const auto& name : words_.english.find(text_, listed))
      if (!abbreviation_in_chinese(name.span))
        candidates_.push_back({name.span, -1, name.extends ? strength_extended : strength_form});
    for (const auto span : listed)
      if (const auto end = latin_extension(span); end > span.end)
        candidates_.push_back({{span.begin, end}, -1, strength_extended});
    add_tickered();
  }

  bool among_han(Span span) const {
    std::size_t size = 0;
    const auto before =
        span.begin > 0 && text_[span.begin - 1] == ' ' ? span.begin - 1 : span.begin;
    const auto behind = span.end < text_.size() && text_[span.end] == ' ' ? span.end + 1 : span.end;
    return (before > 0 && is_han(decode_before(text_, before))) ||
           (behind < text_.size() && is_han(decode_at(text_, behind, size)));
  }

  // NRE金额, 透过 BVI 子公司: capitals alone are a term among Chinese words, unless a gloss
  // follows.
  bool abbreviation_in_chinese(Span span) const {
    const auto name = text_of(span);
    return name.size() <= 5 && among_han(span) &&
           std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; }) &&
           !(span.end < text_.size() && text_[span.end] == '(');
  }

  // TSMC| Global, Compal| USA, Wistron| InfoComm (USA): end of what a listed name begins.
  std::size_t latin_extension(Span span) const {
    static constexpr std::string_view last[] = {
        "Global",  "USA",      "US",       "America",  "Americas", "Asia",
        "Europe",  "Japan",    "Korea",    "China",    "Taiwan",   "India",
        "DATA",    "Bank",     "Foods",    "Holdings", "Group",    "Link",
        "Capital", "Ventures", "Overseas", "Energy",   "InfoComm", "International"};
    std::size_t size = 0;
    if (is_han(decode_at(text_, span.begin, size))) return span.end;
    std::size_t out = span.end;
    std::size_t at = span.end;
    for (int words = 0; words < 3 && at + 1 < text_.size() && text_[at] == ' '; ++words) {
      std::size_t end = at + 1;
      while (end < text_.size() &&
             ((text_[end] >= 'A' && text_[end] <= 'Z') || (text_[end] >= 'a' && text_[end] <= 'z')))
        ++end;
      const auto word = text_.substr(at + 1, end - at - 1);
      if (word.empty() || word.front() < 'A' || word.front() > 'Z') break;
      at = end;
      if (std::find(std::begin(last), std::end(last), word) != std::end(last)) out = at;
    }
    for (const std::string_view place : {" (USA)", " (US)", " (China)", " (HK)", " (Hong Kong)"})
      if (out > span.end && text_.substr(out).starts_with(place)) return out + place.size();
    return among_han({span.begin, out}) ? out : span.end;
  }

  // Whatever a ticker follows is a company, even without a suffix: 鎧承精密（6784）.
  void add_tickered() {
    for (auto open = text_.find('('); open != std::string_view::npos;
         open = text_.find('(', open + 1)) {
      if (open == 0) continue;
      const std::size_t end = text_[open - 1] == ' ' ? open - 1 : open;
      if (!is_han(decode_before(text_, end))) continue;
      const auto gloss = words_.glosses.at(text_, end);
      // "(AI)" alone is an abbreviation; a code has digits or names its market.
      if (!gloss || !gloss->marked) continue;
      const std::size_t begin = words_.chinese.left_edge(text_, end);
      const auto length = count_code_points(text_.substr(begin, end - begin));
      if (length >= 2 && length <= 12) candidates_.push_back({{begin, end}, -1, strength_learned});
    }
  }

  // A listed name inside a longer unlisted one ("Nvidia Ventures Fund") gives way only to a name
  // that adds a company word to it.
  bool outranks(const Candidate& a, const Candidate& b) const {
    if (a.strength == strength_extended && a.core.contains(b.core)) return true;
    if (b.strength == strength_extended && b.core.contains(a.core)) return false;
    const bool a_wider = a.core.contains(b.core) && a.core.size() > b.core.size();
    const bool b_wider = b.core.contains(a.core) && b.core.size() > a.core.size();
    if (a.listed >= 0 && b.listed < 0 && b_wider) return !full_name(b) && !local_office(b, a);
    if (b.listed >= 0 && a.listed < 0 && a_wider) return full_name(a) || local_office(a, b);
    if (a.strength != b.strength) return a.strength > b.strength;
    if (a.core.size() != b.core.size()) return a.core.size() > b.core.size();
    return a.core.begin < b.core.begin;
  }

  bool full_name(const Candidate& c) const {
    const auto name = text_of(c.core);
    return name.ends_with("有限公司") || name.ends_with("有限责任公司") || name.ends_with(")");
  }

  // 北京市顺义区国资委 is not the 国资委 of the list.
  bool local_office(const Candidate& wide, const Candidate& listed) const {
    const auto& kind = names_.parties[listed.listed].kind;
    return wide.strength == strength_form && wide.core.end == listed.core.end &&
           (kind == "government" || kind == "agency");
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
    const auto name = text_of(candidate.core);
    if (candidate.listed >= 0) return listed_party(candidate.listed, candidate.core);
    if (const int known = learned_.find(name); known >= 0) return known;
    const auto stem = words_.stem(name);
    if (const int known = learned_.find(stem); known >= 0 && !sibling(name, stem, known))
      return known;
    // "Tencent Holdings Ltd": the stem is a listed name.
    if (const auto* aliases = names_.exact(stem))
      for (const auto& alias : *aliases)
        if (alias.use != AliasUse::never) return listed_party(alias.party, candidate.core);
    if (const auto bank = branch_of(candidate.core); bank >= 0)
      return listed_party(bank, candidate.core);
    DocParty party;
    party.id = slug(stem);
    // A listed party of that id has other names: this one only looks like it.
    if (names_.has_id(party.id)) party.id = "x-" + party.id;
    party.name = party.surface = std::string(document_.source(candidate.core));
    party.kind = persons_.contains(candidate.core) ? "person" : kind_by_form(stem);
    const int index = static_cast<int>(document_.parties.size());
    document_.parties.push_back(party);
    learned_.learn(name, index);
    learned_.learn(stem, index);
    learn_first_word(stem, index);
    learn_without_last(stem, index);
    return index;
  }

  // 恒铠控股 is not 恒铠化工, though 恒铠 alone may be either.
  bool sibling(std::string_view name, std::string_view stem, int known) const {
    static constexpr std::array<std::string_view, 7> holders = {"控股", "集团", "投资", "资本",
                                                                "创投", "证券", "银行"};
    const auto other = fold_key(document_.parties[static_cast<std::size_t>(known)].surface);
    const auto is = [&](std::string_view full) {
      return std::any_of(holders.begin(), holders.end(), [&](auto end) {
        return full.size() == stem.size() + end.size() && full.ends_with(end);
      });
    };
    if (name == other || !other.starts_with(stem) || words_.stem(other) != other) return false;
    return other.size() > stem.size() && is(name) && !is(other);
  }

  // 兴业银行|宁波分行 is the bank; -1: no branch of a listed party.
  std::int32_t branch_of(Span core) const {
    const auto name = text_of(core);
    if (!name.ends_with("分行") && !name.ends_with("支行") && !name.ends_with("分公司")) return -1;
    const auto hit = names_.longest(text_.substr(0, core.end), core.begin);
    return hit.aliases ? choose(hit) : -1;
  }

  int listed_party(std::int32_t listed, Span core) {
    const auto [known, added] =
        by_listed_.emplace(listed, static_cast<int>(document_.parties.size()));
    if (added) {
      const auto& entry = names_.parties[listed];
      document_.parties.push_back(
          {entry.id, entry.name, entry.kind, std::string(document_.source(core)), true, listed});
    }
    return known->second;
  }

  // Halden Compute is Halden from then on.
  void learn_first_word(std::string_view name, int party) {
    const auto space = name.find(' ');
    if (space == std::string_view::npos || space < 4 ||
        !words_.english.distinctive(name.substr(0, space)))
      return;
    learned_.learn(name.substr(0, space), party);
  }

  // Table Bay Exchange is Table Bay from then on.
  void learn_without_last(std::string_view name, int party) {
    const auto first = name.find(' ');
    const auto last = name.rfind(' ');
    if (first == last || first == std::string_view::npos ||
        name.find(" of ") != std::string_view::npos ||
        likely_kind(name.substr(last + 1)) == "unknown")
      return;
    const auto stem = name.substr(0, last);
    if (!names_.exact(stem) && !stem.ends_with('&') && likely_kind(stem) == "unknown")
      learned_.learn(stem, party);
  }

  // What stands in brackets behind a name is another name of it: ticker, English name, short form.
  void learn_glosses() {
    for (const auto& candidate : candidates_) {
      const int party = party_of(candidate);
      learned_.learn(text_of(candidate.core), party);
      if (const auto forms = short_forms_.find(candidate.core); forms != short_forms_.end())
        for (const auto& form : forms->second)
          if (!names_.exact(form)) learned_.learn(form, party);
      if (candidate.listed >= 0) learn_stem(text_of(candidate.core), party);
      learn_first_two(candidate, party);
      each_gloss(candidate.core.end, [&](const Gloss& gloss) {
        for (const auto name : gloss.names) learned_.learn(text_of(name), party);
        if (gloss.marked) learn_short_form(candidate, party);
        return true;
      });
    }
  }

  // 鼎泽新材 is 鼎泽 from then on, unless that is a word or another name.
  void learn_stem(std::string_view name, int party) {
    static constexpr std::string_view trades[] = {
        "集团", "股份", "科技", "控股",   "实业", "生物", "医药", "制药", "能源",
        "新材", "锂能", "锂业", "精密",   "精工", "重工", "航运", "汽车", "智能",
        "光电", "电子", "材料", "半导体", "证券", "保险", "航空", "电气", "微电",
        "通信", "智造", "环境", "环保",   "食品", "化学", "化工", "置业"};
    for (const auto trade : trades) {
      if (!name.ends_with(trade)) continue;
      const auto stem = name.substr(0, name.size() - trade.size());
      std::size_t size = 0;
      if (count_code_points(stem) < 2 || !is_han(decode_at(stem, 0, size)) || !seldom_word(stem) ||
          names_.exact(stem))
        continue;
      learned_.learn(stem, party);
      return;
    }
  }

  // 海联航运（01977） is 海联 from then on.
  void learn_short_form(const Candidate& candidate, int party) {
    if (candidate.listed >= 0) return;
    const auto name = text_of(candidate.core);
    std::size_t size = 0;
    if (!is_han(decode_at(name, 0, size)) || count_code_points(name) < 4) return;
    std::size_t two = 0;
    for (int i = 0; i < 2; ++i) {
      decode_at(name, two, size);
      two += size;
    }
    // 项目 of 项目思源电气 is a word of its own and would be found everywhere.
    if (seldom_word(name.substr(0, two))) learned_.learn(name.substr(0, two), party);
  }

  // 北纬智行 is 北纬 from then on if the article puts that word where names stand.
  void learn_first_two(const Candidate& candidate, int party) {
    constexpr std::size_t two = 6;  // bytes
    constexpr std::size_t least = 12;
    constexpr int most_checks = 400;
    const auto name = text_of(candidate.core);
    if (name.size() < least || learned_.find(name.substr(0, two)) >= 0) return;
    for (std::size_t i = 0, size = 0; i < least; i += size)
      if (!is_han(decode_at(name, i, size))) return;
    const auto stem = name.substr(0, two);
    if (names_another(stem) || !may_be_short_form(stem) || look_up(name.substr(0, 9)).rarity > 0)
      return;
    if (alone_checks_ < most_checks && stands_alone(stem, name)) learned_.learn(stem, party);
  }

  // Whether a listed party bears the name without further proof.
  bool names_another(std::string_view name) const {
    const auto* aliases = names_.exact(name);
    return aliases && std::any_of(aliases->begin(), aliases->end(),
                                  [](const auto& alias) { return alias.use == AliasUse::bare; });
  }

  // Neither a common word nor one of a kind that no company is called by.
  static bool may_be_short_form(std::string_view stem) {
    constexpr float common = 15;
    const auto word = look_up(stem);
    if (word.rarity == 0) return true;
    switch (word.kind) {
      case WordClass::noun:
      case WordClass::adjective:
      case WordClass::person:
      case WordClass::proper:
      case WordClass::unknown:
        return word.rarity >= common;
      default:
        return false;
    }
  }

  // Whether the words open a clause or follow a preposition somewhere behind the full name, and go
  // on in another way than it.
  bool stands_alone(std::string_view stem, std::string_view name) {
    ++alone_checks_;
    static constexpr std::array<std::string_view, 14> before = {
        ",", "。", ";", ":", "\n", "“", "与", "和", "向", "由", "对", "给", "、", "但"};
    for (auto at = text_.find(name); at != std::string_view::npos;) {
      at = text_.find(stem, at + stem.size());
      if (at == std::string_view::npos) break;
      const auto here = text_.substr(at);
      if (here.starts_with(name) || here.substr(stem.size()).starts_with(name.substr(6, 3)))
        continue;
      const auto left = text_.substr(0, at);
      if (std::any_of(before.begin(), before.end(),
                      [&](auto word) { return left.ends_with(word); }))
        return true;
    }
    return false;
  }

  std::vector<Token> tokens() {
    std::vector<Token> out;
    for (const auto& candidate : candidates_) {
      if (!out.empty() && out.back().span.end > candidate.core.begin) continue;  // inside a gloss
      Token token;
      token.kind = MentionKind::party;
      token.core = token.span = candidate.core;
      const int party = party_of(candidate);
      token.parties = {party};
      std::vector<Span> names;
      each_gloss(candidate.core.end, [&](const Gloss& gloss) {
        for (const auto name : gloss.names)
          if (learned_.find(text_of(name)) == party && !known_ticker(gloss, candidate))
            names.push_back(name);
        if (gloss.ticker.empty() && names.empty()) return false;
        token.span.end = gloss.span.end;
        return true;
      });
      if (words_.bystanders.is_one(text_, token.span, document_.parties[party].kind)) continue;
      for (const auto name : names) document_.glosses.push_back({name, party});
      out.push_back(std::move(token));
    }
    return out;
  }

  Document& document_;
  std::string_view text_;
  const NameList& names_;
  const Words& words_;
  std::vector<Candidate> candidates_;
  std::map<Span, std::vector<std::string>> short_forms_;  // of names found by their form
  std::set<Span> persons_;
  LearnedNames learned_;
  int alone_checks_ = 0;
  std::unordered_map<std::int32_t, int> by_listed_;
};

std::vector<Token> PartyFinder::find(Document& document) const {
  return Search(document, *names_, *words_).run();
}

}  // namespace dealgraph

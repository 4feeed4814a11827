#include "extract/english_names.h"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "extract/english_runs.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

constexpr std::size_t max_person_words = 4;
constexpr std::size_t clause_words = 9;  // how far back "a stake" may stand before "in X"

enum class Verdict { no, unsure, yes, sure };  // sure: by its form or what is said of it

bool starts_any(std::string_view text, std::initializer_list<std::string_view> list) {
  return std::any_of(list.begin(), list.end(),
                     [&](std::string_view start) { return text.starts_with(start); });
}

bool one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// Works on one text; see EnglishNames::find.
class Finder {
 public:
  Finder(std::string_view text, const std::vector<Span>& known, const EnglishWords& lists)
      : text_(text), known_(known), lists_(lists), words_(lists.split(text)) {
    lower_title_case(text_, words_, lists_);
  }

  std::vector<EnglishName> find() {
    std::vector<Pending> pending;
    std::size_t k = 0;
    for (const auto& run : english_runs(text_, words_, lists_)) {
      while (k < known_.size() && known_[k].end <= span(run).begin) ++k;
      for (const auto& part : apart(run, k)) consider(part, k, pending);
    }
    read_small_words(pending);
    std::vector<EnglishName> out;
    for (const auto& p : pending)
      if (taken(p)) out.push_back({span(p.run), p.extends});
    return out;
  }

 private:
  struct Pending {
    EnglishRun run;
    Verdict verdict = Verdict::no;
    bool extends = false;
    bool opening = false;  // a lone word that begins its sentence
  };

  std::string_view word(std::size_t i) const {
    return text_.substr(words_[i].span.begin, words_[i].span.size());
  }
  Span span(const EnglishRun& run) const {
    return {words_[run.first].span.begin, words_[run.last - 1].span.end};
  }
  std::string_view name(const EnglishRun& run) const {
    const auto whole = span(run);
    return text_.substr(whole.begin, whole.size());
  }
  std::string_view behind(const EnglishRun& run) const { return text_.substr(span(run).end, 80); }
  std::string_view gap(std::size_t i) const {
    return i + 1 < words_.size()
               ? text_.substr(words_[i].span.end, words_[i + 1].span.begin - words_[i].span.end)
               : std::string_view("\n");
  }
  bool is(std::size_t i, std::uint32_t kinds) const { return (words_[i].kind & kinds) != 0; }
  static std::size_t size(const EnglishRun& run) { return run.last - run.first; }
  bool ends_like_firm(const EnglishRun& run) const {
    return size(run) > 1 && (lists_.kind(word(run.last - 1)) & english::suffix);
  }
  // The word right before the run, "" if something else stands between.
  std::string_view before(const EnglishRun& run) const {
    return run.first > 0 && gap(run.first - 1) == " " ? word(run.first - 1) : std::string_view();
  }
  // The word right behind it.
  std::string_view after(const EnglishRun& run) const {
    return run.last < words_.size() && gap(run.last - 1) == " " && !words_[run.last - 1].compound
               ? word(run.last)
               : std::string_view();
  }

  // A comma or "&" may only stand inside a name where no party found before lies in it.
  std::vector<EnglishRun> apart(const EnglishRun& run, std::size_t k) const {
    const auto whole = span(run);
    std::vector<EnglishRun> out{run};
    if (k >= known_.size() || known_[k].begin >= whole.end || known_[k].contains(whole)) return out;
    for (std::size_t i = run.first; i + 1 < run.last; ++i) {
      const bool legal = (lists_.kind(word(i + 1)) & english::legal) != 0;
      const Span between{words_[i].span.end, words_[i + 1].span.begin};
      const bool inside = std::any_of(known_.begin() + k, known_.end(),
                                      [&](Span s) { return s.contains(between); });
      if (gap(i) == " " || legal || inside) continue;
      out.back().last = i + 1;
      out.push_back({i + 1, run.last});
    }
    return out;
  }

  void consider(EnglishRun run, std::size_t k, std::vector<Pending>& out) {
    strip_opening(run);
    const auto whole = span(run);
    while (k < known_.size() && known_[k].end <= whole.begin) ++k;
    if (k < known_.size() && known_[k].begin < whole.end) {
      if (extends(run, k)) out.push_back({run, Verdict::sure, true});
      return;
    }
    if (governs(run)) {
      ++run.last;
      out.push_back({run, Verdict::sure});
      return;
    }
    if (rules_a_country(run)) {
      out.push_back({run, Verdict::sure});
      return;
    }
    Pending p{run, judge(run)};
    p.opening = size(run) == 1 && words_[run.first].starts;
    if (p.verdict == Verdict::sure) remember(run);
    out.push_back(p);
  }

  // "Rivals Halden and Zyntar", "Analysts Jane Doe": the first word only begins the sentence.
  void strip_opening(EnglishRun& run) const {
    while (size(run) > 1 && words_[run.first].starts && !ends_like_firm(run) &&
           word(run.first).ends_with('s') && lists_.ordinary(word(run.first)) &&
           !lists_.ordinary(word(run.first + 1)) && gap(run.first) == " ")
      ++run.first;
    // "Streamer Pavo", "Chipmaker Halden"
    const auto role = word(run.first);
    if (size(run) > 1 && words_[run.first].starts && gap(run.first) == " " &&
        !ends_like_firm(run) &&
        (role.ends_with("maker") ||
         one_of(role, {"Streamer", "Startup", "Biotech", "Airline", "Lender", "Insurer", "Retailer",
                       "Miner", "Utility", "Billionaire", "Landlord", "Brewer", "Developer",
                       "Publisher", "Shipowner", "Rival", "Conglomerate", "Carrier"})))
      ++run.first;
  }

  // Whether a party found before is only part of a longer name: ABB| Ltd, Cantor |Vale.
  bool extends(EnglishRun& run, std::size_t k) const {
    const auto whole = span(run);
    const Span inner = known_[k];
    if (inner.begin < whole.begin || inner.end > whole.end || inner == whole) return false;
    std::size_t first = run.first;
    while (first < run.last && words_[first].span.begin < inner.begin) ++first;
    std::size_t last = first;
    while (last < run.last && words_[last].span.end <= inner.end) ++last;
    if (first == run.last || words_[first].span.begin != inner.begin) return false;
    // The stop of "Co." lies outside the name found before.
    if (last < run.last && words_[last].span.begin < inner.end) {
      if (words_[last].span.end != inner.end + 1) return false;
      ++last;
    }
    while (run.last > last && !(lists_.kind(word(run.last - 1)) & english::suffix)) --run.last;
    const bool body = is(run.last - 1, english::body | english::of_head | english::suffix);
    for (std::size_t i = run.first; i < first; ++i)
      if (!(body && all_capitals(word(i)) && is(i, english::place)) &&
          (is(i, english::place | english::product | english::no_name | english::medium |
                     english::first_name) ||
           lists_.ordinary(word(i)) || word(i).size() < 3))
        return false;
    return span(run).size() > inner.size();
  }

  bool all(const EnglishRun& run, std::uint32_t kinds) const {
    for (std::size_t i = run.first; i < run.last; ++i)
      if (words_[i].capital && !is(i, kinds)) return false;
    return true;
  }

  Verdict judge(const EnglishRun& run) {
    const auto kinds = lists_.kind(name(run));
    if (kinds & (english::place | english::product | english::medium | english::thing))
      return Verdict::no;
    if (bought(run) && !all_places(run)) return Verdict::yes;
    // NT|$, OPEC|+
    if (dateline(run) || bracketed_code(run) ||
        starts_any(text_.substr(span(run).end), {"+", "$", "€", "£", "¥"}))
      return Verdict::no;
    if (size(run) > 1 && is(run.last - 1, english::legal)) return Verdict::sure;
    if (is(run.first, english::thing) && word(run.last - 1).size() <= 2) return Verdict::no;
    if (is(run.first, english::product) && !ends_like_firm(run) &&
        (!words_[run.first].starts || model_number(word(run.last - 1))))
      return Verdict::no;
    if (is(run.last - 1, english::medium | english::thing)) return Verdict::no;
    if (person(run)) {
      remember_person(run);
      return owner(run) ? Verdict::yes : Verdict::no;
    }
    if (size(run) == 1) return judge_lone(run);
    if (ends_like_firm(run)) return modest(run) ? Verdict::yes : Verdict::sure;
    if (all_places(run)) return Verdict::no;
    if (glossed(run)) return Verdict::sure;
    if (models(run) || locates(run)) return Verdict::no;
    if (determined(run) && all_ordinary(run) && !heads(run)) return Verdict::no;
    return is(run.first, english::of_head) || heads(run) ? Verdict::sure : Verdict::yes;
  }

  // "Kinross acquired Echo Bay": what is taken over is a firm, whatever it is called.
  bool bought(const EnglishRun& run) const {
    if (size(run) < 2 || run.first == 0 || gap(run.first - 1) != " ") return false;
    const auto verb = word(run.first - 1);
    if (one_of(verb, {"acquire", "acquires", "acquired", "acquiring"})) return true;
    return verb == "of" && run.first > 1 && gap(run.first - 2) == " " &&
           one_of(word(run.first - 2), {"acquisition", "takeover", "buyout"});
  }

  // Several words, all of them ordinary: no reason to call one of them a name later.
  bool modest(const EnglishRun& run) const { return all_ordinary(run); }

  bool heads(const EnglishRun& run) const {
    for (std::size_t i = run.first; i < run.last; ++i)
      if (is(i, english::of_head | english::body)) return true;
    return false;
  }

  Verdict judge_lone(const EnglishRun& run) const {
    const std::size_t i = run.first;
    const auto whole = word(i);
    const auto next = after(run);
    if (is(i, english::no_name | english::place | english::product | english::suffix |
                  english::of_head | english::title | english::owner | english::body |
                  english::topic_head))
      return Verdict::no;
    if (whole.size() < 2 || (whole.size() == 2 && !all_capitals(whole) && !inner_capital(whole)))
      return Verdict::no;
    if (currency(run)) return Verdict::no;
    const bool acts = (lists_.kind(next) & english::verb) != 0;
    if (glossed(run) || tickered(run)) return Verdict::sure;
    if (model_number(whole))
      return acts || (words_[i].starts && listing(run)) ? Verdict::yes : Verdict::no;
    if (is(i, english::first_name)) return Verdict::unsure;
    if (words_[i].starts) return judge_opening(run, acts);
    if (models(run) || locates(run)) return Verdict::unsure;
    const bool ordinary = lists_.ordinary(whole);
    if (ordinary && (determined(run) || is_digit(static_cast<unsigned char>(
                                            behind(run).size() > 1 ? behind(run)[1] : 'x'))))
      return Verdict::no;
    return acts ? Verdict::sure : Verdict::yes;
  }

  // A lone capitalised word that begins a sentence.
  Verdict judge_opening(const EnglishRun& run, bool acts) const {
    const auto whole = word(run.first);
    if (inner_capital(whole)) return Verdict::sure;
    if (!lists_.ordinary(whole)) {
      if (models(run) || whole.ends_with("ly")) return Verdict::unsure;
      return acts || listing(run) ? Verdict::sure : Verdict::yes;
    }
    const bool mass = whole.ends_with('s') || whole.ends_with("ing") ||
                      (whole.ends_with("tion") && whole.size() > 6) || whole.ends_with("ly") ||
                      whole.ends_with("ed");
    return !mass && (acts || listing(run)) ? Verdict::yes : Verdict::unsure;
  }

  // "Anvil, Hammer & Tongs and Forge"
  bool listing(const EnglishRun& run) const {
    if (gap(run.last - 1) != ", " && gap(run.last - 1) != " & ") {
      return after(run) == "and" && run.last + 1 < words_.size() && words_[run.last + 1].capital &&
             !is(run.last + 1, english::no_name);
    }
    if (run.last >= words_.size() || !words_[run.last].capital || is(run.last, english::no_name))
      return false;
    for (std::size_t i = run.last; i + 1 < words_.size() && i < run.last + 8; ++i) {
      if (word(i) == "and") return words_[i + 1].capital;
      if (!words_[i].capital) return false;
    }
    return false;
  }

  // "SAN FRANCISCO, Oct. 28", "SINGAPORE: ", "LONDON (Agency) -" at the start of a line.
  bool dateline(const EnglishRun& run) const {
    const auto begin = span(run).begin;
    if (begin > 0 && text_[begin - 1] != '\n') return false;
    if (!all_capitals(name(run))) return false;
    const auto rest = behind(run);
    if (starts_any(rest, {":", " -", " ("})) return true;
    return rest.starts_with(", ") && run.last < words_.size() &&
           (is(run.last, english::breaks | english::place) ||
            is_digit(static_cast<unsigned char>(word(run.last).front())));
  }

  // (EBAY), (NASDAQ: ORCT), the symbol "PVS": the code or the initials of what stands before.
  bool bracketed_code(const EnglishRun& run) const {
    const auto begin = span(run).begin;
    if (begin == 0 || size(run) > 1 || !all_capitals(name(run))) return false;
    const auto rest = behind(run);
    if (text_[begin - 1] == '(') return starts_any(rest, {")", ":"});
    if (text_[begin - 1] == ' ' && begin > 1 && text_[begin - 2] == ':')
      return rest.starts_with(')');
    return run.first > 0 && one_of(word(run.first - 1), {"symbol", "ticker"});
  }

  // RMB 3.5 billion
  bool currency(const EnglishRun& run) const {
    const auto whole = name(run);
    const auto rest = behind(run);
    return whole.size() <= 4 && all_capitals(whole) && rest.size() > 1 && rest[0] == ' ' &&
           is_digit(static_cast<unsigned char>(rest[1]));
  }

  // "Madrid has awarded the venture subsidies": a capital that stands for its government.
  bool rules_a_country(const EnglishRun& run) const {
    if (size(run) != 1 || !all(run, english::place) || run.last + 1 >= words_.size()) return false;
    const bool aux = one_of(after(run), {"has", "had", "will", "would", "also"});
    return one_of(aux ? word(run.last + 1) : after(run),
                  {"awarded", "granted", "pledged", "award", "grant", "subsidised", "subsidized"});
  }

  // "Danish government", "the Rovati family": the one lower-case word that belongs to a name.
  bool governs(const EnglishRun& run) const {
    if (after(run) == "family" && one_of(before(run), {"the", "The"})) return true;
    return all(run, english::place) && after(run) == "government";
  }

  // "Pixmere, a picture library": what is explained is a name.
  bool glossed(const EnglishRun& run) const {
    return starts_any(behind(run),
                      {", a ", ", an ", ", the ", ", which ", ", whose ", ", one of "});
  }

  bool tickered(const EnglishRun& run) const {
    const auto rest = behind(run);
    if (!rest.starts_with(" (")) return false;
    const auto close = rest.find(')');
    if (close == std::string_view::npos || close > 24) return false;
    const auto inside = rest.substr(2, close - 2);
    return all_capitals(inside) || inside.find(": ") != std::string_view::npos;
  }

  bool all_places(const EnglishRun& run) const {
    for (std::size_t i = run.first; i < run.last; ++i)
      if (words_[i].capital &&
          !is(i, english::place | english::no_name | english::product | english::suffix) &&
          !(i + 1 < run.last &&
            (lists_.kind(text_.substr(words_[i].span.begin,
                                      words_[i + 1].span.end - words_[i].span.begin)) &
             english::place)) &&
          !(i > run.first &&
            (lists_.kind(text_.substr(words_[i - 1].span.begin,
                                      words_[i].span.end - words_[i - 1].span.begin)) &
             english::place)))
        return false;
    return !heads(run);
  }

  bool all_ordinary(const EnglishRun& run) const {
    for (std::size_t i = run.first; i < run.last; ++i)
      if (words_[i].capital && !lists_.ordinary(word(i)) && !is(i, english::no_name)) return false;
    return true;
  }

  // "the Merger", "its Offer", "such Notes"
  bool determined(const EnglishRun& run) const {
    return one_of(before(run), {"the", "The", "this", "such", "any", "its", "their", "each", "a",
                                "an", "every"});
  }

  // In front of goods or of a model number it is their name: Rubin systems, Ryzen 9.
  bool models(const EnglishRun& run) const {
    const auto next = after(run);
    if (next.empty()) return false;
    if (lists_.kind(next) & english::product_noun) return true;
    for (std::size_t i = run.first + 1; i < run.last; ++i)
      if (model_number(word(i))) return true;
    if (model_number(word(run.first)) && size(run) > 1) return true;
    return model_number(next) && next.size() <= 6 && !currency_figure(run);
  }

  // "Halden 2025 revenue", "Halden 10 billion": figures that name no model.
  bool currency_figure(const EnglishRun& run) const {
    const auto next = after(run);
    return next.size() >= 3 || run.last + 1 >= words_.size() ||
           one_of(word(run.last + 1), {"billion", "million", "bln", "mln", "per", "percent"});
  }

  // "near Phoenix", "in Kumamoto", "its Derby paint shop", "a Dundee jute trader".
  bool locates(const EnglishRun& run) const {
    const auto last = before(run);
    if (one_of(last, {"near", "outside", "around", "across", "throughout", "In", "Near", "Across"}))
      return true;
    if (last == "in" && !stake_before(run.first - 1)) return true;
    // known internally as Mixdown
    if (last == "as" && run.first > 2 &&
        (word(run.first - 2) == "internally" || word(run.first - 3) == "internally"))
      return true;
    const auto rest = behind(run);
    if (rest.starts_with(", ") && run.last < words_.size() && is(run.last, english::place) &&
        one_of(last, {"of", "in", "from", "at", "to"}))
      return true;
    // "the Livingston, New Jersey-based company"
    if (rest.starts_with(", "))
      for (std::size_t i = run.last; i < words_.size() && i < run.last + 3; ++i)
        if (words_[i].compound) return true;
    if (run.behind_of && run.first > 1 && is(run.first - 2, english::suffix) &&
        !one_of(word(run.first - 2), {"Acquisition", "Purchase", "Takeover"}))
      return true;
    const auto next = after(run);
    if (next.empty() || !is_lower_ascii(static_cast<unsigned char>(next.front()))) return false;
    const auto next_kind = lists_.kind(next);
    if (one_of(last, {"a", "an", "A", "An"})) return !unit(next);
    if (!one_of(last, {"its", "their", "the", "his", "her", "new", "s", "The"})) return false;
    if (next_kind & english::place_noun) return true;
    // its Derby paint shop
    const std::size_t further = run.last + 1;
    return last != "the" && further < words_.size() && gap(run.last) == " " &&
           (lists_.kind(word(further)) & english::place_noun) != 0;
  }

  static bool unit(std::string_view noun) {
    return one_of(noun,
                  {"subsidiary", "unit", "spokesman", "spokeswoman", "spokesperson", "affiliate",
                   "shareholder", "executive", "vehicle", "fund", "investor", "director"});
  }

  // In a headline all words are capitalised.
  static std::string lowered(std::string_view word) {
    std::string out(word);
    if (!out.empty() && is_upper_ascii(static_cast<unsigned char>(out[0])))
      out[0] = static_cast<char>(out[0] + 32);
    return out;
  }

  // A stake, shares, an investment ... in: the word at `in` is "in".
  bool stake_before(std::size_t in) const {
    for (std::size_t i = in, n = 0; i-- > 0 && n < clause_words; ++n) {
      const auto between = gap(i);
      if (between.find_first_of(",;:\n(") != std::string_view::npos || between.starts_with(". "))
        return false;
      if ((lists_.kind(word(i)) | lists_.kind(lowered(word(i)))) & english::stake_noun) return true;
    }
    return false;
  }

  // Persons: by a title before or behind, by a first name.
  bool person(const EnglishRun& run) const {
    if (size(run) > max_person_words || ends_like_firm(run)) return false;
    for (std::size_t i = run.first; i + 1 < run.last; ++i)
      if (gap(i) != " ") return false;
    const bool titled = run.first > 0 && gap(run.first - 1).size() <= 2 &&
                        gap(run.first - 1).ends_with(' ') &&
                        (lists_.kind(word(run.first - 1)) & (english::title | english::owner)) &&
                        gap(run.first - 1) == " " && !trade(run.first - 1);
    if (size(run) == 1) return titled && !(lists_.kind(word(run.first - 1)) & english::owner);
    if (firm_behind(run)) return false;
    if (titled && !(lists_.kind(word(run.first - 1)) & english::owner)) return true;
    if (is(run.first, english::first_name)) return true;
    if (titled_behind(run)) return true;
    return one_of(before(run), {"said", "says", "Said"}) && !all_ordinary(run) && !heads(run);
  }

  // "chip designer", "asset manager": no person's title, but what a firm does.
  bool trade(std::size_t title) const {
    return title > 0 && gap(title - 1) == " " && one_of(word(title), {"designer", "manager"}) &&
           one_of(lowered(word(title - 1)),
                  {"chip", "semiconductor", "processor", "asset", "fund", "money", "wealth",
                   "property", "furniture", "pension", "investment", "game"});
  }

  // ", the chief executive of", ", who"
  bool titled_behind(const EnglishRun& run) const {
    if (gap(run.last - 1) != ", ") return false;
    for (std::size_t i = run.last; i < words_.size() && i < run.last + 4; ++i) {
      if (word(i) == "who" && i == run.last) return true;
      if (word(i) == "maker" || word(i) == "company" || word(i) == "firm") return false;
      const auto kinds = lists_.kind(word(i));
      if (kinds & english::title) return true;
      if (gap(i) != " ") break;
    }
    return false;
  }

  // ", the private bank": of a person nobody says so.
  bool firm_behind(const EnglishRun& run) const {
    if (!starts_any(behind(run), {", a ", ", an ", ", the ", ", which ", ", whose "})) return false;
    if (behind(run).starts_with(", which ")) return true;
    for (std::size_t i = run.last + 1; i < words_.size() && i < run.last + 6; ++i) {
      if (one_of(word(i), {"bank",     "company",  "firm",     "maker",       "fund",
                           "group",    "start-up", "startup",  "lender",      "insurer",
                           "retailer", "chain",    "producer", "developer",   "manufacturer",
                           "business", "broker",   "brand",    "consultancy", "venture"}))
        return true;
      if (gap(i) != " ") break;
    }
    return false;
  }

  // Of persons only those who deal in their own name are parties.
  bool owner(const EnglishRun& run) const {
    if (run.first > 0 && gap(run.first - 1) == " " &&
        (lists_.kind(word(run.first - 1)) & english::owner))
      return true;
    // "from its founder Ines Prata"
    if (run.first > 2 &&
        one_of(word(run.first - 1), {"founder", "chairman", "owner", "co-founder"}) &&
        one_of(word(run.first - 2), {"its", "their", "the"}) &&
        one_of(word(run.first - 3), {"from", "to", "by", "and"}))
      return true;
    return starts_any(behind(run), {" and his family",
                                    " and her family",
                                    " personally",
                                    " will personally",
                                    " has personally",
                                    " sold his",
                                    " sold her",
                                    " sold its",
                                    " bought",
                                    " acquired",
                                    " owns",
                                    " holds",
                                    " controls",
                                    " invested",
                                    " will invest",
                                    " has invested",
                                    " agreed to buy",
                                    " agreed to sell",
                                    " agreed to invest",
                                    "'s family office",
                                    "'s family",
                                    "'s investment vehicle",
                                    " family"});
  }

  void remember(const EnglishRun& run) {
    sure_.insert(name(run));
    if (size(run) > 1 && !is(run.first, english::place | english::no_name)) {
      sure_.insert(word(run.first));
    }
  }
  void remember_person(const EnglishRun& run) {
    if (owner(run)) return;
    persons_.insert(word(run.last - 1));
    persons_.insert(name(run));
  }

  // Which opening words the text also writes small.
  void read_small_words(const std::vector<Pending>& pending) {
    std::unordered_set<std::string> asked;
    std::uint32_t initials = 0;
    for (const auto& p : pending)
      if (p.opening && p.verdict >= Verdict::unsure) {
        std::string low(word(p.run.first));
        if (!is_upper_ascii(static_cast<unsigned char>(low.front()))) continue;
        low.front() = static_cast<char>(low.front() + 32);
        initials |= 1U << (low.front() - 'a');
        asked.insert(std::move(low));
      }
    if (asked.empty()) return;
    for (const auto& w : words_) {
      const auto c = static_cast<unsigned char>(text_[w.span.begin]);
      if (w.capital || !is_lower_ascii(c) || !(initials >> (c - 'a') & 1)) continue;
      std::string low(text_.substr(w.span.begin, w.span.size()));
      if (asked.contains(low)) small_.insert(std::move(low));
    }
  }

  bool written_small(const EnglishRun& run) const {
    if (small_.empty()) return false;
    std::string low(word(run.first));
    low.front() = static_cast<char>(low.front() | 32);
    return small_.contains(low);
  }

  bool taken(const Pending& p) const {
    if (p.verdict == Verdict::no) return false;
    const auto whole = name(p.run);
    if (!p.extends && persons_.contains(whole)) return false;
    if (p.extends || p.verdict == Verdict::sure) return true;
    if (p.verdict == Verdict::unsure) return size(p.run) == 1 && sure_.contains(whole);
    return !(p.opening && written_small(p.run)) || sure_.contains(whole);
  }

  std::string_view text_;
  const std::vector<Span>& known_;
  const EnglishWords& lists_;
  std::vector<EnglishWord> words_;
  std::unordered_set<std::string_view> sure_, persons_;  // of this text
  std::unordered_set<std::string> small_;
};

}  // namespace

std::vector<EnglishName> EnglishNames::find(std::string_view text,
                                            const std::vector<Span>& known) const {
  return Finder(text, known, words_).find();
}

bool EnglishNames::distinctive(std::string_view word) const {
  std::size_t size = 0;
  if (word.empty() || !is_upper(decode_at(word, 0, size))) return false;
  return !words_.kind(word) && !words_.ordinary(word);
}

}  // namespace dealgraph

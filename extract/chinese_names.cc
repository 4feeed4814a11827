#include "extract/chinese_names.h"

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace dealgraph {
namespace {

using Words = std::vector<ChineseWord>;

constexpr std::size_t max_full_name = 40;  // code points
constexpr std::size_t max_short_name = 8;  // code points
constexpr std::size_t max_trade_stem = 4;  // code points
constexpr float common = 14;               // rarity: ordinary words are commoner
constexpr float rare_verb = 22;            // rarity: a verb so rare is rather part of a name
constexpr float rare = 17;                 // rarity: seen in names more than elsewhere

bool separator(const ChineseWord& word) { return word.type == TokenType::separator; }
bool han(const ChineseWord& word) { return word.type == TokenType::han; }
bool latin(const ChineseWord& word) { return word.type == TokenType::latin; }

bool name_class(WordClass kind) {
  return kind == WordClass::person || kind == WordClass::proper ||
         kind == WordClass::organisation || kind == WordClass::abbreviation;
}

// A place that few have heard of is rather a company: 中岳, 浦项, 德福.
bool hamlet(const ChineseWord& word) {
  return word.kind == WordClass::place && word.length == 2 && word.rarity >= rare &&
         !word.is(word_flag::place);
}

bool placed(const ChineseWord& word) {
  return word.length >= 2 &&
         (word.is(word_flag::place) || (word.kind == WordClass::place && !hamlet(word)));
}

bool ordinary(const ChineseWord& word) {
  return word.length >= 2 && word.is(word_flag::ordinary | word_flag::head) &&
         !word.is(word_flag::trade | word_flag::inside) && !placed(word);
}

// Such a word makes a name out of what stands around it.
bool distinctive(const ChineseWord& word) {
  if (latin(word)) return !ordinary(word);
  if (!han(word) || word.is(word_flag::stop) || ordinary(word) || placed(word)) return false;
  if (name_class(word.kind) && word.length >= 2) return true;
  if (word.is(word_flag::trade | word_flag::inside)) return false;
  return word.length == 1 || name_class(word.kind) || word.rarity >= rare ||
         (word.rarity == 0 && word.flags == 0);
}

// No name goes over such a word, wherever it stands.
bool breaks_any(const ChineseWord& word) {
  if (separator(word) || word.type == TokenType::number) return true;
  if (!han(word)) return false;
  if (word.is(word_flag::stop | word_flag::title | word_flag::opening | word_flag::owner))
    return true;
  if (word.length < 2) return false;
  return (word.kind == WordClass::function && !placed(word)) ||
         (word.kind == WordClass::time && word.rarity > common) ||
         (word.kind == WordClass::numeral && word.rarity < rare && word.length > 2);
}

class Finder {
 public:
  Finder(std::string_view text, const Words& words) : text_(text), words_(words) {}

  std::vector<ChineseName> run() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (words_[i].type == TokenType::party) {
        local_office(i);
        branch_of_party(i);
        longer_party(i);
        short_house(i);
      }
      if (latin(words_[i])) {
        marked_stock(i);
        share_class(i);
      }
      if (!han(words_[i])) continue;
      if (words_[i].kind == WordClass::organisation) known_organisation(i);
      if (words_[i].is(word_flag::legal)) {
        legal_name(i);
      } else if (words_[i].is(word_flag::weak)) {
        weak_name(i);
      } else if (words_[i].is(word_flag::body)) {
        body_name(i);
      } else if (!words_[i].is(word_flag::trade)) {
        office_name(i);
        company_word(i);
      } else if (words_[i].is(word_flag::trade) && !(i + 1 < words_.size() && continues(i + 1))) {
        trade_name(i);
      }
    }
    extended_names();
    slot_names();
    owners();
    quoted_names();
    list_names();
    for (auto& name : out_) drop_preposition(name);
    return std::move(out_);
  }

  std::size_t ticker_edge() const {
    std::size_t first = words_.size();
    std::size_t length = 0;
    while (first > 0 && !breaks_short(first - 1) && length < max_short_name &&
           !ordinary(words_[first - 1]))
      length += words_[--first].length;
    first = behind_ordinary(first, words_.size());
    return first < words_.size() ? words_[first].span.begin : text_.size();
  }

 private:
  using Range = std::pair<std::size_t, std::size_t>;

  // 将|向澄光半导体|采购: the dictionary takes 向澄 for a person. Behind an auxiliary no surname
  // stands, but a preposition does. The text is folded, so simplified.
  void drop_preposition(ChineseName& name) const {
    static constexpr std::array<std::string_view, 20> auxiliaries = {
        "将", "拟", "已", "曾",   "正",   "再",   "并",   "可",   "欲",   "需",
        "应", "也", "会", "计划", "同意", "考虑", "决定", "有望", "打算", "宣布"};
    constexpr std::string_view preposition = "向";
    constexpr std::size_t least = 3;  // code points of a name without it
    const auto surface = text_.substr(name.span.begin, name.span.size());
    if (!surface.starts_with(preposition) || count_code_points(surface) <= least) return;
    const auto before = text_.substr(0, name.span.begin);
    if (std::none_of(auxiliaries.begin(), auxiliaries.end(),
                     [&](auto word) { return before.ends_with(word); }))
      return;
    name.span.begin += preposition.size();
    for (auto& form : name.short_forms)
      if (form.starts_with(preposition)) form.erase(0, preposition.size());
  }

  // Whether something that may be named follows directly: 投资|上海某某.
  bool followed_by_name(std::size_t i) const {
    if (i + 1 >= words_.size()) return false;
    const auto& next = words_[i + 1];
    if (next.type == TokenType::party || latin(next)) return true;
    return han(next) && !breaks_any(next) && !ordinary(next) &&
           !next.is(word_flag::slots | word_flag::trade | word_flag::legal | word_flag::weak |
                    word_flag::inside) &&
           next.kind != WordClass::verb && next.kind != WordClass::verb_noun;
  }

  // 投资10亿美元, 投资至多10亿美元
  bool sum_follows(std::size_t i) const {
    constexpr std::array<std::string_view, 12> qualifiers = {
        "至多", "最多", "至少", "约", "逾", "近", "超过", "不超过", "高达", "达", "共", "合计"};
    if (i + 1 >= words_.size()) return false;
    if (words_[i + 1].type == TokenType::number) return true;
    return i + 2 < words_.size() && words_[i + 2].type == TokenType::number &&
           std::find(qualifiers.begin(), qualifiers.end(), text_of(words_[i + 1])) !=
               qualifiers.end();
  }

  bool verb(std::size_t i) const {
    const auto& word = words_[i];
    // 联想|创投
    if (word.length >= 2 && i + 1 < words_.size() && words_[i + 1].is(word_flag::money) &&
        !word.is(word_flag::slots))
      return false;
    // 向诺基亚投资10亿美元
    if (word.is(word_flag::slots) && sum_follows(i)) return true;
    if (word.is(word_flag::slots) && !word.is(word_flag::trade | word_flag::inside)) return true;
    if (word.is(word_flag::slots) && followed_by_name(i)) return true;
    return word.length >= 2 && word.kind == WordClass::verb && word.rarity < rare_verb &&
           !word.is(word_flag::trade | word_flag::inside | word_flag::legal);
  }

  // Verbs end a name, but for those that companies carry in theirs (投资, 发展).
  bool breaks_full(std::size_t i) const {
    const auto& word = words_[i];
    if (text_of(word) == "某某") return false;  // stands for a part of a name
    if (breaks_any(word)) return true;
    if (!han(word) || word.is(word_flag::inside | word_flag::trade | word_flag::legal))
      return false;
    return verb(i);
  }

  bool breaks_short(std::size_t i) const {
    const auto& word = words_[i];
    if (breaks_any(word) || word.type == TokenType::party) return true;
    if (!han(word)) return false;
    // Names are not made of long words.
    if (word.length >= 4 && !name_class(word.kind) && word.flags == 0 && !placed(word)) return true;
    return verb(i);
  }

  std::string_view text_of(const ChineseWord& word) const {
    return text_.substr(word.span.begin, word.span.size());
  }
  std::string_view text_of(std::size_t first, std::size_t last) const {
    return text_.substr(words_[first].span.begin, words_[last].span.end - words_[first].span.begin);
  }

  bool continues(std::size_t i) const {
    return words_[i].is(word_flag::legal | word_flag::weak | word_flag::trade);
  }

  std::size_t length(std::size_t first, std::size_t end) const {
    std::size_t out = 0;
    for (; first < end; ++first) out += words_[first].length;
    return out;
  }

  template <typename Test>
  bool any(std::size_t first, std::size_t end, Test test) const {
    return std::any_of(words_.begin() + static_cast<std::ptrdiff_t>(first),
                       words_.begin() + static_cast<std::ptrdiff_t>(end), test);
  }

  // "(香港)" inside a name: the index of its opening bracket, or `i` if there is none.
  std::size_t bracketed_place(std::size_t i) const {
    if (i < 2 || !separator(words_[i]) || text_of(words_[i]) != ")") return i;
    std::size_t open = i - 1;
    while (open > 0 && i - open < 4 && han(words_[open])) --open;
    if (!separator(words_[open]) || text_of(words_[open]) != "(" || open + 1 == i) return i;
    return length(open + 1, i) <= 4 ? open : i;
  }

  // Index of the first word of the name that goes on to the left of `end`.
  std::size_t expand_full(std::size_t end) const {
    std::size_t first = end;
    std::size_t size = 0;
    while (first > 0) {
      const auto& word = words_[first - 1];
      if (const auto open = bracketed_place(first - 1); open + 1 < first) {
        if (open == 0) break;
        const auto& before = words_[open - 1];
        const bool party = before.type == TokenType::party;
        if (!party && (!han(before) || breaks_any(before))) break;
        first = open - 1;
        if (party) break;
        continue;
      }
      // 安徽蔚来采购|有限公司
      const bool of_suffix =
          first == end && word.length == 2 && first >= 2 &&
          (word.kind == WordClass::verb_noun || word.kind == WordClass::verb) &&
          (words_[first - 2].type == TokenType::party || distinctive(words_[first - 2]));
      if (breaks_full(first - 1) && !of_suffix) break;
      // 投资|上海某某有限公司: behind a verb a place opens the name.
      if (word.is(word_flag::slots) && first < end && placed(words_[first])) break;
      size += word.length;
      if (size > max_full_name) break;
      --first;
    }
    return first;
  }

  bool names_something(std::size_t first, std::size_t end) const {
    return any(first, end, [](const auto& w) {
      return distinctive(w) || placed(w) || w.type == TokenType::party;
    });
  }

  // The edge moved behind what only describes the name: 房企|上海晨灿, 研发商|翼浪航空.
  std::size_t behind_heads(std::size_t first, std::size_t end) const {
    for (std::size_t i = end; i-- > first;)
      if (words_[i].is(word_flag::head) && i + 1 < end && names_something(i + 1, end)) {
        first = i + 1;
        break;
      }
    for (std::size_t i = end; i-- > first + 1;)
      if (placed(words_[i]) && !names_something(first, i)) {
        first = i;
        break;
      }
    const bool introduced = first > 0 && words_[first - 1].is(word_flag::head | word_flag::owner);
    while (!introduced && first + 1 < end && han(words_[first]) && words_[first].length >= 2 &&
           words_[first].kind == WordClass::noun && words_[first].rarity < common &&
           !words_[first].is(word_flag::trade) && names_something(first + 1, end))
      ++first;
    return first;
  }

  // The same for short names, which contain no ordinary word at all.
  std::size_t behind_ordinary(std::size_t first, std::size_t end) const {
    for (std::size_t i = end; i-- > first;)
      if (ordinary(words_[i]) && i + 1 < end && names_something(i + 1, end)) {
        first = i + 1;
        break;
      }
    return behind_heads(first, end);
  }

  // Whether there was a name to add.
  bool add(std::size_t first, std::size_t last, bool by_form) {
    while (first < last && starts_no_name(words_[first])) ++first;
    // 像素引擎|正|与
    while (last > first && adverb(words_[last])) --last;
    if (length(first, last + 1) < 2 || ends_no_name(words_[last])) return false;
    // 云南|保山, 高狮路: where something is.
    const bool place = std::all_of(words_.begin() + static_cast<std::ptrdiff_t>(first),
                                   words_.begin() + static_cast<std::ptrdiff_t>(last) + 1,
                                   [](const auto& w) { return w.kind == WordClass::place; });
    if (!by_form && (place || text_of(first, last).ends_with("路"))) return false;
    ChineseName name;
    name.extends = words_[first].type == TokenType::party && first < last;
    name.span = {words_[first].span.begin, words_[last].span.end};
    name.by_form = by_form;
    // 晋曜生物 is 晋曜 from then on.
    std::size_t stem = last + 1;
    while (stem > first && words_[stem - 1].is(word_flag::trade)) --stem;
    if (stem > first && stem <= last && length(first, stem) >= 2 && han(words_[first]) &&
        seldom_word(text_of(first, stem - 1)))
      name.short_forms.emplace_back(text_of(first, stem - 1));
    out_.push_back(std::move(name));
    return true;
  }

  void legal_name(std::size_t i) {
    std::size_t first = behind_heads(expand_full(i), i);
    if (first < i && separator(words_[first])) ++first;
    if (first >= i || length(first, i) < 2 || !names_something(first, i)) return;
    if (latin(words_[first]) && first + 1 == i) return;
    // 有限公司 of another form may follow: 投资合伙企业(有限合伙).
    if (add(first, branch_end(partnership_end(i)), true)) shorten(first, i);
  }

  // …银行股份有限公司|南昌|分行: the index of its last word.
  std::size_t branch_end(std::size_t last) const {
    static constexpr std::string_view ends[] = {"分行", "支行", "分公司", "营业部"};
    std::size_t out = last;
    for (std::size_t k = last + 1; k < words_.size() && length(last + 1, k) <= 12; ++k) {
      if (!han(words_[k]) || words_[k].is(word_flag::stop | word_flag::head)) break;
      if (k > last + 1 &&
          std::find(std::begin(ends), std::end(ends), text_of(words_[k])) != std::end(ends))
        out = k;
      else if (verb(k))
        break;
    }
    return out;
  }

  void branch_of_party(std::size_t i) {
    if (const auto end = branch_end(i); end > i) add(i, end, true);
  }

  // *ST|尤夫, ST|大唐: the mark of an exchange and the two characters behind it.
  void marked_stock(std::size_t i) {
    const auto mark = text_of(words_[i]);
    if ((mark != "ST" && mark != "SST") || i + 1 >= words_.size()) return;
    std::size_t end = i + 1;
    if (words_[end].type == TokenType::party) {
      ++end;
    } else {
      while (end < words_.size() && han(words_[end]) && length(i + 1, end) < 2) ++end;
      if (length(i + 1, end) < 2 || length(i + 1, end) > 4) return;
    }
    std::size_t first = i;
    if (first > 0 && text_of(words_[first - 1]) == "*") --first;
    if (first + 1 == i && first > 0 && text_of(words_[first - 1]) == "S") --first;
    out_.push_back({});
    out_.back().span = {words_[first].span.begin, words_[end - 1].span.end};
    out_.back().by_form = out_.back().extends = true;
  }

  // 星展|银, 富邦|证: as Taiwan's papers shorten them.
  void short_house(std::size_t i) {
    if (i + 1 >= words_.size()) return;
    const auto text = text_of(words_[i + 1]);
    if ((text == "银" || text == "证") && extension_ends(i + 2)) add(i, i + 1, true);
  }

  // 万科|A
  void share_class(std::size_t i) {
    const auto text = text_of(words_[i]);
    if ((text == "A" || text == "B") && i > 0 && words_[i - 1].type == TokenType::party &&
        words_[i - 1].span.end == words_[i].span.begin &&
        (i + 1 == words_.size() || text_of(words_[i + 1]) != "股"))
      add(i - 1, i, true);
  }

  // 花旗|环球|证券, 国网|河南省|电力|公司, 中国证监会|广东|监管局: goes on to a company word.
  void longer_party(std::size_t i) {
    constexpr std::size_t longest = 9;  // code points
    std::size_t best = i;
    for (std::size_t end = i + 1; end < words_.size(); ++end) {
      const auto& word = words_[end];
      if (own_house(word) && extension_ends(end + 1)) {
        add(i, end, true);
        return;
      }
      if (!han(word) ||
          word.is(word_flag::stop | word_flag::head | word_flag::owner | word_flag::title |
                  word_flag::opening) ||
          length(i + 1, end + 1) > longest)
        break;
      const bool suffix =
          word.is(word_flag::weak | word_flag::trade | word_flag::body) || office(end);
      const bool ends = text_of(word) == "公司" ? !(end + 1 < words_.size() && continues(end + 1))
                                                : extension_ends(end + 1) && !goes_on(end);
      if (suffix && end > i + 1 && ends) best = end;
      if (!suffix && !within_longer(word)) break;
      if (word.is(word_flag::slots) && !word.is(word_flag::trade | word_flag::inside)) break;
    }
    if (best > i + 1) add(i, best, true);
  }

  // 国家电投集团|财务公司
  bool own_house(const ChineseWord& word) const {
    static constexpr std::string_view words[] = {"财务公司", "租赁公司", "信托公司", "保险公司",
                                                 "证券公司", "期货公司", "物流公司", "能源公司",
                                                 "汽车公司", "电力公司", "建设公司", "地产公司"};
    return std::find(std::begin(words), std::end(words), text_of(word)) != std::end(words);
  }

  bool within_longer(const ChineseWord& word) const {
    return placed(word) || word.kind == WordClass::place || word.is(word_flag::inside) ||
           name_class(word.kind) ||
           (word.flags == 0 && word.kind != WordClass::function && word.kind != WordClass::verb &&
            word.rarity >= rare);
  }

  bool office(std::size_t i) const {
    static constexpr std::string_view ends[] = {"局", "署", "厅", "院"};
    const auto word = text_of(words_[i]);
    return std::any_of(std::begin(ends), std::end(ends),
                       [&](auto end) { return word.ends_with(end); }) &&
           i > 0 &&
           (words_[i].length >= 3 || placed(words_[i - 1]) ||
            words_[i - 1].kind == WordClass::place);
  }

  std::size_t partnership_end(std::size_t i) const {
    if (i + 3 < words_.size() && text_of(words_[i + 1]) == "(") {
      for (std::size_t k = i + 2; k < words_.size() && k < i + 6; ++k)
        if (separator(words_[k]))
          return text_of(words_[k]) == ")" && text_of(i + 2, k - 1) == "有限合伙" ? k : i;
    }
    return i;
  }

  // What an article calls 上海嘉闻投资管理有限公司 later: 上海嘉闻, 嘉闻投资, 嘉闻.
  void shorten(std::size_t first, std::size_t end) {
    auto& forms = out_.back().short_forms;
    std::size_t stem = first;
    while (stem < end && (placed(words_[stem]) || separator(words_[stem]) ||
                          words_[stem].is(word_flag::stop | word_flag::no_start)))
      ++stem;
    std::size_t stem_end = stem;
    while (stem_end < end && han(words_[stem_end]) && distinctive(words_[stem_end]) &&
           length(stem, stem_end + 1) <= max_trade_stem)
      ++stem_end;
    if (stem_end == stem || length(stem, stem_end) < 2) return;
    const auto core = text_of(stem, stem_end - 1);
    if (stem > first && !separator(words_[stem - 1]))
      forms.emplace_back(text_of(first, stem_end - 1));
    if (stem_end < end && han(words_[stem_end])) forms.emplace_back(text_of(stem, stem_end));
    if (look_up(core).rarity == 0) forms.emplace_back(core);
  }

  // 佰通公司, 牧原集团, 绍兴市越城区国有资产经营集团: behind a stem of its own.
  void weak_name(std::size_t i) {
    const bool company = text_of(words_[i]) == "公司";
    std::size_t first = company ? i : expand_full(i);
    while (company && first > 0 && !breaks_short(first - 1) && length(first - 1, i) <= 6) --first;
    first = behind_heads(first, i);
    if (first >= i || length(first, i) < 2 || !names_something(first, i)) return;
    const bool party = words_[first].type == TokenType::party;
    if (party && first + 1 == i) {
      add(first, i, true);
      return;
    }
    const bool own = company ? stem_of_name(first, i) && !any(first, i, ordinary)
                             : party || any(first, i, distinctive) ||
                                   (placed(words_[first]) && !words_[first].is(word_flag::country));
    // 宏远|电子|公司 is called 宏远电子.
    if (!own && company && words_[i - 1].is(word_flag::trade)) return trade_name(i - 1);
    if (!own || !(company ? clause_part_ends(i + 1) : extension_ends(i + 1))) return;
    if (add(first, i, true)) shorten(first, i);
  }

  // 昱宸|科技公司: the dictionary knows 科技公司 as a word. The stem must be nothing but a name,
  // since the word mostly describes the one behind it.
  void company_word(std::size_t i) {
    if (words_[i].length < 4 || !text_of(words_[i]).ends_with("公司")) return;
    std::size_t first = i;
    while (first > 0 && length(first - 1, i) <= max_trade_stem && !breaks_short(first - 1) &&
           han(words_[first - 1]) && !ordinary(words_[first - 1]) && !placed(words_[first - 1]) &&
           (words_[first - 1].length == 1 || words_[first - 1].rarity == 0))
      --first;
    if (length(first, i) >= 2 && !followed_by_name(i)) add(first, i, true);
  }

  // Words that are nothing but a name: characters that form no word, or proper names.
  bool stem_of_name(std::size_t first, std::size_t end) const {
    std::size_t characters = 0;
    for (std::size_t i = first; i < end; ++i) {
      const auto& word = words_[i];
      if (!han(word)) {
        if (latin(word) && word.length >= 2 && !has_digit(word) && !abbreviation(word)) return true;
        continue;
      }
      if (placed(word) || word.is(word_flag::trade | word_flag::inside)) continue;
      if ((name_class(word.kind) || hamlet(word)) && word.length >= 2) return true;
      if (word.length == 1) ++characters;
      if (word.length >= 2 && word.rarity == 0 && word.flags == 0) return true;
    }
    return characters >= 2;
  }

  bool abbreviation(const ChineseWord& word) const {
    const auto text = text_of(word);
    return text.size() <= 3 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  }

  bool has_digit(const ChineseWord& word) const {
    const auto text = text_of(word);
    return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  }

  // 日本政府, 深圳市国资委, 某某研究院; a ministry stands alone.
  void body_name(std::size_t i) {
    std::size_t first = i;
    while (first > 0 && !breaks_full(first - 1) && words_[first - 1].type != TokenType::party &&
           !words_[first - 1].is(word_flag::head | word_flag::legal | word_flag::weak) &&
           length(first - 1, i) <= 12)
      --first;
    first = behind_heads(first, i);
    while (first < i && !placed(words_[first])) ++first;
    if (first < i || (words_[i].length >= 3 && text_of(words_[i]).ends_with("部")))
      add(first, i, true);
  }

  // 北京市顺义区|国资委: the office of a place, not the one of the list.
  void local_office(std::size_t i) {
    static constexpr std::string_view ends[] = {"局", "厅", "委", "署", "部", "政府"};
    const auto word = text_of(words_[i]);
    if (std::none_of(std::begin(ends), std::end(ends),
                     [&](auto end) { return word.ends_with(end); }))
      return;
    std::size_t first = i;
    while (first > 0 && placed(words_[first - 1]) && han(words_[first - 1])) --first;
    if (first < i) add(first, i, true);
  }

  // 商务部, 云南白药: what the dictionary knows as an organisation.
  void known_organisation(std::size_t i) {
    static constexpr std::string_view ends[] = {"法院",   "交易所", "日报",   "电视台",
                                                "检察院", "大会",   "证交所", "协会",
                                                "通讯社", "新闻社", "晚报"};
    const auto word = text_of(words_[i]);
    if (words_[i].length >= 3 && words_[i].flags == 0 &&
        std::none_of(std::begin(ends), std::end(ends),
                     [&](auto end) { return word.ends_with(end); }) &&
        (i == 0 || !placed(words_[i - 1])) && clause_part_ends(i + 1))
      add(i, i, true);
  }

  // 徐汇区教育局, 甘肃省公共资源交易局: an office of a place.
  void office_name(std::size_t i) {
    static constexpr std::string_view ends[] = {"局", "厅", "委", "署"};
    const auto word = text_of(words_[i]);
    if ((words_[i].length < 2 && (word == "委" || !extension_ends(i + 1))) ||
        std::none_of(std::begin(ends), std::end(ends),
                     [&](auto end) { return word.ends_with(end); }))
      return;
    body_name(i);
  }

  // 荣晟环保, 天顺风电, 昆仑资本.
  void trade_name(std::size_t i) {
    // 1.52亿股|快驿|股份|转让: shares of it.
    if (text_of(words_[i]) == "股份" && shares_of(i)) return;
    // 嘉里物流|股份: shares of it.
    if (text_of(words_[i]) == "股份" && i > 0 && words_[i - 1].is(word_flag::trade)) --i;
    if (followed_by_name(i) && words_[i].is(word_flag::slots)) return;
    // 碧鸿投资|投资|2亿元, 昱宸|投资|2亿元
    if (i > 0 && text_of(words_[i]) == "投资" && sum_follows(i))
      return words_[i - 1].is(word_flag::trade) ? trade_name(i - 1) : void();
    if (goes_on(i)) return;
    std::size_t stem_end = i;
    while (stem_end > 0 && words_[stem_end - 1].is(word_flag::trade) &&
           !words_[stem_end - 1].is(word_flag::stop))
      --stem_end;
    std::size_t first = stem_end;
    if (first > 0 && words_[first - 1].type == TokenType::party) {
      if (extends_party(i)) add(first - 1, i, true);
      return;
    }
    if (first > 1 && introduced(first - 1) && predicate(i + 1)) {
      add(first - 1, i, true);
      return;
    }
    std::size_t size = 0;
    const bool whole = ends_in_and(first);
    if (whole) first -= 2;
    while (first > 0 && !whole) {
      const auto& word = words_[first - 1];
      if (breaks_short(first - 1) || ordinary(word)) break;
      if (size + word.length > max_trade_stem && han(word)) break;
      const bool fits = latin(word) || word.length == 1 || placed(word) || name_class(word.kind) ||
                        word.rarity >= common + 1 || word.rarity == 0;
      if (!fits) break;
      size += word.length;
      --first;
      if (placed(word) || latin(word)) break;
    }
    // 花旗|环球|证券, 凯基|印尼|证券
    if (first > 0 && first + 1 >= stem_end && words_[first - 1].type == TokenType::party &&
        extends_party(i)) {
      add(first - 1, i, true);
      return;
    }
    first = behind_country(behind_ordinary(first, stem_end), i);
    if (first >= stem_end || length(first, stem_end) < 2) return;
    if (!trade_stem(first, stem_end, words_[i])) return;
    add(first, i, true);
  }

  // 圆|和|生技: 和 is no conjunction behind a character that is no word of its own.
  bool ends_in_and(std::size_t end) const {
    if (end < 2 || text_of(words_[end - 1]) != "和" || words_[end - 2].length != 1) return false;
    const auto& stem = words_[end - 2];
    return han(stem) && !breaks_any(stem) && !ordinary(stem) && stem.kind != WordClass::function &&
           stem.kind != WordClass::verb;
  }

  // Whether 股份 at `i` is what is held or handed over, not the end of a name.
  bool shares_of(std::size_t i) const {
    std::size_t first = i;
    while (first > 0 && i - first < 3 && han(words_[first - 1]) && !breaks_any(words_[first - 1]))
      --first;
    return first > 0 && words_[first - 1].type == TokenType::number &&
           text_of(words_[first - 1]).ends_with("股");
  }

  // 智能公司|跃迁|机器人, 旗下的|网聚|资本: a word that can only be a name behind what introduces
  // it.
  bool introduced(std::size_t i) const {
    const auto& word = words_[i];
    if (word.length != 2 || word.flags != 0 || word.rarity < common || !han(word)) return false;
    const auto& before = words_[i - 1];
    return before.is(word_flag::head) ||
           (text_of(before) == "的" && i > 1 && text_of(words_[i - 2]) == "旗下");
  }

  // 中金|资本, 小米|战投, but not 博通|半导体|部门, 向OpenAI|投资|最多, OpenAI|股份, 微软|服务.
  bool extends_party(std::size_t i) const {
    const auto suffix = text_of(words_[i]);
    static constexpr std::string_view its_own[] = {"股份", "供应链", "服务",
                                                   "系统", "设备",   "技术"};
    if (std::find(std::begin(its_own), std::end(its_own), suffix) != std::end(its_own))
      return false;
    if (suffix == "数据" && i + 1 < words_.size() && text_of(words_[i + 1]) == "显示") return false;
    if (suffix == "投资" && (verb_of_party(i) || invests(i))) return false;
    return extension_ends(i + 1) || firm_of_two(i);
  }

  // 高瓴创投|投资: an investor's name goes on to no second ending.
  bool invests(std::size_t i) const {
    const auto party = i > 0 ? text_of(words_[i - 1]) : std::string_view();
    return party.ends_with("投") || party.ends_with("资本") || party.ends_with("投资") ||
           party.ends_with("基金") || party.ends_with("控股");
  }

  // 律胜|科技|代工: two characters and a company word are a name, but for 博通|半导体|部门.
  bool firm_of_two(std::size_t i) const {
    static constexpr std::string_view more[] = {"部门", "业务", "事业", "产业", "园区",
                                                "大厂", "产品", "市场", "板块", "领域"};
    return i > 0 && words_[i - 1].type == TokenType::party && words_[i - 1].length == 2 &&
           !words_[i].is(word_flag::loose | word_flag::money | word_flag::civic) && !goes_on(i) &&
           i + 1 < words_.size() && !latin(words_[i + 1]) && !continues(i + 1) &&
           std::find(std::begin(more), std::end(more), text_of(words_[i + 1])) == std::end(more);
  }

  // 向OpenAI|投资|最多: what a preposition governs, or a sum follows, is no part of a name.
  bool verb_of_party(std::size_t i) const {
    std::size_t party = i;
    while (party > 0 && words_[party].type != TokenType::party) --party;
    if (party > 0 && words_[party - 1].is(word_flag::before_agent)) return true;
    return i + 1 < words_.size() && !separator(words_[i + 1]) &&
           !words_[i + 1].is(word_flag::behind_subject);
  }

  // 韩国|熊津食品: the country only tells where the company is.
  std::size_t behind_country(std::size_t first, std::size_t end) const {
    while (first + 1 < end && words_[first].is(word_flag::country) && length(first + 1, end) >= 2)
      ++first;
    return first;
  }

  // Whether the name cannot go on as a description at `i`.
  bool extension_ends(std::size_t i) const {
    if (i >= words_.size()) return true;
    const auto& next = words_[i];
    if (next.type == TokenType::latin) return false;
    const auto text = text_of(next);
    if (text == "全数" || text == "全额" || text == "悉数" || text == "独家") return true;
    return !han(next) || next.is(word_flag::stop) || next.length == 1 || verb(i) ||
           next.kind == WordClass::verb_noun || next.kind == WordClass::verb ||
           next.kind == WordClass::function || next.kind == WordClass::time;
  }

  // What follows can be neither a name nor a part of one.
  bool clause_part_ends(std::size_t i) const {
    if (i >= words_.size() || !han(words_[i])) return i >= words_.size() || !latin(words_[i]);
    const auto& next = words_[i];
    return next.is(word_flag::stop | word_flag::slots | word_flag::title) ||
           next.kind == WordClass::function || next.kind == WordClass::time || ordinary(next);
  }

  bool trade_stem(std::size_t first, std::size_t end, const ChineseWord& suffix) const {
    if (suffix.is(word_flag::loose) || suffix.is(word_flag::money)) return stem_of_name(first, end);
    return any(first, end, [this](const auto& w) { return distinctive(w) && !has_digit(w); });
  }

  // 科技业, 汽车厂: the suffix goes on as an ordinary word.
  bool goes_on(std::size_t i) const {
    if (i + 1 >= words_.size() || !han(words_[i + 1]) || words_[i + 1].length != 1) return false;
    static constexpr std::string_view ends[] = {"业", "类", "股", "厂", "化", "行", "器",
                                                "额", "者", "界", "廊", "站", "楼", "线"};
    return std::find(std::begin(ends), std::end(ends), text_of(words_[i + 1])) != std::end(ends);
  }

  // Words that may make up a name in a slot: [first, end), without what is ordinary.
  bool plausible(std::size_t first, std::size_t end) const {
    const auto size = length(first, end);
    if (first >= end || size < 2 || size > max_short_name) return false;
    if (any(first, end,
            [](const auto& w) { return ordinary(w) || w.is(word_flag::legal | word_flag::weak); }))
      return false;
    return any(first, end, [](const auto& w) {
      return !han(w) || !w.is(word_flag::trade | word_flag::inside | word_flag::money);
    });
  }

  // A name by its looks: something of its own and no common word.
  bool looks_like_name(std::size_t first, std::size_t end) const {
    if (any(first, end, [](const auto& w) {
          return han(w) && w.length >= 2 && w.rarity > 0 && w.rarity < common && !placed(w) &&
                 !w.is(word_flag::trade | word_flag::inside) && !name_class(w.kind);
        }))
      return false;
    if (end - first == 1) {
      const auto& word = words_[first];
      return latin(word) ? word.length >= 2 && !has_digit(word) && !ordinary(word)
                         : name_class(word.kind) || (word.rarity == 0 && word.flags == 0);
    }
    // Not T2|客运|廊.
    return any(first, end,
               [&](const auto& w) {
                 return distinctive(w) && !(latin(w) && w.length <= 3 && has_digit(w));
               }) ||
           money_name(first, end);
  }

  // 指数资本, 昆仑创投: any word before an investor's ending.
  bool money_name(std::size_t first, std::size_t end) const {
    return end - first >= 2 && words_[end - 1].is(word_flag::money) && !verb(end - 1) &&
           length(first, end - 1) >= 2;
  }

  // Where nothing but its form tells: at least three characters, most of them no word.
  bool strong_name(std::size_t first, std::size_t end) const {
    return length(first, end) >= 3 && length(first, end) <= 6 && looks_like_name(first, end) &&
           stem_of_name(first, end);
  }

  // A person with a title is quoted, not dealt with.
  bool titled(std::size_t first) const {
    return first > 0 && words_[first - 1].is(word_flag::title);
  }

  bool left_boundary(std::size_t first) const {
    return first == 0 || separator(words_[first - 1]) || words_[first - 1].is(word_flag::opening) ||
           words_[first - 1].kind == WordClass::time;
  }

  bool right_boundary(std::size_t end) const {
    static constexpr std::string_view ends[] = {",", "。", ";", ":", "\n", "!", "?", ")"};
    return end == words_.size() ||
           (separator(words_[end]) &&
            std::find(std::begin(ends), std::end(ends), text_of(words_[end])) != std::end(ends));
  }

  // 51%股权, 的全部股权
  bool object_end(std::size_t end) const {
    if (end >= words_.size()) return false;
    const auto& next = words_[end];
    if (next.type == TokenType::number || next.is(word_flag::behind_object)) return true;
    return text_of(next) == "的" && end + 1 < words_.size() &&
           (words_[end + 1].type == TokenType::number ||
            words_[end + 1].is(word_flag::behind_object));
  }

  // 西门子|歌美飒: a listed name that goes on in characters that form no word.
  void extended_names() {
    for (std::size_t i = 0; i + 2 < words_.size(); ++i) {
      if (words_[i].type != TokenType::party) continue;
      std::size_t end = i + 1;
      while (end < words_.size() && !breaks_short(end) && own_character(words_[end])) ++end;
      if (end >= i + 3 && (end == words_.size() || breaks_short(end))) add(i, end - 1, true);
    }
  }

  bool own_character(const ChineseWord& word) const {
    return han(word) && word.flags == 0 && word.length == 1 && word.rarity >= 12 &&
           word.kind != WordClass::function;
  }

  void slot_names() {
    for (std::size_t first = 0; first < words_.size();) {
      if (breaks_short(first)) {
        ++first;
        continue;
      }
      std::size_t end = first;
      while (end < words_.size() && !breaks_short(end)) ++end;
      slot_name(first, end);
      first = end;
    }
  }

  void slot_name(std::size_t first, std::size_t end) {
    const std::size_t from = first;
    first = behind_ordinary(first, end);
    while (first < end && starts_no_name(words_[first])) ++first;
    first = behind_country(first, end);
    if (!plausible(first, end) || titled(first)) return;
    // 车规级传感器|供应商: a description of what follows.
    if (end < words_.size() && words_[end].is(word_flag::head) && followed_by_name(end)) return;
    const bool whole = from == first;
    const bool headed = first > from && words_[first - 1].is(word_flag::head);
    const bool named = looks_like_name(first, end) || (headed && stem_of_name(first, end));
    const ChineseWord* left = from > 0 ? &words_[from - 1] : nullptr;
    // 投资了, 收购 美国: a particle may stand before the object.
    if (left && text_of(*left) == "了" && from > 1) left = &words_[from - 2];
    const ChineseWord* right = end < words_.size() ? &words_[end] : nullptr;
    bool found = false;
    if (left && left->is(word_flag::before_object) && object_end(end))
      found = named || (whole && ordinary_free(first, end));
    if (object_end(end) && (described_object(first) || owned_object(first))) found |= named;
    if (share_follows(end)) found |= named;
    if (left && text_of(*left) == "对" && deed(end)) found |= named || whole;
    if (left && left->is(word_flag::before_target) && right_boundary(end)) found |= named;
    if (left && left->is(word_flag::before_agent) && right &&
        (right->is(word_flag::behind_agent | word_flag::behind_subject) ||
         (joins(*right) && strong_name(first, end))))
      found |= named;
    if (right && right->is(word_flag::behind_subject) && (left_boundary(from) || !whole))
      found |= named;
    if (!found && left_boundary(from) && (strong_name(first, end) || money_name(first, end)))
      found = predicate(end);
    if (!found && (whole || left_boundary(from))) found = place_and_stem(first, end);
    const bool owner = left && left->is(word_flag::owner) && person(first, end);
    if (!found && owner) found = true;
    // 民营航司|山河航空|与…: what is introduced as a company and ends like one.
    if (!found && headed && words_[end - 1].is(word_flag::trade) && end - first >= 2 &&
        !verb(end - 1))
      found = predicate(end);
    // 受让人|是|顶尖企管顾问
    if (!found && left && from > 1 && words_[from - 2].is(word_flag::head) && copula(*left) &&
        right_boundary(end))
      found = named || money_name(first, end);
    // 旗下|青电|与
    if (!found && named && left && text_of(*left) == "旗下" && whole)
      found = predicate(end) || object_end(end);
    // 子公司|新莱特|拟将, 日商|三荣物产|去年: behind some words nothing but a name can stand.
    if (!found && first > 0 && names_next(first) && length(first, end) <= 6)
      found = predicate(end) || right_boundary(end) || object_end(end);
    if (!found) return;
    if (add(first, end - 1, false)) out_.back().person = owner && surname(words_[first]);
  }

  bool copula(const ChineseWord& word) const {
    const auto text = text_of(word);
    return text == "是" || text == "为" || text == "系";
  }

  bool names_next(std::size_t first) const {
    static constexpr std::string_view words[] = {"日商", "美商", "英商",   "港商",   "德商",
                                                 "韩商", "陆商", "子公司", "孙公司", "航司"};
    return std::find(std::begin(words), std::end(words), text_of(words_[first - 1])) !=
           std::end(words);
  }

  // 80%股权, 49.02%的股份: what stands before is owned.
  bool share_follows(std::size_t end) const {
    std::size_t i = end;
    while (i < words_.size() && (words_[i].type == TokenType::number || text_of(words_[i]) == "."))
      ++i;
    if (i == end || i >= words_.size() || text_of(words_[i]) != "%") return false;
    ++i;
    if (i < words_.size() && text_of(words_[i]) == "的") ++i;
    static constexpr std::string_view words[] = {"股权", "股份", "权益"};
    return i < words_.size() &&
           std::find(std::begin(words), std::end(words), text_of(words_[i])) != std::end(words);
  }

  // 股东邵启东, 董事孙立言和贾维舟计划减持: persons who trade in their own name.
  void owners() {
    for (std::size_t i = 1; i < words_.size(); ++i) {
      if (!(words_[i - 1].is(word_flag::title | word_flag::owner) ||
            text_of(words_[i - 1]) == "股东"))
        continue;
      std::vector<Range> persons;
      for (std::size_t at = i; at < words_.size();) {
        const auto end = person_end(at);
        if (end == at) break;
        persons.emplace_back(at, end);
        at = behind_courtesy(end);
        if (at >= words_.size() || !joins(words_[at])) break;
        ++at;
        // 董事王甲、总经理李乙: the next has a title of his own.
        while (at < words_.size() && words_[at].is(word_flag::title | word_flag::owner)) ++at;
      }
      if (persons.empty()) continue;
      const bool party = told_part(i);
      i = persons.back().second;
      if (!party && !trades(i, 40)) continue;
      for (const auto& [first, end] : persons) add_person(first, end);
    }
    for (std::size_t i = 0; i < words_.size(); ++i) lone_owner(i);
  }

  // 卖方是后者的两位创始人|方敬与罗毓
  bool told_part(std::size_t i) const {
    static constexpr std::array<std::string_view, 10> parts = {
        "卖方", "买方", "转让方", "出让方", "受让方", "受让人", "转让人", "卖家", "买家", "认购方"};
    constexpr std::size_t reach = 8;  // words
    for (std::size_t k = i; k > 0 && k + reach > i; --k) {
      if (separator(words_[k - 1])) return false;
      if (std::find(parts.begin(), parts.end(), text_of(words_[k - 1])) != parts.end()) return true;
    }
    return false;
  }

  // 许铭先生计划减持, 孙喜双曾三次变现, 郑家纯家族: persons without a title.
  void lone_owner(std::size_t i) {
    if (i > 0 && han(words_[i - 1]) && !left_boundary(i) && !joins(words_[i - 1]) &&
        text_of(words_[i - 1]) != "的" &&
        !words_[i - 1].is(word_flag::before_agent | word_flag::slots))
      return;
    const auto end = person_end(i);
    if (end == i || end >= words_.size()) return;
    const auto next = text_of(words_[end]);
    if (next == "家族" || next == "夫妇" ||
        ((next == "先生" || next == "女士" || next == "个人") && trades(end + 1, 16)) ||
        (left_boundary(i) && length(i, end) == 3 && words_[end].is(word_flag::slots) &&
         trades(end, 6)))
      add_person(i, end);
  }

  void add_person(std::size_t first, std::size_t end) {
    out_.push_back({});
    out_.back().span = {words_[first].span.begin, words_[end - 1].span.end};
    out_.back().by_form = out_.back().person = true;
  }

  std::size_t behind_courtesy(std::size_t i) const {
    static constexpr std::string_view words[] = {"先生", "女士", "夫妇", "夫妻", "家族", "个人"};
    if (i < words_.size() &&
        std::find(std::begin(words), std::end(words), text_of(words_[i])) != std::end(words))
      return i + 1;
    return i;
  }

  // End of a person's name of two or three characters that begins with a surname; `at` if none.
  std::size_t person_end(std::size_t at) const {
    std::size_t end = at;
    while (end < words_.size() && han(words_[end]) && length(at, end) < 3) {
      const auto& word = words_[end];
      constexpr std::uint32_t harmless = word_flag::no_start | word_flag::unit;
      if ((word.flags & ~(word.length == 1 ? harmless : 0U)) != 0 ||
          (word.length > 1 && word.kind != WordClass::person &&
           !(end > at && word.rarity >= rare) && word.rarity != 0))
        break;
      if (word.length == 1 && end > at && word.kind == WordClass::function) break;
      ++end;
    }
    const auto size = length(at, end);
    return size >= 2 && size <= 3 && surname(words_[at]) ? end : at;
  }

  bool surname(const ChineseWord& word) const {
    static constexpr std::string_view names =
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董潘袁蔡蒋余于杜叶"
        "程魏苏吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾"
        "毛郝龚邵万钱严赖覃洪武莫孔汤向常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关"
        "兰焦俞左柳甘祝包宁尚舒阮柯纪梅童凌毕单季裴霍涂苗谷曲盛骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕"
        "屈饶牟艾尤阳穆农司卓古吉缪简车连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂佟应臧闵"
        "邬卞姬仇栾隋沙荣丛仲虞敖巩佘查苑邝官封鞠惠荆冀郁胥储栗燕楚鄢";
    const auto text = text_of(word);
    std::size_t size = 0;
    decode_at(text, 0, size);
    return names.find(text.substr(0, size)) != std::string_view::npos;
  }

  // 拟自…起减持: the clauses behind the names tell that their bearers trade in shares.
  bool trades(std::size_t i, std::size_t longest) const {
    if (i >= words_.size()) return false;
    static constexpr std::string_view says[] = {"表示", "称",   "认为", "指出", "说",   "介绍",
                                                "透露", "强调", "坦言", "预计", "出席", "签署"};
    static constexpr std::string_view deeds[] = {
        "减持", "增持", "认购", "受让", "转让", "出资", "举牌", "质押", "套现",   "入股", "卖出",
        "买入", "买下", "收购", "购买", "出售", "变现", "清仓", "投资", "私有化", "要约"};
    for (std::size_t k = i; k < words_.size() && k < i + longest; ++k) {
      const auto word = text_of(words_[k]);
      if (word == "。" || word == ";" || word == "\n") return false;
      if (std::find(std::begin(says), std::end(says), word) != std::end(says)) return false;
      // 质押给, 公开收购
      if (std::any_of(std::begin(deeds), std::end(deeds),
                      [&](auto deed) { return word.find(deed) != std::string_view::npos; }))
        return true;
    }
    return false;
  }

  // 收购中国支付公司|商银信: a verb that takes an object, then a description of it.
  bool described_object(std::size_t first) const {
    constexpr std::size_t longest = 8;  // words
    if (first == 0 || !words_[first - 1].is(word_flag::head | word_flag::weak)) return false;
    for (std::size_t i = first - 1; i-- > 0 && i + longest > first;) {
      if (separator(words_[i]) || words_[i].type == TokenType::party) return false;
      if (words_[i].is(word_flag::before_object) && words_[i].kind != WordClass::noun) return true;
    }
    return false;
  }

  // 手中的|雷士照明|股权
  bool owned_object(std::size_t first) const {
    if (first < 2 || text_of(words_[first - 1]) != "的") return false;
    static constexpr std::string_view words[] = {"手中", "持有", "所持", "旗下", "名下", "拥有"};
    return std::find(std::begin(words), std::end(words), text_of(words_[first - 2])) !=
           std::end(words);
  }

  // 对中航直升机|的收购
  bool deed(std::size_t end) const {
    static constexpr std::string_view words[] = {"收购", "投资", "并购", "增资", "入股", "注资"};
    return end + 1 < words_.size() && text_of(words_[end]) == "的" &&
           std::find(std::begin(words), std::end(words), text_of(words_[end + 1])) !=
               std::end(words);
  }

  // 收购“新加坡东人”51%股权, 云服务商「穹宇算力」完成: what is quoted where a name must stand.
  void quoted_names() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const auto close = separator(words_[i]) ? closing_quote(text_of(words_[i])) : "";
      if (close.empty()) continue;
      std::size_t end = i + 1;
      while (end < words_.size() && !separator(words_[end])) ++end;
      if (end >= words_.size() || text_of(words_[end]) != close || length(i + 1, end) < 2 ||
          length(i + 1, end) > max_short_name)
        continue;
      const bool object =
          i > 0 && words_[i - 1].is(word_flag::before_object) && object_end(end + 1);
      const bool headed =
          i == 0 || text_of(words_[i - 1]) == "|" || words_[i - 1].is(word_flag::head);
      if (object || (headed && raises(end + 1))) add(i + 1, end - 1, false);
    }
  }

  static std::string_view closing_quote(std::string_view open) {
    if (open == "“") return "”";
    if (open == "「") return "」";
    return open == "『" ? "』" : "";
  }

  // 完成, 近日宣布, 已于近日获: what start-ups do in the news.
  bool raises(std::size_t i) const {
    static constexpr std::array<std::string_view, 14> deeds = {
        "完成", "宣布", "获",   "获得", "收购", "与",   "斩获",
        "进账", "进帐", "启动", "募资", "融资", "官宣", "连续"};
    constexpr std::size_t reach = 4;  // words
    for (std::size_t k = i; k < words_.size() && k < i + reach; ++k) {
      if (std::find(deeds.begin(), deeds.end(), text_of(words_[k])) != deeds.end()) return true;
      if (separator(words_[k]) || words_[k].kind == WordClass::noun) return false;
    }
    return false;
  }

  // What follows a subject: a verb, a preposition, a date, a headline's colon.
  bool predicate(std::size_t end) const {
    if (end >= words_.size()) return false;
    const auto& next = words_[end];
    if (han(next))
      return next.is(word_flag::stop) || verb(end) || next.length == 1 ||
             next.kind == WordClass::function || next.kind == WordClass::time;
    if (next.type == TokenType::number) return end + 1 < words_.size() && month_or_year(end + 1);
    // Not "is not short: last spring he …".
    return text_of(next) == ":" &&
           (han(words_[end - 1]) ||
            !is_lower_ascii(static_cast<unsigned char>(text_of(words_[end - 1]).front())));
  }

  bool month_or_year(std::size_t i) const {
    const auto text = text_of(words_[i]);
    return text == "月" || text == "年" || text == "日";
  }

  // 上海|品|器: a place and two characters that form no word.
  bool place_and_stem(std::size_t first, std::size_t end) const {
    if (end == first + 2 && placed(words_[first]) && words_[first].length <= 3 &&
        !words_[first].is(word_flag::country)) {
      const auto& stem = words_[first + 1];
      return stem.length == 2 && stem.flags == 0 && stem.kind != WordClass::verb &&
             stem.kind != WordClass::time && (stem.rarity >= rare || stem.rarity == 0) &&
             (predicate(end) || object_end(end));
    }
    return end == first + 3 && placed(words_[first]) && own_character(words_[first + 1]) &&
           own_character(words_[first + 2]);
  }

  bool joins(const ChineseWord& word) const {
    const auto text = text_of(word);
    return text == "、" || text == "与" || text == "和" || text == "及";
  }

  bool person(std::size_t first, std::size_t end) const {
    const auto size = length(first, end);
    return size >= 2 && size <= 3 && han(words_[first]) &&
           (words_[first].kind == WordClass::person || words_[first].length == 1);
  }

  bool adverb(const ChineseWord& word) const {
    static constexpr std::array<std::string_view, 10> words = {"正", "再", "已", "拟", "将",
                                                               "也", "曾", "均", "各", "因"};
    return std::find(words.begin(), words.end(), text_of(word)) != words.end();
  }

  bool ends_no_name(const ChineseWord& word) const {
    static constexpr std::string_view words[] = {"们", "为", "案", "再", "仍处", "中的"};
    return std::find(std::begin(words), std::end(words), text_of(word)) != std::end(words);
  }

  static bool starts_no_name(const ChineseWord& word) {
    return word.is(word_flag::no_start) ||
           (han(word) && word.kind == WordClass::numeral && word.length >= 2 && word.rarity < rare);
  }

  bool ordinary_free(std::size_t first, std::size_t end) const {
    return end - first >= 2 && length(first, end) <= 6 &&
           any(first, end, [](const auto& w) { return placed(w) || w.rarity >= common; });
  }

  // 微梦传媒、耐特康赛、广州科韵: in a list with one name the others are names, too.
  void list_names() {
    std::vector<Span> names;
    names.reserve(out_.size());
    for (const auto& name : out_) names.push_back(name.span);
    std::sort(names.begin(), names.end());
    const auto known = [&](std::size_t first, std::size_t end) {
      if (words_[first].type == TokenType::party && end == first + 1) return true;
      return std::binary_search(names.begin(), names.end(),
                                Span{words_[first].span.begin, words_[end - 1].span.end});
    };
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (!separator(words_[i]) || text_of(words_[i]) != "、") continue;
      const auto left = item_before(i);
      const auto right = item_behind(i);
      if (left.first >= left.second || right.first >= right.second) continue;
      const bool left_known = known(left.first, left.second);
      const bool right_known = known(right.first, right.second);
      if (left_known && !right_known && list_item(right)) {
        if (add(right.first, right.second - 1, false))
          names.insert(std::lower_bound(names.begin(), names.end(), out_.back().span),
                       out_.back().span);
      }
      if (right_known && !left_known && list_item(left)) add(left.first, left.second - 1, false);
      if (!right_known && !left_known && list_item(left) && list_item(right) &&
          (long_list(i, left, right) || behind_object_verb(left))) {
        add(left.first, left.second - 1, false);
        if (add(right.first, right.second - 1, false))
          names.insert(std::lower_bound(names.begin(), names.end(), out_.back().span),
                       out_.back().span);
      }
    }
  }

  // Three names in a row, each of three characters or more: companies of a market report.
  bool long_list(std::size_t i, Range left, Range right) const {
    if (length(left.first, left.second) < 3 || length(right.first, right.second) < 3) return false;
    const auto listed = [&](std::size_t at) {
      return at < words_.size() && separator(words_[at]) && at != i && text_of(words_[at]) == "、";
    };
    if (listed(right.second)) {
      const auto third = item_behind(right.second);
      return list_item(third) && length(third.first, third.second) >= 3;
    }
    return left.first > 0 && listed(left.first - 1);
  }

  bool behind_object_verb(Range item) const {
    if (item.first == 0) return false;
    std::size_t at = item.first - 1;
    if (text_of(words_[at]) == "了" && at > 0) --at;
    return words_[at].is(word_flag::before_object | word_flag::before_agent);
  }

  bool list_item(Range item) const {
    return plausible(item.first, item.second) && looks_like_name(item.first, item.second) &&
           !titled(item.first);
  }

  Range item_before(std::size_t i) const {
    std::size_t first = i;
    if (first > 0 && words_[first - 1].type == TokenType::party) return {first - 1, i};
    while (first > 0 && !breaks_full(first - 1) && words_[first - 1].type != TokenType::party)
      --first;
    return {first, i};
  }

  Range item_behind(std::size_t i) const {
    std::size_t end = i + 1;
    if (end < words_.size() && words_[end].type == TokenType::party) return {end, end + 1};
    while (end < words_.size() && !breaks_full(end) && words_[end].type != TokenType::party) ++end;
    return {i + 1, end};
  }

  std::string_view text_;
  const Words& words_;
  std::vector<ChineseName> out_;
};

// Without a Chinese character only a list or a colon makes a name: OpenAI、xAI, "OpenAI: ".
bool may_name(std::string_view line) {
  for (std::size_t i = 0, size = 1; i < line.size(); i += size) {
    const auto byte = static_cast<unsigned char>(line[i]);
    size = 1;
    if (byte == ':') return true;
    if (byte < 0x80) continue;
    const char32_t c = decode_at(line, i, size);
    if (is_han(c) || c == U'、') return true;
  }
  return false;
}

}  // namespace

bool seldom_word(std::string_view folded) {
  constexpr float seldom = 17;
  const auto word = look_up(folded);
  return word.rarity == 0 ||
         (word.rarity >= seldom && (word.kind == WordClass::noun || name_class(word.kind) ||
                                    word.kind == WordClass::unknown));
}

std::vector<ChineseName> ChineseNames::find(std::string_view text,
                                            const std::vector<Span>& known) const {
  std::vector<ChineseName> out;
  for (std::size_t begin = 0; begin < text.size();) {
    auto end = text.find('\n', begin);
    end = end == std::string_view::npos ? text.size() : end + 1;
    if (!may_name(text.substr(begin, end - begin))) {
      begin = end;
      continue;
    }
    const auto words = words_.split(text, {begin, end}, known);
    auto found = Finder(text, words).run();
    out.insert(out.end(), std::make_move_iterator(found.begin()),
               std::make_move_iterator(found.end()));
    begin = end;
  }
  return out;
}

bool ChineseNames::cut_short(std::string_view text, Span name) const {
  std::size_t size = 0;
  if (name.end >= text.size() || !is_han(decode_at(text, name.end, size))) return false;
  const auto last = previous(text, name.end);
  return (words_.flags(text.substr(last, name.end + size - last)) & word_flag::trade) != 0;
}

std::size_t ChineseNames::left_edge(std::string_view text, std::size_t end) const {
  std::size_t begin = end;
  for (std::size_t i = 0; i < max_full_name && begin > 0; ++i) {
    const auto at = previous(text, begin);
    std::size_t size = 0;
    const char32_t c = decode_at(text, at, size);
    if (!is_han(c) && !is_word(c)) break;
    begin = at;
  }
  const auto words = words_.split(text.substr(0, end), {begin, end}, {});
  return std::min(Finder(text.substr(0, end), words).ticker_edge(), end);
}

}  // namespace dealgraph

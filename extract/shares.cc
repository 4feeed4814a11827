#include "extract/shares.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "extract/affixes.h"
#include "extract/double_array.h"
#include "extract/qualifiers.h"
#include "extract/word_starts.h"
#include "text/numeral.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

struct Listed {
  std::string_view word;
  int value;
};

template <std::size_t N>
Affixes table_of(const Listed (&words)[N]) {
  Affixes out;
  for (const auto& [word, value] : words) out.add(word, value);
  return out;
}

// The nearest of these before a percentage in its clause decides what it is a share of.
constexpr int of_company = 1;
constexpr int of_other = 0;
constexpr Listed words_before[] = {{"持股", of_company},
                                   {"持有", of_company},
                                   {"股权", of_company},
                                   {"股份", of_company},
                                   {"总股本", of_company},
                                   {"权益", of_company},
                                   {"控股", of_company},
                                   {"增持", of_company},
                                   {"减持", of_company},
                                   {"入股", of_company},
                                   {"占股", of_company},
                                   {"股本", of_company},
                                   {"持股比例", of_company},
                                   {"参股", of_company},
                                   {"认股", of_company},
                                   {"取得", of_company},
                                   {"保留", of_company},
                                   {"各取得", of_company},
                                   {"换", of_company},
                                   {"换取", of_company},
                                   {"出资", of_company},
                                   {"售出", of_company},
                                   {"占", of_other},
                                   {"收购", of_company},
                                   {"出售", of_company},
                                   {"转让", of_company},
                                   {"涨", of_other},
                                   {"跌", of_other},
                                   {"同比", of_other},
                                   {"环比", of_other},
                                   {"溢价", of_other},
                                   {"折让", of_other},
                                   {"利率", of_other},
                                   {"毛利率", of_other},
                                   {"增长", of_other},
                                   {"下滑", of_other},
                                   {"涨幅", of_other},
                                   {"跌幅", of_other},
                                   {"收益率", of_other},
                                   {"税率", of_other},
                                   {"年增", of_other},
                                   {"股价", of_other},
                                   {"占比", of_other},
                                   {"市占", of_other},
                                   {"份额", of_other},
                                   {"比例不", of_other},
                                   {"年减", of_other},
                                   {"月增", of_other},
                                   {"成长", of_other},
                                   {"出口", of_other},
                                   {"股息率", of_other},
                                   {"分红", of_other},
                                   {"换手率", of_other},
                                   {"营收", of_other},
                                   {"收入", of_other},
                                   {"净利", of_other},
                                   {"关税", of_other},
                                   {"成本", of_other},
                                   {"stake", of_company},
                                   {"stakes", of_company},
                                   {"interest", of_company},
                                   {"holding", of_company},
                                   {"holdings", of_company},
                                   {"own", of_company},
                                   {"owns", of_company},
                                   {"owned", of_company},
                                   {"owning", of_company},
                                   {"hold", of_company},
                                   {"holds", of_company},
                                   {"held", of_company},
                                   {"retain", of_company},
                                   {"retains", of_company},
                                   {"retaining", of_company},
                                   {"keep", of_company},
                                   {"keeps", of_company},
                                   {"takes", of_company},
                                   {"take", of_company},
                                   {"taking", of_company},
                                   {"acquire", of_company},
                                   {"acquired", of_company},
                                   {"tendering", of_company},
                                   {"sold", of_company},
                                   {"acquiring", of_company},
                                   {"buy", of_company},
                                   {"bought", of_company},
                                   {"buying", of_company},
                                   {"sell", of_company},
                                   {"selling", of_company},
                                   {"shareholding", of_company},
                                   {"ownership", of_company},
                                   {"equity", of_company},
                                   {"up", of_other},
                                   {"down", of_other},
                                   {"rose", of_other},
                                   {"fell", of_other},
                                   {"rise", of_other},
                                   {"fall", of_other},
                                   {"gained", of_other},
                                   {"lost", of_other},
                                   {"higher", of_other},
                                   {"lower", of_other},
                                   {"climbed", of_other},
                                   {"jumped", of_other},
                                   {"dropped", of_other},
                                   {"increase", of_other},
                                   {"growth", of_other},
                                   {"yield", of_other},
                                   {"interest rate", of_other},
                                   {"rate", of_other},
                                   {"margin", of_other},
                                   {"discount", of_other},
                                   {"sank", of_other},
                                   {"premium", of_other},
                                   {"revenue", of_other},
                                   {"sales", of_other},
                                   {"profit", of_other},
                                   {"royalties", of_other},
                                   {"tariff", of_other},
                                   {"tax", of_other},
                                   {"grew", of_other},
                                   {"coupon", of_other}};
// Behind a percentage, at most a few characters away.
constexpr Listed words_behind[] = {{"股权", of_company},
                                   {"股份", of_company},
                                   {"权益", of_company},
                                   {"持股", of_company},
                                   {"控股权", of_company},
                                   {"表决权", of_company},
                                   {"普通股", of_company},
                                   {"股", of_company},
                                   {"投票权", of_company},
                                   {"所有权", of_company},
                                   {"股价", of_other},
                                   {"股息", of_other},
                                   {"股市", of_other},
                                   {"股利", of_other},
                                   {"股指", of_other},
                                   {"股东", of_company},
                                   {"stake", of_company},
                                   {"interest", of_company},
                                   {"holding", of_company},
                                   {"equity", of_company},
                                   {"shareholding", of_company},
                                   {"ownership", of_company},
                                   {"shareholder", of_company},
                                   {"position", of_company},
                                   {"shares", of_company},
                                   {"of the company", of_company},
                                   {"of the business", of_company},
                                   {"of the venture", of_company},
                                   {"of the shares", of_company},
                                   {"of the capital", of_company},
                                   {"of the share capital", of_company},
                                   {"of the equity", of_company},
                                   {"interest rate", of_other},
                                   {"of sales", of_other},
                                   {"of revenue", of_other}};

// Units of what is delivered, counted or lasts. Longer than the numeral's own units.
constexpr Listed units[] = {{"股", 0},
                            {"颗", 0},
                            {"片", 0},
                            {"台", 0},
                            {"辆", 0},
                            {"架", 0},
                            {"艘", 0},
                            {"吨", 0},
                            {"公吨", 0},
                            {"只", 0},
                            {"套", 0},
                            {"千瓦", 0},
                            {"吉瓦", 0},
                            {"兆瓦", 0},
                            {"万千瓦", 0},
                            {"桶", 0},
                            {"名员工", 0},
                            {"平方米", 0},
                            {"平方公尺", 0},
                            {"平方公里", 0},
                            {"个月", 0},
                            {"年", 0},
                            {"瓩", 0},
                            {"份", 0},
                            {"GW", 0},
                            {"MW", 0},
                            {"GWh", 0},
                            {"MWh", 0},
                            {"gigawatts", 0},
                            {"gigawatt", 0},
                            {"megawatts", 0},
                            {"megawatt", 0},
                            {"shares", 0},
                            {"of a share", 0},
                            {"share", 0},
                            {"years", 0},
                            {"year", 0},
                            {"months", 0},
                            {"month", 0},
                            {"chips", 0},
                            {"GPUs", 0},
                            {"processors", 0},
                            {"doses", 0},
                            {"square feet", 0},
                            {"square metres", 0},
                            {"square meters", 0},
                            {"barrels", 0},
                            {"tonnes", 0},
                            {"tons", 0},
                            {"aircraft", 0},
                            {"planes", 0},
                            {"jets", 0},
                            {"vehicles", 0},
                            {"units", 0},
                            {"acres", 0},
                            {"servers", 0},
                            {"wafers", 0}};

constexpr Listed whole_words[] = {{"过半", 50},      {"逾半", 50},      {"半数以上", 50},
                                  {"全部股权", 100}, {"全部股份", 100}, {"全部权益", 100},
                                  {"全数股权", 100}, {"全数股份", 100}};
constexpr Listed english_wholes[] = {{"majority stake", 50},
                                     {"majority interest", 50},
                                     {"majority holding", 50},
                                     {"majority control", 50},
                                     {"controlling stake", 50},
                                     {"controlling interest", 50},
                                     {"a third of", 33},
                                     {"half of the company", 50},
                                     {"half of the shares", 50},
                                     {"all the shares", 100},
                                     {"all of the shares", 100},
                                     {"all outstanding shares", 100},
                                     {"all of the outstanding shares", 100},
                                     {"all its shares", 100},
                                     {"all issued shares", 100},
                                     {"all the outstanding shares", 100},
                                     {"all of its outstanding shares", 100}};

// Both lists in one table; an English phrase may be capitalised.
struct Wholes {
  Wholes() {
    std::map<std::string, std::int32_t> words;
    for (const auto& [word, value] : whole_words) words.emplace(word, value);
    for (const auto& [word, value] : english_wholes) {
      std::string form(word);
      words.emplace(form, value);
      form[0] = static_cast<char>(form[0] - 'a' + 'A');
      words.emplace(form, value);
    }
    const DoubleArray::Keys keys(words.begin(), words.end());
    trie = DoubleArray::of(keys);
    for (const auto& [word, value] : keys) starts.add(word);
  }
  DoubleArray trie;
  WordStarts starts;
};

class ShareScan {
 public:
  explicit ShareScan(std::string_view text) : text_(text) {}

  std::vector<Token> run() {
    for (std::size_t from = 0; const auto number = next_numeral(text_, from);)
      from = std::max({read(*number), number->end, number->begin + 1});
    find_words();
    std::stable_sort(out_.begin(), out_.end(),
                     [](const Token& a, const Token& b) { return a.span.begin < b.span.begin; });
    std::size_t end = 0;
    std::erase_if(out_, [&](const Token& token) {
      const bool overlaps = token.span.begin < end;
      end = std::max(end, token.span.end);
      return overlaps;
    });
    return std::move(out_);
  }

 private:
  bool at(std::size_t i, std::string_view word) const {
    return i <= text_.size() && text_.substr(i, word.size()) == word;
  }

  std::size_t add(MentionKind kind, Span span, double percent) {
    Token token;
    token.kind = kind;
    token.span = token.core = span;
    token.percent = percent;
    out_.push_back(std::move(token));
    return span.end;
  }

  std::size_t read(const Numeral& n) {
    std::size_t i = n.end < text_.size() && text_[n.end] == ' ' ? n.end + 1 : n.end;
    if (at(n.end, "分之")) return fraction(n);
    if (at(i, "个百分点")) return add(MentionKind::quantity, {n.begin, i + 12}, 0);
    if (at(n.end, "成")) return tenths(n);
    for (const std::string_view word : {"%", "percent", "per cent", "pct"})
      if (at(i, word)) return percent(n, i + word.size());
    if (n.words && n.max < 100)
      if (const auto end = english_fraction(n)) return end;
    if (at(n.begin, "一半")) return half({n.begin, n.begin + 6});
    return counted(n);
  }

  std::size_t percent(const Numeral& n, std::size_t end) {
    const bool share = n.max <= 100 && speaks_of_shares({n.begin, end});
    return add(share ? MentionKind::stake : MentionKind::quantity, {n.begin, end}, n.max);
  }

  // 百分之二十二点七, 三分之二.
  std::size_t fraction(const Numeral& n) {
    const std::size_t behind = n.end + std::string_view("分之").size();
    const auto part = parse_numeral(text_, behind);
    if (!part || n.max == 0) return n.end;
    const double value = 100 * part->max / n.max;
    const Span span{n.begin, part->end};
    const bool share = value <= 100 && speaks_of_shares(span);
    return add(share ? MentionKind::stake : MentionKind::quantity, span, value);
  }

  // 两成, 1.5成, 7～8成; not 三成立.
  std::size_t tenths(const Numeral& n) {
    std::size_t end = n.end + 3;
    std::size_t size = 0;
    const char32_t next = end < text_.size() ? decode_at(text_, end, size) : 0;
    if (n.max > 10 || std::u32string_view(U"立功为本交长员果绩熟型品就都").find(next) !=
                          std::u32string_view::npos)
      return n.end;
    double value = n.max * 10;
    if (const auto more = parse_numeral(text_, end);
        more && more->words && more->max < 10 && more->end == end + 3 && !at(more->end, "成")) {
      value += more->max;  // 六成五
      end = more->end;
    }
    const bool share = speaks_of_shares({n.begin, end});
    return add(share ? MentionKind::stake : MentionKind::quantity, {n.begin, end}, value);
  }

  std::size_t half(Span span) {
    return speaks_of_shares(span) ? add(MentionKind::stake, span, 50) : span.end;
  }

  // "one-third of", "two-thirds", "three quarters of the shares".
  std::size_t english_fraction(const Numeral& n) {
    static constexpr Listed parts[] = {{"third", 3}, {"thirds", 3}, {"quarter", 4}, {"quarters", 4},
                                       {"fifth", 5}, {"fifths", 5}, {"half", 2},    {"tenth", 10}};
    static const Affixes table = table_of(parts);
    if (n.end >= text_.size() || (text_[n.end] != '-' && text_[n.end] != ' ')) return 0;
    const auto hit = table.at(text_, n.end + 1);
    if (!hit) return 0;
    const Span span{n.begin, n.end + 1 + hit->size};
    if (n.max > hit->value || !speaks_of_shares(span)) return 0;
    return add(MentionKind::stake, span, 100 * n.max / hit->value);
  }

  // Right behind the percentage, else the nearest word before it.
  bool speaks_of_shares(Span span) const {
    static const Affixes behind = table_of(words_behind);
    static const Affixes before = table_of(words_before);
    constexpr std::size_t reach_behind = 20;
    constexpr std::size_t reach_before = 72;
    const std::size_t stop = std::min(text_.size(), span.end + reach_behind);
    for (std::size_t i = span.end; i < stop && !ends_clause(text_, i); ++i) {
      if (is_digit(static_cast<unsigned char>(text_[i]))) break;
      if (const auto hit = behind.at(text_, i)) {
        if (hit->value == of_company) return true;
        break;
      }
    }
    const std::size_t floor = span.begin > reach_before ? span.begin - reach_before : 0;
    for (std::size_t i = span.begin; i > floor; i = previous(text_, i)) {
      if (const auto hit = before.before(text_, i)) return hit->value == of_company;
      const std::size_t left = previous(text_, i);
      if (ends_clause(text_, left) && text_[left] != '(' && text_[left] != ')') return false;
    }
    return false;
  }

  // 10 GW, 4.333亿股, "12 million doses", 五年, "48-month".
  std::size_t counted(const Numeral& n) {
    static const Affixes table = table_of(units);
    std::size_t i = n.end;
    if (i < text_.size() && (text_[i] == ' ' || text_[i] == '-')) ++i;
    const auto hit = table.at(text_, i);
    if (!hit || n.round || is_letter(decode_before(text_, n.begin)) || at(n.begin - 1, "$"))
      return n.end;
    const auto word = text_.substr(i, hit->size);
    std::size_t end = i + hit->size;
    if (word == "年" || word == "个月" || word == "month" || word == "months" || word == "year" ||
        word == "years") {
      if (!is_duration(n, word, end)) return n.end;
    } else if (word == "台" && (at(end, "币") || at(end, "积") || at(end, "湾"))) {
      return n.end;
    } else if (word == "份" || word == "share" || word == "片" || word == "只" || word == "套") {
      if (n.max < 1000 && !(word == "share" && n.decimals > 0)) return n.end;
    }
    // The unit that a bracket tells again: 10 GW(百万瓩).
    return add(MentionKind::quantity, {n.begin, end}, 0);
  }

  bool is_duration(const Numeral& n, std::string_view word, std::size_t end) const {
    if (n.max > 100 || n.max < 1 || n.scale > 1) return false;
    if (word.front() == 'y' || word.front() == 'm')
      return !at(end, " ago") && !at(end, " earlier") && !at(end, "-old") && !at(end, " old");
    if (word == "个月" || n.words || n.decimals > 0 || n.end > n.begin)
      for (const std::string_view other :
           {"前", "期", "来", "后", "代", "级", "度", "第", "多", "间第", "起"})
        if (at(end, other)) return false;
    return !(n.begin >= 3 && (at(n.begin - 3, "第") || at(n.begin - 3, "近")));
  }

  void find_words() {
    static const Wholes wholes;
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (!wholes.starts.may(text_, i)) continue;
      wholes.trie.prefixes(text_, i, [&](std::size_t size, std::int32_t value) {
        add_whole({i, i + size}, value, static_cast<unsigned char>(text_[i]) >= 0x80);
      });
    }
  }

  void add_whole(Span span, int value, bool chinese) {
    if (chinese ? value != 100 && !speaks_of_shares(span) : value == 33 && !speaks_of_shares(span))
      return;
    add(MentionKind::stake, span, value == 33 ? 100.0 / 3 : value);
  }

  std::string_view text_;
  std::vector<Token> out_;
};

}  // namespace

std::vector<Token> find_shares(std::string_view folded) { return ShareScan(folded).run(); }

}  // namespace dealgraph

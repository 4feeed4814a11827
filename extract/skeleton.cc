#include "extract/skeleton.h"

#include <algorithm>
#include <array>
#include <optional>

#include "text/utf8.h"
#include "text/words.h"

namespace dealgraph {
namespace {

constexpr std::size_t max_dropped_bracket = 240;  // bytes
constexpr std::size_t longest_joint = 24;         // bytes: 以及日商, ",and"
constexpr std::size_t mask_size = 4;              // bytes of a mask in UTF-8

bool is_mask(char32_t c) { return c >= mask::party && c < mask::quantity + mask::per_kind; }

class Builder {
 public:
  Builder(const Document& document, const Sentence& sentence, const SkeletonWords& words,
          Discourse& discourse)
      : document_(document),
        sentence_(sentence),
        words_(words),
        discourse_(discourse),
        chinese_(sentence.lang == "zh") {}

  Skeleton build() {
    mask_tokens();
    split_clauses();
    const bool by_topic = discourse_.context.empty() || (chinese_ && discourse_.topic_told);
    const auto before = by_topic ? discourse_.topic : discourse_.context;
    add_implied();
    out_.context = add_hidden(before);
    if (discourse_.since_deal <= 2) {
      out_.last_payer = add_hidden(discourse_.payer);
      out_.last_payee = add_hidden(discourse_.payee);
      if (discourse_.round && discourse_.raised == DealType::loan)
        out_.last_borrower = add_hidden(discourse_.payee);
    }
    ++discourse_.since_deal;
    return std::move(out_);
  }

 private:
  // A slot that no code point of the text stands for; -1 if there is nobody.
  int add_hidden(const std::vector<int>& parties) {
    if (parties.empty()) return -1;
    Slot slot;
    slot.parties = parties;
    slot.implied = true;
    out_.slots.push_back(std::move(slot));
    return static_cast<int>(out_.slots.size()) - 1;
  }

  char32_t new_slot(char32_t base, Slot slot) {
    const auto index = out_.slots.size();
    if (index >= mask::per_kind) return U' ';
    out_.slots.push_back(std::move(slot));
    return base + static_cast<char32_t>(index);
  }

  std::size_t skip_bracket(std::size_t at) const {
    const auto text = std::string_view(document_.folded.text).substr(0, sentence_.span.end);
    const auto close = text.find(')', at);
    return close == std::string_view::npos || close - at > max_dropped_bracket ? at : close + 1;
  }

  // (the "Tenant"): a filing's own word for the part that a party plays.
  void append_role(std::string_view bracket) {
    for (const auto& role : words_.roles)
      for (const std::string_view quote : {"\"", "“"}) {
        const auto at = bracket.find(quote);
        if (at == std::string_view::npos || !bracket.substr(at + quote.size()).starts_with(role))
          continue;
        if (!raw_.ends_with(' ')) raw_ += ' ';
        raw_ += "as ";
        for (const char c : role)
          raw_ += is_upper_ascii(static_cast<unsigned char>(c)) ? static_cast<char>(c + 32) : c;
        return;
      }
  }

  void mask_tokens() {
    const std::string_view text = document_.folded.text;
    raw_.reserve(sentence_.span.size() + 16);
    std::size_t next = 0;
    for (std::size_t i = sentence_.span.begin; i < sentence_.span.end;) {
      while (next < sentence_.tokens.size() && sentence_.tokens[next].span.begin < i) ++next;
      if (next < sentence_.tokens.size() && sentence_.tokens[next].span.begin == i) {
        i = mask_token(next);
        continue;
      }
      const std::size_t end = next < sentence_.tokens.size()
                                  ? std::min(sentence_.tokens[next].span.begin, sentence_.span.end)
                                  : sentence_.span.end;
      i = text[i] == '(' || text[i] == ' ' || text[i] == ',' ? mask_mark(i, next)
                                                             : copy_run(i, end);
    }
  }

  // "a $38 billion, seven-year deal": that comma ends no clause.
  bool between_figures(std::size_t i, std::size_t next) const {
    if (chinese_ || next == 0 || next >= sentence_.tokens.size()) return false;
    if (document_.text({i, i + 2}) != ", ") return false;
    const auto& left = sentence_.tokens[next - 1];
    const auto& right = sentence_.tokens[next];
    const auto pair = [&](MentionKind first, MentionKind second) {
      return left.kind == first && right.kind == second;
    };
    return left.span.end == i && right.span.begin == i + 2 &&
           (pair(MentionKind::amount, MentionKind::quantity) ||
            pair(MentionKind::quantity, MentionKind::amount));
  }

  // A bracket, a space or a comma; returns where to go on.
  std::size_t mask_mark(std::size_t i, std::size_t next) {
    const std::string_view text = document_.folded.text;
    if (between_figures(i, next)) return i + 1;
    if (text[i] == '(') {
      const std::size_t after = skip_bracket(i);
      if (after > i) {
        if (!chinese_) append_role(text.substr(i, after - i));
        return after;
      }
    }
    if (!chinese_ && text.substr(i).starts_with(", respectively")) {
      i += std::string_view(", respectively").size();
      return i < sentence_.span.end && text[i] == ',' ? i + 1 : i;
    }
    if (text[i] == ' ')
      append_space(i);
    else
      raw_ += text[i];
    return i + 1;
  }

  // What stays as it is goes in one piece.
  std::size_t copy_run(std::size_t i, std::size_t end) {
    const std::string_view text = document_.folded.text;
    const std::size_t begin = i;
    while (i < end && text[i] != '(' && text[i] != ' ' && text[i] != ',') ++i;
    raw_ += text.substr(begin, i - begin);
    return i;
  }

  // Parties joined by 、 or "and" become one slot.
  std::size_t mask_token(std::size_t& next) {
    const Token& token = sentence_.tokens[next];
    std::size_t end = token.span.end;
    if (token.kind == MentionKind::date) {
      if (chinese_ && (raw_.ends_with("在") || raw_.ends_with("于") || raw_.ends_with("自")))
        raw_.resize(raw_.size() - 3);
      ++next;
      return end;
    }
    if (token.kind == MentionKind::party && !chinese_ && modifies(token)) {
      raw_ += document_.text(token.core);
      ++next;
      return end;
    }
    if (owner_of_next(next) || describes_next(next)) {
      ++next;
      return sentence_.tokens[next].span.begin;
    }
    if (grown_onto_name(next)) {
      raw_ += document_.text(token.span);
      ++next;
      return end;
    }
    Slot slot;
    slot.tokens = {static_cast<int>(next)};
    if (token.kind == MentionKind::party) {
      slot.parties = token.parties;
      while (next + 1 < sentence_.tokens.size() && joined(next)) {
        ++next;
        slot.tokens.push_back(static_cast<int>(next));
        for (const int party : sentence_.tokens[next].parties) slot.parties.push_back(party);
        end = sentence_.tokens[next].span.end;
      }
    } else if (token.kind == MentionKind::amount) {
      while (next + 1 < sentence_.tokens.size() && joined(next)) {
        ++next;
        slot.tokens.push_back(static_cast<int>(next));
        end = sentence_.tokens[next].span.end;
      }
    }
    if (chinese_ && token.kind == MentionKind::party && !token.reference)
      raw_.resize(words_.zh_descriptions.begin(raw_));
    const char32_t base = token.kind == MentionKind::party    ? mask::party
                          : token.kind == MentionKind::amount ? mask::amount
                          : token.kind == MentionKind::stake  ? mask::stake
                                                              : mask::quantity;
    append_utf8(raw_, new_slot(base, std::move(slot)));
    if (!chinese_ && token.kind == MentionKind::party) {
      const auto& last = sentence_.tokens[next];
      append_role(document_.text({last.core.end, last.span.end}));
    }
    ++next;
    if (next < sentence_.tokens.size() && acts_alone(next) &&
        document_.text({end, sentence_.tokens[next].span.begin}) == "、") {
      raw_ += ',';
      return sentence_.tokens[next].span.begin;
    }
    return end;
  }

  // "an Amazon rival", "a Microsoft executive": the name only describes what follows.
  bool modifies(const Token& token) const {
    if (token.reference || !(raw_.ends_with(" a ") || raw_.ends_with(" an "))) return false;
    const std::string_view text = document_.folded.text;
    std::size_t size = 0;
    return token.span.end + 1 < sentence_.span.end && text[token.span.end] == ' ' &&
           is_lower_ascii(decode_at(text, token.span.end + 1, size));
  }

  // "马斯克xAI", "Elon Musk's xAI": the person only tells which company.
  bool owner_of_next(std::size_t index) const {
    if (index + 1 >= sentence_.tokens.size()) return false;
    const auto& left = sentence_.tokens[index];
    const auto& right = sentence_.tokens[index + 1];
    if (left.kind != MentionKind::party || right.kind != MentionKind::party ||
        left.parties.size() != 1 || document_.parties[left.parties.front()].kind != "person")
      return false;
    const auto between = document_.text({left.span.end, right.span.begin});
    return between.empty() || between == " " || between == "的" || between == "旗下" ||
           between == "'s ";
  }

  const DocParty* lone_party(const Token& token) const {
    return token.kind == MentionKind::party && token.parties.size() == 1
               ? &document_.parties[static_cast<std::size_t>(token.parties.front())]
               : nullptr;
  }

  // 被动元件集团|维曜控股: no name, but what the next one is.
  bool describes_next(std::size_t index) const {
    if (!chinese_ || index + 1 >= sentence_.tokens.size()) return false;
    const auto& left = sentence_.tokens[index];
    const auto& right = sentence_.tokens[index + 1];
    const auto* party = lone_party(left);
    const auto* next = lone_party(right);
    if (!party || left.reference || !next || left.span.end != right.span.begin) return false;
    // 国科会|中科管理局
    if (next->kind == "agency" && (party->kind == "agency" || party->kind == "government"))
      return true;
    if (party->listed) return false;
    constexpr std::array<std::string_view, 5> heads = {"集团", "大厂", "厂", "商", "业者"};
    const auto name = document_.text(left.core);
    return std::any_of(heads.begin(), heads.end(), [&](auto head) { return name.ends_with(head); });
  }

  // 软银|出清手上, 万科|A股股份: right behind a name no other one stands.
  bool grown_onto_name(std::size_t index) const {
    if (!chinese_ || index == 0) return false;
    const auto& left = sentence_.tokens[index - 1];
    const auto& right = sentence_.tokens[index];
    const auto* name = lone_party(left);
    const auto* grown = lone_party(right);
    return name && name->listed && grown && !grown->listed && !right.reference &&
           left.core.end == right.core.begin;
  }

  // What stands between two tokens, without its spaces; what is too long joins nothing.
  std::string_view joint(const Token& left, const Token& right,
                         std::array<char, longest_joint>& buffer) const {
    std::size_t size = 0;
    bool bracket = false;  // "Bank of China (Hong Kong), OCBC"
    for (const char c : document_.text({left.span.end, right.span.begin})) {
      bracket = !chinese_ && (c == '(' || (bracket && c != ')'));
      if (c == ' ' || bracket || (c == ')' && !chinese_)) continue;
      if (size == buffer.size()) return "...";
      buffer[size++] = c;
    }
    return {buffer.data(), size};
  }

  // 、日商|瑞穗银行
  static std::string_view without_nation(std::string_view between) {
    constexpr std::array<std::string_view, 24> nations = {
        "日商",   "美商", "英商", "韩商", "港商", "德商", "法商", "陆商",
        "外商",   "日本", "美国", "韩国", "南韩", "英国", "德国", "法国",
        "新加坡", "荷兰", "瑞士", "瑞典", "中国", "香港", "台湾", "丹麦"};
    for (const auto nation : nations)
      if (between.size() > nation.size() && between.ends_with(nation))
        return between.substr(0, between.size() - nation.size());
    return between;
  }

  // Whether the token after `index` is coordinated with it.
  bool joined(std::size_t index) const {
    const auto& left = sentence_.tokens[index];
    const auto& right = sentence_.tokens[index + 1];
    if (left.kind != right.kind || left.reference || right.reference) return false;
    std::array<char, longest_joint> buffer{};
    const auto between = without_nation(joint(left, right, buffer));
    if (between == "、" && acts_alone(index + 1)) return false;
    if (between == "、" || between == "及" || between == "以及" || between == "暨") return true;
    const bool listed = index > 0 && !chinese_;
    if (between == "," && !chinese_)
      return list_goes_on(index + 1) || listed || headline_pair(left, right);
    if (between == "and" || between == "&" || between == ",and") return true;
    if (!chinese_ && left.kind == MentionKind::party && describes(left, right)) return true;
    if (between == "和" || between == "与" || between == "跟") {
      // A、B和C is a list; A与B alone may be "A with B" and is left to the rules.
      if (left.kind == MentionKind::amount) return true;
      if (behind_preposition(left) || act_together(index + 1)) return true;
      return index > 0 &&
             document_.text({sentence_.tokens[index - 1].span.end, left.span.begin}).find("、") !=
                 std::string_view::npos;
    }
    return false;
  }

  // 甲收购乙、|丙收购丁: who buys is not bought by the one before.
  bool acts_alone(std::size_t index) const {
    constexpr std::array<std::string_view, 7> verbs = {"收购", "并购", "入股", "投资",
                                                       "注资", "增持", "领投"};
    if (!chinese_ || index < 2) return false;
    const auto& tokens = sentence_.tokens;
    const auto before = document_.text({tokens[index - 2].span.end, tokens[index - 1].span.begin});
    const auto after = document_.text({tokens[index].span.end, sentence_.span.end});
    return std::any_of(verbs.begin(), verbs.end(), [&](auto verb) {
      return after.starts_with(verb) && before.find(verb) != std::string_view::npos;
    });
  }

  // 将分别, 也共同, 同意合计: what follows is said of each of several.
  static bool side_by_side(std::string_view text) {
    constexpr std::size_t near = 30;  // bytes
    constexpr std::array<std::string_view, 17> together = {
        "共同", "联合", "一起", "携手", "联手", "合力", "分别", "一同", "双双",
        "一道", "合计", "合共", "合资", "合组", "各自", "各出", "各投"};
    // What they announce together is mostly what they do with each other.
    constexpr std::array<std::string_view, 8> says = {"宣布", "公告", "发布", "表示",
                                                      "声明", "签署", "召开", "开发"};
    text = text.substr(0, text.find(','));
    std::size_t at = std::string_view::npos;
    for (const auto word : together) at = std::min(at, text.find(word));
    if (at > near || text.substr(0, at).find("\xF3") != std::string_view::npos) return false;
    text = text.substr(at + 6);
    return std::none_of(says.begin(), says.end(),
                        [&](auto word) { return text.starts_with(word); });
  }

  // What each gives is a sum of its own, whoever gets it.
  static bool sums_up(std::string_view text) {
    return text.starts_with("合计") || text.starts_with("合共") || text.starts_with("各贷") ||
           text.starts_with("各出");
  }

  // 甲与乙共同向丙投资: what both do to a third one they do side by side. Without a third one they
  // deal with each other.
  bool act_together(std::size_t index) const {
    const auto end = sentence_.tokens[index].span.end;
    auto after = document_.text({end, sentence_.span.end});
    while (after.starts_with(' ')) after.remove_prefix(1);
    if (sums_up(after)) return true;
    if (!side_by_side(after)) return false;
    // Of a sum that is put in together the next clause may tell for what.
    const auto rest = document_.text({end, sentence_.span.end});
    const auto stop = std::min({rest.find("。"), rest.find(';'), rest.size()});
    const auto comma = std::min(rest.find(','), stop);
    const auto clause = end + (pays_in(rest.substr(0, comma)) ? stop : comma);
    return std::any_of(sentence_.tokens.begin() + static_cast<std::ptrdiff_t>(index) + 1,
                       sentence_.tokens.end(), [&](const Token& token) {
                         return token.kind == MentionKind::party && token.span.begin < clause;
                       });
  }

  static bool pays_in(std::string_view text) {
    constexpr std::array<std::string_view, 5> words = {"投入", "出资", "注资", "斥资", "各出"};
    return std::any_of(words.begin(), words.end(),
                       [&](auto word) { return text.find(word) != std::string_view::npos; });
  }

  // "Nvidia, Samsung back Wayve": a headline saves its "and". "Nvidia, Samsung said" does not.
  bool headline_pair(const Token& left, const Token& right) const {
    if (left.kind != MentionKind::party || left.span.begin != sentence_.span.begin) return false;
    auto after = document_.text({right.span.end, sentence_.span.end});
    if (!after.starts_with(' ')) return false;
    after.remove_prefix(1);
    const auto word = after.substr(0, after.find_first_of(" ,.;:"));
    if (word == "to") return true;
    if (word.empty() || word == "said" || word == "says" || words_.en_block.find(word))
      return false;
    return std::all_of(word.begin(), word.end(),
                       [](char c) { return is_lower_ascii(static_cast<unsigned char>(c)); });
  }

  // "Northmere and the Dutch state fund Deltakapitaal": nothing but a description in between.
  bool describes(const Token& left, const Token& right) const {
    auto text = document_.text({left.span.end, right.span.begin});
    for (const std::string_view word : {",", " and "}) {
      if (text.starts_with(word)) text.remove_prefix(word.size());
    }
    if (text.size() + 5 > static_cast<std::size_t>(right.span.begin - left.span.end) ||
        !text.ends_with(' ') || text.size() > 50)
      return false;
    std::string_view last;
    while (!text.empty()) {
      const auto space = text.find(' ');
      const auto word = text.substr(0, space);
      if (word.find(',') != std::string_view::npos || is_verb(word) || words_.en_block.find(word))
        return false;
      if (!word.empty()) last = word;
      text.remove_prefix(space + 1);
    }
    if (!words_.en_descriptions.find(last)) return false;
    // "X bought Y and chipmaker Z bought W": the verb behind has a subject of its own.
    auto after = document_.text({right.span.end, sentence_.span.end});
    while (after.starts_with(' ')) after.remove_prefix(1);
    return !is_verb(after.substr(0, after.find_first_of(" ,.;")));
  }

  // 對甲和乙投資: behind a preposition 和 can only join.
  bool behind_preposition(const Token& token) const {
    auto before = document_.text({sentence_.span.begin, token.span.begin});
    while (before.ends_with(' ')) before.remove_suffix(1);
    for (const std::string_view word : {"对", "向", "由", "被", "给", "从", "为", "获"})
      if (before.ends_with(word)) return true;
    return false;
  }

  bool list_goes_on(std::size_t index) const {
    if (index + 1 >= sentence_.tokens.size()) return false;
    const auto& left = sentence_.tokens[index];
    const auto& right = sentence_.tokens[index + 1];
    if (right.kind != left.kind) return false;
    std::array<char, longest_joint> buffer{};
    const auto between = joint(left, right, buffer);
    return between == "," || between == "and" || between == ",and" || between == "&";
  }

  // Chinese text is set without spaces; between two Han characters a space ends a clause, as in
  // headlines. Around Latin words and figures it is mere typography.
  void append_space(std::size_t at) {
    if (!chinese_) {
      if (!raw_.empty() && raw_.back() != ' ') raw_ += ' ';
      return;
    }
    const std::string_view text = document_.folded.text;
    std::size_t size = 0;
    if (at + 1 >= sentence_.span.end) return;
    const char32_t left = decode_before(text, at);
    const char32_t right = decode_at(text, at + 1, size);
    if (is_han(left) && is_han(right))
      raw_ += ',';
    else if (is_word(left) && is_word(right) && left < 0x80 && right < 0x80)
      raw_ += ' ';
  }

  // 12,000
  bool in_figure(std::size_t i) const {
    return raw_[i] == ',' && i > 0 && i + 1 < raw_.size() && is_digit(raw_[i - 1]) &&
           is_digit(raw_[i + 1]);
  }

  void split_clauses() {
    std::size_t begin = 0;
    for (std::size_t i = 0; i < raw_.size(); ++i) {
      const char c = raw_[i];
      std::size_t size = c == ',' || c == ';' || c == ':' || c == '!' || c == '?' ? 1 : 0;
      if (c == "—"[0] && (raw_.compare(i, 3, "—") == 0 || raw_.compare(i, 3, "─") == 0)) size = 3;
      if (size == 0 || in_figure(i)) continue;
      raw_clauses_.push_back({begin, i + size});
      begin = i + size;
    }
    if (begin < raw_.size()) raw_clauses_.push_back({begin, raw_.size()});
  }

  // Byte of the next party mask of the clause, if any. All of them begin with the same two bytes.
  std::optional<std::size_t> next_party(std::size_t from, std::size_t end) const {
    static_assert(mask::party == 0xF0000 && mask::per_kind == 0x1000);
    const auto at = std::string_view(raw_).substr(0, end).find("\xF3\xB0", from);
    return at == std::string_view::npos ? std::nullopt : std::optional(at);
  }
  std::optional<std::size_t> first_party(Span clause) const {
    return next_party(clause.begin, clause.end);
  }

  // 甲旗下的乙, 甲最大股东乙: who acts is the last of them.
  std::optional<std::size_t> acting_party(Span clause) const {
    constexpr std::size_t near = 45;  // bytes
    auto at = first_party(clause);
    while (chinese_ && at) {
      const auto behind = *at + mask_size;
      const auto next = next_party(behind, std::min(clause.end, behind + near));
      if (!next || !owner_words(std::string_view(raw_).substr(behind))) break;
      at = next;
    }
    return at;
  }

  bool blocked(std::string_view before) const {
    if (chinese_) return names_predicate(before) || words_.zh_block.any_inside(before);
    // English: whole words; verbs block too.
    std::size_t begin = 0;
    while (begin < before.size()) {
      auto end = before.find(' ', begin);
      if (end == std::string_view::npos) end = before.size();
      const auto word = before.substr(begin, end - begin);
      if (words_.en_block.find(word) != 0 || past_form(word)) return true;
      begin = end + 1;
    }
    return false;
  }

  // 接手的是|甲: no subject, but what is told of it.
  static bool names_predicate(std::string_view before) {
    constexpr std::array<std::string_view, 5> joints = {"但是", "可是", "于是", "还是", "正是"};
    return before.ends_with("是") && std::none_of(joints.begin(), joints.end(), [&](auto joint) {
             return before.ends_with(joint);
           });
  }

  bool is_verb(std::string_view word) const {
    return words_.en_verbs.find(word) != 0 || past_form(word);
  }
  static bool past_form(std::string_view word) { return word.size() > 4 && word.ends_with("ed"); }

  const Slot* slot_at(std::size_t at) const {
    std::size_t size = 0;
    return slot_of(out_, decode_at(raw_, at, size));
  }

  void add_implied() {
    std::vector<int> subject = carried_subject();
    std::vector<int> other = discourse_.other;
    std::vector<int> topic;
    std::vector<int> pair;  // 甲与乙, as long as 甲 is the subject
    bool own_context = sentence_continues();
    bool known = false;  // whether the clauses so far have the subject that is carried on
    for (std::size_t k = 0; k < raw_clauses_.size(); ++k) {
      const Span clause = raw_clauses_[k];
      const std::size_t out_begin = out_.text.size();
      const auto first = first_party(clause);
      const auto party = acting_party(clause);
      const auto before =
          std::string_view(raw_).substr(clause.begin, (first ? *first : clause.end) - clause.begin);
      const bool own =
          party && !blocked(before) && count_code_points(before) <= (chinese_ ? 12 : 40);
      bool implied = false;
      if (own) {
        subject = slot_at(*party)->parties;
        if (discourse_.topic.empty()) discourse_.topic = subject;
        pair = chinese_ ? with_partner(*party, clause.end) : std::vector<int>{};
        own_context = true;
        // "甲完成融資，乙領投": what the sentence is about stays within reach of later subjects.
        if (topic.empty())
          topic = subject;
        else if (chinese_ && topic != subject)
          insert(mask::other, topic);
      } else if (const auto relative = relative_antecedent(k); !relative.empty()) {
        insert(mask::subject, relative);
        implied = true;
      } else if (own_context && !subject.empty() &&
                 (k == 0 || (chinese_ ? goes_on(k) : opens_with_verb(clause)))) {
        const auto text = std::string_view(raw_).substr(clause.begin, clause.size());
        insert(mask::subject, !pair.empty() && side_by_side(text) ? pair : subject);
        implied = true;
        if (topic.empty()) topic = subject;
        if (!other.empty() && other != subject) insert(mask::other, other);
      }
      known = own || implied || (k > 0 && known);
      copy_clause(clause, subject, known);
      remember_other(clause, subject, other);
      out_.clauses.push_back({out_begin, out_.text.size()});
    }
    discourse_.subject = subject;
    discourse_.other = other;
    if (!topic.empty()) discourse_.context = topic;
    discourse_.topic_told = tells(discourse_.topic);
  }

  // Whether the sentence names one of the parties.
  bool tells(const std::vector<int>& parties) const {
    return std::any_of(out_.slots.begin(), out_.slots.end(), [&](const Slot& slot) {
      return !slot.implied && std::any_of(parties.begin(), parties.end(), [&](int party) {
        return std::find(slot.parties.begin(), slot.parties.end(), party) != slot.parties.end();
      });
    });
  }

  // Whom a Chinese sentence without a subject is about: whom the article is about, if the sentence
  // before named it, whoever acted there.
  const std::vector<int>& carried_subject() const {
    return chinese_ && discourse_.topic_told && !discourse_.subject.empty() ? discourse_.topic
                                                                            : discourse_.subject;
  }

  // 甲与乙: both of them; empty if nobody is joined to the party at `at`.
  std::vector<int> with_partner(std::size_t at, std::size_t end) const {
    const auto text = std::string_view(raw_).substr(0, end);
    for (const std::string_view word : {"和", "与", "跟"}) {
      const auto next = at + mask_size + word.size();
      if (!text.substr(at + mask_size).starts_with(word) || next_party(next, end) != next) continue;
      auto both = slot_at(at)->parties;
      const auto& more = slot_at(next)->parties;
      both.insert(both.end(), more.begin(), more.end());
      return both;
    }
    return {};
  }

  bool sentence_continues() const {
    if (discourse_.subject.empty()) return false;
    if (chinese_ && drops_subject()) return true;
    return (chinese_ ? words_.zh_continues : words_.en_continues).any_starts(raw_);
  }

  // Behind a semicolon only what lacks a subject goes on about the same one.
  bool goes_on(std::size_t k) const {
    const auto begin = raw_clauses_[k].begin;
    return begin == 0 || raw_[begin - 1] != ';' || drops_subject(begin);
  }

  // 另向乙采购…: a Chinese sentence that opens with a verb, a preposition or an adverb has the
  // subject of the one before it.
  bool drops_subject(std::size_t begin = 0) const {
    constexpr std::size_t look = 36;  // bytes
    std::size_t end = std::min(begin + look, raw_.size());
    while (end > begin && end < raw_.size() &&
           (static_cast<unsigned char>(raw_[end]) & 0xC0) == 0x80)
      --end;
    std::vector<Word> words;
    segment(std::string_view(raw_).substr(begin, end - begin), begin, words);
    for (const auto& word : words) {
      if (word.kind == WordClass::time) continue;
      return word.kind == WordClass::verb || word.kind == WordClass::function;
    }
    return false;
  }

  // ", which agreed to buy": the party right before the comma.
  std::vector<int> relative_antecedent(std::size_t k) const {
    if (chinese_ || k == 0) return {};
    auto text = std::string_view(raw_).substr(raw_clauses_[k].begin, raw_clauses_[k].size());
    while (text.starts_with(" ")) text.remove_prefix(1);
    if (!text.starts_with("which ") && !text.starts_with("who ") && !text.starts_with("that "))
      return {};
    const std::size_t comma = previous(raw_, raw_clauses_[k].begin);
    if (comma == 0) return {};
    const auto* slot = slot_at(previous(raw_, comma));
    return slot ? slot->parties : std::vector<int>{};
  }

  bool opens_with_verb(Span clause) const {
    auto text = std::string_view(raw_).substr(clause.begin, clause.size());
    for (int i = 0; i < 3; ++i) {
      while (text.starts_with(" ")) text.remove_prefix(1);
      const auto word = text.substr(0, text.find(' '));
      if (is_verb(word) || participial(word)) return true;
      if (word != "and" && word != "but" && word != "also" && word != "then") return false;
      text.remove_prefix(word.size());
    }
    return false;
  }

  // "the chips and related equipment"
  static bool adjective(std::string_view word) {
    return word == "related" || word == "associated" || word == "advanced" ||
           word == "integrated" || word == "limited" || word == "combined";
  }

  // ", paying $5 billion"
  static bool participial(std::string_view word) {
    static constexpr std::string_view others[] = {"including", "according", "during",  "following",
                                                  "excluding", "regarding", "pending", "concerning",
                                                  "counting",  "beginning", "starting"};
    return word.size() > 5 && word.ends_with("ing") && is_lower_ascii(word.front()) &&
           std::find(std::begin(others), std::end(others), word) == std::end(others);
  }

  void insert(char32_t base, const std::vector<int>& parties) {
    Slot slot;
    slot.parties = parties;
    slot.implied = true;
    append_utf8(out_.text, new_slot(base, std::move(slot)));
  }

  // "will be bought by X and leased back": the participle behind "and" is passive, too.
  static bool passive(std::string_view clause) {
    for (const std::string_view be : {" be ", " been ", " was ", " were ", " is ", " are "}) {
      const auto at = clause.rfind(be);
      if (at == std::string_view::npos) continue;
      const auto rest = clause.substr(at + be.size());
      const auto word = rest.substr(0, rest.find(' '));
      if (word.ends_with("ed") || word == "bought" || word == "sold" || word == "built" ||
          word == "given")
        return true;
    }
    return false;
  }

  // English: "A agreed to invest in B and buy C": the verb after "and" has A for its subject.
  // `known`: it is the clause's own; "the SPV would buy X's chips and rent them" has another.
  void copy_clause(Span clause, const std::vector<int>& subject, bool known) {
    auto text = std::string_view(raw_).substr(clause.begin, clause.size());
    if (chinese_ || subject.empty() || !known) {
      out_.text += text;
      return;
    }
    for (;;) {
      const auto at = text.find(" and ");
      if (at == std::string_view::npos) break;
      const auto rest = text.substr(at + 5);
      out_.text += text.substr(0, at + 5);
      const auto next = rest.substr(0, rest.find(' '));
      if (is_verb(next) && !adjective(next) &&
          !(next.ends_with("ed") && passive(text.substr(0, at))))
        insert(mask::subject, subject);
      text = rest;
    }
    out_.text += text;
  }

  void remember_other(Span clause, const std::vector<int>& subject, std::vector<int>& other) const {
    for (auto at = first_party(clause); at; at = next_party(*at + 2, clause.end)) {
      const auto* slot = slot_at(*at);
      if (slot && slot->parties != subject) other = slot->parties;
    }
    // 与这家SPV签约: with somebody who is not known here.
    if (!chinese_) return;
    const auto text = std::string_view(raw_).substr(clause.begin, clause.size());
    for (const std::string_view unknown :
         {"与这家", "向这家", "对这家", "给这家", "与该公司", "与一家", "与另一家"})
      if (text.find(unknown) != std::string_view::npos) other.clear();
  }

  const Document& document_;
  const Sentence& sentence_;
  const SkeletonWords& words_;
  Discourse& discourse_;
  bool chinese_;
  std::string raw_;
  std::vector<Span> raw_clauses_;
  Skeleton out_;
};

}  // namespace

std::uint32_t mask_kinds(std::string_view text) {
  // In UTF-8 the kind of a mask stands in its second byte: F3 B0, F3 B1 and so on.
  static_assert(mask::party == 0xF0000 && mask::per_kind == 0x1000);
  std::uint32_t out = 0;
  for (auto at = text.find('\xF3'); at != std::string_view::npos; at = text.find('\xF3', at + 4)) {
    // Flags of countries are made of characters below these.
    const int kind = static_cast<unsigned char>(text[at + 1]) - 0xB0;
    if (kind >= 0) out |= std::uint32_t{1} << kind;
  }
  return out;
}

bool owner_words(std::string_view behind) {
  constexpr std::array<std::string_view, 20> words = {
      "旗下",       "名下",       "全资子公司", "控股子公司", "子公司",   "附属公司",    "最大股东",
      "第一大股东", "单一大股东", "原大股东",   "大股东",     "控股股东", "实际控制人",  "原股东",
      "主要股东",   "股东",       "的子公司",   "的母公司",   "母公司",   "的全资子公司"};
  return std::any_of(words.begin(), words.end(),
                     [&](auto word) { return behind.starts_with(word); });
}

const Slot* slot_of(const Skeleton& skeleton, char32_t c) {
  if (!is_mask(c)) return nullptr;
  const auto index = (c - mask::party) % mask::per_kind;
  return index < skeleton.slots.size() ? &skeleton.slots[index] : nullptr;
}

SkeletonWords::SkeletonWords(const Lexicon& lexicon)
    : zh_block(lexicon.words("zh", "SUBJECT_BLOCK")),
      zh_descriptions(lexicon),
      zh_continues(lexicon.words("zh", "CONTINUES")),
      en_continues(lexicon.words("en", "CONTINUES")),
      roles(lexicon.words("en", "DEFINED_ROLE")) {
  for (const auto* list : {"SUBJECT_BLOCK", "VERB"})
    for (const auto& word : lexicon.words("en", list)) en_block.add(word, 1);
  for (const auto& word : lexicon.words("en", "VERB")) en_verbs.add(word, 1);
  for (const auto& word : lexicon.words("en", "DESCRIPTION_NOUN")) en_descriptions.add(word, 1);
}

Skeleton build_skeleton(const Document& document, const Sentence& sentence,
                        const SkeletonWords& words, Discourse& discourse) {
  if (sentence.paragraph_start) discourse.subject = discourse.other = discourse.context = {};
  return Builder(document, sentence, words, discourse).build();
}

}  // namespace dealgraph

#include "extract/scene.h"

#include <algorithm>

#include "text/utf8.h"

namespace dealgraph {
namespace {

constexpr std::size_t longest_lead = 72;     // bytes before a subject in its clause
constexpr std::size_t longest_between = 40;  // bytes between names that are listed together
constexpr std::size_t most_names = 64;       // of one sentence

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return text.starts_with(word); });
}

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return text.ends_with(word); });
}

// Words after which another clause begins without a comma.
std::size_t opener(std::string_view text) {
  const auto one_of = [&](std::initializer_list<std::string_view> words) -> std::size_t {
    for (const auto word : words)
      if (text.starts_with(word)) return word.size();
    return 0;
  };
  // Most words begin with another letter.
  switch (text.size() > 1 ? text[1] : '\0') {
    case 'a':
      return one_of({" after ", " although "});
    case 'b':
      return one_of({" because ", " before ", " but "});
    case 'i':
      return one_of({" if "});
    case 's':
      return one_of({" since ", " said ", " says "});
    case 't':
      return one_of({" that ", " though "});
    case 'u':
      return one_of({" until ", " unless "});
    case 'w':
      return text.starts_with(" wh")
                 ? one_of({" when ", " while ", " whether ", " which ", " who ", " where "})
                 : 0;
    default:
      return 0;
  }
}

std::vector<std::size_t> split_clauses(std::string_view text, Span span, bool chinese) {
  std::vector<std::size_t> out = {span.begin};
  for (std::size_t i = span.begin; i < span.end; ++i) {
    const char c = text[i];
    if (static_cast<unsigned char>(c) > '?') continue;  // letters of any script
    if (c == ',' || c == ';' || c == ':' || c == '!' || c == '?') {
      const bool figure =
          i + 1 < span.end && i > span.begin && is_digit(text[i - 1]) && is_digit(text[i + 1]);
      if (!figure) out.push_back(i + 1);
    } else if (c == ' ' && chinese) {
      // In a headline a space stands for a comma.
      std::size_t size = 0;
      if (i > span.begin && i + 1 < span.end && is_han(decode_before(text, i)) &&
          is_han(decode_at(text, i + 1, size)))
        out.push_back(i + 1);
    } else if (c == ' ') {
      const auto rest = text.substr(i, std::min<std::size_t>(12, span.end - i));
      if (const auto size = opener(rest); size > 0)
        out.push_back(i + size);
      else if (rest.starts_with(" as ") && starts_with_any(rest, {" as it ", " as the "}))
        out.push_back(i + 4);
    }
  }
  return out;
}

}  // namespace

std::size_t Scene::clause_at(std::size_t at) const {
  const auto next = std::upper_bound(clauses.begin(), clauses.end(), at);
  return next == clauses.begin() ? span.begin : *(next - 1);
}

SceneReader::SceneReader(const Lexicon& lexicon)
    : zh_block_({"向",   "对",     "由",     "被",   "从",   "给",     "与",   "把",
                 "将",   "获",     "受让",   "遭",   "收购", "购买",   "投资", "认购",
                 "持有", "所持",   "出售",   "转让", "入股", "增持",   "减持", "并非",
                 "采购", "供应给", "买下",   "卖给", "租下", "租给",   "支付", "付给",
                 "借给", "贷给",   "提供给", "参股", "控股", "授权给", "委托", "并购"}) {
  for (const auto* list : {"SUBJECT_BLOCK", "VERB"})
    for (const auto& word : lexicon.words("en", list)) en_block_.add(word, 1);
}

bool SceneReader::leaves_subject(std::string_view before, bool chinese) const {
  while (before.starts_with(' ')) before.remove_prefix(1);
  if (before.size() > longest_lead) return false;
  // 买方是|甲
  if (chinese && before.ends_with("是") && !ends_with_any(before, {"但是", "可是", "于是"}))
    return false;
  if (chinese) return !zh_block_.any_inside(before);
  // "said on Tuesday it would"
  for (const std::string_view word : {"on ", "in "})
    if (before.starts_with(word) && before.size() > word.size() &&
        is_upper_ascii(static_cast<unsigned char>(before[word.size()]))) {
      const auto end = before.find(' ', word.size());
      before = end == std::string_view::npos ? std::string_view() : before.substr(end + 1);
    }
  while (!before.empty()) {
    const auto space = before.find(' ');
    const auto word = before.substr(0, space);
    if (en_block_.find(word) != 0 ||
        (word.size() > 4 && (word.ends_with("ed") || word.ends_with("ing"))))
      return false;
    if (space == std::string_view::npos) break;
    before.remove_prefix(space + 1);
  }
  return true;
}

// Whether a paper or a station is named as who reports, not as one of those it tells of.
bool SceneReader::reports(std::string_view before, std::string_view after, bool chinese) {
  if (chinese)
    return ends_with_any(before,
                         {"据", "告诉", "向", "接受", "引述", "对", "援引", "在", "据报"}) ||
           starts_with_any(after, {"报导", "报道", "引述", "指", "称", "获悉", "消息", "记者", "周",
                                   "披露", "独家", "率先", "昨", "今", "的报道", "》", "援引"});
  while (after.starts_with(' ')) after.remove_prefix(1);
  return ends_with_any(before, {"told ", "told the ", "according to ", "according to the ", "by ",
                                "newspaper ", "by the ", "with ", "to ", "in ", "in the ", "on ",
                                "reported by ", "citing ", "(", "website "}) ||
         starts_with_any(after,
                         {"report", "said", "first", "citing", "has reported", "wrote", "earlier",
                          "previously", "interview", "survey", "journalist", ")"});
}

Named SceneReader::name(const Document& document, const Scene& scene, Span span, int party) const {
  Named out;
  out.party = party;
  out.span = span;
  out.clause = scene.clause_at(span.begin);
  const auto before = document.text({out.clause, span.begin});
  const auto after = document.text({span.end, std::min(span.end + 40, scene.span.end)});
  const auto& kind = document.parties[static_cast<std::size_t>(party)].kind;
  if (scene.chinese) {
    out.owned = ends_with_any(before, {"旗下", "子公司", "附属公司", "关联公司", "旗下的"});
    out.moved = ends_with_any(before, {"将", "把", "所持", "持有的", "持有", "出售", "旗下"});
    out.bystander = (kind == "media" && reports(before, after, true)) ||
                    ((kind == "broker" || kind == "bank") &&
                     starts_with_any(after, {"分析师", "认为", "估", "预估", "预期", "研报", "维持",
                                             "给予", "上调", "下调", "指出", "报告", "目标价",
                                             "首予", "看好", "发表"}));
  } else {
    out.owned = ends_with_any(before, {"its ", "'s "}) &&
                starts_with_any(after, {" unit", " arm", " subsidiary", " division"});
    out.bystander = (kind == "media" && reports(before, after, false)) ||
                    starts_with_any(after, {" analyst", "'s analyst", " strategist", " economist",
                                            ", the chief executive", ", chief executive",
                                            ", its chief", ", chairman", ", the chairman"});
  }
  return out;
}

// ", which controls|X": a name behind the verb of a relative clause is its object.
bool SceneReader::relative(const Document& document, const Scene& scene, std::size_t clause) {
  return ends_with_any(document.text({scene.span.begin, clause}), {" which ", " who "});
}

Scene SceneReader::read(const Document& document, const Sentence& sentence) const {
  Scene out;
  out.span = sentence.span;
  out.chinese = sentence.lang == "zh";
  out.new_paragraph = sentence.paragraph_start;
  out.clauses = split_clauses(document.folded.text, sentence.span, out.chinese);
  for (const auto& token : sentence.tokens) {
    if (token.kind != MentionKind::party || token.reference || token.parties.size() != 1) continue;
    if (out.named.size() >= most_names) break;
    auto named = name(document, out, token.span, token.parties.front());
    const bool first = out.named.empty() || out.named.back().clause != named.clause;
    const auto lead = document.text({named.clause, named.span.begin});
    named.subject = first && leaves_subject(lead, out.chinese) &&
                    !(!out.chinese && !lead.empty() && relative(document, out, named.clause));
    if (!out.named.empty()) qualify(document, out.named.back(), named);
    out.named.push_back(named);
  }
  group(document, out);
  return out;
}

// "甲旗下乙": the first only tells whose the second is.
void SceneReader::qualify(const Document& document, Named& owner, Named& named) const {
  const auto between = document.text({owner.span.end, named.span.begin});
  if (between != "旗下" && between != "旗下的" && between != "子公司" && between != "全资子公司" &&
      between != "控股子公司")
    return;
  owner.bystander = true;
  named.owned = false;
  named.subject = owner.subject;
}

void SceneReader::add(const Document& document, Scene& scene, Span span, int party) const {
  if (scene.named.size() >= most_names) return;
  auto named = name(document, scene, span, party);
  const auto where = std::find_if(scene.named.begin(), scene.named.end(), [&](const Named& other) {
    return other.span.begin > span.begin;
  });
  const bool first = where == scene.named.begin() || (where - 1)->clause != named.clause;
  named.subject = first && leaves_subject(document.text({named.clause, span.begin}), scene.chinese);
  scene.named.insert(where, named);
}

// "and", 与日本…: a conjunction, then nothing but a few words that describe the name behind.
bool SceneReader::coordinates(std::string_view between, bool chinese) const {
  if (between.size() > longest_between) return false;
  if (chinese) {
    while (between.starts_with(' ')) between.remove_prefix(1);
    while (between.ends_with(' ')) between.remove_suffix(1);
    for (const std::string_view word : {"、", "和", "与", "及", "以及", "暨", "跟"})
      if (between.starts_with(word) &&
          (between.size() == word.size() ||
           (between.size() <= word.size() + 12 && between.find(',') == std::string_view::npos)))
        return true;
    return false;
  }
  for (const std::string_view word : {" and ", ", and ", " & "})
    if (between.starts_with(word)) {
      auto rest = between.substr(word.size());
      if (rest.starts_with("the ")) rest.remove_prefix(4);
      return rest.find(',') == std::string_view::npos && leaves_subject(rest, false);
    }
  return false;
}

void SceneReader::group(const Document& document, Scene& scene) const {
  auto& named = scene.named;
  int next = 0;
  for (std::size_t i = 0; i + 1 < named.size(); ++i) {
    const auto between = document.text({named[i].span.end, named[i + 1].span.begin});
    if (!coordinates(between, scene.chinese)) continue;
    if (named[i].group < 0) {
      named[i].group = next++;
      // "A, B and C": what commas join to the left belongs to the list.
      for (std::size_t k = i; k > 0 && !scene.chinese; --k) {
        if (document.text({named[k - 1].span.end, named[k].span.begin}) != ", ") break;
        named[k - 1].group = named[i].group;
      }
    }
    named[i + 1].group = named[i].group;
    named[i + 1].subject = named[i].subject;
  }
}

}  // namespace dealgraph

#include "extract/glosses.h"

#include <algorithm>

#include "text/utf8.h"
#include "text/words.h"

namespace dealgraph {
namespace {

constexpr std::size_t max_gloss = 160;      // bytes
constexpr std::size_t max_market = 20;      // bytes before the colon of NASDAQ: NVDA
constexpr std::size_t max_latin_name = 50;  // code points
constexpr std::size_t max_han_name = 10;    // code points

bool upper(char c) { return c >= 'A' && c <= 'Z'; }
bool digit(char c) { return c >= '0' && c <= '9'; }

constexpr std::string_view marks[] = {"\"", "'",  "“",  "”",  "‘",  "’", "「",
                                      "」", "『", "』", "《", "》", " ", ":"};

// Without the quotation marks and spaces around it.
std::string_view trim(std::string_view text) {
  for (bool again = true; again;) {
    again = false;
    for (const auto mark : marks) {
      if (text.starts_with(mark)) {
        text.remove_prefix(mark.size());
        again = true;
      }
      if (text.ends_with(mark)) {
        text.remove_suffix(mark.size());
        again = true;
      }
    }
  }
  return text;
}

// "NVDA", "AMD-US", "ORCL.N", "2330", "600887.SH", "AMD 4.30%"; `marked` as in Gloss.
std::string read_ticker(std::string_view text, bool& marked) {
  const auto colon = text.find(':');
  if (colon != std::string_view::npos && colon <= max_market) {
    text.remove_prefix(colon + 1);
    marked = true;
  }
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  std::size_t end = 0;
  while (end < text.size() && upper(text[end]) && end < 5) ++end;
  if (end == 0)
    while (end < text.size() && digit(text[end]) && end < 6) ++end;
  if (end == 0 || (digit(text.front()) && end < 4)) return {};
  std::string code(text.substr(0, end));
  text.remove_prefix(end);
  if (digit(code.front())) marked = true;
  if (text.empty()) return code;
  if (text.front() == ' ' && text.ends_with('%')) {
    marked = true;
    return code;
  }
  if (text.front() != '.' && text.front() != '-') return {};
  text.remove_prefix(1);
  if (text.empty() || text.size() > 3 || !std::all_of(text.begin(), text.end(), upper)) return {};
  marked = true;
  return code;
}

}  // namespace

GlossReader::GlossReader(const Lexicon& lexicon) : intro_(lexicon.words("zh", "GLOSS_INTRO")) {
  for (const auto& word : lexicon.words("en", "GLOSS_INTRO")) intro_.push_back(word);
  std::sort(intro_.begin(), intro_.end(),
            [](const auto& a, const auto& b) { return a.size() > b.size(); });
  for (const auto* lang : {"zh", "en"})
    for (const auto* list : {"NOT_A_NAME", "PLACE", "NAME_HEAD", "NO_SHORT_FORM"})
      for (const auto& word : lexicon.words(lang, list)) no_names_.insert(word);
}

bool GlossReader::name_like(std::string_view part, bool named) const {
  if (part.empty() || part.find_first_of("0123456789%$=") == 0 ||
      part.find_first_of("%$=/") != std::string_view::npos)
    return false;
  std::size_t size = 0;
  const char32_t first = decode_at(part, 0, size);
  const auto length = count_code_points(part);
  if (length < 2 || no_names_.contains(std::string(part))) return false;
  if (is_han(first)) {
    // 行情601688, 代码601099
    if (std::count_if(part.begin(), part.end(), digit) >= 4) return false;
    const auto word = look_up(part);
    const bool known = word.rarity > 0 && word.kind != WordClass::person &&
                       word.kind != WordClass::proper && word.kind != WordClass::organisation;
    return length <= max_han_name && (named || !known);
  }
  const bool capital = is_upper(first) || std::any_of(part.begin(), part.end(), upper);
  return is_letter(first) && capital && length <= max_latin_name &&
         std::count(part.begin(), part.end(), ' ') <= 6;
}

void GlossReader::add_names(std::string_view text, Span inside, Gloss& gloss) const {
  auto rest = text.substr(inside.begin, inside.size());
  const auto place = [&](std::string_view part) {
    const auto begin = static_cast<std::size_t>(part.data() - text.data());
    return Span{begin, begin + part.size()};
  };
  while (!rest.empty()) {
    auto cut = rest.find_first_of(",;");
    if (const auto other = rest.find("或"); other < cut) cut = other;
    auto part = trim(rest.substr(0, cut));
    bool named = false;
    for (const auto& intro : intro_)
      if (part.starts_with(intro)) {
        part = trim(part.substr(intro.size()));
        named = true;
        break;
      }
    if (name_like(part, named)) gloss.names.push_back(place(part));
    if (cut == std::string_view::npos) break;
    rest.remove_prefix(cut + (static_cast<unsigned char>(rest[cut]) < 0x80 ? 1 : 3));
  }
}

std::optional<Gloss> GlossReader::at(std::string_view text, std::size_t at) const {
  Gloss gloss;
  gloss.span.begin = at;
  if (at < text.size() && text[at] == ' ') ++at;
  if (at >= text.size() || text[at] != '(') return std::nullopt;
  const auto close =
      text.substr(0, std::min(text.size(), at + max_gloss)).find_first_of(")(\n", at + 1);
  if (close == std::string_view::npos || text[close] != ')') return std::nullopt;
  gloss.span.end = close + 1;
  Span inside{at + 1, close};
  auto content = text.substr(inside.begin, inside.size());
  for (const std::string_view word :
       {"股票代码", "证券代码", "股份代号", "股票代号", "代码", "代号"})
    if (content.starts_with(word)) {
      content.remove_prefix(word.size());
      if (content.starts_with(':')) content.remove_prefix(1);
      break;
    }
  gloss.ticker = read_ticker(trim(content), gloss.marked);
  if (gloss.ticker.empty() || !gloss.marked) {
    gloss.marked = false;
    add_names(text, inside, gloss);
  }
  if (gloss.ticker.empty() && gloss.names.empty()) return std::nullopt;
  return gloss;
}

}  // namespace dealgraph

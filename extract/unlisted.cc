#include "extract/unlisted.h"

#include <algorithm>

#include "text/utf8.h"
#include "text/words.h"

namespace dealgraph {
namespace {

constexpr std::size_t max_chinese_name = 30;  // code points
constexpr std::size_t max_english_words = 7;

std::unordered_set<std::string> to_set(const std::vector<std::string>& words) {
  return {words.begin(), words.end()};
}

bool name_char(char32_t c) { return is_han(c) || is_word(c) || c == U'·' || c == U'&'; }

bool inner_capital(std::string_view word) {
  bool lower = false;
  for (const char c : word) {
    if (is_lower_ascii(static_cast<unsigned char>(c))) lower = true;
    if (lower && is_upper_ascii(static_cast<unsigned char>(c))) return true;
  }
  return false;
}

// Dublin-based, Nasdaq-listed: no part of a name.
bool compound_adjective(std::string_view word) {
  static constexpr std::string_view ends[] = {
      "-based", "-listed", "-backed", "-owned",   "-led", "-born",   "-style",
      "-made",  "-wide",   "-era",    "-trained", "-run", "-funded", "-controlled"};
  return std::any_of(std::begin(ends), std::end(ends),
                     [&](std::string_view end) { return word.ends_with(end); });
}

// B200, GB200, H100, MI450, 747: model numbers.
bool model_number(std::string_view word) {
  const bool digit = std::any_of(word.begin(), word.end(),
                                 [](char c) { return is_digit(static_cast<unsigned char>(c)); });
  const bool lower = std::any_of(word.begin(), word.end(), [](char c) {
    return is_lower_ascii(static_cast<unsigned char>(c));
  });
  return digit && (!lower || is_digit(static_cast<unsigned char>(word.front())));
}

}  // namespace

UnlistedNames::UnlistedNames(const Lexicon& lexicon)
    : stops_(lexicon.words("zh", "NAME_STOP")),
      behind_(lexicon.words("zh", "SLOT_BEHIND_SUBJECT")),
      common_(lexicon.words("zh", "SLOT_ORDINARY")),
      not_chinese_(to_set(lexicon.words("zh", "NOT_A_NAME"))),
      en_suffix_(to_set(lexicon.words("en", "ORG_SUFFIX"))),
      en_not_(to_set(lexicon.words("en", "NOT_A_NAME"))),
      en_place_(to_set(lexicon.words("en", "PLACE"))),
      en_product_(to_set(lexicon.words("en", "PRODUCT"))),
      en_head_(to_set(lexicon.words("en", "OF_HEAD"))) {
  suffixes_ = lexicon.words("zh", "ORG_SUFFIX");
  const auto& trade = lexicon.words("zh", "TRADE_SUFFIX");
  suffixes_.insert(suffixes_.end(), trade.begin(), trade.end());
  std::sort(suffixes_.begin(), suffixes_.end(),
            [](const auto& a, const auto& b) { return a.size() > b.size(); });
  std::string alternatives;
  for (const auto& suffix : suffixes_)
    alternatives += (alternatives.empty() ? "" : "|") + quote_pattern(suffix);
  if (!alternatives.empty())
    suffix_ = std::get<Pattern>(Pattern::compile("(?:" + alternatives + ")+"));
}

std::size_t UnlistedNames::chinese_left_edge(std::string_view text, std::size_t end) const {
  std::size_t begin = end;
  for (std::size_t length = 0; begin > 0 && length < max_chinese_name; ++length) {
    const std::size_t at = previous(text, begin);
    std::size_t size = 0;
    const char32_t c = decode_at(text, at, size);
    if (!name_char(c)) {
      // "Kaison Precision 控股": a space inside a Latin name is part of it only before Latin.
      break;
    }
    begin = at;
  }
  // The name starts behind the last stop word that lies in the run.
  std::size_t edge = begin;
  for (const auto& stop : stops_) {
    const auto found = text.substr(begin, end - begin).rfind(stop);
    if (found != std::string_view::npos) edge = std::max(edge, begin + found + stop.size());
  }
  std::size_t size = 0;
  while (edge < end && is_digit(decode_at(text, edge, size)) && edge + 1 < end &&
         !is_letter(decode_at(text, edge + 1, size)))
    ++edge;
  return std::min(edge, end);
}

// Made of words that the dictionary holds; names mostly fall apart into characters.
bool UnlistedNames::ordinary(std::string_view stem) const {
  const auto lengths = word_lengths(stem);
  return std::none_of(lengths.begin(), lengths.end(), [](auto n) { return n == 1; });
}

// 预制菜公司云厨联盟: what goes on as another name was a description of it.
bool UnlistedNames::ends_behind(std::string_view text, std::size_t at) const {
  std::size_t size = 0;
  if (!name_char(decode_at(text, at, size))) return true;
  const auto rest = text.substr(at);
  const auto begins = [&](const auto& word) { return rest.starts_with(word); };
  return std::any_of(stops_.begin(), stops_.end(), begins) ||
         std::any_of(behind_.begin(), behind_.end(), begins);
}

bool UnlistedNames::describes(std::string_view stem) const {
  return std::any_of(not_chinese_.begin(), not_chinese_.end(), [&](const auto& word) {
    return word.size() >= 6 && stem.find(word) != std::string_view::npos;
  });
}

std::size_t UnlistedNames::behind_ordinary(std::string_view text, std::size_t begin,
                                           std::size_t end) const {
  std::size_t edge = begin;
  for (const auto& word : common_) {
    const auto found = text.substr(begin, end - begin).rfind(word);
    if (word.size() >= 6 && found != std::string_view::npos && begin + found + word.size() < end)
      edge = std::max(edge, begin + found + word.size());
  }
  return edge;
}

std::vector<Span> UnlistedNames::chinese(std::string_view text) const {
  std::vector<Span> out;
  if (!suffix_) return out;
  std::vector<std::optional<Span>> groups;
  for (std::size_t from = 0; from < text.size() && suffix_->match(text, from, groups);) {
    const Span suffix = *groups[0];
    from = suffix.end;
    const std::size_t begin =
        std::max(chinese_left_edge(text, suffix.begin), out.empty() ? 0 : out.back().end);
    if (begin >= suffix.end) continue;
    const auto name = text.substr(begin, suffix.end - begin);
    const auto length = count_code_points(name);
    if (length < 3 || length > max_chinese_name || not_chinese_.contains(std::string(name)))
      continue;
    const auto stem = text.substr(begin, begin < suffix.begin ? suffix.begin - begin : 0);
    const auto stem_length = count_code_points(stem);
    // Nothing but suffixes: no name of its own. A trade word alone ends a name only behind a stem
    // of the usual length (two to four characters) that is no ordinary word.
    if (stem_length == 0 && length < 4) continue;
    const auto ending = text.substr(suffix.begin, suffix.size());
    const bool legal =
        ending.ends_with("公司") || ending.ends_with("集团") || ending.ends_with("株式会社");
    if (not_chinese_.contains(std::string(stem))) continue;
    if (!legal && (stem_length < 2 || stem_length > 4)) continue;
    // A bare 公司 mostly ends a description: 芯片设计公司 Ampere.
    if (ending == "公司" &&
        (stem_length < 2 || stem_length > 5 || describes(stem) || ordinary(stem)))
      continue;
    if (stem.find("美元") != std::string_view::npos || stem.starts_with("亿") ||
        stem.starts_with("万元"))
      continue;
    if (ending == "公司" && suffix.end < text.size() && !ends_behind(text, suffix.end)) continue;
    std::size_t size = 0;
    // "科技业", "汽车厂": the suffix goes on as an ordinary word.
    if (suffix.end < text.size()) {
      const char32_t next = decode_at(text, suffix.end, size);
      if (next == U'业' || next == U'类' || next == U'股' || next == U'厂' || next == U'化' ||
          next == U'行' || next == U'器' || next == U'额' || next == U'者')
        continue;
    }
    out.push_back({begin, suffix.end});
  }
  return out;
}

std::vector<UnlistedNames::Word> UnlistedNames::words(std::string_view text) const {
  std::vector<Word> out;
  bool starts = true;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t size = 0;
    char32_t c = decode_at(text, i, size);
    if (!is_word(c)) {
      if (c == U'.' || c == U'!' || c == U'?' || c == U'\n' || c == U'。' || c == U':')
        starts = true;
      i += size;
      continue;
    }
    const std::size_t begin = i;
    while (i < text.size()) {
      c = decode_at(text, i, size);
      const bool joins = (c == U'&' || c == U'-' || c == U'.' || c == U'\'') &&
                         i + 1 < text.size() && is_word(decode_at(text, i + 1, size));
      if (c == U'\'' && text.substr(i).starts_with("'s")) break;
      if (!is_word(decode_at(text, i, size)) && !joins) break;
      decode_at(text, i, size);
      i += size;
    }
    Word word{{begin, i}, false, starts};
    // "eDevice100%": the figure is a share, not the name's.
    if (i < text.size() && text[i] == '%')
      while (i > begin + 1 && is_digit(static_cast<unsigned char>(text[i - 1])))
        word.span.end = --i;
    // "Inc.", "Co.": the stop belongs to the word.
    if (i < text.size() && text[i] == '.' &&
        en_suffix_.contains(std::string(text.substr(begin, i - begin + 1))))
      word.span.end = ++i;
    const char32_t first = decode_at(text, begin, size);
    word.capital = (is_upper(first) || inner_capital(text.substr(begin, i - begin))) &&
                   !compound_adjective(text.substr(begin, i - begin));
    starts = false;
    out.push_back(word);
  }
  return out;
}

// "In Lisbon", "near Phoenix", "a Dundee jute trader": a place, not a party.
bool UnlistedNames::locates(std::string_view text, std::size_t begin, std::size_t end) const {
  if (begin < 2 || text[begin - 1] != ' ' || has_suffix(text.substr(begin, end - begin)))
    return false;
  auto before = text.substr(0, begin - 1);
  const auto space = before.find_last_of(" \n");
  const auto word = space == std::string_view::npos ? before : before.substr(space + 1);
  if (word == "near" || word == "outside" || word == "around" || word == "across" || word == "In")
    return true;
  std::size_t size = 0;
  const bool modifies =
      end + 1 < text.size() && text[end] == ' ' && is_lower_ascii(decode_at(text, end + 1, size));
  return (word == "a" || word == "an") && modifies;
}

// "Pixmere, a picture library": what is explained is a name, even at the start of a sentence.
bool UnlistedNames::glossed(std::string_view after) const {
  return after.starts_with(", a ") || after.starts_with(", an ") || after.starts_with(", the ") ||
         after.starts_with(", which ") || after.starts_with(", whose ") || after.starts_with(" (");
}

bool UnlistedNames::has_suffix(std::string_view name) const {
  const auto space = name.rfind(' ');
  return space != std::string_view::npos &&
         en_suffix_.contains(std::string(name.substr(space + 1)));
}

bool UnlistedNames::distinctive(std::string_view word) const {
  const std::string key(word);
  std::size_t size = 0;
  return is_upper(decode_at(word, 0, size)) && !en_not_.contains(key) && !en_place_.contains(key) &&
         !en_suffix_.contains(key) && !en_head_.contains(key) && !en_product_.contains(key);
}

bool UnlistedNames::acceptable(std::string_view text, const std::vector<Word>& run,
                               bool seen_inside) const {
  const std::string whole(
      text.substr(run.front().span.begin, run.back().span.end - run.front().span.begin));
  if (en_place_.contains(whole) || en_product_.contains(whole) || en_not_.contains(whole))
    return false;
  if (run.size() > 1) {
    const bool all_places = std::all_of(run.begin(), run.end(), [&](const Word& w) {
      const std::string word(text.substr(w.span.begin, w.span.size()));
      return en_place_.contains(word) || en_not_.contains(word) || en_product_.contains(word);
    });
    return !all_places || has_suffix(whole);
  }
  if (whole.size() < 3 || model_number(whole) || en_suffix_.contains(whole)) return false;
  // A lone word at the start of a sentence is a name only if its form says so.
  return !run.front().starts_sentence || inner_capital(whole) || seen_inside;
}

// "Hanwol Chemical of Busan" is Hanwol Chemical; "Bank of Busan" is all one name.
void UnlistedNames::cut_place(std::string_view text, std::vector<Word>& run) const {
  if (run.size() < 4) return;
  const auto word = [&](std::size_t i) {
    return std::string(text.substr(run[i].span.begin, run[i].span.size()));
  };
  if (word(run.size() - 2) == "of" && !en_head_.contains(word(run.size() - 3)))
    run.resize(run.size() - 2);
}

std::vector<Span> UnlistedNames::english(std::string_view text) const {
  std::vector<Span> out;
  const auto all = words(text);
  const auto word_at = [&](std::size_t k) {
    return std::string(text.substr(all[k].span.begin, all[k].span.size()));
  };
  Set inside;  // capitalised within a sentence
  for (std::size_t k = 0; k < all.size(); ++k)
    if (all[k].capital && !all[k].starts_sentence) inside.insert(word_at(k));
  for (std::size_t i = 0; i < all.size();) {
    if (!all[i].capital) {
      ++i;
      continue;
    }
    std::vector<Word> run{all[i]};
    std::size_t k = i + 1;
    while (k < all.size() && run.size() < max_english_words) {
      const auto between =
          text.substr(all[k - 1].span.end, all[k].span.begin - all[k - 1].span.end);
      const std::string word(text.substr(all[k].span.begin, all[k].span.size()));
      const bool next_capital = k + 1 < all.size() && all[k + 1].capital;
      if (all[k].capital && (between == " " || between == " & " ||
                             (between == ", " && en_suffix_.contains(word) && word.size() <= 5))) {
        run.push_back(all[k++]);
      } else if (between == " " && (word == "of" || word == "de" || word == "du") && next_capital &&
                 text.substr(all[k].span.end, all[k + 1].span.begin - all[k].span.end) == " ") {
        run.push_back(all[k]);
        run.push_back(all[k + 1]);
        k += 2;
      } else {
        break;
      }
    }
    i = k;
    // Sentence openings, places and titles are no part of the name that follows.
    while (run.size() > 1) {
      const std::string word(text.substr(run.front().span.begin, run.front().span.size()));
      const bool drop = en_not_.contains(word) ||
                        (run.front().starts_sentence && word.size() < 4 && !inner_capital(word) &&
                         word != "BHP" && !std::all_of(word.begin(), word.end(), [](char c) {
                           return is_upper_ascii(static_cast<unsigned char>(c));
                         }));
      if (!drop) break;
      run.erase(run.begin());
      run.front().starts_sentence = false;
    }
    const auto first =
        run.empty() ? std::string()
                    : std::string(text.substr(run.front().span.begin, run.front().span.size()));
    cut_place(text, run);
    const bool introduced = !run.empty() && glossed(text.substr(run.back().span.end));
    if (!run.empty() && !locates(text, run.front().span.begin, run.back().span.end) &&
        acceptable(text, run, introduced || inside.contains(first)))
      out.push_back({run.front().span.begin, run.back().span.end});
  }
  return out;
}

}  // namespace dealgraph

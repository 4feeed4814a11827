#include "extract/english_runs.h"

#include <algorithm>
#include <string>

#include "text/utf8.h"

namespace dealgraph {
namespace {

constexpr std::size_t max_words = 12;
constexpr std::size_t min_title_words = 3;
constexpr std::size_t max_title_words = 30;

bool any_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// Headlines in title case write these small.
bool is_content(std::string_view word) {
  return word.size() > 2 && is_lower_ascii(static_cast<unsigned char>(word.front())) &&
         !any_of(word,
                 {"the", "and", "for", "with", "from", "into", "over", "via", "per", "its", "bln",
                  "mln", "million", "billion", "trillion", "after", "but", "nor", "amid"});
}

class Runs {
 public:
  Runs(std::string_view text, const std::vector<EnglishWord>& words, const EnglishWords& lists)
      : text_(text), words_(words), lists_(lists) {}

  std::vector<EnglishRun> cut() const {
    std::vector<EnglishRun> out;
    for (std::size_t i = 0; i < words_.size();) {
      if (!opens(i)) {
        ++i;
        continue;
      }
      EnglishRun run{i, i + 1, i > 0 && word(i - 1) == "of" && gap(i - 1) == " "};
      while (run.last < words_.size() && run.last - run.first < max_words) {
        const auto more = joined(run);
        if (more == 0) break;
        run.last += more;
      }
      i = run.last;
      tidy(run);
      if (run.first < run.last) out.push_back(run);
    }
    return out;
  }

 private:
  std::string_view word(std::size_t i) const {
    return text_.substr(words_[i].span.begin, words_[i].span.size());
  }
  // Between word `i` and the next.
  std::string_view gap(std::size_t i) const {
    return i + 1 < words_.size()
               ? text_.substr(words_[i].span.end, words_[i + 1].span.begin - words_[i].span.end)
               : std::string_view();
  }
  bool is(std::size_t i, std::uint32_t kinds) const { return (words_[i].kind & kinds) != 0; }
  bool capital(std::size_t i) const { return i < words_.size() && words_[i].capital; }

  bool opens(std::size_t i) const {
    if (!words_[i].capital) return false;
    if (is(i, english::breaks | english::title | english::owner)) return false;
    return !is(i, english::function);
  }

  // How many more words belong to the run; 0 if none.
  std::size_t joined(const EnglishRun& run) const {
    const std::size_t i = run.last;
    const auto before = gap(i - 1);
    if (words_[i - 1].compound) return 0;
    const bool legal = (lists_.kind(word(i)) & english::legal) != 0;
    if (legal && (before == " " || before == ", " || before == ",")) return 1;
    if (before == " & " || before == "&") return capital(i) ? 1 : 0;
    if (before == ", ") return partners(run);
    const bool owner = (before == "'" || before == "’") && word(i) == "s";
    if (owner && gap(i) == " & ") return society(i + 1) ? 2 : 0;
    if (before != " ") return 0;
    // "TC Compute I"
    if (any_of(word(i), {"I", "II", "III", "IV"}) && is(i - 1, english::suffix)) return 1;
    if (capital(i)) return continues(i) ? 1 : 0;
    return linked(run);
  }

  bool continues(std::size_t i) const {
    if (is(i, english::breaks | english::title | english::owner)) return false;
    if (is(i, english::function)) return false;
    // "Lindqvist Marine Q3", "Ryzen 9950X3D": the caller sees what follows.
    return true;
  }

  // Small words inside names: University of Leeds, Ferrand et Fils SA, Health and Human Services.
  std::size_t linked(const EnglishRun& run) const {
    const std::size_t i = run.last;
    const auto link = word(i);
    if (gap(i) != " " || i + 1 >= words_.size()) return 0;
    if (link == "of" || link == "for") {
      if (!is(i - 1, english::of_head) || is(i - 1, english::legal)) return 0;
      if (word(i + 1) == "the" && capital(i + 2) && gap(i + 1) == " ") return 3;
      return capital(i + 1) && !is(i + 1, english::breaks) ? 2 : 0;
    }
    if (any_of(link, {"de", "du", "del", "della", "di", "da", "do", "dos", "van", "von", "der",
                      "et", "und", "e", "y", "la", "le", "les", "des"}))
      return capital(i + 1) ? 2 : 0;
    if (link == "and") {
      if (!capital(i + 1)) return 0;
      return topics(run) || firm_of_two(run) ? 2 : 0;
    }
    return 0;
  }

  // "Ministry of Economy, Trade| and Industry": what follows is a field of office, not a firm.
  bool topics(const EnglishRun& run) const {
    bool head = false;
    for (std::size_t i = run.first; i + 1 < run.last; ++i)
      head =
          head || (is(i, english::topic_head | english::of_head) &&
                   (word(i + 1) == "for" || (word(i + 1) == "of" && is(i, english::topic_head))));
    if (!head) return false;
    // Behind "and" up to three words, none of which ends a company's name.
    for (std::size_t i = run.last + 1; i < run.last + 4 && capital(i); ++i) {
      if (is(i, english::legal | english::of_head)) return false;
      if (gap(i) != " ") break;
    }
    return !is(run.last - 1, english::place);
  }

  // "Slaughter and Pryce LLP"
  bool firm_of_two(const EnglishRun& run) const {
    if (run.last - run.first != 1 || is(run.first, english::place | english::suffix)) return false;
    for (std::size_t i = run.last + 1; i < run.last + 4 && capital(i); ++i) {
      if (i > run.last + 1 &&
          any_of(word(i), {"LLP", "Sons", "Company", "Brothers", "Associates", "Daughters"}))
        return true;
      if (gap(i) != " ") return false;
    }
    return false;
  }

  // "Crohn's &| Colitis Foundation"
  bool society(std::size_t i) const {
    const auto end = std::min(i + 4, words_.size());
    for (; i < end && capital(i); ++i)
      if (any_of(word(i), {"Foundation", "Association", "Society", "Fund", "Alliance", "Trust"}))
        return true;
    return false;
  }

  // "Wolters|, Hale & Iyer"; "Economy|, Trade and Industry" behind a ministry.
  std::size_t partners(const EnglishRun& run) const {
    const std::size_t i = run.last;
    if (!capital(i) || is(i, english::place | english::breaks | english::function)) return 0;
    const auto behind = gap(i);
    if (run.last - run.first == 1 && behind == " & " && capital(i + 1)) {
      // A list goes on with "and": Anvil, Hammer & Tongs and Forge.
      const bool list = i + 2 < words_.size() && word(i + 2) == "and" && gap(i + 1) == " ";
      return list || is(run.first, english::place | english::no_name) ? 0 : 2;
    }
    EnglishRun longer{run.first, i + 1};
    const bool closes = behind == " " && i + 1 < words_.size() && word(i + 1) == "and";
    return closes && topics(run) && topics(longer) ? 1 : 0;
  }

  // Takes off what stands at the edges of a run but is no part of the name.
  void tidy(EnglishRun& run) const {
    while (run.first < run.last && !is(run.last - 1, english::suffix) &&
           (is(run.last - 1, english::breaks) || quarter(word(run.last - 1))))
      --run.last;
    // "will pay Jetalia GBP 28 million"
    while (run.first + 1 < run.last && word(run.last - 1).size() == 3 &&
           all_capitals(word(run.last - 1)) && is(run.last - 1, english::no_name) &&
           !is(run.last - 1, english::suffix))
      --run.last;
    while (run.first + 1 < run.last && !words_[run.last - 1].capital &&
           !(lists_.kind(word(run.last - 1)) & english::legal))
      --run.last;
  }

  static bool quarter(std::string_view word) {
    return word.size() == 2 && (word[0] == 'Q' || word[0] == 'H') &&
           is_digit(static_cast<unsigned char>(word[1]));
  }

  std::string_view text_;
  const std::vector<EnglishWord>& words_;
  const EnglishWords& lists_;
};

}  // namespace

std::vector<EnglishRun> english_runs(std::string_view text, const std::vector<EnglishWord>& words,
                                     const EnglishWords& lists) {
  return Runs(text, words, lists).cut();
}

namespace {

// In a line of capitals "TO" is "To" and "HOLDINGS" is "Holdings".
std::uint32_t kind_in_capitals(std::string_view name, const EnglishWords& lists) {
  std::string form(name);
  std::transform(form.begin() + 1, form.end(), form.begin() + 1, [](char c) {
    return is_upper_ascii(static_cast<unsigned char>(c)) ? static_cast<char>(c + 32) : c;
  });
  return lists.kind(form);
}

}  // namespace

void lower_title_case(std::string_view text, std::vector<EnglishWord>& words,
                      const EnglishWords& lists) {
  const auto name = [&](const EnglishWord& word) {
    return text.substr(word.span.begin, word.span.size());
  };
  for (std::size_t begin = 0; begin < words.size();) {
    std::size_t end = begin;
    std::size_t capitals = 0;
    std::size_t small = 0;
    const auto line = text.find('\n', words[begin].span.begin);
    for (; end < words.size() && words[end].span.begin < line; ++end) {
      if (words[end].capital)
        ++capitals;
      else if (end - begin < max_title_words && is_content(name(words[end])))
        ++small;
    }
    // In Chinese text all Latin words are names, and most are capitalised.
    const auto stretch =
        text.substr(words[begin].span.begin, words[end - 1].span.end - words[begin].span.begin);
    const bool chinese = 2 * std::count_if(stretch.begin(), stretch.end(),
                                           [](char c) { return static_cast<signed char>(c) < 0; }) >
                         static_cast<std::ptrdiff_t>(stretch.size());
    const bool title = !chinese && capitals >= min_title_words && capitals > 8 * small &&
                       end - begin <= max_title_words;
    std::size_t shouted = 0;
    for (std::size_t i = begin; title && i < end; ++i) shouted += all_capitals(name(words[i]));
    for (std::size_t i = begin; title && i < end; ++i) {
      auto& word = words[i];
      if (!word.capital || inner_capital(name(word))) continue;
      if (3 * shouted > 2 * capitals) word.kind |= kind_in_capitals(name(word), lists);
      if (word.kind & english::function) word.capital = false;
      if (!lists.ordinary(name(word))) continue;
      // Behind a name it may end it: Halden Energy.
      const bool ends = i > begin && words[i - 1].capital && (word.kind & english::suffix) &&
                        words[i - 1].span.end + 1 == word.span.begin;
      if (!ends) word.capital = false;
    }
    begin = end;
  }
}

}  // namespace dealgraph

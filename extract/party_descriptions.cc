#include "extract/party_descriptions.h"

#include <algorithm>

#include "text/utf8.h"

namespace dealgraph {
namespace {

constexpr int wrong = -100;
constexpr std::size_t longest_apposition = 90;  // bytes
constexpr std::size_t longest_profile = 400;    // bytes

std::string lower(std::string_view text) {
  std::string out(text);
  for (auto& c : out)
    if (is_upper_ascii(static_cast<unsigned char>(c))) c = static_cast<char>(c + 32);
  return out;
}

// Lower-case words with one space on either side of each.
std::string spaced(std::string_view text) {
  std::string out = " ";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool keep =
        byte >= 0x80 || is_digit(byte) || is_lower_ascii(byte | 0x20) || c == '-' || c == '.';
    if (keep)
      out += static_cast<char>(is_upper_ascii(byte) ? byte + 32 : byte);
    else if (out.back() != ' ')
      out += ' ';
  }
  if (out.back() != ' ') out += ' ';
  return out;
}

template <typename Entry>
void fill_index(const std::vector<Entry>& list, DoubleArray& trie,
                std::vector<std::vector<std::size_t>>& places) {
  std::map<std::string, std::vector<std::size_t>> sorted;
  for (std::size_t i = 0; i < list.size(); ++i)
    if (!list[i].word.empty()) sorted[list[i].word].push_back(i);
  std::vector<std::pair<std::string, std::int32_t>> keys;
  for (auto& [word, at] : sorted) {
    keys.emplace_back(word, static_cast<std::int32_t>(places.size()));
    places.push_back(std::move(at));
  }
  trie = DoubleArray(keys);
}

// Calls found(place in the list) for each word of the list that stands in the text.
template <typename Index, typename Found>
void each_inside(const Index& index, std::string_view text, Found found) {
  for (std::size_t at = 0; at < text.size(); ++at)
    index.trie.prefixes(text, at, [&](std::size_t, std::int32_t value) {
      for (const auto place : index.places[static_cast<std::size_t>(value)]) found(place);
    });
}

// The same for whole words of a spaced text, or parts of words between hyphens.
template <typename Index, typename Found>
void each_word(const Index& index, std::string_view text, Found found) {
  const auto edge = [&](std::size_t at) {
    return at >= text.size() || text[at] == ' ' || text[at] == '-';
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (at > 0 && !edge(at - 1)) continue;
    index.trie.prefixes(text, at, [&](std::size_t size, std::int32_t value) {
      if (edge(at + size))
        for (const auto place : index.places[static_cast<std::size_t>(value)]) found(place);
    });
  }
}

std::string_view tail(std::string_view text, std::size_t size) {
  if (text.size() <= size) return text;
  auto cut = text.size() - size;
  while (cut < text.size() && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) ++cut;
  return text.substr(cut);
}

// What stands right before a name since the last comma or function word.
std::string_view words_before(std::string_view text, bool chinese) {
  text = tail(text, chinese ? 42 : 48);
  if (const auto stop = text.find_last_of(",;:()\"!?"); stop != std::string_view::npos)
    text.remove_prefix(stop + 1);
  if (chinese) return text;
  static constexpr std::string_view stops[] = {" of ",   " in ",   " by ",  " from ", " with ",
                                               " to ",   " and ",  " for ", " at ",   " on ",
                                               " said ", " that ", " buy ", " as ",   " into "};
  for (const auto stop : stops)
    if (const auto at = text.rfind(stop); at != std::string_view::npos)
      text.remove_prefix(at + stop.size());
  return text;
}

// "…, a cloud startup," "…, which makes robots," 一家芯片设计公司 behind a name.
std::string_view words_behind(std::string_view text, bool chinese) {
  text = text.substr(0, longest_apposition);
  static constexpr std::string_view en[] = {", a ",      ", an ",  ", the ", ", which ",
                                            ", one of ", " is a ", " is an "};
  static constexpr std::string_view zh[] = {",一家", "是一家", ",一间", "为一家", "是一间"};
  const auto* first = chinese ? std::begin(zh) : std::begin(en);
  const auto* last = chinese ? std::end(zh) : std::end(en);
  const auto* found = std::find_if(
      first, last, [&](std::string_view opening) { return text.starts_with(opening); });
  if (found == last) return {};
  text.remove_prefix(found->size());
  text = text.substr(0, text.find(" that "));
  return text.substr(0, text.find_first_of(",;:().!?\n"));
}

}  // namespace

PartyDescriptions::PartyDescriptions(const NameList& names, const Lexicon& lexicon)
    : names_(&names), traded_(names.parties.size()) {
  for (const auto& party : names.parties)
    if (bits_.size() < 63 && party.kind != "unknown" && party.kind != "other")
      bits_.emplace(party.kind, 1ULL << bits_.size());
  for (const auto& [ticker, parties] : names.by_ticker)
    for (const auto party : parties) traded_[static_cast<std::size_t>(party)] = true;
  read_lists(lexicon, "zh", zh_);
  read_lists(lexicon, "en", en_);
  index_descriptions();
}

void PartyDescriptions::index_descriptions() {
  DoubleArray::Keys keys;
  for (const auto& [words, parties] : names_->by_description) {
    if (words.empty()) continue;
    keys.emplace_back(words, static_cast<std::int32_t>(described_.size()));
    described_.emplace_back(parties);
  }
  descriptions_ = DoubleArray::of(keys);
}

std::uint64_t PartyDescriptions::bit(std::string_view kind) const {
  const auto found = bits_.find(kind);
  return found == bits_.end() ? 0 : found->second;
}

void PartyDescriptions::read_lists(const Lexicon& lexicon, const char* lang, Words& words) {
  const auto hint = [&](std::vector<Hint>& hints, const std::string& word, std::uint64_t kinds) {
    const auto known = std::find_if(hints.begin(), hints.end(),
                                    [&](const Hint& entry) { return entry.word == word; });
    if (known == hints.end())
      hints.push_back({word, kinds});
    else
      known->kinds |= kinds;
  };
  for (const auto name : lexicon.names(lang)) {
    constexpr std::string_view kind = "REFERENCE_KIND_", in_name = "REFERENCE_NAME_",
                               place = "REFERENCE_PLACE_";
    if (!name.starts_with("REFERENCE_")) continue;  // what is looked up counts as used
    for (const auto& word : lexicon.words(lang, name)) {
      if (name.starts_with(kind)) hint(words.kinds, word, bit(lower(name.substr(kind.size()))));
      if (name.starts_with(in_name))
        hint(words.names, lower(word), bit(lower(name.substr(in_name.size()))));
      if (name.starts_with(place))
        words.places.push_back({word, std::string(name.substr(place.size()))});
    }
  }
  for (const auto& word : lexicon.words(lang, "REFERENCE_ANY")) words.any.insert(word);
  fill_index(words.kinds, words.kind_index.trie, words.kind_index.places);
  fill_index(words.names, words.name_index.trie, words.name_index.places);
  fill_index(words.places, words.place_index.trie, words.place_index.places);
}

Description PartyDescriptions::describe(std::string_view words, bool chinese) const {
  Description out;
  if (chinese)
    read_chinese(words, out);
  else
    read_english(words, out);
  out.official = (out.kinds & (bit("government") | bit("agency") | bit("exchange"))) != 0;
  const auto text = lower(words);
  std::vector<std::int32_t> found;
  for (std::size_t at = 0; at < text.size(); ++at)
    descriptions_.prefixes(text, at,
                           [&](std::size_t, std::int32_t value) { found.push_back(value); });
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  for (const auto value : found) {
    const auto parties = described_[static_cast<std::size_t>(value)];
    out.listed.insert(out.listed.end(), parties.begin(), parties.end());
  }
  return out;
}

void PartyDescriptions::read_chinese(std::string_view words, Description& out) const {
  for (const std::string_view opening : {"这家", "这间", "此家", "该家", "该", "此"})
    if (words.starts_with(opening)) {
      words.remove_prefix(opening.size());
      break;
    }
  for (const auto& [word, kinds] : zh_.kinds)
    if (words.find(word) != std::string_view::npos) out.kinds |= kinds;
  if (words == "行") out.kinds |= bit("bank");
  if (words == "所") out.kinds |= bit("exchange");
  out.young = words.find("新创") != std::string_view::npos ||
              words.find("初创") != std::string_view::npos ||
              words.find("独角兽") != std::string_view::npos;
  for (const auto& [word, country] : zh_.places)
    if (words.find(word) != std::string_view::npos) out.countries.push_back(country);
  // What is left once the head is cut off: 氢能 of 这家氢能公司.
  if (zh_.any.contains(std::string(words))) return;
  for (const auto& word : zh_.any)
    if (words.ends_with(word)) {
      words.remove_suffix(word.size());
      break;
    }
  if (words.size() >= 6 && out.countries.empty()) out.content.emplace_back(words);
}

void PartyDescriptions::read_english(std::string_view words, Description& out) const {
  const auto text = spaced(words.substr(std::min<std::size_t>(4, words.size())));
  each_word(en_.place_index, text,
            [&](std::size_t i) { out.countries.push_back(en_.places[i].country); });
  for (std::size_t begin = 1; begin < text.size();) {
    const auto end = text.find(' ', begin);
    const auto word = text.substr(begin, end - begin);
    begin = end + 1;
    const bool shell = word == "spv" || word == "newco" || word == "spac";
    out.young |= word == "startup" || word == "start-up" || word == "unicorn" || shell;
    en_.kind_index.trie.prefixes(word, 0, [&](std::size_t size, std::int32_t value) {
      if (size == word.size())
        for (const auto i : en_.kind_index.places[static_cast<std::size_t>(value)])
          out.kinds |= en_.kinds[i].kinds;
    });
    if (en_.any.contains(word) || (word.size() < 4 && !shell) || word == "based") continue;
    if (const auto based = word.find("-based"); based != std::string::npos)
      out.content.push_back(word.substr(0, based));
    else
      out.content.push_back(word);
  }
}

std::vector<PartyProfile> PartyDescriptions::profiles(const Document& document) const {
  std::vector<PartyProfile> out(document.parties.size());
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto& party = document.parties[i];
    out[i].kinds = bit(party.kind);
    if (party.entry >= 0) {
      out[i].listed = party.entry;
      out[i].country = names_->parties[static_cast<std::size_t>(party.entry)].country;
      out[i].traded = traded_[static_cast<std::size_t>(party.entry)];
    }
  }
  for (const auto& sentence : document.sentences)
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
      const auto& token = sentence.tokens[i];
      if (token.kind == MentionKind::party && token.parties.size() == 1 && !token.reference)
        learn(document, sentence, i, out[static_cast<std::size_t>(token.parties.front())]);
    }
  return out;
}

void PartyDescriptions::learn(const Document& document, const Sentence& sentence, std::size_t index,
                              PartyProfile& profile) const {
  if (profile.apposition.size() > longest_profile) return;
  const auto& token = sentence.tokens[index];
  const bool chinese = sentence.lang == "zh";
  const auto name = document.text(token.core);
  const auto code =
      document.text({token.core.end, std::min(token.core.end + 3, sentence.span.end)});
  const auto digit = code.find_first_not_of(" (");
  if (code.find('(') != std::string_view::npos && digit != std::string_view::npos &&
      is_digit(static_cast<unsigned char>(code[digit])))
    profile.traded = true;
  if (profile.kinds == 0) {
    const auto text = spaced(name);
    each_inside(zh_.name_index, text, [&](std::size_t i) { profile.kinds |= zh_.names[i].kinds; });
    each_word(en_.name_index, text, [&](std::size_t i) { profile.kinds |= en_.names[i].kinds; });
  }
  const std::size_t begin = index == 0 ? sentence.span.begin : sentence.tokens[index - 1].span.end;
  const auto before = words_before(document.text({begin, token.span.begin}), chinese);
  const auto behind = words_behind(document.text({token.span.end, sentence.span.end}), chinese);
  for (const auto part : {before, behind}) {
    if (part.empty()) continue;
    const auto text = spaced(part);
    const auto& words = chinese ? zh_ : en_;
    profile.apposition += text;
    if (profile.listed >= 0) continue;
    const auto add_kind = [&](std::size_t i) { profile.kinds |= words.kinds[i].kinds; };
    if (chinese)
      each_inside(words.kind_index, text, add_kind);
    else
      each_word(words.kind_index, text, add_kind);
    if (profile.country.empty()) learn_country(words, text, chinese, profile);
  }
}

// Of several places the last of the list counts.
void PartyDescriptions::learn_country(const Words& words, std::string_view text, bool chinese,
                                      PartyProfile& profile) const {
  std::size_t last = 0;
  const auto take = [&](std::size_t i) { last = std::max(last, i + 1); };
  if (chinese)
    words.place_index.trie.prefixes(text, 1, [&](std::size_t, std::int32_t value) {
      for (const auto i : words.place_index.places[static_cast<std::size_t>(value)]) take(i);
    });
  else
    each_word(words.place_index, text, take);
  if (last > 0) profile.country = words.places[last - 1].country;
}

int PartyDescriptions::fit(const Description& description, const PartyProfile& profile) const {
  int score = 0;
  if (profile.listed >= 0 && std::find(description.listed.begin(), description.listed.end(),
                                       profile.listed) != description.listed.end())
    score += 4;
  if (!description.countries.empty() && !profile.country.empty()) {
    const bool same = std::find(description.countries.begin(), description.countries.end(),
                                profile.country) != description.countries.end();
    if (!same) return wrong;
    score += 2;
  }
  if (description.young && profile.traded) return wrong;
  const bool told = std::any_of(
      description.content.begin(), description.content.end(),
      [&](const std::string& word) { return profile.apposition.find(word) != std::string::npos; });
  if (told) score += 3;
  if (description.kinds != 0 && profile.kinds != 0) {
    if ((description.kinds & profile.kinds) != 0)
      score += 2;
    else if (score == 0 && !description.young)
      return wrong;
  }
  return score;
}

}  // namespace dealgraph

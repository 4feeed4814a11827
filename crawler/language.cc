#include <algorithm>
#include <array>

#include "crawler/metadata.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

// Frequent characters of news that exist in one script only (no shared forms such as 里, 后, 台).
constexpr std::u32string_view traditional_only =
    U"這個們國來時會對發說為過還沒開關門車見長問間書馬東兩億業產場電資報員經濟動進從華實務應該體學"
    U"數據機構灣縣區萬與將無線網聯購買賣錢財務總額幣單價達讓認識專題壓變轉運營際計劃協議約類權證"
    U"點種稱據現觀測試驗級終結續給統計導調請談話語論設評議訊詢護費貨貿賺貸質環氣戰";
constexpr std::u32string_view simplified_only =
    U"这个们国来时会对发说为过还没开关门车见长问间书马东两亿业产场电资报员经济动进从华实务应该体学"
    U"数据机构湾县区万与将无线网联购买卖钱财务总额币单价达让认识专题压变转运营际计划协议约类权证"
    U"点种称据现观测试验级终结续给统计导调请谈话语论设评议讯询护费货贸赚贷质环气战";
static_assert(traditional_only.size() == simplified_only.size());

constexpr std::size_t sample_bytes = 30'000;

struct Scripts {
  std::size_t han = 0;
  std::size_t kana = 0;  // and Hangul
  std::size_t letters = 0;
  std::size_t traditional = 0;
  std::size_t simplified = 0;
};

bool is_kana(char32_t c) { return (c >= 0x3041 && c <= 0x30FA) || (c >= 0xAC00 && c <= 0xD7A3); }

Scripts count_scripts(std::string_view text) {
  Scripts scripts;
  for (std::size_t i = 0; i < text.size() && i < sample_bytes;) {
    std::size_t size = 1;
    const char32_t c = decode_at(text, i, size);
    i += size;
    if (is_han(c)) {
      ++scripts.han;
      const auto t = traditional_only.find(c);
      const auto s = simplified_only.find(c);
      if (t != s) ++(t < s ? scripts.traditional : scripts.simplified);
    } else if (is_kana(c)) {
      ++scripts.kana;
    } else if (is_letter(c)) {
      ++scripts.letters;
    }
  }
  return scripts;
}

// English function words per word; other languages of the Latin script hardly have them.
double english_share(std::string_view text) {
  static constexpr std::array<std::string_view, 14> common = {"the", "of",   "and", "to", "in",
                                                              "is",  "that", "for", "on", "with",
                                                              "was", "said", "its", "by"};
  std::size_t words = 0;
  std::size_t hits = 0;
  std::string word;
  for (const char c : text.substr(0, sample_bytes)) {
    if (is_word(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80) {
      word += static_cast<char>(is_upper_ascii(static_cast<unsigned char>(c)) ? c + 32 : c);
      continue;
    }
    if (word.empty()) continue;
    ++words;
    hits += std::find(common.begin(), common.end(), word) != common.end();
    word.clear();
  }
  return words ? static_cast<double>(hits) / static_cast<double>(words) : 0;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (auto& c : out)
    if (is_upper_ascii(static_cast<unsigned char>(c))) c = static_cast<char>(c + 32);
  return out;
}

std::string claimed_language(std::string_view tag) {
  const auto name = lower(tag);
  const auto has = [&](std::string_view part) { return name.find(part) != std::string::npos; };
  if (name.starts_with("en")) return "en";
  if (!name.starts_with("zh")) return "";
  if (has("hant") || has("tw") || has("hk") || has("mo")) return "zh-Hant";
  if (has("hans") || has("cn") || has("sg")) return "zh-Hans";
  return "";
}

}  // namespace

std::string detect_language(std::string_view text, std::string_view claimed) {
  const auto scripts = count_scripts(text);
  const auto claim = claimed_language(claimed);
  if (scripts.kana * 10 > scripts.han && scripts.kana > 5) return "";
  // One Han character carries about what three letters do.
  if (scripts.han * 3 > scripts.letters) {
    if (scripts.traditional != scripts.simplified)
      return scripts.traditional > scripts.simplified ? "zh-Hant" : "zh-Hans";
    return claim.starts_with("zh") ? claim : "zh-Hans";
  }
  if (scripts.letters == 0) return claim;
  if (english_share(text) >= 0.08) return "en";
  const bool other = !claimed.empty() && claim != "en" && !lower(claimed).starts_with("zh");
  return scripts.letters < 400 && !other ? "en" : "";
}

std::string host_of(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return "";
  auto host = url.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/?#"));
  if (const auto user = host.rfind('@'); user != std::string_view::npos)
    host = host.substr(user + 1);
  return lower(host.substr(0, host.find(':')));
}

std::string guess_currency(std::string_view url, std::string_view lang, std::string_view claimed) {
  const auto host = host_of(url);
  if (host.ends_with(".tw")) return "TWD";
  if (host.ends_with(".hk")) return "HKD";
  if (host.ends_with(".cn")) return "CNY";
  if (host.ends_with(".jp")) return "JPY";
  static constexpr std::array<std::string_view, 5> hong_kong = {
      "hk01.com", "mingpao.com", "stheadline.com", "hket.com", "on.cc"};
  for (const auto site : hong_kong)
    if (host.ends_with(site)) return "HKD";
  if (lower(claimed).ends_with("hk")) return "HKD";
  if (lang == "zh-Hans") return "CNY";
  if (lang == "zh-Hant") return "TWD";
  return lang == "en" ? "USD" : "";
}

}  // namespace dealgraph

#include "extract/sightings.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <unordered_map>

#include "text/fold.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

struct KindRow {
  std::string_view kind;
  std::string_view end;  // of a folded name; of an English one its last word
};

// The longer end comes first where one ends with the other.
constexpr KindRow chinese_ends[] = {
    {"insurer", "保险"},      {"insurer", "人寿"},      {"insurer", "产险"},
    {"broker", "证券"},       {"bank", "银行"},         {"bank", "金控"},
    {"fund", "投资基金"},     {"fund", "基金"},         {"fund", "创投"},
    {"fund", "资本"},         {"fund", "投资"},         {"fund", "资管"},
    {"fund", "合伙企业"},     {"fund", "合伙"},         {"chipmaker", "半导体"},
    {"chipmaker", "微电子"},  {"chipmaker", "芯片"},    {"pharma", "制药"},
    {"pharma", "药业"},       {"pharma", "医药"},       {"biotech", "生物"},
    {"biotech", "生技"},      {"biotech", "生物科技"},  {"carmaker", "汽车"},
    {"airline", "航空"},      {"airline", "航空公司"},  {"shipping", "航运"},
    {"shipping", "海运"},     {"telecom", "电信"},      {"telecom", "通信"},
    {"property", "置业"},     {"property", "地产"},     {"property", "房产"},
    {"media", "传媒"},        {"media", "日报"},        {"media", "电视台"},
    {"battery", "电池"},      {"energy", "能源"},       {"energy", "电力"},
    {"energy", "石化"},       {"energy", "石油"},       {"software", "软件"},
    {"software", "软体"},     {"software", "软控"},     {"construction", "建设"},
    {"construction", "营造"}, {"construction", "营建"}, {"construction", "建筑"},
    {"construction", "工程"}, {"government", "政府"},   {"government", "人民政府"},
    {"agency", "委员会"},     {"agency", "国资委"},     {"agency", "管理局"},
    {"agency", "交易所"},     {"hardware", "电子"},     {"hardware", "光电"},
    {"industrial", "重工"},   {"industrial", "机械"},   {"industrial", "工业"},
    {"retail", "百货"},       {"retail", "超市"}};

constexpr KindRow english_ends[] = {{"bank", "Bank"},
                                    {"bank", "Bancorp"},
                                    {"insurer", "Insurance"},
                                    {"insurer", "Assurance"},
                                    {"broker", "Securities"},
                                    {"fund", "Capital"},
                                    {"fund", "Ventures"},
                                    {"fund", "Partners"},
                                    {"fund", "Fund"},
                                    {"fund", "Funds"},
                                    {"fund", "Equity"},
                                    {"fund", "Investments"},
                                    {"fund", "Advisors"},
                                    {"fund", "Management"},
                                    {"chipmaker", "Semiconductor"},
                                    {"chipmaker", "Semiconductors"},
                                    {"pharma", "Pharmaceuticals"},
                                    {"pharma", "Pharmaceutical"},
                                    {"pharma", "Pharma"},
                                    {"biotech", "Therapeutics"},
                                    {"biotech", "Biosciences"},
                                    {"biotech", "Biotech"},
                                    {"biotech", "Bio"},
                                    {"carmaker", "Motors"},
                                    {"carmaker", "Automotive"},
                                    {"airline", "Airlines"},
                                    {"airline", "Airways"},
                                    {"aerospace", "Aerospace"},
                                    {"shipping", "Shipping"},
                                    {"shipping", "Maritime"},
                                    {"telecom", "Telecom"},
                                    {"telecom", "Communications"},
                                    {"property", "Properties"},
                                    {"property", "Realty"},
                                    {"media", "Media"},
                                    {"media", "Studios"},
                                    {"media", "Entertainment"},
                                    {"energy", "Energy"},
                                    {"energy", "Power"},
                                    {"energy", "Petroleum"},
                                    {"energy", "Oil"},
                                    {"energy", "Gas"},
                                    {"energy", "Resources"},
                                    {"energy", "Mining"},
                                    {"software", "Software"},
                                    {"cloud", "Cloud"},
                                    {"cloud", "Compute"},
                                    {"construction", "Construction"},
                                    {"government", "Government"},
                                    {"agency", "Ministry"},
                                    {"agency", "Commission"},
                                    {"agency", "Authority"},
                                    {"agency", "Department"},
                                    {"agency", "Administration"},
                                    {"hardware", "Electronics"},
                                    {"industrial", "Industries"},
                                    {"industrial", "Manufacturing"},
                                    {"retail", "Stores"}};

bool is_legal_form(std::string_view word) {
  static constexpr std::string_view forms[] = {
      "Inc",  "Inc.",    "Corp", "Corp.", "Co",    "Co.",      "Company", "Ltd",
      "Ltd.", "Limited", "LLC",  "LLP",   "LP",    "L.P.",     "PLC",     "plc",
      "AG",   "SA",      "SE",   "NV",    "Group", "Holdings", "Holding"};
  return std::find(std::begin(forms), std::end(forms), word) != std::end(forms);
}

std::string english_kind(std::string_view name) {
  // "Ministry of Finance", "Bank of Busan"
  if (const auto of = name.find(" of "); of != std::string_view::npos)
    if (const auto kind = english_kind(name.substr(0, of)); kind != "unknown") return kind;
  for (;;) {
    const auto space = name.rfind(' ');
    const auto last = space == std::string_view::npos ? name : name.substr(space + 1);
    for (const auto& row : english_ends)
      if (row.end == last) return std::string(row.kind);
    if (space == std::string_view::npos || !is_legal_form(last)) return "unknown";
    name = name.substr(0, space);
    while (name.ends_with(',')) name.remove_suffix(1);
  }
}

std::string chinese_kind(std::string_view name) {
  for (const std::string_view form :
       {"股份有限公司", "有限责任公司", "有限公司", "公司", "集团", "控股", "科技", "股份"})
    if (name.size() > form.size() && name.ends_with(form)) name.remove_suffix(form.size());
  const auto row = std::find_if(std::begin(chinese_ends), std::end(chinese_ends),
                                [&](const KindRow& r) { return name.ends_with(r.end); });
  return row == std::end(chinese_ends) ? "unknown" : std::string(row->kind);
}

}  // namespace

std::string likely_kind(std::string_view name) {
  const bool chinese = !name.empty() && is_han(decode_before(name, name.size()));
  return chinese ? chinese_kind(name) : english_kind(name);
}

void drop_ignored(Document& document, const NameList& names) {
  std::vector<bool> ignored;
  for (const auto& party : document.parties)
    ignored.push_back(!party.listed && names.ignores(fold_key(party.name)));
  if (std::find(ignored.begin(), ignored.end(), true) == ignored.end()) return;
  std::erase_if(document.glosses, [&](const GlossMention& gloss) { return ignored[gloss.party]; });
  for (auto& sentence : document.sentences) {
    std::erase_if(sentence.tokens, [&](Token& token) {
      if (token.parties.empty()) return false;
      std::erase_if(token.parties, [&](int party) { return ignored[party]; });
      return token.parties.empty();
    });
  }
}

std::vector<Sighting> sightings(const Document& document) {
  std::vector<Sighting> out;
  std::unordered_map<std::string_view, std::size_t> index;  // by id
  // "Halden Inc" and "HALDEN" may be two parties of a document with one id.
  const auto count = [&](const DocParty& party, Span sentence) {
    const auto [seen, added] = index.emplace(party.id, out.size());
    if (added)
      out.push_back({party.id, party.name, likely_kind(fold_key(party.name)), 0,
                     document.folded.source(sentence)});
    ++out[seen->second].count;
  };
  for (const auto& sentence : document.sentences)
    for (const auto& token : sentence.tokens)
      if (token.kind == MentionKind::party && !token.reference)
        for (const int party : token.parties)
          if (!document.parties[party].listed) count(document.parties[party], sentence.span);
  std::erase_if(out, [](const Sighting& s) { return s.id.empty(); });
  return out;
}

}  // namespace dealgraph

#include "extract/references.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extract/extract.h"

namespace dealgraph {
namespace {

const Extractor& shipped() {
  static const Extractor extractor = Extractor::load({DEALGRAPH_SOURCE_DIR "/rules"});
  return extractor;
}

using References = std::vector<std::string>;

// "words=Party" or "words=Party+Party" of each reference, in order.
References references(const std::string& title, const std::string& body) {
  Article article;
  article.published = "2025-10-28";
  article.title_size = title.size();
  article.text = title + "\n" + body;
  References out;
  std::size_t last = std::string::npos;
  for (const auto& mention : shipped().annotate(article)) {
    if (!mention.reference) continue;
    if (mention.span.begin == last) {
      out.back() += "+" + mention.party_name;
      continue;
    }
    last = mention.span.begin;
    out.push_back(article.text.substr(mention.span.begin, mention.span.size()) + "=" +
                  mention.party_name);
  }
  return out;
}

struct Case {
  const char* text;
  References expected;
};

void check(const std::vector<Case>& cases) {
  for (const auto& c : cases) EXPECT_EQ(references("", c.text), c.expected) << c.text;
}

TEST(References, OneParty) {
  check({
      {"輝達宣布新產品。該公司預計明年出貨。", {"該公司=Nvidia"}},
      {"軟銀向輝達採購晶片，並將與該公司設立實驗室。", {"該公司=Nvidia"}},
      {"Nvidia said it would invest $5 billion in Intel.", {"it=Nvidia"}},
      {"Nvidia said on Tuesday it had agreed to invest in OpenAI.", {"it=Nvidia"}},
      {"AT&T agreed to buy licences from EchoStar, the company said.", {"the company=AT&T"}},
  });
}

TEST(References, TwoEqualReadingsStayPlainText) {
  check({
      {"輝達與甲骨文簽約。該公司股價上漲。", {}},
      {"輝達收購英特爾，該公司成立於1968年。", {}},
      {"Intel and Nvidia signed a pact. The company will build chips.", {}},
      {"輝達、微軟與甲骨文開會，雙方未置評。", {}},
      {"Intel and Nvidia signed a pact before the chipmaker settled.", {}},
  });
}

TEST(References, Several) {
  check({
      {"甲骨文與OpenAI簽下合約，雙方均未評論。", {"雙方=Oracle+OpenAI"}},
      {"字節跳動就出售旗下沐瞳科技與騰訊談判，雙方不予置評。", {"雙方=ByteDance+Tencent"}},
      {"輝達、微軟和甲骨文開會。三家公司未置評。", {"三家公司=Nvidia+Microsoft+Oracle"}},
      {"Nvidia will buy shares in Nokia, and the two companies will work together.",
       {"the two companies=Nvidia+Nokia"}},
      {"Microsoft and Nvidia said they would invest in Anthropic.", {"they=Microsoft+Nvidia"}},
      {"他收購了兩家公司，輝達與微軟未置評。", {}},
      {"至於輝達和AMD，兩家美國公司同意上繳。", {"兩家美國公司=Nvidia+AMD"}},
      {"OpenAI已與三星電子及SK海力士簽約，將向兩家韓廠購買晶圓。",
       {"兩家韓廠=Samsung Electronics+SK Hynix"}},
      {"三星電子及SK海力士宣布，將向兩家韓廠購買設備。", {}},
  });
}

TEST(References, OrderAndOppositeSide) {
  check({
      {"輝達投資OpenAI，後者將採購晶片。", {"後者=OpenAI"}},
      {"輝達投資OpenAI，前者股價上漲。", {"前者=Nvidia"}},
      {"輝達將向OpenAI供應晶片，並發給對方認股權證。", {"對方=OpenAI"}},
      {"輝達 (NVDA-US) 與甲骨文 (ORCL-US) 競逐Metsera，前者勝出，後者落敗。",
       {"前者=Nvidia", "後者=Oracle"}},
      {"微軟與輝達將分別對Anthropic投資，後者將採購晶片。", {"後者=Anthropic"}},
      {"最終用戶是輝達，後者將付款。", {"後者=Nvidia"}},
      {"OpenAI與淡馬錫談判，希望由對方出資。", {"對方=Temasek"}},
      {"OpenAI擬擴廠。淡馬錫與輝達已對其投入資金。", {"其=OpenAI"}},
      {"CoreWeave發債，高盛和花旗各貸給它3億美元。", {"它=CoreWeave"}},
      {"力拓稱，顧問正為中國鋁業對其進行的投資準備報告。", {"其=Rio Tinto"}},
      {"Temasek and GIC invested in Grab, with the former lending more.", {"the former=Temasek"}},
  });
}

TEST(References, Descriptions) {
  check({
      {"Mistral AI signed up ASML after the Dutch equipment maker agreed to invest.",
       {"the Dutch equipment maker=ASML"}},
      {"Oracle signed a contract with OpenAI, although the ChatGPT maker will not begin yet.",
       {"the ChatGPT maker=OpenAI"}},
      {"輝達與豐田汽車合作，這家車廠將採用其平台。", {"這家車廠=Toyota"}},
      {"英特爾缺錢。軟銀與輝達宣布認購這家美國晶片廠的新股。", {"這家美國晶片廠=Intel"}},
      {"該行業競爭激烈，滙豐控股獲利下滑。", {}},
      {"Halden Inc. licensed a process to Vireo Inc. The French firm will pay a tenth to CNRT Inc.",
       {}},
      {"Intel hired a bank. The German government declined to comment.", {}},
  });
}

TEST(References, WhoAnnounces) {
  check({
      {"寧德時代公告，公司擬收購億緯鋰能股權。公司表示交易仍須核准。", {"公司=CATL", "公司=CATL"}},
      {"寧德時代投資有限公司法修訂相關子公司。", {}},
  });
}

TEST(References, RolesOfTheDeal) {
  check({
      {"輝達擬收購英特爾，標的公司去年虧損。", {"標的公司=Intel"}},
      {"輝達擬收購英特爾，買方為輝達子公司。", {}},
      {"Nvidia agreed to buy Intel, and the buyer will pay cash.", {"the buyer=Nvidia"}},
  });
}

TEST(References, NoPartyAtAll) {
  check({
      {"It took nine months, but Nvidia found a buyer.", {}},
      {"Nvidia said it was likely that demand would grow.", {}},
      {"Nvidia raised its IT budget.", {}},
      {"路透報導，該公司將裁員。", {}},
  });
}

}  // namespace
}  // namespace dealgraph

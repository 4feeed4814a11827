#include "extract/extract.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace dealgraph {
namespace {

const Extractor& shipped() {
  static const Extractor extractor = Extractor::load({DEALGRAPH_SOURCE_DIR "/rules"});
  return extractor;
}

Article article(std::string title, const std::string& body) {
  Article out;
  out.published = "2025-10-09";
  out.site_currency = "TWD";
  out.title_size = title.size();
  out.text = std::move(title) + "\n" + body;
  return out;
}

std::string plain(double value) { return fmt::format("{:.4g}", value); }

// "payer → payee type min..max CUR status"; partnerships are left out.
std::string describe(const DealMention& deal) {
  std::string out =
      fmt::format("{} → {} {}", deal.payer.name, deal.payee.name, to_string(deal.type));
  if (deal.amount)
    out += fmt::format(" {}..{} {}", deal.amount->min ? plain(*deal.amount->min) : "",
                       deal.amount->max ? plain(*deal.amount->max) : "", deal.amount->currency);
  if (deal.stake_pct) out += fmt::format(" {}%", plain(*deal.stake_pct));
  return out + fmt::format(" {}", to_string(deal.status));
}

std::vector<std::string> deals(const std::string& body) {
  std::vector<std::string> out;
  for (const auto& deal : shipped().extract(article("", body)))
    if (deal.type != DealType::partnership) out.push_back(describe(deal));
  return out;
}

using Deals = std::vector<std::string>;

TEST(Extract, DirectionFollowsTheVoice) {
  const struct {
    const char* text;
    Deals expected;
  } cases[] = {
      {"輝達同意對OpenAI投資最多1,000億美元。", {"Nvidia → OpenAI investment ..1e+11 USD agreed"}},
      {"OpenAI獲輝達投資最多1,000億美元。", {"Nvidia → OpenAI investment ..1e+11 USD completed"}},
      {"甲骨文向輝達採購約400億美元的晶片。", {"Oracle → Nvidia purchase 4e+10..4e+10 USD agreed"}},
      {"鴻海以3,888億日圓收購夏普。",
       {"Foxconn → Sharp Corp acquisition 3.888e+11..3.888e+11 JPY agreed"}},
      {"夏普遭鴻海以3,888億日圓收購。",
       {"Foxconn → Sharp Corp acquisition 3.888e+11..3.888e+11 JPY agreed"}},
      {"英特爾將NAND業務以90億美元出售給SK海力士。",
       {"SK Hynix → Intel acquisition 9e+09..9e+09 USD agreed"}},
      {"OpenAI agreed to buy $300 billion of computing power from Oracle.",
       {"OpenAI → Oracle service 3e+11..3e+11 USD agreed"}},
      {"CoreWeave won an $11.9 billion contract from OpenAI.",
       {"OpenAI → CoreWeave service 1.19e+10..1.19e+10 USD agreed"}},
      {"Ampere was acquired by SoftBank for $6.5 billion.",
       {"SoftBank → Ampere Computing acquisition 6.5e+09..6.5e+09 USD completed"}},
      {"Intel sold its NAND business to SK Hynix for $9 billion.",
       {"SK Hynix → Intel acquisition 9e+09..9e+09 USD completed"}},
      {"JPMorgan lent $2.6 billion to CoreWeave.",
       {"JPMorgan Chase → CoreWeave loan 2.6e+09..2.6e+09 USD completed"}},
      {"CoreWeave borrowed $2.6 billion from Morgan Stanley.",
       {"Morgan Stanley → CoreWeave loan 2.6e+09..2.6e+09 USD completed"}},
  };
  for (const auto& c : cases) EXPECT_EQ(deals(c.text), c.expected) << c.text;
}

TEST(Extract, ElidedSubjectsAndReferences) {
  const struct {
    const char* text;
    Deals expected;
  } cases[] = {
      {"輝達取得資料後，之後又向CoreWeave購買63億美元的雲端服務。",
       {"Nvidia → CoreWeave service 6.3e+09..6.3e+09 USD agreed"}},
      {"OpenAI近日動作頻頻。這家ChatGPT開發商承諾部署數百億美元的AMD晶片。",
       {"OpenAI → AMD purchase 1e+10..1e+11 USD agreed"}},
      {"Microsoft said on Monday it will invest $5 billion in Anthropic.",
       {"Microsoft → Anthropic investment 5e+09..5e+09 USD agreed"}},
      {"CoreWeave, which agreed to buy $7.5 billion of chips from Nvidia, rose.",
       {"CoreWeave → Nvidia purchase 7.5e+09..7.5e+09 USD agreed"}},
  };
  for (const auto& c : cases) EXPECT_EQ(deals(c.text), c.expected) << c.text;
}

TEST(Extract, GroupsBecomeDeals) {
  EXPECT_EQ(deals("微軟、輝達將分別對Anthropic投資50億、100億美元。"),
            (Deals{"Microsoft → Anthropic investment 5e+09..5e+09 USD agreed",
                   "Nvidia → Anthropic investment 1e+10..1e+10 USD agreed"}));
  EXPECT_EQ(deals("Microsoft and Nvidia will invest up to $5 billion and up to $10 billion, "
                  "respectively, in Anthropic."),
            (Deals{"Microsoft → Anthropic investment ..5e+09 USD agreed",
                   "Nvidia → Anthropic investment ..1e+10 USD agreed"}));
  EXPECT_EQ(deals("微軟與輝達聯手投資Anthropic 100億美元。"),
            (Deals{"Microsoft → Anthropic investment 1e+10..1e+10 USD agreed",
                   "Nvidia → Anthropic investment 1e+10..1e+10 USD agreed"}));
  EXPECT_EQ(deals("微軟與輝達宣布，將分別對Anthropic投資50億美元與100億美元。"),
            (Deals{"Microsoft → Anthropic investment 5e+09..5e+09 USD agreed",
                   "Nvidia → Anthropic investment 1e+10..1e+10 USD agreed"}));
  EXPECT_EQ(deals("輝達與OpenAI共同開發晶片。"), Deals{}) << "with each other, not side by side";
  const auto found =
      shipped().extract(article("", "SoftBank and Oracle invested $20 billion in OpenAI."));
  ASSERT_EQ(found.size(), 2U);
  EXPECT_TRUE(found[0].shared);
  EXPECT_TRUE(found[1].shared);
}

TEST(Extract, EachSideHasTheSumToldBehindIt) {
  EXPECT_EQ(deals("輝達與軟銀分別認購英特爾新股，前者出 50 億美元，後者 20 億美元。"),
            (Deals{"Nvidia → Intel investment 5e+09..5e+09 USD agreed",
                   "SoftBank → Intel investment 2e+09..2e+09 USD agreed"}));
}

TEST(Extract, HeadlinesSaveTheAndAndCapitalizeUnits) {
  EXPECT_EQ(deals("Nvidia, Samsung back Wayve in $1 Billion round."),
            (Deals{"Nvidia → Wayve investment 1e+09..1e+09 USD completed",
                   "Samsung Electronics → Wayve investment 1e+09..1e+09 USD completed"}));
}

TEST(Extract, WhoBelongsToSomebodyActsInHisOwnName) {
  EXPECT_EQ(deals("英特爾最大股東、持股一成的軟銀已簽下承諾書，同意把手上9%持股悉數賣給輝達。"),
            (Deals{"Nvidia → SoftBank stake_purchase 9% agreed"}));
  EXPECT_EQ(deals("晶片集團輝達以5億美元收購英特爾。"),
            (Deals{"Nvidia → Intel acquisition 5e+08..5e+08 USD agreed"}));
}

TEST(Extract, WhatTheSentencesBeforeWereAbout) {
  EXPECT_EQ(deals("「穹宇算力」完成8億元B輪融資。本輪由紅杉資本領投，騰訊、九坤創投跟投。"),
            (Deals{"Sequoia Capital → 穹宇算力 investment 8e+08..8e+08 TWD completed",
                   "Tencent → 穹宇算力 investment 8e+08..8e+08 TWD completed",
                   "九坤創投 → 穹宇算力 investment 8e+08..8e+08 TWD completed"}));
  EXPECT_EQ(
      deals("騰暉半導體敲定180億元聯貸案。全案由華南銀行主辦，玉山銀行、日商瑞穗銀行共同參貸。"),
      (Deals{"E.Sun Financial → 騰暉半導體 loan 1.8e+10..1.8e+10 TWD agreed",
             "Mizuho → 騰暉半導體 loan 1.8e+10..1.8e+10 TWD agreed"}));
  EXPECT_EQ(deals("置豐集團近日變賣資產。上蓋工程剛批予協興建築，合約額19.4億元。"),
            (Deals{"置豐集團 → 協興建築 service 1.94e+09..1.94e+09 TWD agreed"}));
  EXPECT_EQ(deals("置豐集團近日變賣資產。上蓋工程剛批予協興建築。"), Deals{})
      << "without a sum nothing says that it is a deal of theirs";
}

TEST(Extract, AnUnlistedPartyIsOfTheKindThatItIsSaidToBe) {
  EXPECT_EQ(deals("Tallow Creek, a cloud provider, signed a $3 billion compute contract with Vireo "
                  "Labs, a chatbot startup."),
            (Deals{"Vireo Labs → Tallow Creek service 3e+09..3e+09 USD agreed"}));
  EXPECT_EQ(
      deals("大模型公司衡言智能宣布與雲服務商嵐峰科技訂立為期四年的算力服務合約，總值48億元。"),
      (Deals{"衡言智能 → 嵐峰科技 service 4.8e+09..4.8e+09 TWD agreed"}));
}

TEST(Extract, HowASumIsToldIsNoHypothesis) {
  EXPECT_EQ(deals("Baiyue Pharma in-licensed the drug from Ostrelia Therapeutics for payments that "
                  "could reach $210 million."),
            (Deals{"Baiyue Pharma → Ostrelia Therapeutics license 2.1e+08..2.1e+08 USD agreed"}));
  EXPECT_EQ(deals("Baiyue Pharma could license the drug from Ostrelia Therapeutics."), Deals{});
}

TEST(Extract, AFineGoesToWhoImposedIt) {
  EXPECT_EQ(
      deals("海勝航運去年向美國司法部繳交罰款1,250萬美元了事。"),
      (Deals{"海勝航運 → US Department of Justice settlement 1.25e+07..1.25e+07 USD completed"}));
}

TEST(Extract, ALoanMadeAvailableIsLentByWhoMadeIt) {
  EXPECT_EQ(deals("Oracle also announced that a term loan facility of up to $75 million has been "
                  "made available to it by JPMorgan."),
            (Deals{"JPMorgan Chase → Oracle loan ..7.5e+07 USD agreed"}));
}

TEST(Extract, NothingIsTakenForANameInAListOfPlaces) {
  EXPECT_EQ(deals("拟注入资产为长营高速公路、长春绕城高速公路南段和长平一级公路等高速公路资产。"),
            Deals{});
}

TEST(Extract, AListedNameThatIsAWordStandsForItsFirm) {
  EXPECT_EQ(deals("北緯智行（688765）公布年報。\n北緯今年從輝達手中買下一座廠房，價格3億元。"),
            (Deals{"北緯智行 → Nvidia purchase 3e+08..3e+08 TWD agreed"}));
}

TEST(Extract, AnUnknownSubjectIsNotTheCompanyOfTheParagraphBefore) {
  EXPECT_EQ(deals("其中一塊由綠城中國競得，萬科在出價後止步。越秀地產以底價拿下另一塊。\n"
                  "城西的賣家不願具名。公司曾向融信中國購買一幢大樓，作價6億元。"),
            Deals{});
}

TEST(Extract, ASentenceWithoutSubjectIsAboutTheArticlesTopic) {
  EXPECT_EQ(deals("鴻海公布擴張計劃。\n陳國棟家族收錢後，會把廠房轉入鴻海名下。"
                  "其次是倉庫，租用領展的樓面，年租3,600萬元。"),
            (Deals{"Foxconn → Link REIT lease 3.6e+07..3.6e+07 TWD agreed"}));
}

TEST(Extract, ASumOfAnotherEventIsNoPrice) {
  EXPECT_EQ(deals("蘋果宣布將在美國投資5000億美元，並向博通採購晶片。"),
            Deals{"Apple → Broadcom purchase agreed"});
}

TEST(Extract, TheLeadOfARoundIsNotCreditedWithAllOfIt) {
  const auto found =
      shipped().extract(article("", "Sequoia led Harvey's $300 million funding round."));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found[0].shared);
}

TEST(Extract, WhatIsNoDeal) {
  for (const char* text : {
           "輝達營收1,000億美元，OpenAI估值5,000億美元。",
           "如果輝達對OpenAI投資1,000億美元，股價會漲。",
           "輝達發言人表示，公司不會要求OpenAI購買輝達晶片。",
           "分析師看好輝達與甲骨文，目標價上看300美元。",
           "Nvidia's market value rose by $100 billion after Oracle's forecast.",
           "If Oracle bought $40 billion of chips from Nvidia, its debt would rise.",
           "Oracle could buy $40 billion of chips from Nvidia, an analyst said.",
           "Microsoft and Oracle reported revenue of $70 billion and $15 billion.",
           "甲骨文未向輝達採購晶片，並未向其支付40億美元。",
       })
    EXPECT_EQ(deals(text), Deals{}) << text;
}

TEST(Extract, AmountsOfOtherThingsAreLeftOut) {
  EXPECT_EQ(deals("微軟投資估值1,830億美元的Anthropic。"),
            (Deals{"Microsoft → Anthropic investment agreed"}));
  EXPECT_EQ(deals("SoftBank agreed to acquire Ampere, valuing the company at $6.5 billion."),
            (Deals{"SoftBank → Ampere Computing acquisition agreed"}));
}

TEST(Extract, WhoBuysMoreThanHalfTakesOver) {
  EXPECT_EQ(deals("甲骨文以5億美元自輝達手中買下Arm的51%股權。"),
            (Deals{"Oracle → Nvidia acquisition 5e+08..5e+08 USD 51% agreed"}));
  EXPECT_EQ(deals("甲骨文以5億美元自輝達手中買下Arm的40%股權。"),
            (Deals{"Oracle → Nvidia stake_purchase 5e+08..5e+08 USD 40% agreed"}));
}

TEST(Extract, AShortFormThatIsSaidToBeOneNeedNoOtherSign) {
  EXPECT_EQ(deals("宏遠電子股份有限公司（以下簡稱「宏遠」）近年擴張。輝達獲宏遠投資50億美元。"),
            (Deals{"宏遠電子股份有限公司 → Nvidia investment 5e+09..5e+09 USD completed"}));
}

TEST(Extract, WhoReportsEarningsIsNoNewspaper) {
  const Deals deal = {"Oracle → Nvidia investment 5e+08..5e+08 USD completed"};
  EXPECT_EQ(deals("Oracle reported earnings on Tuesday. It invested $500 million in Nvidia."),
            deal);
  EXPECT_EQ(deals("Oracle said demand was strong. Analysts at Keel Research were impressed. "
                  "The company invested $500 million in Nvidia."),
            deal);
}

TEST(Extract, WhoBuysInAListIsNotBoughtByTheOneBefore) {
  EXPECT_EQ(
      deals("騰訊投資月之暗面、阿里投資智譜。"),
      (Deals{"Tencent → Moonshot AI investment agreed", "Alibaba → Zhipu AI investment agreed"}));
  EXPECT_EQ(deals("騰訊、阿里投資月之暗面。"), (Deals{"Tencent → Moonshot AI investment agreed",
                                                      "Alibaba → Moonshot AI investment agreed"}));
}

TEST(Extract, EachFounderPutsItsOwnSumIntoAVenture) {
  const Deals own = {"TCC Group → 和平儲能 joint_venture 3e+08..3e+08 TWD agreed",
                     "Cathay Financial → 和平儲能 joint_venture 2e+08..2e+08 TWD agreed"};
  EXPECT_EQ(deals("台泥與國泰金合組和平儲能，前者出資3億元，後者出資2億元。"), own);
  EXPECT_EQ(deals("台泥與國泰金合組和平儲能，分別出資3億元及2億元。"), own);
  EXPECT_EQ(deals("台泥與國泰金合組和平儲能，台泥投入3億元，國泰金投入2億元。"), own);
  EXPECT_EQ(deals("台泥與國泰金合組和平儲能，雙方各出資2億元。"),
            (Deals{"TCC Group → 和平儲能 joint_venture 2e+08..2e+08 TWD agreed",
                   "Cathay Financial → 和平儲能 joint_venture 2e+08..2e+08 TWD agreed"}));
}

TEST(Extract, ALicensePaysTheTotalNotTheFirstPayment) {
  EXPECT_EQ(deals("晶碩將新藥的海外權益授予輝瑞，可獲得1億美元首付款，交易總額最高16.5億美元。"),
            (Deals{"Pfizer → 晶碩 license ..1.65e+09 USD agreed"}));
}

TEST(Extract, AFlagOfACountryIsNoMention) {
  EXPECT_EQ(deals("Oracle 🏴\xf3\xa0\x81\xa7\xf3\xa0\x81\xa2 agreed to buy chips from Nvidia for "
                  "$5 billion."),
            (Deals{"Oracle → Nvidia purchase 5e+09..5e+09 USD agreed"}));
}

TEST(Extract, APartnershipStandsOnlyWithoutADeal) {
  const auto count = [](const std::string& body) {
    std::size_t found = 0;
    for (const auto& deal : shipped().extract(article("", body)))
      found += deal.type == DealType::partnership;
    return found;
  };
  EXPECT_EQ(count("台積電與索尼宣布策略合作。"), 1U);
  EXPECT_EQ(count("台積電與索尼宣布策略合作。索尼向台積電採購10億美元晶片。"), 0U);
}

TEST(Extract, SpansLeadIntoTheText) {
  const auto source =
      article("標題", "前文。輝達 (Nvidia)(NVDA-US) 同意對 OpenAI 投資最多 １,000 億美元。");
  const auto found = shipped().extract(source);
  ASSERT_EQ(found.size(), 1U);
  const auto text = [&](Span span) { return source.text.substr(span.begin, span.size()); };
  EXPECT_EQ(text(found[0].payer.span), "輝達");
  EXPECT_EQ(text(found[0].payee.span), "OpenAI");
  EXPECT_EQ(found[0].amount->text, "最多 １,000 億美元");
  EXPECT_EQ(text(found[0].sentence),
            "輝達 (Nvidia)(NVDA-US) 同意對 OpenAI 投資最多 １,000 億美元。");
  EXPECT_EQ(found[0].rule, "zh.invest.towards");
}

TEST(Annotate, NamesThatNoListHolds) {
  const struct {
    const char* text;
    std::vector<std::string> parties;
  } cases[] = {
      {"鎧承精密（6784）公告增資。鎧承精密昨日上漲。", {"鎧承精密", "鎧承精密"}},
      {"由中科创达与上海某某智能科技有限公司共同出资。", {"中科创达", "上海某某智能科技有限公司"}},
      {"世纪华通作价298.03亿元收购盛跃网络100%股权。", {"世纪华通", "盛跃网络"}},
      {"Thalassia Gas Carriers ordered ships. Thalassia paid.",
       {"Thalassia Gas Carriers", "Thalassia"}},
      {"A loan from Sumitran Bank went to Kvass Cloud AS.", {"Sumitran Bank", "Kvass Cloud AS"}},
      {"In Lisbon, banks said on Monday the Dublin-based group rose.", {}},
      {"共同在美國建造資料中心。", {}},
      {"超微 (Advanced Micro Devices, AMD)(AMD-US) 上漲，超微電腦下跌。",
       {"超微", "Advanced Micro Devices", "AMD", "超微電腦"}},
  };
  for (const auto& c : cases) {
    const auto source = article("", c.text);
    std::vector<std::string> got;
    for (const auto& mention : shipped().annotate(source))
      if (mention.kind == MentionKind::party && !mention.reference)
        got.push_back(source.text.substr(mention.span.begin, mention.span.size()));
    EXPECT_EQ(got, c.parties) << c.text;
  }
}

TEST(Annotate, WhereChineseNamesBeginAndEnd) {
  const struct {
    const char* text;
    std::vector<std::string> parties;
  } cases[] = {
      // A verb of the market ends a name.
      {"台肥收漲，台火收黑。", {"台肥", "台火"}},
      {"國發基金匡列10億元。", {"國發基金"}},
      // What introduces a name is no part of it.
      {"日商三榮物產去年收購宏駿精機。", {"三榮物產", "宏駿精機"}},
      {"具身智能公司跃迁机器人宣布完成融资。", {"跃迁机器人"}},
      {"光明乳业子公司新莱特拟出售资产。", {"光明乳业", "新莱特"}},
      {"恒岳科技将向澄光半导体采购价值4亿元的芯片。", {"恒岳科技", "澄光半导体"}},
      {"恒岳科技计划向澄光半导体投资4亿元。", {"恒岳科技", "澄光半导体"}},
      {"恒岳科技将收购向阳科技。", {"恒岳科技", "向阳科技"}},
      // A name goes on to a company word, a place in brackets, a branch, an office.
      {"花旗（上海）企业管理有限公司持股。", {"花旗（上海）企业管理有限公司"}},
      {"由中国农业银行股份有限公司南昌分行发放贷款。", {"中国农业银行股份有限公司南昌分行"}},
      {"国网河南省电力公司发来中标通知书。", {"国网河南省电力公司"}},
      {"甘肃省公共资源交易局公示结果。", {"甘肃省公共资源交易局"}},
      {"对美国子公司TSMC Global增资。", {"TSMC Global"}},
      {"星展銀、富邦證承銷。", {"星展銀", "富邦證"}},
      // Marks of an exchange.
      {"*ST广林和ST东源收涨，万科A下跌。", {"*ST广林", "ST东源", "万科A"}},
      // What a share belongs to.
      {"此次交易标的伊宁热电80%股权作价6.9亿元。", {"伊宁热电"}},
      // Persons who trade in their own name, but not those who speak.
      {"董事陈宁生、叶枫和范峰拟减持公司股份。", {"陈宁生", "叶枫", "范峰"}},
      {"董事陈宁生表示，公司将增持。", {}},
      {"鄭家純家族願意讓出控股權。", {"鄭家純"}},
      {"圓和生技收購昱宸科技公司。", {"圓和生技", "昱宸科技公司"}},
      {"甲骨文和昱宸科技簽約，宏遠電子公司未表態。", {"甲骨文", "昱宸科技", "宏遠電子"}},
      {"政府和科技業者開會，T2客運廊擴建。", {}},
      {"多家科技公司裁員。", {}},
      // No names: terms in capitals, market codes, a given name.
      {"NRE金額估1億美元。", {}},
      {"华泰证券（行情601688，诊股）上涨。", {"华泰证券"}},
      {"董事长吕向阳配偶张长虹出席。", {}},
  };
  for (const auto& c : cases) {
    const auto source = article("", c.text);
    std::vector<std::string> got;
    for (const auto& mention : shipped().annotate(source))
      if (mention.kind == MentionKind::party && !mention.reference)
        got.push_back(source.text.substr(mention.span.begin, mention.span.size()));
    EXPECT_EQ(got, c.parties) << c.text;
  }
}

TEST(Extract, StaysLinearOnHostileText) {
  const auto repeat = [](std::string_view part, std::size_t bytes) {
    std::string out;
    while (out.size() < bytes) out += part;
    return out;
  };
  for (const auto& text :
       {repeat("(", 500'000), repeat("Alpha ", 500'000), repeat("9", 500'000),
        repeat("輝達投資", 300'000), repeat("10億美元、", 300'000), repeat("A, ", 300'000),
        repeat("收购", 300'000), repeat("董事王甲、", 300'000), repeat("腾讯投资1.1%", 300'000)})
    shipped().extract(article("", text));
}

TEST(CheckRules, TheShippedRulesPass) {
  const auto report = check_rules({DEALGRAPH_SOURCE_DIR "/rules"});
  EXPECT_TRUE(report.problems.empty()) << report.problems.front();
  EXPECT_GT(report.tests, report.rules);
}

}  // namespace
}  // namespace dealgraph

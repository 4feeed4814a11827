#include "text/charset.h"

#include <gtest/gtest.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <string>
#include <vector>

namespace dealgraph {
namespace {

using namespace std::string_literals;

std::string encode(const std::string& utf8, const char* charset) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(charset, &status);
  const auto wide = icu::UnicodeString::fromUTF8(utf8);
  std::string out(static_cast<std::size_t>(wide.length()) * 4 + 8, '\0');
  const auto size = ucnv_fromUChars(converter, out.data(), static_cast<std::int32_t>(out.size()),
                                    wide.getBuffer(), wide.length(), &status);
  ucnv_close(converter);
  EXPECT_TRUE(U_SUCCESS(status)) << charset;
  out.resize(static_cast<std::size_t>(size));
  return out;
}

const std::string hans =
    "东海船舶集团已与北辰航运签订六艘集装箱船的建造合同，合同总价约为三十六亿元人民币。";
const std::string hant =
    "麗豐置業昨晚公布，以十八億元向英國基金購入觀塘一幢全幢商廈，預期今年九月底前完成交易。";
const std::string japanese =
    "東京の半導体メーカーは、アメリカの企業に三百億円を出資すると発表した。";

struct Case {
  std::string name;
  std::string bytes;
  std::string header;
  std::string text;
};

TEST(Charset, DecodesWhatPagesAreWrittenIn) {
  const std::string meta_gb = "<meta charset=gb2312>";
  const std::string meta_big5 =
      "<meta http-equiv='Content-Type' content='text/html; charset=big5'>";
  const std::vector<Case> cases = {
      {"plain ASCII", "Nvidia", "", "Nvidia"},
      {"empty", "", "", ""},
      {"UTF-8", hant, "", hant},
      {"UTF-8 with a byte order mark", "\xEF\xBB\xBF" + hant, "", hant},
      {"UTF-8 against a lying header", hant, "text/html; charset=big5", hant},
      {"UTF-8 against a lying meta", meta_gb + hant, "", meta_gb + hant},
      {"GB18030 without a word", encode(hans, "gb18030"), "", hans},
      {"GB18030 declared gb2312", meta_gb + encode(hans, "gb18030"), "", meta_gb + hans},
      {"GB18030, header says Big5", encode(hans, "gb18030"), "text/html; charset=big5", hans},
      {"Big5 without a word", encode(hant, "Big5"), "", hant},
      {"Big5 declared UTF-8", encode(hant, "Big5"), "text/html; charset=utf-8", hant},
      {"Big5 declared", meta_big5 + encode(hant, "Big5"), "", meta_big5 + hant},
      {"two characters of Big5, declared", encode("台積", "Big5"), "text/html; charset=Big5",
       "台積"},
      {"two characters of GBK, declared", encode("腾讯", "gb18030"), "text/html;charset=GBK",
       "腾讯"},
      {"Shift-JIS", encode(japanese, "shift_jis"), "", japanese},
      {"Windows-1252", "Caf\xE9 \x80 5", "text/html; charset=iso-8859-1", "Café € 5"},
      {"Latin without a word", "na\xEFve", "", "naïve"},
      {"UTF-16LE with a mark", "\xFF\xFE" + encode(hant, "UTF-16LE"), "", hant},
      {"UTF-16BE with a mark", "\xFE\xFF" + encode(hant, "UTF-16BE"), "", hant},
      {"UTF-16LE without a mark", encode("<html>deal</html>", "UTF-16LE"), "", "<html>deal</html>"},
      {"unknown label", "abc \xE9", "text/html; charset=klingon", "abc é"},
  };
  for (const auto& c : cases) EXPECT_EQ(to_utf8(c.bytes, c.header).text, c.text) << c.name;
}

TEST(Charset, RepairsWithoutLosingThePage) {
  const std::string gb = encode(hans, "gb18030");
  const std::vector<Case> cases = {
      {"truncated UTF-8", hant.substr(0, 10), "", "麗豐置\uFFFD"},
      {"a bad byte in UTF-8", hant + "\xFF" + hant, "", hant + "\uFFFD" + hant},
      {"overlong UTF-8", hant + "\xC0\x80" + hant, "", hant + "\uFFFD\uFFFD" + hant},
      {"surrogate in UTF-8", hant + "\xED\xA0\x80" + hant, "", hant + "\uFFFD\uFFFD\uFFFD" + hant},
      {"NUL bytes", "a\0b\0"s + hant, "", "ab" + hant},
      {"odd UTF-16", "\xFF\xFE" + encode("ab", "UTF-16LE") + "c", "", "ab\uFFFD"},
      {"GB18030 with a bad byte before markup", gb + "\xFF<br>" + gb, "text/html; charset=gbk",
       hans + "\uFFFD<br>" + hans},
  };
  for (const auto& c : cases) EXPECT_EQ(to_utf8(c.bytes, c.header).text, c.text) << c.name;
}

TEST(Charset, NamesWhatItRead) {
  EXPECT_EQ(to_utf8(hant).charset, "UTF-8");
  EXPECT_EQ(to_utf8(encode(hans, "gb18030")).charset, "gb18030");
  EXPECT_EQ(to_utf8(encode(hant, "Big5")).charset, "Big5-HKSCS");
}

TEST(Charset, AnyBytesGiveValidUtf8WithoutNul) {
  std::uint32_t state = 1;
  for (int round = 0; round < 200; ++round) {
    std::string bytes;
    for (int i = 0; i < 400; ++i) {
      state = state * 1664525 + 1013904223;
      bytes += static_cast<char>(state >> 24);
    }
    const auto text = to_utf8(bytes, round % 2 ? "text/html; charset=big5" : "").text;
    std::string again;
    icu::UnicodeString::fromUTF8(text).toUTF8String(again);
    EXPECT_EQ(text, again) << "round " << round;
    EXPECT_EQ(text.find('\0'), std::string::npos) << "round " << round;
  }
}

}  // namespace
}  // namespace dealgraph

// Prints the fold table that text/fold.cc includes: pairs {from, to}, ascending by `from`.
// Full-width forms and compatibility punctuation become ASCII; Traditional Han characters become
// Simplified by ICU's Hant-Hans, plus the variants that ICU leaves alone.
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <cstdio>
#include <map>
#include <memory>

int main() {
  std::map<UChar32, UChar32> fold;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> simplify(
      icu::Transliterator::createInstance("Hant-Hans", UTRANS_FORWARD, status));
  if (U_FAILURE(status)) {
    std::fprintf(stderr, "gen_fold: ICU has no Hant-Hans: %s\n", u_errorName(status));
    return 1;
  }
  for (UChar32 c = 0x3400; c <= 0x2FA1F; ++c) {
    if (!u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC)) continue;
    icu::UnicodeString text(c);
    simplify->transliterate(text);
    if (text.countChar32() == 1 && text.char32At(0) != c) fold[c] = text.char32At(0);
  }
  const std::map<UChar32, UChar32> variants = {
      {U'衞', U'卫'}, {U'滙', U'汇'}, {U'羣', U'群'}, {U'峯', U'峰'}, {U'牀', U'床'},
      {U'緖', U'绪'}, {U'裏', U'里'}, {U'着', U'着'}, {U'臺', U'台'}, {U'啟', U'启'},
      {U'鍾', U'钟'}, {U'瞭', U'了'}, {U'佈', U'布'}, {U'佔', U'占'}, {U'併', U'并'},
      {U'託', U'托'}, {U'週', U'周'}, {U'祕', U'秘'}, {U'菸', U'烟'}, {U'粧', U'妆'}};
  for (const auto& [from, to] : variants)
    if (from != to) fold[from] = to;
  for (UChar32 c = 0xFF01; c <= 0xFF5E; ++c) fold[c] = c - 0xFEE0;
  fold[0x3000] = fold[0x00A0] = fold[0x2009] = fold[0x202F] = fold[0x2002] = fold[0x2003] = U' ';
  fold[0xFFE5] = 0x00A5;  // ￥ → ¥
  fold[0xFFE1] = 0x00A3;  // ￡ → £
  fold[0x2018] = fold[0x2019] = fold[0x02BC] = U'\'';
  fold[0x2010] = fold[0x2011] = fold[0x2013] = fold[0x2212] = U'-';
  fold[0xFE63] = U'-';
  fold[0x2236] = U':';
  fold[0x301C] = fold[0x223C] = U'~';
  for (const auto& [from, to] : fold) std::printf("{0x%X,0x%X},\n", from, to);
  return 0;
}

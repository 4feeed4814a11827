#include "text/charset.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>

namespace dealgraph {
namespace {

constexpr std::size_t max_bytes = 256U << 20;
constexpr std::size_t prescan_bytes = 4096;  // HTML asks for 1024; news portals come later
constexpr std::size_t sample_bytes = 8000;   // the detector reads no more than 8 KiB
constexpr int sure = 40;                     // detector confidence that outweighs a declaration

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;
using Detector = std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)>;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

// The label after "charset=" in a header value or a <meta> tag; `text` in lower case.
std::string charset_label(std::string_view text) {
  const auto at = text.find("charset");
  if (at == std::string_view::npos) return "";
  std::size_t i = at + 7;
  while (i < text.size() && (text[i] == ' ' || text[i] == '\t')) ++i;
  if (i >= text.size() || text[i] != '=') return "";
  ++i;
  while (i < text.size() && (text[i] == ' ' || text[i] == '"' || text[i] == '\'')) ++i;
  const auto end = text.find_first_of(" \t\r\n\"';/>,", i);
  return std::string(text.substr(i, end == std::string_view::npos ? end : end - i));
}

std::string meta_charset(std::string_view bytes) {
  const auto head = lowered(bytes.substr(0, prescan_bytes));
  for (std::size_t at = 0; (at = head.find('<', at)) != std::string::npos; ++at) {
    const std::string_view rest = std::string_view(head).substr(at);
    if (rest.starts_with("<!--")) {
      const auto end = head.find("-->", at);
      if (end == std::string::npos) return "";
      at = end;
    } else if (rest.starts_with("<meta") || rest.starts_with("<?xml")) {
      const auto tag = rest.substr(0, rest.find('>'));
      auto label = charset_label(tag);
      const auto encoding = tag.find("encoding=\"");
      if (label.empty() && rest[1] == '?' && encoding != std::string_view::npos) {
        const auto name = tag.substr(encoding + 10);
        label = std::string(name.substr(0, name.find('"')));
      }
      if (!label.empty()) return label;
    }
  }
  return "";
}

// ICU's name of the superset that browsers use for a label (WHATWG Encoding Standard, §4.2).
std::string converter_name(std::string_view label) {
  const auto is = [&](std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), label) != names.end();
  };
  if (is({"gb2312", "gbk", "gb_2312-80", "gb_2312", "x-gbk", "gb18030", "chinese", "csgb2312",
          "hz-gb-2312", "iso-ir-58", "euc-cn", "x-euc-cn"}))
    return "gb18030";
  if (is({"big5", "big5-hkscs", "big-5", "x-x-big5", "csbig5", "cn-big5"})) return "Big5-HKSCS";
  if (is({"iso-8859-1", "latin1", "l1", "us-ascii", "ascii", "windows-1252", "cp1252", "x-cp1252"}))
    return "windows-1252";
  if (is({"shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "windows-31j"}))
    return "windows-31j";
  if (is({"euc-kr", "ks_c_5601-1987", "ksc5601", "korean", "windows-949"})) return "windows-949";
  if (is({"iso-8859-9", "latin5"})) return "windows-1254";
  if (is({"utf8", "utf-8", "unicode-1-1-utf-8"})) return "UTF-8";
  // A declaration that could be read at all cannot be UTF-16: the standard says UTF-8.
  if (label.starts_with("utf-16") || label.starts_with("ucs-2") || label.starts_with("utf-7"))
    return "UTF-8";
  return std::string(label);
}

Converter open_converter(const std::string& name) {
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(name.empty() ? nullptr : ucnv_open(name.c_str(), &status), ucnv_close);
  if (U_FAILURE(status)) converter.reset();
  return converter;
}

struct Utf8Count {
  std::size_t good = 0;  // sequences of two bytes and more
  std::size_t bad = 0;
  bool cut_off = false;  // in the middle of the last sequence; not counted as bad

  bool is_utf8() const { return bad == 0 ? good > 0 || !cut_off : good > 9 * bad; }
};

Utf8Count count_utf8(std::string_view bytes) {
  Utf8Count count;
  const auto size = static_cast<std::int64_t>(bytes.size());
  for (std::int64_t i = 0; i < size;) {
    if (static_cast<unsigned char>(bytes[static_cast<std::size_t>(i)]) < 0x80) {
      ++i;
      continue;
    }
    UChar32 c = 0;
    U8_NEXT(bytes.data(), i, size, c);
    if (c >= 0)
      ++count.good;
    else if (i < size)
      ++count.bad;
    else
      count.cut_off = true;
  }
  return count;
}

std::string repaired_utf8(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  const auto size = static_cast<std::int64_t>(bytes.size());
  for (std::int64_t i = 0; i < size;) {
    const std::int64_t begin = i;
    UChar32 c = 0;
    U8_NEXT(bytes.data(), i, size, c);
    if (c < 0)
      out += "\xEF\xBF\xBD";
    else if (c != 0)
      out.append(bytes, static_cast<std::size_t>(begin), static_cast<std::size_t>(i - begin));
  }
  return out;
}

std::string convert(std::string_view bytes, const std::string& charset) {
  if (charset == "UTF-8") return repaired_utf8(bytes);
  const auto converter = open_converter(charset);
  if (!converter) return repaired_utf8(bytes);
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString wide(bytes.data(), static_cast<std::int32_t>(bytes.size()), converter.get(),
                          status);
  if (U_FAILURE(status)) return repaired_utf8(bytes);
  std::string out;
  wide.toUTF8String(out);
  // ICU substitutes U+001A for a single bad byte of some converters, U+FFFD for the others.
  std::string clean;
  clean.reserve(out.size());
  for (const char c : out) {
    if (c == '\x1A')
      clean += "\xEF\xBF\xBD";
    else if (c != '\0')
      clean += c;
  }
  return clean;
}

std::size_t count_replacements(std::string_view text) {
  std::size_t count = 0;
  for (auto at = text.find("\xEF\xBF\xBD"); at != std::string_view::npos;
       at = text.find("\xEF\xBF\xBD", at + 3))
    ++count;
  return count;
}

std::string_view utf16_by_zeros(std::string_view bytes) {
  const auto head = bytes.substr(0, 1024);
  if (head.size() < 4) return "";
  std::size_t zeros[2] = {0, 0};
  for (std::size_t i = 0; i < head.size(); ++i) zeros[i % 2] += head[i] == '\0';
  const auto half = head.size() / 2;
  if (zeros[1] * 4 > half && zeros[0] * 20 < half) return "UTF-16LE";
  if (zeros[0] * 4 > half && zeros[1] * 20 < half) return "UTF-16BE";
  return "";
}

// What the detector should see: text outside of tags, without long stretches of plain ASCII.
std::string detector_sample(std::string_view bytes) {
  std::string sample;
  std::size_t ascii_run = 0;
  bool in_tag = false;
  for (std::size_t i = 0; i < bytes.size() && sample.size() < sample_bytes; ++i) {
    const char c = bytes[i];
    if (static_cast<unsigned char>(c) >= 0x80) {
      // The second byte of a double-byte character may look like a bracket.
      sample += c;
      if (i + 1 < bytes.size()) sample += bytes[++i];
      ascii_run = 0;
      continue;
    }
    if (c == '<') in_tag = true;
    if (!in_tag && ++ascii_run < 48) sample += c;
    if (c == '>') in_tag = false;
  }
  return sample;
}

struct Detection {
  std::string name;
  int confidence = 0;
};

Detection detect(std::string_view bytes) {
  const auto sample = detector_sample(bytes);
  UErrorCode status = U_ZERO_ERROR;
  const Detector detector(ucsdet_open(&status), ucsdet_close);
  if (U_FAILURE(status)) return {};
  ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &status);
  const auto* match = ucsdet_detect(detector.get(), &status);
  if (U_FAILURE(status) || !match) return {};
  const char* name = ucsdet_getName(match, &status);
  const int confidence = ucsdet_getConfidence(match, &status);
  if (U_FAILURE(status) || !name) return {};
  return {converter_name(lowered(name)), confidence};
}

bool is_double_byte(std::string_view charset) {
  return charset == "gb18030" || charset == "Big5-HKSCS" || charset == "windows-31j" ||
         charset == "windows-949" || charset == "euc-jp";
}

std::string choose_legacy(std::string_view bytes, const std::string& declared) {
  const auto detected = detect(bytes);
  if (is_double_byte(detected.name) && detected.confidence >= sure) return detected.name;
  // Single-byte charsets are told apart by letter statistics: weaker than any declaration.
  if (open_converter(declared) && declared != "UTF-8") {
    const auto head = bytes.substr(0, 64U << 10);
    if (count_replacements(convert(head, declared)) * 50 <= head.size()) return declared;
  }
  if (is_double_byte(detected.name)) return detected.name;
  return "windows-1252";
}

}  // namespace

Decoded to_utf8(std::string_view bytes, std::string_view http_content_type) {
  bytes = bytes.substr(0, max_bytes);
  if (bytes.starts_with("\xEF\xBB\xBF")) return {repaired_utf8(bytes.substr(3)), "UTF-8"};
  if (bytes.starts_with("\xFF\xFE")) return {convert(bytes.substr(2), "UTF-16LE"), "UTF-16LE"};
  if (bytes.starts_with("\xFE\xFF")) return {convert(bytes.substr(2), "UTF-16BE"), "UTF-16BE"};
  if (const std::string wide(utf16_by_zeros(bytes)); !wide.empty())
    return {convert(bytes, wide), wide};

  if (count_utf8(bytes).is_utf8()) return {repaired_utf8(bytes), "UTF-8"};
  auto declared = converter_name(charset_label(lowered(http_content_type)));
  if (!open_converter(declared)) declared = converter_name(meta_charset(bytes));
  auto charset = choose_legacy(bytes, declared);
  return {convert(bytes, charset), charset};
}

}  // namespace dealgraph

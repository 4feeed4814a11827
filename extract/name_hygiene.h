#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace dealgraph {

// Why a name from a bulk list should not stand for its party without a ticker or another of its
// names beside it.
enum class Doubt {
  none,
  short_chinese,  // two Han characters are mostly part of something else
  short_latin,    // three letters are mostly an abbreviation of something else
  word,           // of the language
};

// `folded` as fold() gives it.
Doubt doubt_of(std::string_view folded);

// The forms in which the news write a name of a register, the given one first: without the marks
// of an exchange (*ST天成, 小米集團-W, 世芯-KY, 萬科Ａ) and without its legal form (Foo Inc.,
// 某某股份有限公司).
std::vector<std::string> written_forms(std::string_view name);

}  // namespace dealgraph

#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

namespace dealgraph {

// A number read from folded text.
struct Numeral {
  double min = 0;
  double max = 0;    // == min unless the text is vague (数十亿, 三四百万, tens of billions)
  double scale = 1;  // the unit it closes with: 1e8 after 亿; 1 for a bare number
  std::size_t begin = 0;  // bytes of the text
  std::size_t end = 0;
  int decimals = 0;    // digits behind the decimal point
  bool vague = false;  // min < max: 数百亿 is one decade, 二、三十亿 what it says
  bool more = false;   // 300多亿, 30余亿, "billions": at least
  bool round = false;  // a unit without a digit: 千亿, 亿, "a billion"
  bool words = false;  // written in Chinese numerals or English words, no digit
};

// The longest number that starts at byte `at`: "1,046.5", "3.5亿", "1 兆 460 億 9,000 萬" (folded),
// "五十", "一○五○億", "廿", "数十亿", "300多亿", "千亿", "二、三十亿", "3.5bn", "2 billion",
// "1.2 lakh crore", "tens of billions", "half a billion". Letters m, bn, ... count as units only
// right after a digit. Nothing if no number starts there. Reads at most a few hundred bytes.
std::optional<Numeral> parse_numeral(std::string_view folded, std::size_t at);

// The first number at or after byte `from` that is no part of a longer run of digits. Calling it
// again with the end of what it found walks a text in linear time.
std::optional<Numeral> next_numeral(std::string_view folded, std::size_t from);

// The value of a Chinese or ASCII digit sequence below 10^4 that is written in full, as in dates:
// "28", "廿二", "三十一", "二零二五"; `at` moves past it. -1 if there is none.
int read_small_number(std::string_view folded, std::size_t& at);

}  // namespace dealgraph

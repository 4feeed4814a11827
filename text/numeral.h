#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

namespace dealgraph {

// A number read from folded text.
struct Numeral {
  double min = 0;
  double max = 0;       // == min unless the text is vague (数十亿, tens of billions) or a range
  double scale = 1;     // the unit it closes with: 1e8 after 亿; 1 for a bare number
  std::size_t end = 0;  // byte after the number
  bool vague = false;   // one decade: 数百亿, 几千万
  bool more = false;    // 300多亿, 30余亿
  bool words = false;   // written in Chinese numerals or English words, no digit
};

// The longest number that starts at byte `at`: "1,046.5", "3.5亿", "1 兆 460 億 9,000 萬" (folded),
// "五十", "一○五○億", "廿", "数十亿", "300多亿", "$"-less "3.5bn", "2 billion", "tens of billions",
// "half a billion". Letters m, bn, ... count as units only right after a digit. Returns nothing if
// no number starts there. Reads at most a few hundred bytes.
std::optional<Numeral> parse_numeral(std::string_view folded, std::size_t at);

}  // namespace dealgraph
